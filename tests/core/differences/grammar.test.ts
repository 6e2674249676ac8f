import { describe, expect, it } from 'vitest';
import { assemble } from '../../../src/assemble.ts';
import { sentencesOf } from '../../../src/commands/check/statements.ts';
import { anyOf } from '../../../src/core/differences/grammar.ts';
import { type Comparison, compareWith } from '../../../src/core/differences.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { fact } from '../../base.ts';
import { dataFolder, GERMAN, language, pack, SECOND_PACK, fact as written } from '../../facts/data-folder.ts';

/** A base with one claim in a language that no code knows. */
function german(grammar: unknown) {
  const small = ['an', 'im', 'am', 'der', 'die', 'das', 'von', 'erhielt', 'rund', 'mehr', 'als', 'nicht', 'nie'];
  const dir = dataFolder({
    ...SECOND_PACK,
    'languages/de.yaml': language('de', {}, { stemmer: 'german', small, ...(grammar !== undefined && { grammar }) }),
    'packs/acme/pack.yaml': pack({ languages: ['en', 'de'] }),
    'packs/acme/facts/history.yaml': [written({ claim: 'Acme paid Bolt $148.5 million in March 2018.' })],
    'packs/acme/facts/history.de.yaml': [
      {
        id: 'acme.founded-1949',
        of: 'aaaaaaaa',
        claim: 'Acme zahlte Bolt im März 2018 148,5 Millionen Dollar.',
        questions: ['Was zahlte Acme?'],
      },
    ],
  });
  const { base, languages } = loadFacts(dir);
  const knowledge = assemble({ base, languages });
  const own = knowledge.languages.find(({ tag }) => tag === 'de');
  if (!own) throw new Error('German is needed here');
  const against = (text: string): Comparison => compareWith(text, own, fact('acme.founded-1949', base), knowledge);
  const known = { ...knowledge, languages: [own] as const, language: own, today: '2026-11-30' as const };
  return { against, own, known };
}

describe('a language that only a file knows', () => {
  it.each([
    'Acme zahlte Bolt im März 2018 148,5 Millionen Dollar',
    'Acme überwies Bolt im März 2018 rund 148 Millionen Dollar',
    'Bolt erhielt im März 2018 148,5 Mio. US-Dollar von Acme',
    'Acme zahlte an Bolt im März 2018 148.500.000 $',
  ])('has statements that a claim bears out: %s', (text) => {
    expect(german(GERMAN).against(text)).toMatchObject({ differences: [], unmatched: [], tells: true });
  });

  it.each([
    ['Acme zahlte Bolt im März 2018 184,5 Millionen Dollar', 'number'],
    ['Acme zahlte Bolt im März 2018 148,5 Milliarden Dollar', 'unit'],
    ['Acme zahlte Bolt im März 2017 148,5 Millionen Dollar', 'year'],
    ['Acme zahlte Bolt im Mai 2018 148,5 Millionen Dollar', 'date'],
    ['Bolt zahlte Acme im März 2018 148,5 Millionen Dollar', 'direction'],
    ['Acme zahlte Bolt im März 2018 weniger als 148,5 Millionen Dollar', 'direction'],
    ['Nie zahlte Acme Bolt im März 2018 148,5 Millionen Dollar', 'direction'],
  ])('has statements that differ: %s', (text, kind) => {
    const { differences } = german(GERMAN).against(text);
    expect([text, differences.map((one) => one.kind)]).toEqual([text, [kind]]);
  });

  it.each([
    'Acme zahlte Bolt am 3. März 2018 148,5 Millionen Dollar',
    'Acme zahlte Bolt im März 2018 148,5 Millionen Dollar nicht',
    'Acme zahlte Bolt nur im März 2018 148,5 Millionen Dollar',
  ])('has statements that say more: %s', (text) => expect(german(GERMAN).against(text).unmatched).not.toEqual([]));

  it('says nothing of a statement when the file tells nothing of it', () => {
    expect(german(undefined).against('Acme zahlte Bolt im März 2018 148,5 Millionen Dollar')).toEqual({
      differences: [],
      unmatched: ['language'],
      says: false,
      shared: 0,
      figures: 0,
      tells: false,
      requests: false,
      denies: false,
      scope: 0,
      single: false,
    });
  });

  it('has abbreviations that end no sentence', () => {
    const typed = 'Die Fa. Acme zahlte. Ja.';
    const read = (grammar: unknown) => sentencesOf(typed, german(grammar).known).sentences.map(({ text }) => text);
    expect(read(GERMAN)).toEqual(['Die Fa. Acme zahlte.', 'Ja.']);
    expect(read(undefined)).toHaveLength(3);
  });
});

describe('anyOf', () => {
  it.each([
    [['mil', 'mil millones'], 'mil millones', 'mil millones'],
    [['or more'], 'or-more', 'or-more'],
    [['.', 'a+b'], 'a+b', 'a+b'],
    [['.'], 'x', undefined],
    [[], '', undefined],
  ])('of %j finds in %j %j', (phrases, text, found) => {
    expect(new RegExp(anyOf(phrases), 'u').exec(text)?.[0]).toBe(found);
  });
});
