import { expect, it } from 'vitest';
import { claimOf, unexplainedChanges } from '../../../editor/review/changes.ts';
import type { Correction, Fact, FactBase } from '../../../src/core/fact.ts';
import { base, baseWith, changed, fact, TODAY } from '../../base.ts';

const one = fact('norvane.hml-started-2017');
const CLAIM = 'Harbour Watch says that the ledger began in 2016.';
const entry: Correction = { on: TODAY, was: claimOf(one), why: 'Harbour Watch corrected its page.' };

function worded(claim: string, changes: Partial<Fact> = {}): FactBase {
  const wordings = new Map([...one.wordings].map(([tag, own]) => [tag, { ...own, claim }] as const));
  return baseWith(changed(one.id, { wordings, ...changes }));
}

const without: FactBase = { ...base, facts: new Map([...base.facts].filter(([id]) => id !== one.id)) };
const written = { where: (_: string, id: string) => `${id}.yaml:1:1`, retired: [] };
const retired = [{ id: one.id, pack: one.pack, where: '' }];

it.each<[string, FactBase, FactBase, object?]>([
  ['nothing changed', base, base],
  ['a fact is new', without, base],
  ['a claim was corrected', base, worded(CLAIM, { corrections: [entry] })],
  ['a fact was withdrawn', base, worded(CLAIM, { status: 'withdrawn', corrections: [] })],
  ['an id was given up for good', base, without, { retired }],
])('finds nothing where %s', (_, before, after, more) =>
  expect(unexplainedChanges(before, after, { ...written, ...more }, TODAY)).toEqual([]),
);

it.each([
  ['no entry', base, worded(CLAIM, { corrections: [] })],
  ['an entry of another wording', base, worded(CLAIM, { corrections: [{ ...entry, was: 'Something else.' }] })],
  [
    'an entry that was there before',
    worded(claimOf(one), { corrections: [entry] }),
    worded(CLAIM, { corrections: [entry] }),
  ],
  ['no fact at all', base, without],
])('finds a changed claim with %s', (_, before, after) => {
  const [problem, ...more] = unexplainedChanges(before, after, written, TODAY);
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ level: 'error', where: `${one.id}.yaml:1:1` });
  expect(problem?.tip).toContain(`was: ${JSON.stringify(claimOf(one))}`);
});
