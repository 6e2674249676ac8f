import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Postings } from '../../src/retrieval/postings.ts';

const stem = fc.constantFrom('a', 'b', 'c', 'd', 'a b');
/** Texts, each of one or more parts with what a word of it counts. */
const texts = fc.array(
  fc.array(fc.record({ stems: fc.array(stem, { maxLength: 8 }), weight: fc.constantFrom(1, 0.5, 3) }), {
    minLength: 1,
    maxLength: 3,
  }),
  { maxLength: 8 },
);

interface Part {
  readonly stems: readonly string[];
  readonly weight: number;
}

function filled(all: readonly (readonly Part[])[]): Postings {
  const postings = new Postings(true);
  for (const [first, ...rest] of all) {
    if (!first) continue;
    postings.add(first.stems, first.weight);
    for (const { stems, weight } of rest) postings.extend(stems, weight);
  }
  return postings;
}

const round = (value: number) => Number(value.toFixed(9));

describe('Postings', () => {
  it('give what reading every text gives', () => {
    fc.assert(
      fc.property(texts, stem, (all, sought) => {
        const postings = filled(all);
        const lengths = all.map((parts) =>
          parts.reduce((sum, { stems, weight }) => sum + stems.length * weight, 0),
        );
        const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, all.length);
        const expected = all.flatMap((parts, text) => {
          const tf = parts.reduce(
            (sum, { stems, weight }) => sum + stems.filter((one) => one === sought).length * weight,
            0,
          );
          if (tf === 0) return [];
          const norm = 1.2 * (1 - 0.4 + (0.4 * (lengths[text] ?? 0)) / average);
          return [[text, round((tf * 2.2) / (tf + norm))]];
        });
        const visited: number[][] = [];
        postings.each(sought, 1.2, 0.4, (text, share) => visited.push([text, round(share)]));
        expect(visited).toEqual(expected);
        const n = expected.length;
        expect(round(postings.idf(sought))).toBe(round(Math.log(1 + (all.length - n + 0.5) / (n + 0.5))));
        expect(postings.size).toBe(all.length);
      }),
    );
  });

  it('know which texts hold two stems next to each other, in their order, within one part', () => {
    fc.assert(
      fc.property(texts, stem, stem, (all, one, other) => {
        const expected = all.flatMap((parts, text) =>
          parts.some(({ stems }) => stems.some((s, at) => s === one && stems[at + 1] === other))
            ? [text]
            : [],
        );
        const visited: number[] = [];
        filled(all).eachPair(one, other, (text) => visited.push(text));
        expect(visited).toEqual(expected);
      }),
    );
  });

  it('give an average text that holds a stem once a share of 1', () => {
    const postings = new Postings();
    postings.add(['a', 'b']);
    postings.add(['c', 'd']);
    const shares: number[] = [];
    postings.each('a', 1.2, 0.75, (_, share) => shares.push(round(share)));
    expect(shares).toEqual([1]);
  });

  it('weigh a rare stem more than a common one, and none below 0', () => {
    const postings = filled(
      [1, 2, 3, 4].map((text) => [{ stems: text === 1 ? ['a', 'b'] : ['a'], weight: 1 }]),
    );
    expect(postings.idf('b')).toBeGreaterThan(postings.idf('a'));
    expect(postings.idf('zzz')).toBeGreaterThan(postings.idf('b'));
    expect(postings.idf('a')).toBeGreaterThan(0);
  });

  it('hold nothing at first', () => {
    const postings = new Postings(true);
    postings.each('a', 1, 0.5, () => expect.unreachable());
    postings.eachPair('a', 'b', () => expect.unreachable());
    expect(postings.size).toBe(0);
  });
});
