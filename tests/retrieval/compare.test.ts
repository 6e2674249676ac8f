import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createComparison, type Marks } from '../../src/retrieval/compare.ts';
import { SMALL } from '../../src/retrieval/sought.ts';
import type { TextIndex } from '../../src/retrieval/text-index.ts';
import { indexOf, someCollection, someQuestion, soughtIn } from './small-index.ts';

/** A question marked by hand: each stem for the first term that stands for the most of it. */
function marksOf(index: TextIndex, question: string): Marks {
  const terms = soughtIn(index, question);
  const termOf = new Int16Array(index.vocabulary.stems.length).fill(-1);
  const shareOf = new Float32Array(index.vocabulary.stems.length);
  terms.forEach(({ senses }, at) => {
    for (const { stem, share } of senses) {
      if ((shareOf[stem] ?? 0) >= share) continue;
      termOf[stem] = at;
      shareOf[stem] = share;
    }
  });
  const tripleOf = new Float32Array(index.vocabulary.triples);
  for (const { word, small } of terms) {
    if (small) continue;
    for (const triple of index.vocabulary.triplesIn(word)) tripleOf[triple] = index.tripleIdf[triple] ?? 0;
  }
  const square = tripleOf.reduce((sum, value) => sum + value * value, 0);
  return { terms, termOf, shareOf, tripleOf, tripleNorm: Math.sqrt(square) || 1e-9 };
}

const read = (index: TextIndex, question: string) => createComparison(index, marksOf(index, question));

describe('neighbours', () => {
  // Each word stands in two texts or in all, so that a question finds each at work.
  const index = indexOf([
    { text: ['crane toll buoy'] },
    { text: ['toll crane buoy'] },
    { text: ['crane buoy toll'] },
  ]);

  it('count when they stand as they were asked, one after the other', () => {
    const { compare } = read(index, 'crane toll');
    // One pair of two words, each counting half of both: ½ of all.
    expect(compare(0).pair).toBeCloseTo(0.5, 6);
    expect(compare(1).pair).toBe(0);
    expect(compare(2).pair).toBe(0);
  });

  it('count once for each pair', () => {
    const { compare } = read(index, 'crane toll buoy');
    // Two pairs of equal words: (1 + 1) of 3.
    expect(compare(0).pair).toBeCloseTo(2 / 3, 6);
    expect(compare(1).pair).toBe(0);
  });
});

describe('a window', () => {
  const apart = (between: number) => `crane ${'ship '.repeat(between)}toll`;
  const index = indexOf([{ text: [apart(8), apart(9)] }, { title: [apart(2)] }]);

  it('holds words that stand fewer than ten apart', () => {
    const { compare } = read(index, 'crane toll');
    expect(compare(0).span).toBeCloseTo(1, 5);
    // Ten apart: one of two equally rare words.
    expect(compare(1).span).toBeCloseTo(0.5, 5);
  });

  it('is looked for in texts only', () => {
    expect(read(index, 'crane toll').compare(2).span).toBe(0);
  });

  it('counts a word once, however often it stands there', () => {
    expect(
      read(indexOf([{ text: ['toll toll toll'] }, { text: ['crane'] }]), 'toll crane').compare(0).span,
    ).toBeCloseTo(0.5, 5);
  });
});

describe('both ways', () => {
  const index = indexOf([{ question: ['crane toll', 'crane toll buoy ship'] }, { title: ['the toll'] }]);
  const weightOf = (word: string, small = false): number =>
    index.unitIdf[index.vocabulary.stem(word, small) ?? -1] ?? Number.NaN;

  it('a text is held by a question as far as its words are asked for', () => {
    const { compare } = read(index, 'zebra crane toll');
    expect(compare(0).both).toBeCloseTo(1, 6);
    const asked = weightOf('crane') + weightOf('toll');
    expect(compare(1).both).toBeCloseTo(asked / (asked + weightOf('buoy') + weightOf('ship')), 5);
  });

  it('a small word counts for little', () => {
    const [the, toll] = [weightOf('the', true) * SMALL, weightOf('toll')];
    expect(read(index, 'toll').compare(2).both).toBeCloseTo(toll / (toll + the), 5);
    expect(read(index, 'the').compare(2).both).toBeCloseTo(the / (toll + the), 5);
  });

  it('a question is held by a text as far as the text holds its words: rare ones count more', () => {
    const { compare } = read(index, 'toll buoy what');
    // `toll` in three of three texts, `buoy` in one of them.
    const all = weightOf('toll') + weightOf('buoy');
    expect(compare(0).cover).toBeCloseTo(weightOf('toll') / all, 5);
    expect(compare(1).cover).toBeCloseTo(1, 5);
    expect([compare(0).small, read(index, 'the toll').compare(2).small]).toEqual([0, 1]);
  });

  it('a text is the more alike, the shorter it is and the more of the question it holds', () => {
    const { compare } = read(index, 'crane toll');
    expect(compare(0).alike).toBeGreaterThan(compare(1).alike);
    expect(compare(1).alike).toBeGreaterThan(compare(2).alike);
    // k1 = ½, b = 0.3: two words where a question has 3 on average; at most 1 + k1.
    expect(compare(0).alike).toBeCloseTo(1.5 / (1 + 0.5 * (0.7 + (0.3 * 2) / 3)), 5);
  });

  it('a misspelt word counts for its share', () => {
    const { compare } = read(index, 'cramne');
    // One slip in six letters.
    expect(compare(0).cover).toBeCloseTo(5 / 6, 5);
  });
});

describe('cosines of letter triples', () => {
  it('are 1 for the same words, less for others, 0 without any in common', () => {
    const index = indexOf([{ text: ['crane buoy', 'crane', 'toll', 'the', ''] }]);
    const { triplesAlike } = read(index, 'crane buoy');
    expect(triplesAlike(0)).toBeCloseTo(1, 5);
    expect(triplesAlike(1)).toBeGreaterThan(0.5);
    expect(triplesAlike(1)).toBeLessThan(0.9);
    expect([2, 3, 4].map(triplesAlike)).toEqual([0, 0, 0]);
    expect(read(index, '').triplesAlike(0)).toBe(0);
  });

  it('see what a misspelt word has in common, though it means nothing', () => {
    const index = indexOf([{ text: ['lighterage', 'toll'] }]);
    expect(soughtIn(index, 'lightxyz')[0]?.senses).toEqual([]);
    const { triplesAlike } = read(index, 'lightxyz');
    expect(triplesAlike(0)).toBeGreaterThan(0.4);
    expect(triplesAlike(1)).toBe(0);
  });

  it('lie between 0 and 1, as all shares do, whatever is compared', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, (written, question) => {
        const index = indexOf(written);
        const { compare, triplesAlike } = read(index, question);
        for (let unit = 0; unit < index.units; unit++) {
          const { alike, both, pair, small, cover, span } = compare(unit);
          // A cosine is reckoned from rounded lengths.
          for (const share of [triplesAlike(unit), both, small, cover, span]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1 + 1e-5);
          }
          expect(alike).toBeGreaterThanOrEqual(0);
          expect(alike).toBeLessThanOrEqual(2);
          expect(pair).toBeGreaterThanOrEqual(0);
          expect(compare(unit)).toEqual({ alike, both, pair, small, cover, span });
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('what a document holds', () => {
  it('adds up over its texts: the best share of each term, and how often, weighed by field', () => {
    const index = indexOf([
      { question: ['toll toll crane'], title: ['toll'], aside: ['toll'] },
      { text: ['buoy'] },
    ]);
    const { compare, held, amounts } = read(index, 'toll cramne buoy');
    for (const unit of [0, 1, 2]) compare(unit);
    expect([...held]).toEqual([1, Math.fround(5 / 6), 0]);
    // Twice in a question, once in a title for 2, once beside it for 0.4.
    expect(amounts[0]).toBeCloseTo(2 + 2 + 0.4, 5);
    expect(amounts[1]).toBeCloseTo(5 / 6, 5);
    expect(amounts[2]).toBe(0);
  });

  it('is told in bits, one for each term', () => {
    const index = indexOf([{ title: ['buoy'], text: ['toll ships'] }, { text: ['crane'] }, {}]);
    const { maskOf } = read(index, 'toll crane ship');
    expect([0, 1, 2].map(maskOf)).toEqual([0b101, 0b010, 0]);
  });
});
