import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMender } from '../../src/retrieval/fuzzy.ts';
import { slips } from '../../src/retrieval/slips.ts';

const WORDS = [
  'norvane',
  'brasko',
  'letter',
  'signed',
  'employees',
  'inspection',
  'ohi',
  'ctb',
  'hml',
  'ship',
  'price',
  'quillmesh',
];
const mender = createMender(new Map(WORDS.map((word) => [word, 1])));

/** Every text of one slip: a letter left out, put in, exchanged, or swapped with its neighbour. */
function misspelt(word: string): readonly string[] {
  const letters = [...'etaq'];
  return [...word].flatMap((_, at) => [
    word.slice(0, at) + word.slice(at + 1),
    ...letters.flatMap((letter) => [
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + letter + word.slice(at + 1),
    ]),
    word.slice(0, at) + word.slice(at + 1, at + 2) + word.charAt(at) + word.slice(at + 2),
  ]);
}

describe('slips', () => {
  /** The same count by its definition. */
  function naive(a: string, b: string): number {
    if (a === '' || b === '') return a.length + b.length;
    const cost = a.at(-1) === b.at(-1) ? 0 : 1;
    const least = [
      naive(a.slice(0, -1), b) + 1,
      naive(a, b.slice(0, -1)) + 1,
      naive(a.slice(0, -1), b.slice(0, -1)) + cost,
    ];
    if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
      least.push(naive(a.slice(0, -2), b.slice(0, -2)) + 1);
    }
    return Math.min(...least);
  }
  const word = fc.stringMatching(/^[abc]{0,5}$/);

  it('are counted as defined, and no further than asked', () => {
    fc.assert(
      fc.property(word, word, fc.nat(4), (one, other, most) => {
        expect(slips(one, other, most)).toBe(Math.min(naive(one, other), most + 1));
      }),
      { numRuns: 500 },
    );
  });

  it('are the same from both ends', () => {
    fc.assert(fc.property(word, word, (one, other) => slips(one, other, 5) === slips(other, one, 5)));
  });
});

describe('a mender', () => {
  it('finds the word that a slip was meant to be, for words of five letters and more', () => {
    const long = WORDS.filter((word) => word.length >= 6);
    const typed = long.flatMap((word) => misspelt(word).map((wrong) => ({ word, wrong })));
    const mended = typed.filter(({ word, wrong }) => wrong === word || mender.mend(wrong) === word);
    expect(mended.length / typed.length).toBeGreaterThan(0.9);
    const elsewhere = typed.filter(({ word, wrong }) => ![word, undefined].includes(mender.mend(wrong)));
    expect(elsewhere).toEqual([]);
  });

  it('never takes a short word for a name: one of three letters is left as it is', () => {
    for (const short of ['oih', 'ohl', 'cbt', 'ct', 'hm', 'hlm', 'o', ''])
      expect(mender.mend(short)).toBeUndefined();
  });

  it('of four letters only puts right two that have changed places', () => {
    expect(mender.mend('shpi')).toBe('ship');
    for (const other of ['shop', 'chip', 'shipp'.slice(1), 'ohii', 'hmll'])
      expect(mender.mend(other)).toBeUndefined();
  });

  it('gives a word that is within reach, or none, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 30 }), fc.stringMatching(/^[a-z]{4,12}$/)), (typed) => {
        const found = mender.mend(typed);
        if (found === undefined) return;
        expect(WORDS).toContain(found);
        expect(typed.length).toBeGreaterThanOrEqual(4);
        expect(slips(typed, found, 2)).toBeLessThanOrEqual(typed.length >= 8 ? 2 : 1);
      }),
      { numRuns: 300 },
    );
  });

  it('does not mend figures, ids or what is longer than any word', () => {
    for (const typed of ['l3tter', 'norvane2', 'a'.repeat(25), 'norvane-x'])
      expect(mender.mend(typed)).toBeUndefined();
  });

  it('prefers the commoner of two words that are as near, and says the same again', () => {
    const two = createMender(
      new Map([
        ['harbours', 1],
        ['harbour', 1],
        ['labours', 1],
        ['marked', 1],
        ['market', 9],
      ]),
    );
    expect(two.mend('markek')).toBe('market');
    expect(two.mend('markek')).toBe('market');
  });
});
