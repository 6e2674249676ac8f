import { describe, expect, it } from 'vitest';
import { slips } from '../../src/retrieval/slips.ts';

describe('slips', () => {
  it.each([
    ['harbour', 'harbour', 0],
    ['hrabour', 'harbour', 1],
    ['harbor', 'harbour', 1],
    ['harbiur', 'harbour', 1],
    ['ab', 'ba', 1],
    // A swap may hold no further slip: ca → ac → abc is not one of it.
    ['ca', 'abc', 3],
    ['', 'abc', 3],
  ])('lead from %s to %s in %i', (one, other, count) => {
    expect(slips(one, other, 5)).toBe(count);
    expect(slips(other, one, 5)).toBe(count);
  });

  it('are counted no further than asked', () => {
    expect(slips('crane', 'buoys', 2)).toBe(3);
    expect(slips('a', 'abcdef', 2)).toBe(3);
    expect(slips('ship', 'shop', 0)).toBe(1);
    expect(slips('ship', 'ship', 0)).toBe(0);
  });
});
