import type { EntityKind } from '../../../src/core/fact.ts';
import { type Found, placeOfWording, type Rule } from '../rule.ts';
import { findLoaded, isAttributed, markWording, withoutQuotes } from '../wording.ts';

const FIRST_PERSON = /(?<![\p{L}.])(?:I|[Ww]e|[Oo]urs?|us|[Mm]y|[Nn]osotr[oa]s|[Nn]uestr[oa]s?)(?![\p{L}.])/u;
const APPEAL =
  /(?:^|[.!?] )(?:boycott|cancel|stop|avoid|demand|join|sign|tell|don't|do not|never|boicotea|boicoteen)(?! call)\b|\bshould (?:be )?boycott|\byou(?:r|rs)?\b|\bmust (?:be )?boycott/iu;

export const claimsArePlain: Rule = {
  name: 'claims-are-plain',
  why: 'Readers who doubt us check the wording first: every claim names its witness, and only a quotation judges.',
  alone: true,
  *check(written) {
    const placeOf = placeOfWording(written);
    for (const fact of written.base.facts.values()) {
      for (const [language, wording] of fact.wordings) {
        for (const key of ['claim', 'caveat'] as const) {
          for (const said of wrongTone(wording[key], fact.id))
            yield { ...placeOf(fact.id, language, key), ...said };
        }
      }
      if (isAttributed(fact, written.base)) continue;
      yield {
        at: ['fact', fact.id, 'claim'],
        message: `${fact.id} does not name who says so`,
        tip: 'Write who says so: "AFSC Investigate says …", "By AFSC’s count …", "The letter asks …".',
      };
    }
  },
};

function* wrongTone(text: string | undefined, id: string): Iterable<Pick<Found, 'message' | 'tip'>> {
  if (text === undefined) return;
  const own = withoutQuotes(text);
  for (const { word, why } of findLoaded(own)) {
    yield {
      message: `${id} uses the loaded word "${word}"`,
      tip: `${why}; or let a person, a letter or a company say it: in the quote of a cite.`,
    };
  }
  const person = FIRST_PERSON.exec(own)?.[0];
  if (person) {
    yield {
      message: `${id} speaks as "${person}"`,
      tip: `Write the name of whoever says so in place of "${person}".`,
    };
  }
  const appeal = APPEAL.exec(own)?.[0].replace(/^[.!?] /, '');
  if (appeal) {
    yield {
      message: `${id} tells the reader what to do ("${appeal}")`,
      tip: 'Say who asks for it: "The letter asks …"; what to do about it is for the reader.',
    };
  }
  if (!/[.!?…]["”’»)]?$/u.test(text)) {
    yield { message: `a text of ${id} does not end as a sentence`, tip: 'End it with a full stop.' };
  }
}

export const amountsAreNatured: Rule = {
  name: 'amounts-are-natured',
  why: 'A ceiling is not a payment: an answer says what sort of figure it gives, so a claim with dollars must say it too.',
  *check({ base }) {
    for (const { id, amount, wordings } of base.facts.values()) {
      const [wording] = wordings.values();
      if (amount !== undefined || !/\$\s?\d/.test(wording?.claim ?? '')) continue;
      yield {
        at: ['fact', id, 'amount'],
        message: `${id} names dollars and has no amount`,
        tip: 'Write amount: { usd: …, nature: … }; where it is no single figure, write an exception with the reason.',
      };
    }
  },
};

export const translationsAreFresh: Rule = {
  name: 'translations-are-fresh',
  why: 'A translation of an older wording says something that we no longer say.',
  level: 'warning',
  *check({ base, translations }) {
    for (const { fact: id, language, of, where } of translations) {
      const fact = base.facts.get(id);
      const [wording] = fact?.wordings.values() ?? [];
      if (!fact || !wording) continue;
      const mark = markWording(wording);
      if (of !== mark) {
        yield {
          at: ['fact', id],
          where: where(['of']),
          message: `${id} has changed since it was worded in ${language}`,
          tip: `Read both, mend the translation, then write of: ${mark}`,
        };
      }
      const hasCaveat = fact.wordings.get(language)?.caveat !== undefined;
      if (hasCaveat !== (wording.caveat !== undefined)) {
        yield {
          at: ['fact', id],
          level: 'error',
          where: where(),
          message: `${id} has a caveat in ${hasCaveat ? language : 'its first wording'} only`,
          tip: `Write caveat: in ${language} too, or take it out of both.`,
        };
      }
    }
  },
};

/** Who can list a company. */
export const LISTERS: ReadonlySet<EntityKind> = new Set(['organisation', 'publication', 'person']);

export const listingsArePositions: Rule = {
  name: 'listings-are-positions',
  why: 'That somebody lists a company is a fact; that it deserves it is their position, and stays with them.',
  *check({ base: { entities, listings } }) {
    for (const { id, company, by, grounds } of listings) {
      if (entities.get(company)?.kind !== 'company') {
        yield {
          at: ['listing', id, 'company'],
          message: `${company} is no company`,
          tip: 'Write company: and the id of an entity of kind company.',
        };
      }
      const lister = entities.get(by)?.kind;
      if (lister === undefined || !LISTERS.has(lister)) {
        yield {
          at: ['listing', id, 'by'],
          message: `${by} is nobody who lists`,
          tip: 'Write by: and the id of an organisation, a publication or a person.',
        };
      }
      for (const [language, text] of grounds) {
        const own = withoutQuotes(text);
        const [loaded] = findLoaded(own);
        if (loaded) {
          yield {
            at: ['listing', id, 'grounds'],
            message: `the grounds (${language}) use "${loaded.word}"`,
            tip: `${loaded.why}; or set the lister’s own words in quotation marks.`,
          };
        }
        if (/\b(?:boycott|should|must|deserves?|boicot\p{L}*|debe)\b/iu.test(own)) {
          yield {
            at: ['listing', id, 'grounds'],
            message: `the grounds (${language}) call for something`,
            tip: 'Write why it is listed and no more: the bot itself says whose list it is.',
          };
        }
      }
    }
  },
};
