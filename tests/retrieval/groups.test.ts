import { expect, it } from 'vitest';
import { createGroupScores } from '../../src/retrieval/groups.ts';
import { indexOf, termsIn, type Written } from './small-index.ts';

const WRITTEN: readonly Written[] = [
  { text: ['toll'], group: 'east' },
  { text: ['ship crane'], group: 'west' },
  { text: ['crane'], group: 'east' },
  { text: ['toll crane'] },
  { text: ['buoy'], group: 'west' },
];

function scores(question: string, written = WRITTEN): readonly number[] {
  const index = indexOf(written);
  return written.map((_, doc) => createGroupScores(index)(termsIn(index, question))(doc));
}

it('the score of a group is that of all its documents together; a document that is alone has none', () => {
  const [east, west, third, alone] = scores('toll crane');
  expect(third).toBe(east);
  expect(west).toBeLessThan(east ?? Number.NaN);
  expect(west).toBeGreaterThan(0);
  expect(alone).toBe(0);
});

it('the score of a group is as BM25 says: k1 = 2, b = 0.6, as a share of the best possible', () => {
  // One of two words of a group, where groups have (2 + 3 + 2) / 3 on average.
  expect(scores('toll')[0]).toBeCloseTo(1 / (1 + 2 * (0.4 + (0.6 * 2) / (7 / 3))), 5);
});

it('the score of a group counts words that carry meaning, and of the senses of one word only the best', () => {
  expect(scores('the toll of')[0]).toBe(scores('toll')[0]);
  expect(scores('the of')).toEqual([0, 0, 0, 0, 0]);
  const group = 'east';
  const two = [
    { text: ['market'], group },
    { text: ['marked'], group },
  ];
  // One edit in six letters.
  expect(scores('markel', two)[0]).toBeCloseTo((scores('market', two)[0] ?? 0) * (5 / 6), 5);
});
