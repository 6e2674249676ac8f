import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Loss, minimize } from '../../src/retrieval/minimize.ts';

/** Σ steepness · (x - bottom)². */
function bowl(bottom: readonly number[], steepness: readonly number[]): Loss {
  return (at, slope) =>
    at.reduce((sum, x, index) => {
      const away = x - (bottom[index] ?? 0);
      slope[index] = 2 * (steepness[index] ?? 0) * away;
      return sum + (steepness[index] ?? 0) * away * away;
    }, 0);
}

/** (1 - x)² + 100 (y - x²)²: a bent valley whose bottom is (1, 1). */
const rosenbrock: Loss = (at, slope) => {
  const [x = 0, y = 0] = at;
  slope[0] = -2 * (1 - x) - 400 * x * (y - x * x);
  slope[1] = 200 * (y - x * x);
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
};

describe('minimize', () => {
  it('finds the bottom of a bowl, however steep and wherever it starts', () => {
    const numbers = (min: number, max: number) =>
      fc.array(fc.double({ min, max, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(numbers(-50, 50), numbers(0.1, 100), numbers(-50, 50), (bottom, steepness, from) => {
        const found = minimize(bowl(bottom, steepness), from);
        bottom.forEach((x, index) => {
          expect(found[index]).toBeCloseTo(x, 4);
        });
      }),
      { numRuns: 100 },
    );
  });

  it.each([[[-1.2, 1]], [[0, 0]], [[3, -4]]])('follows a bent valley from %j to its bottom', (from) => {
    const [x, y] = minimize(rosenbrock, from);
    expect(x).toBeCloseTo(1, 4);
    expect(y).toBeCloseTo(1, 4);
  });

  it('leaves the start as it is', () => {
    const list = [-1.2, 1];
    const typed = Float64Array.from(list);
    expect(minimize(rosenbrock, typed)).not.toBe(typed);
    minimize(rosenbrock, list);
    expect([...typed]).toEqual([-1.2, 1]);
    expect(list).toEqual([-1.2, 1]);
  });

  it('stays where it is flat, and has nothing to do without numbers', () => {
    const bottom = Float64Array.of(3);
    const found = minimize(bowl([3], [2]), bottom);
    expect(found).not.toBe(bottom);
    expect([...found]).toEqual([3]);
    expect([...minimize(() => 7, [1, 2])]).toEqual([1, 2]);
    expect([...minimize(() => 7, [])]).toEqual([]);
  });

  it('never ends higher than it began, even where there is no bottom', () => {
    const slide: Loss = (at, slope) => {
      const [x = 0] = at;
      slope[0] = -Math.exp(-x);
      return Math.exp(-x);
    };
    const [end = 0] = minimize(slide, [0]);
    expect(end).toBeGreaterThan(5);
    expect(end).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});
