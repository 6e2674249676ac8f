import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from '../../src/core/spelling.ts';

/** The same count by its definition: letters added, left out, changed, or swapped with their neighbour. */
function defined(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const least = [
    defined(a.slice(0, -1), b) + 1,
    defined(a, b.slice(0, -1)) + 1,
    defined(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    least.push(defined(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...least);
}

const word = fc.stringMatching(/^[abc]{0,5}$/);

it.each([
  ['token', 'token', 0],
  ['tokne', 'token', 1],
  ['tokn', 'token', 1],
  ['slack', 'black', 1],
  // What was swapped may not be changed again: ca → ac → abc is not one swap and one letter.
  ['ca', 'abc', 3],
  ['', 'abc', 3],
])('editDistance from %s to %s is %i', (one, other, away) => expect(editDistance(one, other, 9)).toBe(away));

it('editDistance is counted as defined, the same both ways, and no further than one above the limit', () => {
  fc.assert(
    fc.property(word, word, fc.nat(5), (one, other, limit) => {
      const whole = defined(one, other);
      expect(editDistance(one, other, limit)).toBe(Math.min(whole, limit + 1));
      expect(editDistance(other, one, limit)).toBe(Math.min(whole, limit + 1));
    }),
    { numRuns: 200 },
  );
});
