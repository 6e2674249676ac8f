import { describe, expect, it } from 'vitest';
import { RULES } from '../../../editor/lint/rules/index.ts';
import { markWording } from '../../../editor/lint/wording.ts';
import { type Files, fact, findingsOf, otherFact } from '../../facts/data-folder.ts';
import { EXAMPLES } from './examples.ts';
import { asked, CLAIM, facts, translated } from './made-data.ts';

/** Those that are only worth a look; of translations-are-fresh a caveat on one side is an error all the same. */
const WARNINGS = ['reviews-are-due', 'translations-are-fresh', 'urls-are-archived'];

describe.each(RULES.map((rule) => ({ ...rule, rule })))('$name', ({ name, why, rule }) => {
  const { good, bad } = EXAMPLES[name] ?? { good: [], bad: [] };

  it('says why it asks, and lets pass what is well', () => {
    expect(why).toMatch(/^[A-Z][^\n]{20,200}\.$/);
    expect(good.length).toBeGreaterThan(0);
    expect(good.map((files) => findingsOf(rule, files))).toEqual(good.map(() => []));
  });

  it('finds what is not', () => {
    expect(bad.length).toBeGreaterThan(0);
    for (const [files, ...messages] of bad) {
      const found = findingsOf(rule, files);
      expect(found.map(({ message }) => message)).toEqual(
        messages.map((one) => expect.stringContaining(one)),
      );
      const levels = found.map(({ message }) =>
        WARNINGS.includes(name) && !message.includes('caveat') ? 'warning' : 'error',
      );
      expect(found.map(({ level }) => level)).toEqual(levels);
    }
  });
});

it('has its examples for every rule, in the order of the alphabet', () => {
  expect(Object.keys(EXAMPLES)).toEqual(RULES.map(({ name }) => name));
});

it('points at the file of a translation and of a question that measures, and says what mends it', () => {
  const of = (name: string, files: Files) =>
    findingsOf(RULES.find((rule) => rule.name === name) ?? fail(), files)[0];
  const es = 'history.es.yaml:1:';
  expect(of('claims-are-plain', translated({ claim: 'El Post llama inhumana a Acme.' }))?.where).toContain(
    es,
  );
  expect(of('questions-are-unique', translated({ questions: ['a', 'b'] }))?.where).toContain(es);
  const stale = of('translations-are-fresh', translated({ of: 'abcdefgh' }));
  expect(stale?.where).toContain(es);
  expect(stale?.tip).toContain(`of: ${markWording({ claim: CLAIM })}`);
  expect(of('evaluation-is-held-out', asked('how old is acme'))?.where).toContain('evaluation.yaml:1:');
  expect(of('ids-are-stable', facts(otherFact(), fact()))?.tip).toContain('--fix');
});

it('marks wordings with letters alone, which no reader of YAML takes for a number', () => {
  for (let index = 0; index < 200; index += 1)
    expect(markWording({ claim: String(index) })).toMatch(/^[a-p]{8}$/);
});

function fail(): never {
  throw new Error('There is no such rule.');
}
