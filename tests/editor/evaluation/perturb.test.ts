import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, misspell, perturb, STRENGTH } from '../../../editor/evaluation/perturb.ts';

const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('How', "don't", '¿Quién', 'the', 'reservations', '$148.5', '—', 'A&W', 'ß', 'İ'))
    .map((words) => words.join(' ')),
);

/** What an id changes: many perturbed texts of one. */
function perturbed(q: string, times: number): readonly string[] {
  return Array.from({ length: times }, (_, at) => perturb({ id: String(at), q }));
}

const share = <Thing>(things: readonly Thing[], is: (one: Thing) => boolean): number =>
  things.filter(is).length / things.length;

describe('perturb', () => {
  it('gives the same text for the same id, text and seed, and others for others', () => {
    fc.assert(
      fc.property(fc.string(), anything, fc.integer(), (id, q, seed) => {
        expect(perturb({ id, q }, seed)).toBe(perturb({ id, q }, seed));
      }),
    );
    const q = 'how many employees signed the open letter about the border agency contract';
    expect(new Set(perturbed(q, 50)).size).toBeGreaterThan(40);
    expect(new Set([1, 2, 3, 4, 5].map((seed) => perturb({ id: 'a', q }, seed))).size).toBeGreaterThan(3);
  });

  it('leaves something of every text, no capital, and no punctuation where there is a letter or digit', () => {
    fc.assert(
      fc.property(fc.string(), anything, (id, q) => {
        const text = perturb({ id, q });
        if (/[\p{L}\p{N}]/u.test(q)) {
          expect(text).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?: [\p{L}\p{M}\p{N}]+)*$/u);
          expect(text).toBe(text.toLowerCase());
        } else expect(text).toBe(q);
      }),
    );
  });

  it('joins at apostrophes and parts at other signs', () => {
    // Words of one and two letters and figures never slip, and two words are never lost.
    expect(perturb({ id: 'a', q: "I'd, OK?" })).toBe('id ok');
    expect(perturb({ id: 'a', q: '4:51' })).toBe('4 51');
    expect(perturb({ id: 'a', q: 'I’M ON' })).toBe('im on');
  });

  it('never touches short words and figures, nor loses a word of two', () => {
    for (const text of perturbed('is 1984', 200)) expect(text).toBe('is 1984');
    for (const text of perturbed('of to in on', 200)) expect(text).toMatch(/^(?:(?:of|to|in|on) ?)+$/);
  });

  it('loses as many words as it says, each as often as the others', () => {
    const words = ['of', 'to', 'in', 'on', 'it', 'is', 'at', 'by', 'we', 'us'];
    const texts = perturbed(words.join(' '), 2000).map((text) => text.split(' '));
    for (const word of words) {
      expect(share(texts, (text) => !text.includes(word))).toBeCloseTo(STRENGTH.lost, 1);
    }
    const kept = texts.reduce((sum, text) => sum + text.length, 0);
    expect(Math.abs(1 - kept / (2000 * words.length) - STRENGTH.lost)).toBeLessThan(0.01);
  });

  it('slips in as many words as it says, by each kind as often as it says', () => {
    const texts = perturbed('planet', 8000);
    const slips = texts.filter((text) => text !== 'planet');
    expect(Math.abs(slips.length / texts.length - STRENGTH.slipped)).toBeLessThan(0.02);
    const kind = (text: string): string => {
      if (text.length < 6) return 'deletion';
      if (text.length > 6) return 'insertion';
      return [...text].sort().join('') === 'aelnpt' ? 'swap' : 'substitution';
    };
    for (const [name, wanted] of Object.entries(STRENGTH.kinds)) {
      expect(Math.abs(share(slips, (text) => kind(text) === name) - wanted)).toBeLessThan(0.03);
    }
    expect(Object.values(STRENGTH.kinds).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
  });

  it('hits neighbouring keys only', () => {
    const substituted = perturbed('kkk', 3000).filter((text) => text.length === 3 && text !== 'kkk');
    expect(new Set(substituted.join('').replaceAll('k', ''))).toEqual(new Set('ijlmo'));
    const accented = perturbed('óóó', 3000).filter((text) => text.length === 3 && text !== 'óóó');
    expect(new Set(accented.join('').replaceAll('ó', ''))).toEqual(new Set('iklp'));
  });

  it('slips twice in long words', () => {
    const off = (text: string, word: string): number =>
      Math.max(...[...word].map((_, at) => (text[at] === word[at] ? 0 : 1)), text.length - word.length);
    const long = perturbed('xylophone', 2000).filter((text) => text !== 'xylophone');
    expect(long.every((text) => off(text, 'xylophone') > 0)).toBe(true);
    expect(Math.abs(long.length / 2000 - STRENGTH.slipped)).toBeLessThan(0.04);
    expect(share(long, (text) => Math.abs(text.length - 9) === 2)).toBeGreaterThan(0.05);
    const short = perturbed('xylophon', 2000);
    expect(short.some((text) => Math.abs(text.length - 8) === 2)).toBe(false);
  });
});

describe('misspell', () => {
  it('never gives the name back, and always the same for the same seed', () => {
    fc.assert(
      fc.property(
        anything.filter((name) => name !== ''),
        fc.integer(),
        (name, seed) => {
          expect(misspell(name, seed)).not.toBe(name);
          expect(misspell(name, seed)).toBe(misspell(name, seed));
          expect(misspell(name, seed)).not.toBe('');
        },
      ),
    );
    expect(misspell('', 1)).toBe('');
  });

  it('makes one slip: one letter more, less or other, or two in the other order', () => {
    const made = Array.from({ length: 400 }, (_, seed) => misspell('Brasko Norvane', seed));
    expect(new Set(made).size).toBeGreaterThan(80);
    for (const name of made) expect(distance('Brasko Norvane', name)).toBe(1);
  });

  it('keeps capitals where they stood', () => {
    const made = Array.from({ length: 300 }, (_, seed) => misspell('IBM', seed));
    for (const name of made) expect(name).toMatch(/^[A-Z]+$/);
    const swapped = Array.from({ length: 300 }, (_, seed) => misspell('Ox', seed));
    expect(swapped).toContain('Xo');
    expect(swapped).not.toContain('xO');
  });

  it('doubles the last character of a name without a letter', () => {
    expect(misspell('360', 3)).toBe('3600');
    expect(misspell('+', 3)).toBe('++');
  });
});

describe('chanceOf', () => {
  it('gives numbers from 0 to below 1, evenly, and others for another seed', () => {
    const chance = chanceOf('a');
    const drawn = Array.from({ length: 10_000 }, () => chance());
    expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
    for (const edge of [0.1, 0.25, 0.5, 0.9]) {
      expect(Math.abs(share(drawn, (one) => one < edge) - edge)).toBeLessThan(0.02);
    }
    expect(chanceOf('b')()).not.toBe(chanceOf('a')());
  });
});

/** Damerau's distance, restricted: insertions, deletions, substitutions and swaps of neighbours. */
function distance(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, row) =>
    Array.from({ length: other.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0;
  for (let row = 1; row <= one.length; row++) {
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
      const swapped =
        one[row - 1]?.toLowerCase() === other[column - 2]?.toLowerCase() &&
        one[row - 2]?.toLowerCase() === other[column - 1]?.toLowerCase();
      if (row > 1 && column > 1 && swapped) least = Math.min(least, at(row - 2, column - 2) + 1);
      table[row]?.splice(column, 1, least);
    }
  }
  return at(one.length, other.length);
}
