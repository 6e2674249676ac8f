import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idf, type TextIndex } from '../../src/retrieval/text-index.ts';
import { indexableOf, indexOf, someCollection, type Written } from './small-index.ts';

const WEIGHTS = { question: 1, title: 2, text: 1, caveat: 0.4, aside: 0.4 } as const;

/** How much of each stem each document holds, counted one word at a time; a small one with a line before it. */
function counted(written: readonly Written[]): Map<string, Map<number, number>> {
  const all = new Map<string, Map<number, number>>();
  written.forEach((one, doc) => {
    for (const { field, tokens } of indexableOf(one).texts) {
      for (const { stem, small } of tokens) {
        const key = small ? `_${stem}` : stem;
        const docs = all.get(key) ?? new Map<number, number>();
        all.set(key, docs.set(doc, (docs.get(doc) ?? 0) + WEIGHTS[field]));
      }
    }
  });
  return all;
}

function numberOf({ vocabulary }: TextIndex, key: string): number {
  const small = key.startsWith('_');
  return vocabulary.stem(small ? key.slice(1) : key, small) ?? -1;
}

it('an index holds what one counts by hand', () => {
  fc.assert(
    fc.property(someCollection, (written) => {
      const index = indexOf(written);
      const { starts, docs, amounts, lengths, meanLength } = index.postings;
      const all = counted(written);
      expect(index.vocabulary.stems).toHaveLength(all.size);
      const wanted = new Array<number>(written.length).fill(0);
      for (const [key, held] of all) {
        const stem = numberOf(index, key);
        const [from, to] = [starts[stem] ?? 0, starts[stem + 1] ?? 0];
        expect([...docs.subarray(from, to)]).toEqual([...held.keys()].sort((a, b) => a - b));
        for (let at = from; at < to; at++) expect(amounts[at]).toBeCloseTo(held.get(docs[at] ?? -1) ?? -1, 4);
        for (const [doc, amount] of held) wanted[doc] = (wanted[doc] ?? 0) + amount;
      }
      wanted.forEach((length, doc) => {
        expect(lengths[doc]).toBeCloseTo(length, 4);
      });
      expect(meanLength).toBeCloseTo(wanted.reduce((a, b) => a + b, 0) / Math.max(1, wanted.length), 4);
    }),
  );
});

it('an index numbers groups as they come; a document without one is a group', () => {
  const group = (name?: string) => (name === undefined ? {} : { group: name });
  const { groupOf, groupSizes } = indexOf(['b', undefined, 'a', 'b', undefined].map(group));
  expect([...groupOf]).toEqual([0, 1, 2, 0, 3]);
  expect([...groupSizes]).toEqual([2, 1, 1, 1]);
});

it('an index knows how rare each trigram is among words', () => {
  fc.assert(
    fc.property(someCollection, (written) => {
      const { vocabulary } = indexOf(written);
      const holders = (trigram: number) =>
        vocabulary.words.filter((_, word) => vocabulary.trigramsOfWord(word).includes(trigram)).length;
      const idfs = Array.from({ length: vocabulary.trigramIdf.length }, (_, trigram) =>
        Math.log(1 + vocabulary.words.length / (holders(trigram) + 0.5)),
      );
      expect(vocabulary.trigramIdf).toEqual(idfs);
    }),
    { numRuns: 40 },
  );
});

it('an index counts the length of texts by field, and how bursty a word is in question wordings', () => {
  const index = indexOf([
    { question: ['ship', 'ship toll port'], title: ['crane'] },
    { question: ['buoy'], text: ['toll toll'] },
  ]);
  // Questions of 1, 3 and 1 words; one title of 1; one text of 2; neither caveat nor anything beside.
  expect(index.meanUnitLength).toEqual([5 / 3, 1, 2, 0, 0]);
  const burstiness = (word: string) => index.burstiness[numberOf(index, word)];
  expect(['ship', 'toll', 'buoy', 'crane'].map(burstiness)).toEqual([1, 0.5, 1, 0]);
});

it('an index looks at the first 600 words of a text', () => {
  const index = indexOf([{ text: [`${'toll '.repeat(600)}ship`, 'crane'] }]);
  expect([...index.unitStarts]).toEqual([0, 600, 601]);
  expect(index.vocabulary.stem('ship', false)).toBeUndefined();
  expect(index.vocabulary.stem('crane', false)).toBe(1);
});

it('an index of nothing, or of texts without words, holds nothing', () => {
  const none = indexOf([]);
  expect([none.docs, none.units, none.postings.meanLength]).toEqual([0, 0, 0]);
  const empty = indexOf([{ text: [''] }, {}]);
  expect([empty.docs, empty.units, empty.words.length]).toEqual([2, 1, 0]);
  expect([...empty.postings.lengths]).toEqual([0, 0]);
});

it('idf is ln(1 + (N - n + ½) / (n + ½))', () => {
  // One of three: (3 - 1 + .5) / 1.5.
  expect(idf(1, 3)).toBeCloseTo(Math.log(1 + 2.5 / 1.5), 12);
  // None of none: .5 / .5.
  expect(idf(0, 0)).toBeCloseTo(Math.LN2, 12);
});
