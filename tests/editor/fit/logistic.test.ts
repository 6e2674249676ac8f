import { describe, expect, it } from 'vitest';
import { fitLogistic, type Observed } from '../../../editor/fit/logistic.ts';
import { type Logistic, probability } from '../../../src/retrieval/logistic.ts';

const PRIOR: Logistic = { means: [0, 0], spreads: [1, 1], weights: [0.5, -0.25], bias: 0.1 };
const FLAT: Logistic = { ...PRIOR, weights: [0, 0], bias: 0 };

/** Observations whose shares are exactly those of known weights. */
const TRUE: Logistic = { ...FLAT, weights: [2, -0.7], bias: -1 };
const KNOWN: readonly Observed[] = [-2, -1, 0, 1, 2].flatMap((one) =>
  [-1, 0, 1].map((other) => ({ features: [one, other], held: probability(TRUE, [one, other]) })),
);

describe('a fitted logistic', () => {
  it('finds the weights from which the observations come', () => {
    const found = fitLogistic(KNOWN, 0, FLAT);
    expect(found.weights[0]).toBeCloseTo(2, 3);
    expect(found.weights[1]).toBeCloseTo(-0.7, 3);
    expect(found.bias).toBeCloseTo(-1, 3);
  });

  it('tells apart what one number tells apart', () => {
    const observed = [1, 2, 3, 7, 8, 9].map((value) => ({ features: [value, 5], held: value > 5 ? 1 : 0 }));
    const found = fitLogistic(observed, 0.01);
    for (const { features, held } of observed) {
      expect(Math.round(probability(found, features))).toBe(held);
    }
    expect(probability(found, [5, 5])).toBeCloseTo(0.5, 6);
    // A number that never changes says nothing.
    expect(found.weights[1]).toBe(0);
  });

  it('reckons in averages and spreads of what it saw', () => {
    const observed = [1, 3].map((value) => ({ features: [value, 7], held: value > 2 ? 1 : 0 }));
    // 1 and 3 stray by 1 from 2; what does not stray counts as straying by 1.
    expect(fitLogistic(observed, 0.1)).toMatchObject({ means: [2, 7], spreads: [1, 1] });
    expect(fitLogistic(observed, 0.1, PRIOR)).toMatchObject({ means: [0, 0], spreads: [1, 1] });
  });

  it('is the prior without observations', () => {
    expect(fitLogistic([], 1, PRIOR)).toBe(PRIOR);
    expect(fitLogistic([], 1)).toEqual({ means: [], spreads: [], weights: [], bias: 0 });
  });

  it('stays the nearer to the prior, the more strongly it is held', () => {
    const away = [1000, 1, 0.01, 0].map((hold) => {
      const { weights } = fitLogistic(KNOWN, hold, PRIOR);
      return Math.hypot((weights[0] ?? 0) - 0.5, (weights[1] ?? 0) + 0.25);
    });
    expect(away[0]).toBeLessThan(0.001);
    expect(away).toEqual([...away].sort((a, b) => a - b));
    expect(away[3]).toBeGreaterThan(1);
  });

  it('lets the bias go where the observations are', () => {
    // Nothing but the bias can tell: 3 of 4 held, ln 3.
    const observed = [1, 1, 1, 0].map((held) => ({ features: [0, 0], held }));
    expect(fitLogistic(observed, 1000).bias).toBeCloseTo(Math.log(3), 4);
    // A prior's is held too, though less than its weights.
    expect(fitLogistic(observed, 1000, FLAT).bias).toBeLessThan(0.01);
    expect(fitLogistic(observed, 0.001, FLAT).bias).toBeGreaterThan(1);
    const undecided = [{ features: [0, 0], held: 0.5 }];
    expect(fitLogistic(undecided, 1, FLAT).bias).toBeCloseTo(0, 6);
  });

  it('counts an observation as often as it is said to count', () => {
    const [once, other] = [
      { features: [1, 0], held: 1 },
      { features: [1, 1], held: 0 },
    ];
    const times = fitLogistic([{ ...once, times: 3 }, other], 0.1, FLAT);
    const copies = fitLogistic([once, once, once, other], 0.1, FLAT);
    expect(times.bias).toBeCloseTo(copies.bias, 5);
    times.weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(copies.weights[at] ?? Number.NaN, 5);
    });
  });
});
