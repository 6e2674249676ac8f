import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Gradient, Listwise, Observed } from '../../../editor/fit/learning.ts';
import { fitLogistic, fitRanking, minimize } from '../../../editor/fit/learning.ts';
import { type Logistic, probability } from '../../../src/retrieval/logistic.ts';

it('minimize finds the bottom of a bowl, however steep and wherever it starts, and leaves the start as it is', () => {
  const numbers = (min: number, max: number) =>
    fc.array(fc.double({ min, max, noNaN: true }), { minLength: 4, maxLength: 4 });
  const property = fc.property(numbers(-50, 50), numbers(0.1, 100), numbers(-50, 50), (bottom, steepness, from) => {
    const bowl: Gradient = (at, slope) =>
      at.forEach((x, index) => {
        slope[index] = 2 * (steepness[index] ?? 0) * (x - (bottom[index] ?? 0));
      });
    const before = [...from];
    minimize(bowl, from).forEach((x, index) => {
      expect(Math.abs(x - (bottom[index] ?? Number.NaN))).toBeLessThan(0.01);
    });
    expect(from).toEqual(before);
  });
  fc.assert(property, { numRuns: 100, seed: 1 });
  expect([...minimize(() => {}, [1, 2])]).toEqual([1, 2]);
});

const row = (right: boolean, ...signals: readonly number[]) => ({ right, signals });
const question = (...rows: Listwise['rows']): Listwise => ({ rows, times: 1 });
const [one, other] = [question(row(true, 1, 0), row(false, 0, 1)), question(row(false, 1, 0), row(true, 0, 1))];

it('fitted weights of an order put the right one first where some weights do', () => {
  // Right is what is best by 2a - b.
  const part = (at: number) => ((at * 7919) % 100) / 100;
  const worth = ([a = 0, b = 0]: readonly number[]) => 2 * a - b;
  const lists = Array.from({ length: 6 }, (_, list) =>
    Array.from({ length: 5 }, (_, at) => [part(list * 10 + at), part(list * 17 + at + 3)]).sort(
      (x, y) => worth(y) - worth(x),
    ),
  );
  const questions = lists.map((list) => question(...list.map((signals, at) => row(at === 0, ...signals))));
  const { a = 0, b = 0 } = fitRanking(['a', 'b'], questions, 1e-5);
  const score = (signals: readonly number[]) => (signals[0] ?? 0) * a + (signals[1] ?? 0) * b;
  for (const [first = [], ...others] of lists)
    for (const signals of others) expect(score(first)).toBeGreaterThan(score(signals));
});

it('fitted weights of an order speak for what the right ones have, against what the wrong ones have, and of several for any', () => {
  const { a = 0, b, c } = fitRanking(['a', 'b', 'c'], [question(row(true, 1, 0, 1), row(false, 0, 1, 1))], 0.01);
  expect(a).toBeGreaterThan(0.5);
  expect(b).toBe(-a);
  expect(c).toBeCloseTo(0, 3);
  // The second right one has nothing that speaks for it, and need not come first.
  const several = question(row(true, 1, 0), row(true, 0, 0), row(false, 0, 1));
  expect(fitRanking(['a', 'b'], [several], 0.01)['a']).toBeGreaterThan(0);
});

it('fitted weights of an order are the smaller, the more strongly they are held', () => {
  const sizes = [1e-4, 1e-2, 1, 100].map((hold) => fitRanking(['a', 'b'], [one], hold)['a'] ?? Number.NaN);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes[0]).toBeGreaterThan(1);
  expect(sizes[3]).toBeLessThan(0.01);
});

it('fitted weights of an order count a question as often as it is said to count, and learn nothing where there is nothing to choose', () => {
  expect(fitRanking(['a', 'b'], [one, other], 0.01)['a']).toBeCloseTo(0, 3);
  const often = fitRanking(['a', 'b'], [{ ...one, times: 3 }, other], 0.01);
  expect(often).toEqual(fitRanking(['a', 'b'], [one, one, one, other], 0.01));
  expect(often['a']).toBeGreaterThan(0.1);
  const useless = [question(row(false, 1, 0), row(false, 0, 1)), question(row(true, 1, 0)), question()];
  expect(fitRanking(['a', 'b'], useless, 0.01)).toEqual({ a: 0, b: 0 });
  expect(fitRanking(['a', 'b'], [...useless, one], 0.01)).toEqual(fitRanking(['a', 'b'], [one], 0.01));
});

const TRUE: Logistic = { means: [0, 0], spreads: [1, 1], weights: [2, -0.7], bias: -1 };
/** Observations whose shares are exactly those of known weights. */
const KNOWN: readonly Observed[] = [-2, -1, 0, 1, 2].flatMap((one) =>
  [-1, 0, 1].map((other) => ({ features: [one, other], held: probability(TRUE, [one, other]) })),
);

it('a fitted logistic finds the weights from which the observations come', () => {
  const found = fitLogistic(KNOWN, 0);
  for (const { features, held } of KNOWN) expect(probability(found, features)).toBeCloseTo(held, 3);
  expect(fitLogistic([], 1)).toEqual({ means: [], spreads: [], weights: [], bias: 0 });
});

it('a fitted logistic reckons in averages and spreads of what it saw; a number that never changes says nothing', () => {
  const observed = [1, 3].map((value) => ({ features: [value, 7], held: value > 2 ? 1 : 0 }));
  const found = fitLogistic(observed, 0.1);
  // 1 and 3 stray by 1 from 2; what does not stray counts as straying by 1.
  expect(found).toMatchObject({ means: [2, 7], spreads: [1, 1] });
  expect(found.weights[1]).toBe(0);
  expect(probability(found, [3, 7])).toBeGreaterThan(0.5);
});

it('a fitted logistic stays the nearer to 0, the more strongly it is held, but for the bias', () => {
  const sizes = [1000, 1, 0.01, 0].map((hold) => Math.hypot(...fitLogistic(KNOWN, hold).weights));
  expect(sizes[0]).toBeLessThan(0.001);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(sizes[3]).toBeGreaterThan(1);
  // Nothing but the bias can tell: 3 of 4 held, ln 3.
  const observed = [1, 1, 1, 0].map((held) => ({ features: [0, 0], held }));
  expect(fitLogistic(observed, 1000).bias).toBeCloseTo(Math.log(3), 4);
});

it('a fitted logistic counts an observation as often as it is said to count', () => {
  const observed = [1, 0].map((held) => ({ features: [0, 0], held, times: held === 1 ? 3 : 1 }));
  expect(fitLogistic(observed, 1000).bias).toBeCloseTo(Math.log(3), 4);
});
