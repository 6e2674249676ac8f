import type { Fact } from '../../../src/core/fact.ts';
import { isAttributed } from '../attribution.ts';
import { find } from '../finding.ts';
import { findLoaded, withoutQuotes } from '../loaded-words.ts';
import type { Finding, Rule, Written } from '../rule.ts';

const FIRST_PERSON = /(?<![\p{L}.])(?:I|[Ww]e|[Oo]urs?|us|[Mm]y|[Nn]osotr[oa]s|[Nn]uestr[oa]s?)(?![\p{L}.])/u;
const APPEAL =
  /(?:^|[.!?] )(?:boycott|cancel|stop|avoid|demand|join|sign|tell|don't|do not|never|boicotea|boicoteen)(?! call)\b|\bshould (?:be )?boycott|\byou(?:r|rs)?\b|\bmust (?:be )?boycott/iu;

export const claimsArePlain: Rule = {
  name: 'claims-are-plain',
  why: 'Readers who doubt us check the wording first: every claim names its witness, and only a quotation judges.',
  *check(written) {
    for (const fact of written.base.facts.values()) {
      for (const [language, { claim, caveat }] of fact.wordings) {
        yield* tone(written, fact, claim, language);
        if (caveat !== undefined) yield* tone(written, fact, caveat, language);
      }
      yield* attribution(written, fact);
    }
  },
};

function* tone(written: Written, fact: Fact, text: string, language: string): Iterable<Finding> {
  const spot = spotOf(written, fact, language);
  const own = withoutQuotes(text);
  for (const { word, why } of findLoaded(own)) {
    const tip = `${why}; or let a person, a letter or a company say it: in the quote of a cite.`;
    yield { ...spot, message: `${fact.id} uses the loaded word "${word}"`, tip };
  }
  const person = FIRST_PERSON.exec(own)?.[0];
  if (person)
    yield {
      ...spot,
      message: `${fact.id} speaks as "${person}"`,
      tip: `Write the name of whoever says so in place of "${person}".`,
    };
  const appeal = APPEAL.exec(own)?.[0].replace(/^[.!?] /, '');
  if (appeal) {
    const tip = 'Say who asks for it: "The letter asks …"; what to do about it is for the reader.';
    yield { ...spot, message: `${fact.id} tells the reader what to do ("${appeal}")`, tip };
  }
  if (!/[.!?…]["”’»)]?$/u.test(text)) {
    yield {
      ...spot,
      message: `a text of ${fact.id} does not end as a sentence`,
      tip: 'End it with a full stop.',
    };
  }
}

function spotOf(
  written: Written,
  { id }: Fact,
  language: string,
): Pick<Finding, 'level' | 'where' | 'about'> {
  const made = written.translations.find((one) => one.fact === id && one.language === language);
  const where = made ? made.where(['claim']) : written.where('fact', id, ['claim']);
  return { level: 'error', where, about: id };
}

function* attribution(written: Written, fact: Fact): Iterable<Finding> {
  if (isAttributed(fact, written.base)) return;
  const tip = 'Write who says so: "AFSC Investigate says …", "By AFSC’s count …", "The letter asks …".';
  yield find(
    written,
    { kind: 'fact', id: fact.id, path: ['claim'] },
    `${fact.id} does not name who says so`,
    tip,
  );
}
