import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRanking, type Listwise } from '../../../editor/fit/listwise.ts';

describe('fitted weights', () => {
  const row = (right: boolean, ...signals: readonly number[]) => ({ right, signals });
  const question = (...rows: Listwise['rows']): Listwise => ({ rows, times: 1 });
  const first = (weights: Readonly<Partial<Record<string, number>>>, { rows }: Listwise) => {
    const score = ({ signals }: Listwise['rows'][number]) =>
      (signals[0] ?? 0) * (weights['a'] ?? 0) + (signals[1] ?? 0) * (weights['b'] ?? 0);
    return [...rows].sort((one, other) => score(other) - score(one))[0];
  };

  it('put the right one first where some weights do', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const rows = fc.array(fc.tuple(part, part), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 6 }), (lists) => {
        // Right is what is best by 2a - b, if it is best by far.
        const questions = lists.flatMap((list) => {
          const sorted = [...list].sort((x, y) => 2 * y[0] - y[1] - (2 * x[0] - x[1]));
          const [best, next] = sorted.map(([a, b]) => 2 * a - b);
          if (best === undefined || next === undefined || best - next < 0.3) return [];
          return [question(...sorted.map(([a, b], at) => row(at === 0, a, b)))];
        });
        const weights = fitRanking(['a', 'b'], questions, 1e-5);
        for (const one of questions) expect(first(weights, one)?.right).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('speak for what the right ones have, and against what the wrong ones have', () => {
    const weights = fitRanking(['a', 'b', 'c'], [question(row(true, 1, 0, 1), row(false, 0, 1, 1))], 0.01);
    expect(weights['a']).toBeGreaterThan(0.5);
    expect(weights['b']).toBe(-(weights['a'] ?? Number.NaN));
    expect(weights['c']).toBeCloseTo(0, 3);
  });

  it('are the smaller, the more strongly they are held', () => {
    const one = [question(row(true, 1, 0), row(false, 0, 1))];
    const sizes = [1e-4, 1e-2, 1, 100].map((hold) => fitRanking(['a', 'b'], one, hold)['a'] ?? Number.NaN);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(1);
    expect(sizes[3]).toBeLessThan(0.01);
  });

  it('are happy with any of several right ones', () => {
    // The second right one has nothing that speaks for it, and need not come first.
    const weights = fitRanking(
      ['a', 'b'],
      [question(row(true, 1, 0), row(true, 0, 0), row(false, 0, 1))],
      0.01,
    );
    expect(weights['a']).toBeGreaterThan(0);
    expect(weights['b']).toBeLessThan(0);
  });

  it('count a question as often as it is said to count', () => {
    const [one, other] = [
      question(row(true, 1, 0), row(false, 0, 1)),
      question(row(false, 1, 0), row(true, 0, 1)),
    ];
    expect(fitRanking(['a', 'b'], [one, other], 0.01)['a']).toBeCloseTo(0, 3);
    const often = fitRanking(['a', 'b'], [{ ...one, times: 3 }, other], 0.01);
    expect(often).toEqual(fitRanking(['a', 'b'], [one, one, one, other], 0.01));
    expect(often['a']).toBeGreaterThan(0.1);
  });

  it('learn nothing where there is nothing to choose', () => {
    const useless = [question(row(false, 1, 0), row(false, 0, 1)), question(row(true, 1, 0)), question()];
    expect(fitRanking(['a', 'b'], useless, 0.01)).toEqual({ a: 0, b: 0 });
    const taught = question(row(true, 1, 0), row(false, 0, 1));
    expect(fitRanking(['a', 'b'], [...useless, taught], 0.01)).toEqual(
      fitRanking(['a', 'b'], [taught], 0.01),
    );
  });
});
