import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitGroups } from '../../src/retrieval/groups.ts';
import { indexOf, someCollection, someQuestion, soughtIn, tokensOf, type Written } from './small-index.ts';

const east = { group: 'east' } as const;
const WRITTEN: readonly Written[] = [
  { text: ['toll'], ...east },
  { text: ['ship crane'], group: 'west' },
  { text: ['crane'], ...east },
  { text: ['toll crane'] },
  { text: ['buoy'], group: 'west' },
];
const index = indexOf(WRITTEN);

function fits(question: string, docs = [0, 1, 2, 3, 4]) {
  const fit = fitGroups(index, soughtIn(index, question), docs);
  return [0, 1, 2, 3, 4].map(fit);
}

describe('a group', () => {
  it('fits a question by what all its documents hold together', () => {
    const [first, west, third, alone] = fits('toll crane');
    expect(first?.cover).toBeCloseTo(1, 6);
    expect(third).toEqual(first);
    expect(west?.cover).toBeLessThan(0.5);
    expect(west?.alike).toBeLessThan(first?.alike ?? Number.NaN);
    // A document that stands for itself has no group that could speak for it.
    expect(alone).toEqual({ cover: 0, alike: 0 });
  });

  it('is as alike as BM25 says: k1 = 2, b = 0.6', () => {
    // One of two words of a group, where groups have (2 + 3 + 2) / 3 on average; the best possible is k1 + 1 = 3.
    const norm = 2 * (0.4 + (0.6 * 2) / (7 / 3));
    expect(fits('toll')[0]?.alike).toBeCloseTo(1 / (1 + norm), 5);
  });

  it('is judged by words that carry meaning', () => {
    expect(fits('the toll of')[0]).toEqual(fits('toll')[0]);
    expect(fits('the of')).toEqual(new Array(5).fill({ cover: 0, alike: 0 }));
  });

  it('counts a misspelt word for its share', () => {
    // One slip in six letters.
    expect(fits('cramne')[0]?.cover).toBeCloseTo(5 / 6, 5);
  });

  it('counts of the senses of one word only the best', () => {
    const group = 'east';
    const two = indexOf([
      { text: ['market'], group },
      { text: ['marked'], group },
    ]);
    const terms = soughtIn(two, 'markel');
    expect(terms[0]?.senses).toHaveLength(2);
    // One slip in six letters.
    expect(fitGroups(two, terms, [0])(0).cover).toBeCloseTo(5 / 6, 5);
  });

  it('is looked at when one of its documents is at hand', () => {
    const [first, west, third] = fits('crane', [0]);
    expect(first?.cover).toBeCloseTo(1, 6);
    expect(third).toEqual(first);
    expect(west).toEqual({ cover: 0, alike: 0 });
  });

  it('covers the share of the question that one counts by hand', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, (written, question) => {
        const some = indexOf(written);
        const terms = soughtIn(some, question);
        const content = terms.filter(({ small }) => !small);
        const all = content.reduce((sum, { docIdf }) => sum + docIdf, 0);
        const docs = [...written.keys()];
        const fit = fitGroups(some, terms, docs);
        for (const doc of docs) {
          const mates = written.filter(({ group }) => group !== undefined && group === written[doc]?.group);
          const texts = mates.flatMap(({ question = [], title = [], text = [], aside = [] }) =>
            [...question, ...title, ...text, ...aside].flatMap(tokensOf),
          );
          const stems = new Set(texts.map(({ stem, small }) => some.vocabulary.stem(stem, small)));
          const covered = content.reduce((sum, { senses, docIdf }) => {
            const shares = senses.flatMap(({ stem, share }) => (stems.has(stem) ? [share] : []));
            return sum + docIdf * Math.max(0, ...shares);
          }, 0);
          const { cover, alike } = fit(doc);
          expect(cover).toBeCloseTo(mates.length > 1 && all > 0 ? covered / all : 0, 5);
          expect(alike).toBeLessThanOrEqual(cover);
        }
      }),
      { numRuns: 100 },
    );
  });
});
