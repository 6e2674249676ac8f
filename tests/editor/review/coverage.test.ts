import { expect, it } from 'vitest';
import { coverageOf } from '../../../editor/review/coverage.ts';
import { base, baseWith, changed, fact, TODAY } from '../../base.ts';

const one = fact('norvane.hml-started-2017');

/** The cells of a topic's row, by the names of the head. */
function row(topic: string, facts = base): Readonly<Record<string, string | undefined>> {
  const [head = [], ...rows] = coverageOf(facts, TODAY);
  const cells = rows.find(([name]) => name === `${one.pack} ${topic}`) ?? [];
  return Object.fromEntries(head.map((name, at) => [name, cells[at]]));
}

it('counts facts that stand, by topic, and those that are due', () => {
  const standing = [...base.facts.values()].filter(({ status }) => status === 'stands' || status === 'contested');
  const rows = coverageOf(base, TODAY).slice(1);
  expect(rows.reduce((sum, cells) => sum + Number(cells[1]), 0)).toBe(standing.length);
  const { facts, due } = row(one.topic);
  const withdrawn = row(one.topic, baseWith(changed(one.id, { status: 'withdrawn' })));
  expect(withdrawn['facts']).toBe(String(Number(facts) - 1));
  expect(one.reviewBy < TODAY).toBe(true);
  const later = row(one.topic, baseWith(changed(one.id, { reviewBy: TODAY })));
  expect(later['due']).toBe(String(Number(due) - 1));
});

it('takes two copies of one report for one origin', () => {
  const { origins, sources } = row(fact('norvane.letter-2019-signers').topic);
  expect(Number(origins)).toBeLessThan(Number(sources));
});
