import { describe, expect, it } from 'vitest';
import type { Grammar } from '../../src/core/differences/grammar.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { dataFolder, language, problemsOf } from './data-folder.ts';
import { GERMAN } from './small-grammar.ts';

function grammarOf(tag: string, grammar: Readonly<Record<string, unknown>> = GERMAN): Grammar | undefined {
  const file = { [`languages/${tag}.yaml`]: language(tag, {}, { grammar }) };
  return loadFacts(dataFolder(file)).languages.get(tag)?.grammar;
}

describe('the grammar of a language', () => {
  it('is folded', () => {
    const german = grammarOf('de');
    expect(german?.counts.get('zwolf')).toBe(12);
    expect(german?.multipliers.get('mio')).toBe(1e6);
    expect(german?.dollars).toContain('us dollar');
    expect(german?.hedges).toEqual(new Set(['kann', 'konnte', 'plant', 'soll-wohl']));
    expect(german?.people.get('beschaftigte')).toBe('employees');
    expect(german?.relations).toEqual([
      {
        role: 'pays',
        forward: new Set(['zahlte', 'bezahlte']),
        inverse: new Set(['erhielt']),
        received: new Set(),
      },
    ]);
    expect(german?.ordinals).toEqual(['.']);
    expect(german?.abbreviations).toEqual(['Fa']);
  });

  it('parts what an apostrophe joins where figures are looked for', () => {
    expect(grammarOf('fr', { ...GERMAN, atLeast: ['plus d’'], dollars: ["d'euros"] })).toMatchObject({
      atLeast: ['plus d'],
      dollars: ['d euros'],
    });
  });

  it.each([
    ['de', 'marz', 3, true],
    ['en', 'may', 5, true],
    ['es', 'enero', 1, false],
    ['fr', 'aout', 8, false],
    ['pl', 'styczen', 1, false],
    ['pl', 'stycznia', 1, false],
  ])('knows months as Intl does: %s %s', (tag, name, month, capitalMonths) => {
    if (tag === 'en') {
      const { languages } = loadFacts(new URL('../../data', import.meta.url).pathname);
      expect(languages.get('en')?.grammar).toMatchObject({ capitalMonths });
      expect(languages.get('en')?.grammar?.months.get(name)).toBe(month);
      return;
    }
    expect(grammarOf(tag)?.months.get(name)).toBe(month);
    expect(grammarOf(tag)?.capitalMonths).toBe(capitalMonths);
  });

  it('is made once, and may be missing', () => {
    const { languages } = loadFacts(
      dataFolder({ 'languages/de.yaml': language('de', {}, { grammar: GERMAN }) }),
    );
    expect(languages.get('de')?.grammar).toBe(languages.get('de')?.grammar);
    expect(languages.get('en')?.grammar).toBeUndefined();
  });
});

describe('what loading refuses in a grammar', () => {
  it.each([
    [
      { relations: { bribes: { forward: ['x'] } } },
      /called bribes in grammar\.relations → It may have: pays, owns/,
    ],
    [{ people: { kings: ['Könige'] } }, /called kings in grammar\.people → It may have: employees/],
    [{ opposites: [{ one: ['vor'] }] }, /opposites\[0\]\.other is missing → Write \w+: and a list/],
    [{ opposites: [{ one: ['vor'], other: [] }] }, /other has 0 entries: at least 1/],
    [
      { opposites: [{ one: ['vor'], other: ['nach', 'Vor'] }] },
      /"Vor" is already one half of this pair, and can't be the other half as well → Keep it in one/,
    ],
    [
      { relations: { pays: { forward: ['zahlte'], inverse: ['zahlte'] } } },
      /"zahlte" is already forward of pays, and can't be inverse of pays as well/,
    ],
    [{ atMost: ['mehr als'] }, /"mehr als" is already atLeast/],
    [{ strong: ['auf jeden'] }, /strong\[0\] must be one word/],
    [{ hedges: ['es soll wohl'] }, /hedges\[0\] must be one word or two/],
    [{ counts: { zwei: 'zwei' } }, /grammar\.counts\.zwei must be a number/],
    [{ verneinung: ['nicht'] }, /nothing here is called verneinung in grammar/],
    [{ same: [['zahlte']] }, /same\[0\] has 1 entries: at least 2/],
    // What is denied would pass for what is said.
    [{ negations: undefined }, /de\.yaml:\d+:\d+ grammar\.negations is missing → Write \w+: and a list/],
  ])('%j', (changes, message) => {
    const grammar = { ...GERMAN, ...changes };
    expect(problemsOf({ 'languages/de.yaml': language('de', {}, { grammar }) })).toContainEqual(
      expect.stringMatching(message),
    );
  });
});
