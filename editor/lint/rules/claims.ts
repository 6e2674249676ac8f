import { createHash } from 'node:crypto';
import type { EntityKind, Fact, FactBase } from '../../../src/core/fact.ts';
import { fold } from '../../../src/core/text.ts';
import { type Found, placeOfWording, type Rule } from '../rule.ts';

const FIRST_PERSON = /(?<![\p{L}.])(?:I|[Ww]e|[Oo]urs?|us|[Mm]y|[Nn]osotr[oa]s|[Nn]uestr[oa]s?)(?![\p{L}.])/u;
const APPEAL =
  /(?:^|[.!?] )(?:boycott|cancel|stop|avoid|demand|join|sign|tell|don't|do not|never|boicotea|boicoteen)(?! call)\b|\bshould (?:be )?boycott|\byou(?:r|rs)?\b|\bmust (?:be )?boycott/iu;

export const CLAIM_RULES: readonly Rule[] = [
  {
    name: 'claims-are-plain',
    why: 'Readers who doubt us check the wording first: every claim names its witness, and only a quotation judges.',
    *check(written) {
      const placeOf = placeOfWording(written);
      for (const fact of written.base.facts.values()) {
        // A short form is one line of a list and no sentence: it needs no full stop.
        for (const [language, { claim, caveat, note, short }] of fact.wordings)
          for (const [key, text] of Object.entries({ claim, caveat, note, short }))
            for (const said of text === undefined ? [] : wrongTone(text, fact.id, key !== 'short'))
              yield { ...placeOf(fact.id, language, key), ...said };
        if (isAttributed(fact, written.base)) continue;
        const tip = 'Write who says so: "AFSC Investigate says …", "By AFSC’s count …", "The letter asks …".';
        yield { at: ['fact', fact.id, 'claim'], message: `${fact.id} does not name who says so`, tip };
      }
    },
  },
  {
    name: 'claims-are-short',
    why: 'A list, a timeline and the other side of a card show a claim in one line, and only its author knows what that line may not leave out.',
    *check({ base }) {
      for (const { id, wordings, status } of base.facts.values()) {
        const [wording] = wordings.values();
        if (status === 'withdrawn' || wording?.short !== undefined) continue;
        const tip = 'Write short: the claim in one line of at most 110 characters, with who says so.';
        yield { at: ['fact', id], message: `${id} has no short form`, tip };
      }
    },
  },
  {
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
  },
  {
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
        for (const key of ['caveat', 'note', 'short'] as const) {
          const has = fact.wordings.get(language)?.[key] !== undefined;
          if (has === (wording[key] !== undefined)) continue;
          yield {
            at: ['fact', id],
            level: 'error',
            where: where(),
            message: `${id} has a ${key} in ${has ? language : 'its first wording'} only`,
            tip: `Write ${key}: in ${language} too, or take it out of both.`,
          };
        }
      }
    },
  },
  {
    name: 'listings-are-positions',
    why: 'That somebody lists a company is a fact; that it deserves it is their position, and stays with them.',
    *check({ base: { entities, listings } }) {
      for (const { id, company, by, grounds } of listings) {
        if (entities.get(company)?.kind !== 'company') {
          const tip = 'Write company: and the id of an entity of kind company.';
          yield { at: ['listing', id, 'company'], message: `${company} is no company`, tip };
        }
        if (!LISTERS.has(entities.get(by)?.kind)) {
          const tip = 'Write by: and the id of an organisation, a publication or a person.';
          yield { at: ['listing', id, 'by'], message: `${by} is nobody who lists`, tip };
        }
        for (const [language, text] of grounds) {
          const own = withoutQuotes(text);
          const at = ['listing', id, 'grounds'] as const;
          const [loaded] = findLoaded(own);
          if (loaded) {
            const tip = `${loaded.why}; or set the lister’s own words in quotation marks.`;
            yield { at, message: `the grounds (${language}) use "${loaded.word}"`, tip };
          }
          if (/\b(?:boycott|should|must|deserves?|boicot\p{L}*|debe)\b/iu.test(own)) {
            const tip = 'Write why it is listed and no more: the bot itself says whose list it is.';
            yield { at, message: `the grounds (${language}) call for something`, tip };
          }
        }
      }
    },
  },
];

function* wrongTone(text: string, id: string, isSentence: boolean): Iterable<Pick<Found, 'message' | 'tip'>> {
  const own = withoutQuotes(text);
  for (const { word, why } of findLoaded(own)) {
    const tip = `${why}; or let a person, a letter or a company say it: in the quote of a cite.`;
    yield { message: `${id} uses the loaded word "${word}"`, tip };
  }
  const person = FIRST_PERSON.exec(own)?.[0];
  if (person) {
    const tip = `Write the name of whoever says so in place of "${person}".`;
    yield { message: `${id} speaks as "${person}"`, tip };
  }
  const appeal = APPEAL.exec(own)?.[0].replace(/^[.!?] /, '');
  if (appeal) {
    const tip = 'Say who asks for it: "The letter asks …"; what to do about it is for the reader.';
    yield { message: `${id} tells the reader what to do ("${appeal}")`, tip };
  }
  if (isSentence && !/[.!?…]["”’»)]?$/u.test(text)) {
    yield { message: `a text of ${id} does not end as a sentence`, tip: 'End it with a full stop.' };
  }
}

const LISTERS: ReadonlySet<EntityKind | undefined> = new Set(['organisation', 'publication', 'person'] as const);

/** How English names a witness: by a verb of saying, or by the document that says it. */
const VERBS =
  /\b(?:says?|said|saying|reports?|reported|writes?|wrote|told|tells?|calls?|called|lists?|listed|labels?|labelled|describes?|described|states?|stated|announces?|announced|quotes?|quoted|counts?|counted|puts?|gives?|gave|notes?|noted|names?|named|according to|asks?|asked|urges?|urged|argues?|argued|denied|denies|tweeted|posted|replied|answered|credits?|credited|records?|recorded|shows?|publish(?:es|ed)|cites?|cited|mentions?|mentioned|discloses?|disclosed|estimates?|estimated|explains?|explained|finds?|found|adds?|added|repeats?|repeated|demand(?:s|ed)|promise[sd]?|pledge[sd]?|signed|letter|petition|announcement|press release|page|compilation|assessment|disclosure)\b|\bby [^.]{2,60}['’]s? (?:count|account|reading|estimate)\b|\bper \p{Lu}/iu;

/** Whether a claim names who says so: by a verb of saying, the document that says it, or a publisher or author that
    it cites. */
export function isAttributed({ wordings, cites }: Fact, { sources }: FactBase): boolean {
  const [wording] = wordings.values();
  const claim = wording?.claim ?? '';
  if (VERBS.test(claim)) return true;
  const folded = ` ${fold(claim)} `;
  return cites.some(({ source }) => {
    const { publisher = '', author = '' } = sources.get(source) ?? {};
    const names = [publisher, publisher.replace(/ *[(,].*$/, ''), /\(([^)]+)\)/.exec(publisher)?.[1] ?? '', author];
    return names.some((name) => fold(name) !== '' && folded.includes(` ${fold(name)} `));
  });
}

/** Words that judge, and what to write instead: those that a source of ours uses, or that an author is likely to. */
const LOADED: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\binhuman[eoa]?(?:ly|ity)?\b/iu, 'It judges: say what was done'],
  [/(?<!\p{L})(?:complicit(?:y)?|c[oó]mplices?)(?!\p{L})/iu, 'It finds guilt: say what was sold to whom'],
  [/\bsurveil(?:s|led|ling)?\b/iu, 'It judges a system by its use: say what it shows to whom'],
  [/\bcruel(?:ty|dad|es)?\b/iu, 'It judges: say what was done'],
  [/\b(?:evil|heinous|atrocit(?:y|ies)|atrocidad(?:es)?|monstrous)\b/iu, 'It judges: say what was done'],
  [/\b(?:racis(?:t|ts|m)|fascis(?:t|ts|m)|genocid(?:e|al|io))\b/iu, 'It is a verdict: say what was done'],
  [/\bconcentration camps?\b/iu, 'It is a verdict: name the place'],
  [
    /\b(?:shameful(?:ly)?|disgraceful|outrageous|shocking(?:ly)?|horrific|notorious(?:ly)?)\b/iu,
    'It is our opinion: leave it out',
  ],
  [/\b(?:blood money|profiteer(?:s|ing)?|greed(?:y)?)\b/iu, 'It judges a motive: give the figure'],
  [
    /\b(?:slammed|blasted|lashed out|doubled down|caved)\b/iu,
    'It is a headline: write criticised, answered, kept, changed',
  ],
  [/\b(?:admitted|confessed)\b/iu, 'It finds guilt: write said'],
  [/\bso-called\b/iu, 'It sneers: say who calls it so'],
  [/\b(?:obviously|clearly|of course|undeniabl[ye])\b/iu, 'It argues: leave it out'],
];

function withoutQuotes(text: string): string {
  return text.replace(/“[^”]*”|"[^"]*"|«[^»]*»|(?<!\p{L})‘[^’]*’/gu, ' ');
}

function findLoaded(text: string): { readonly word: string; readonly why: string }[] {
  return LOADED.flatMap(([pattern, why]) => {
    const word = pattern.exec(text)?.[0];
    return word === undefined ? [] : [{ word, why }];
  });
}

/** Eight letters that change when the claim or the caveat does. Letters only, because YAML reads `5e123456` as a number. */
export function markWording({
  claim,
  caveat = '',
  note,
  short,
}: Readonly<Partial<Record<'claim' | 'caveat' | 'note' | 'short', unknown>>>): string {
  const more = [note, short].flatMap((text) => (text === undefined ? [] : [`\n${text}`])).join('');
  const hex = createHash('sha256').update(`${claim}\n${caveat}${more}`).digest('hex').slice(0, 8);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
