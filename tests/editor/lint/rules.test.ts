import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RULES } from '../../../editor/lint/lint.ts';
import { markWording } from '../../../editor/lint/rules/claims.ts';
import { entity, fact, findingsOf } from '../../facts/data-folder.ts';
import { CLAIM, filesInShort, fixtureTable, madeFiles, SHORT } from '../../facts/made-files.ts';

const bad = z.array(filesInShort.extend({ says: z.array(z.string()) })).min(1);
const EXAMPLES = fixtureTable(
  'lint',
  z.record(z.string(), z.strictObject({ good: z.array(filesInShort).min(1), bad })),
);

/** Those that are only worth a look; of translations-are-fresh a caveat on one side is an error all the same. */
const WARNINGS = ['reviews-are-due', 'translations-are-fresh', 'urls-are-archived'];
const ruleCalled = (name: string) => RULES.filter((rule) => rule.name === name);

describe.each(Object.entries(EXAMPLES))('%s', (name, examples) => {
  const [rule] = ruleCalled(name);
  if (!rule) throw new Error(`there is no rule ${name}`);

  it('lets pass what is well', () => {
    for (const short of examples.good) expect([short, findingsOf(rule, madeFiles(short))]).toEqual([short, []]);
  });

  it.each(examples.bad)('finds what is not: $says', ({ says, ...short }) => {
    const found = findingsOf(rule, madeFiles(short)).map(({ message, level }) => ({ message, level }));
    expect(found).toEqual(
      says.map((one) => ({
        message: expect.stringContaining(one),
        level: WARNINGS.includes(name) && !one.includes('caveat') ? 'warning' : 'error',
      })),
    );
  });
});

it('has examples for every rule, each of which says why it asks', () => {
  const names = RULES.map(({ name }) => name).filter((name) => name !== 'quotes-are-short');
  expect(Object.keys(EXAMPLES)).toEqual(names);
  for (const { why } of RULES) expect(why).toMatch(/^[A-Z][^\n]{20,200}\.$/);
});

it.each([
  [10, []],
  [13, ['with this, facts quote more than 2000 characters of post-acme']],
])('counts %i quotations of 200 characters of one source', (count, messages) => {
  const [rule] = ruleCalled('quotes-are-short');
  const facts = Array.from({ length: count }, (_, at) =>
    fact({ id: `acme.f${at}`, cites: [{ source: 'post-acme', quote: 'x'.repeat(200) }] }),
  );
  const entities = [entity({ definedBy: 'acme.f0' })];
  const files = { 'packs/acme/entities.yaml': entities, 'packs/acme/facts/history.yaml': facts };
  expect(rule && findingsOf(rule, files).map(({ message }) => message)).toEqual(messages);
});

it.each([
  ['claims-are-plain', { spanish: [{ claim: 'El Post llama inhumana a Acme.' }] }, 'history.es.yaml:1:', ''],
  ['questions-are-unique', { spanish: [{ questions: ['a', 'b'] }] }, 'history.es.yaml:1:', ''],
  [
    'translations-are-fresh',
    { spanish: [{ of: 'abcdefgh' }] },
    'history.es.yaml:1:',
    `of: ${markWording({ claim: CLAIM, short: SHORT })}`,
  ],
  ['evaluation-is-held-out', { asked: ['how old is acme'] }, 'evaluation.yaml:1:', ''],
  ['ids-are-stable', { facts: [{ other: true }, {}] }, 'history.yaml:1:', '--fix'],
])('%s points at the file of a translation or of a question, and says what mends it', (name, short, at, tip) => {
  const [found] = ruleCalled(name).flatMap((rule) => findingsOf(rule, madeFiles(short)));
  expect(found?.where).toContain(at);
  expect(found?.tip).toContain(tip);
});

it('marks wordings with letters alone, which no reader of YAML takes for a number', () => {
  for (let index = 0; index < 200; index += 1) expect(markWording({ claim: String(index) })).toMatch(/^[a-p]{8}$/);
});
