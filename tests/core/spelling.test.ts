import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance } from '../../src/core/spelling.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

describe('distance', () => {
  it.each([
    ['token', 'token', 0],
    ['tokne', 'token', 2],
    ['tokn', 'token', 1],
    ['slack', 'black', 1],
    ['', 'abc', 3],
  ])('from %s to %s', (one, other, away) => {
    expect(distance(one, other, 9)).toBe(away);
  });

  it('is the same both ways, and no more than one above the limit, which changes nothing below it', () => {
    fc.assert(
      fc.property(word, word, fc.nat(6), (one, other, limit) => {
        const whole = distance(one, other, 99);
        expect(distance(other, one, 99)).toBe(whole);
        expect(distance(one, other, limit)).toBe(Math.min(whole, limit + 1));
      }),
    );
  });
});
