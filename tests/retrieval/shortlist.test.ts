import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShortlister, type Listed } from '../../src/retrieval/shortlist.ts';
import { type SoughtTerm, worth } from '../../src/retrieval/sought.ts';
import { indexTexts, type TextIndex } from '../../src/retrieval/text-index.ts';
import {
  indexableOf,
  indexOf,
  someCollection,
  someQuestion,
  soughtIn,
  tokensOf,
  type Written,
} from './small-index.ts';

const WEIGHTS = { question: 1, title: 2, text: 1, aside: 0.4 } as const;

/** BM25 by its definition, over all texts of each document as they are written: k1 = 1, b = ½; of the senses of a term
    the best counts; as a share of the idf of all terms. */
function naive(
  written: readonly Written[],
  terms: readonly SoughtTerm[],
  { vocabulary }: TextIndex,
): number[] {
  const stems = written.map((one) =>
    indexableOf(one).texts.flatMap(({ field, tokens }) =>
      tokens.map(({ stem, small }) => ({ stem: vocabulary.stem(stem, small), amount: WEIGHTS[field] })),
    ),
  );
  const lengths = stems.map((words) => words.reduce((sum, { amount }) => sum + amount, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, written.length);
  const all = terms.reduce((sum, term) => sum + worth(term, term.docIdf), 0) || 1;
  return stems.map((words, doc) => {
    const norm = 1 - 0.5 + (0.5 * (lengths[doc] ?? 0)) / mean;
    const values = terms.map((term) => {
      const senses = term.senses.map(({ stem, share }) => {
        const amount = words.filter((one) => one.stem === stem).reduce((sum, one) => sum + one.amount, 0);
        return (share * worth(term, term.docIdf) * amount * 2) / (amount + norm || 1);
      });
      return Math.max(0, ...senses);
    });
    return values.reduce((sum, value) => sum + value, 0) / all;
  });
}

const docsOf = (listed: readonly Listed[]): number[] => listed.map(({ doc }) => doc);

describe('a shortlist', () => {
  it('holds the documents that BM25 finds, in its order; equals stand as they were given', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, (written, question) => {
        const index = indexOf(written);
        const terms = soughtIn(index, question);
        const scores = naive(written, terms, index);
        const listed = createShortlister(index)(terms, 100);
        const found = [...scores.keys()].filter((doc) => (scores[doc] ?? 0) > 0);
        expect(docsOf(listed).sort((a, b) => a - b)).toEqual(found);
        listed.forEach(({ doc, bm25 }, at) => {
          expect(bm25).toBeCloseTo(scores[doc] ?? -1, 4);
          const next = listed[at + 1];
          if (!next) return;
          expect(bm25).toBeGreaterThanOrEqual(next.bm25);
          if (bm25 === next.bm25) expect(doc).toBeLessThan(next.doc);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('of some size is the beginning of a longer one; of some documents, those of it that are allowed', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, fc.nat(6), fc.nat(7), (written, question, size, mask) => {
        const index = indexOf(written);
        const terms = soughtIn(index, question);
        const shortlist = createShortlister(index);
        const whole = shortlist(terms, 100);
        expect(shortlist(terms, size)).toEqual(whole.slice(0, size));
        const allowed = (doc: number): boolean => (mask & (1 << (doc % 3))) !== 0;
        expect(shortlist(terms, size, allowed)).toEqual(
          whole.filter(({ doc }) => allowed(doc)).slice(0, size),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is the same when asked again, and whatever was asked before', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, someQuestion, (written, one, other) => {
        const index = indexOf(written);
        const used = createShortlister(index);
        const first = used(soughtIn(index, one), 5);
        used(soughtIn(index, other), 2, (doc) => doc > 1);
        expect(used(soughtIn(index, one), 5)).toEqual(first);
        expect(used(soughtIn(index, other), 5)).toEqual(createShortlister(index)(soughtIn(index, other), 5));
      }),
      { numRuns: 100 },
    );
  });

  it('prefers the rarer word, the shorter document, and the title', () => {
    const order = (question: string, written: readonly Written[]): number[] => {
      const index = indexOf(written);
      return docsOf(createShortlister(index)(soughtIn(index, question), 9));
    };
    // `toll` stands in three documents, `buoy` in one.
    expect(
      order('toll buoy', [{ text: ['toll'] }, { text: ['toll'] }, { text: ['buoy'] }, { text: ['toll'] }]),
    ).toEqual([2, 0, 1, 3]);
    expect(order('toll', [{ text: ['toll crane ship'] }, { text: ['toll'] }])).toEqual([1, 0]);
    expect(order('toll', [{ text: ['toll', 'ship'] }, { text: ['ship'], title: ['toll'] }])).toEqual([1, 0]);
    // What is small counts for little: less than any other word.
    expect(order('the toll', [{ text: ['the ship'] }, { text: ['toll ship'] }])).toEqual([1, 0]);
  });

  it('counts of the senses of one word only the best', () => {
    const index = indexOf([{ text: ['market marked'] }, { text: ['market ship'] }]);
    const terms = soughtIn(index, 'markel');
    expect(terms[0]?.senses).toHaveLength(2);
    const [first, second] = createShortlister(index)(terms, 2);
    expect([first?.doc, second?.doc]).toEqual([0, 1]);
    expect(first?.bm25).toBe(second?.bm25);
  });

  it('of a very large collection leaves out the commonest words, but always reads one list', () => {
    // One entry more than a question may visit, and one of those documents holds a rare word too.
    const [common, rare] = [tokensOf('toll'), tokensOf('toll buoy')];
    const index = indexTexts(
      Array.from({ length: 160_001 }, (_, doc) => ({
        texts: [{ field: 'text' as const, tokens: doc === 70_000 ? rare : common }],
      })),
    );
    const shortlist = createShortlister(index);
    expect(docsOf(shortlist(soughtIn(index, 'toll'), 3))).toEqual([0, 1, 2]);
    expect(docsOf(shortlist(soughtIn(index, 'toll buoy'), 3))).toEqual([70_000]);
  });

  it('of a question without known words is empty', () => {
    const index = indexOf([{ text: ['toll'] }]);
    for (const question of ['', 'zebra', 'the']) {
      expect(createShortlister(index)(soughtIn(index, question), 5)).toEqual([]);
    }
  });
});
