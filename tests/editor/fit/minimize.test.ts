import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gradient, minimize } from '../../../editor/fit/minimize.ts';

/** Σ steepness · (x - bottom)². */
function bowl(bottom: readonly number[], steepness: readonly number[]): Gradient {
  return (at, slope) =>
    at.forEach((x, index) => {
      slope[index] = 2 * (steepness[index] ?? 0) * (x - (bottom[index] ?? 0));
    });
}

const numbers = (min: number, max: number) =>
  fc.array(fc.double({ min, max, noNaN: true }), { minLength: 4, maxLength: 4 });

describe('minimize', () => {
  it('finds the bottom of a bowl, however steep and wherever it starts, and leaves the start as it is', () => {
    fc.assert(
      fc.property(numbers(-50, 50), numbers(0.1, 100), numbers(-50, 50), (bottom, steepness, from) => {
        const before = [...from];
        const found = minimize(bowl(bottom, steepness), from);
        bottom.forEach((x, index) => {
          expect(Math.abs((found[index] ?? Number.NaN) - x)).toBeLessThan(0.01);
        });
        expect(from).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('stays where it is flat, and has nothing to do without numbers', () => {
    expect([...minimize(bowl([3], [2]), [3])]).toEqual([3]);
    expect([...minimize(() => {}, [1, 2])]).toEqual([1, 2]);
    expect([...minimize(() => {}, [])]).toEqual([]);
  });
});
