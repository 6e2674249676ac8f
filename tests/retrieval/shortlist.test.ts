import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type QueryTerm, weightOf } from '../../src/retrieval/query-terms.ts';
import { createShortlist } from '../../src/retrieval/shortlist.ts';
import { indexTexts, openTexts, type TextIndex } from '../../src/retrieval/text-index.ts';
import { indexableOf, indexOf, someCollection, someQuestion, termsIn, tokensOf, type Written } from './small-index.ts';

const WEIGHTS = { question: 1, title: 2, text: 1, caveat: 0.4, aside: 0.4 } as const;

/** BM25 by its definition, over all texts of each document as they are written: k1 = 1, b = ½; of the senses of a term
    the best counts. */
function naive(written: readonly Written[], terms: readonly QueryTerm[], { vocabulary }: TextIndex): number[] {
  const stems = written.map((one) =>
    indexableOf(one).texts.flatMap(({ field, tokens }) =>
      tokens.map(({ stem, small }) => ({ stem: vocabulary.stem(stem, small), amount: WEIGHTS[field] })),
    ),
  );
  const lengths = stems.map((words) => words.reduce((sum, { amount }) => sum + amount, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, written.length);
  return stems.map((words, doc) => {
    const norm = 1 - 0.5 + (0.5 * (lengths[doc] ?? 0)) / mean;
    const values = terms.map((term) => {
      const senses = term.senses.map(({ stem, share }) => {
        const amount = words.filter((one) => one.stem === stem).reduce((sum, one) => sum + one.amount, 0);
        return (share * weightOf(term, term.docIdf) * amount * 2) / (amount + norm || 1);
      });
      return Math.max(0, ...senses);
    });
    return values.reduce((sum, value) => sum + value, 0);
  });
}

it('a shortlist holds the documents that BM25 finds, in its order', () => {
  fc.assert(
    fc.property(someCollection, someQuestion, (written, question) => {
      const index = indexOf(written);
      const terms = termsIn(index, question);
      const scores = naive(written, terms, index);
      const listed = createShortlist(index)(terms, 100);
      const found = [...scores.keys()].filter((doc) => (scores[doc] ?? 0) > 0);
      expect(listed.toSorted((a, b) => a - b)).toEqual(found);
      // Sums are rounded to single precision.
      listed.slice(1).forEach((doc, at) => {
        const [before, own] = [listed[at] ?? -1, doc].map((one) => scores[one] ?? Number.NaN);
        expect(before).toBeGreaterThanOrEqual((own ?? 0) - 1e-5);
      });
    }),
    { numRuns: 200 },
  );
});

it('a shortlist of some size is the beginning of a longer one; of some documents, those of it that are allowed', () => {
  fc.assert(
    fc.property(someCollection, someQuestion, fc.nat(6), fc.nat(7), (written, question, size, mask) => {
      const index = indexOf(written);
      const terms = termsIn(index, question);
      const shortlist = createShortlist(index);
      const whole = shortlist(terms, 100);
      expect(shortlist(terms, size)).toEqual(whole.slice(0, size));
      const allowed = (doc: number): boolean => (mask & (1 << (doc % 3))) !== 0;
      expect(shortlist(terms, size, allowed)).toEqual(whole.filter(allowed).slice(0, size));
    }),
    { numRuns: 100 },
  );
});

it('a shortlist counts of the senses of one word only the best; equals stand as they were given', () => {
  const index = indexOf([{ text: ['market ship'] }, { text: ['market marked'] }]);
  const terms = termsIn(index, 'markel');
  expect(terms[0]?.senses).toHaveLength(2);
  expect(createShortlist(index)(terms, 2)).toEqual([0, 1]);
});

it('a shortlist of a very large collection leaves out the commonest words, but always reads one list', () => {
  // One entry more than a question may visit, and one of those documents holds a rare word too.
  const [common, rare] = [tokensOf('toll'), tokensOf('toll buoy')];
  const index = openTexts(
    indexTexts(
      Array.from({ length: 60_001 }, (_, doc) => ({
        texts: [{ field: 'text' as const, tokens: doc === 50_000 ? rare : common }],
      })),
    ),
  );
  const shortlist = createShortlist(index);
  expect(shortlist(termsIn(index, 'toll'), 3)).toEqual([0, 1, 2]);
  expect(shortlist(termsIn(index, 'toll buoy'), 3)).toEqual([50_000]);
});

it('a shortlist of a question without known words is empty', () => {
  const index = indexOf([{ text: ['toll'] }]);
  for (const question of ['', 'zebra', 'the']) expect(createShortlist(index)(termsIn(index, question), 5)).toEqual([]);
});
