import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearch, SHORTLIST } from '../../src/retrieval/search.ts';
import { createShortlister } from '../../src/retrieval/shortlist.ts';
import { indexOf, someCollection, someQuestion, soughtIn, tokensOf } from './small-index.ts';

describe('a search', () => {
  it('looks closely at the shortlist, in its order', () => {
    fc.assert(
      fc.property(someCollection, someQuestion, someQuestion, (written, question, other) => {
        const index = indexOf(written);
        const { search } = createSearch(index);
        const found = search(tokensOf(question));
        const terms = soughtIn(index, question);
        const listed = createShortlister(index)(terms, SHORTLIST);
        expect(found.terms).toEqual(terms);
        expect(found.candidates.map(({ doc, signals }) => ({ doc, bm25: signals.wholeAlike }))).toEqual(
          listed,
        );
        search(tokensOf(other));
        expect(search(tokensOf(question))).toEqual(found);
      }),
      { numRuns: 80 },
    );
  });

  it('adds what is always to be looked at, once and last', () => {
    const index = indexOf([{ text: ['crane'] }, { text: ['toll crane'] }, { text: ['buoy'] }]);
    const { search } = createSearch(index);
    const docs = (always: readonly number[], allowed?: (doc: number) => boolean) =>
      search(tokensOf('toll crane'), allowed, always).candidates.map(({ doc }) => doc);
    expect(docs([])).toEqual([1, 0]);
    expect(docs([2, 0])).toEqual([1, 0, 2]);
    expect(docs([], (doc) => doc === 0)).toEqual([0]);
    const [last] = search(tokensOf('toll'), undefined, [2]).candidates.slice(-1);
    expect(last?.signals).toMatchObject({ wholeAlike: 0, textAlike: 0 });
  });

  it('lists no more than it looks at closely', () => {
    const index = indexOf(Array.from({ length: SHORTLIST + 5 }, () => ({ text: ['crane'] })));
    const { candidates } = createSearch(index).search(tokensOf('crane'));
    expect(candidates.map(({ doc }) => doc)).toEqual([...Array(SHORTLIST).keys()]);
  });

  it('says what the group holds', () => {
    const group = 'east';
    const index = indexOf([{ text: ['crane'], group }, { text: ['toll'], group }, { text: ['crane'] }]);
    const { candidates } = createSearch(index).search(tokensOf('crane toll'));
    const covers = new Map(candidates.map(({ doc, signals }) => [doc, signals.groupCover]));
    expect(covers.get(0)).toBeCloseTo(1, 6);
    expect(covers.get(2)).toBe(0);
  });

  it('asks the classifier, where there is one', () => {
    const wordings = (word: string) =>
      ['', ' now', ' here', ' today', ' again', ' soon'].map((end) => word + end);
    const taught = indexOf([{ question: wordings('lost') }, { question: wordings('hire') }]);
    const believed = createSearch(taught).search(tokensOf('lost now')).candidates;
    const [lost, hire] = [0, 1].map((doc) => believed.find((one) => one.doc === doc)?.signals.taught);
    expect(lost).toBeGreaterThan(hire ?? Number.NaN);
    expect(hire).toBeLessThan(0);
    const untaught = createSearch(indexOf([{ text: ['lost'] }])).search(tokensOf('lost')).candidates;
    expect(untaught.map(({ signals }) => signals.taught)).toEqual([0]);
  });
});
