import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Candidate, createScoring, SHORTLIST, SIGNALS, scoreOf } from '../../src/retrieval/score-candidates.ts';
import { createShortlist } from '../../src/retrieval/shortlist.ts';
import { indexOf, someCollection, someQuestion, termsIn, tokensOf, type Written } from './small-index.ts';

/** What speaks for each document of a collection, by its number. */
function scored(written: readonly Written[], question: string): readonly (Candidate | undefined)[] {
  const { candidates } = createScoring(indexOf(written))(
    tokensOf(question),
    undefined,
    written.map((_, doc) => doc),
  );
  return written.map((_, doc) => candidates.find((one) => one.doc === doc));
}

const signalsOf = (written: readonly Written[], question: string, doc = 0): Candidate['signals'] =>
  scored(written, question)[doc]?.signals ?? expect.fail('the document was not scored');

it('candidates are the shortlist in its order, the same whatever was asked before', () => {
  fc.assert(
    fc.property(someCollection, someQuestion, someQuestion, (written, question, other) => {
      const index = indexOf(written);
      const score = createScoring(index);
      const found = score(tokensOf(question));
      const terms = termsIn(index, question);
      expect(found.terms).toEqual(terms);
      expect(found.candidates.map(({ doc }) => doc)).toEqual(createShortlist(index)(terms, SHORTLIST));
      score(tokensOf(other));
      expect(score(tokensOf(question))).toEqual(found);
    }),
  );
});

it('candidates leave out what is not allowed, and hold what is always scored, once and last', () => {
  const score = createScoring(indexOf([{ text: ['crane'] }, { text: ['toll crane'] }, { text: ['buoy'] }]));
  const docs = (always: readonly number[], allowed?: (doc: number) => boolean) =>
    score(tokensOf('toll crane'), allowed, always).candidates.map(({ doc }) => doc);
  expect(docs([])).toEqual([1, 0]);
  expect(docs([2, 0])).toEqual([1, 0, 2]);
  expect(docs([], (doc) => doc === 0)).toEqual([0]);
});

it('candidates are no more than are looked at closely', () => {
  const index = indexOf(Array.from({ length: SHORTLIST + 5 }, () => ({ text: ['crane'] })));
  expect(createScoring(index)(tokensOf('crane')).candidates).toHaveLength(SHORTLIST);
  expect(createScoring(index, 3)(tokensOf('crane')).candidates.map(({ doc }) => doc)).toEqual([0, 1, 2]);
});

it('candidates have every signal, finite, shares from 0 to 1 but for what is only bounded by their making', () => {
  const shares = ['wordingMatched', 'titleAlike', 'trigrams', 'coverage', 'groupAlike'] as const;
  fc.assert(
    fc.property(someCollection, someQuestion, (written, question) => {
      for (const candidate of scored(written, question)) {
        const { signals } = candidate ?? expect.fail('the document was not scored');
        expect(Object.keys(signals).sort()).toEqual([...SIGNALS].sort());
        expect(Object.values(signals).every(Number.isFinite)).toBe(true);
        for (const name of shares) {
          expect(signals[name], name).toBeGreaterThanOrEqual(0);
          // A cosine is reckoned from rounded lengths; BM25 of one text may reach k1 + 1.
          expect(signals[name], name).toBeLessThanOrEqual(name === 'titleAlike' ? 1.5 : 1 + 1e-5);
        }
      }
    }),
  );
});

it('candidates show the best question wording, else the text, else nothing', () => {
  const found = scored(
    [
      { question: ['buoy ship', 'crane toll', 'crane ship'], text: ['port'] },
      { text: ['port toll'] },
      { title: ['toll'] },
    ],
    'crane toll zebra',
  );
  expect(found.map((one) => one?.unit)).toEqual([1, 4, -1]);
  expect(found.map((one) => one?.signals.wordingMatched)).toEqual([1, 0, 0]);
});

it.each<[signal: (typeof SIGNALS)[number], question: string, more: Written, less: Written, why: string]>([
  ['wordingMatched', 'crane toll', { question: ['crane toll'] }, { question: ['crane toll buoy'] }, 'all of it'],
  ['wordingVotes', 'toll', { question: ['toll', 'toll now'] }, { question: ['toll', 'ship now'] }, 'two agree'],
  ['wordingLikelihood', 'toll', { question: ['toll now', 'toll'] }, { question: ['toll', 'now'] }, 'more hold it'],
  [
    'wordingLikelihood',
    'toll',
    { question: ['toll', 'now'] },
    { question: ['toll', 'toll a', 'a', 'b', 'c', 'd'] },
    'a larger share, though fewer',
  ],
  ['wordingLikelihood', 'toll', { question: ['a'], text: ['toll'] }, { question: ['a'], aside: ['toll'] }, 'claimed'],
  ['wordingBursty', 'toll', { question: ['toll', 'toll ship'] }, { question: ['toll', 'ship'] }, 'more hold it'],
  ['wordingPairs', 'crane toll', { question: ['crane toll'] }, { question: ['toll crane'] }, 'in this order'],
  ['titleAlike', 'toll', { title: ['toll'] }, { title: ['toll ship port'] }, 'a shorter title'],
  ['titleAlike', 'toll', { title: ['toll'] }, { text: ['toll'] }, 'only the title'],
  ['trigrams', 'lightxyz', { question: ['lighterage'] }, { question: ['toll'] }, 'letters of an unknown word'],
  ['coverage', 'crane toll', { title: ['crane'], text: ['toll'] }, { text: ['crane'] }, 'whichever text holds it'],
  ['coverage', 'harbour', { text: ['harbour'] }, { text: ['harbiur'] }, 'rightly spelt'],
  ['likelihood', 'toll', { text: ['toll toll'] }, { text: ['toll ship'] }, 'more often'],
  ['wordings', 'toll', { question: ['a', 'b', 'c'] }, { question: ['a'] }, 'how many there are'],
])('signals: %s of %j is higher for %j than for %j: %s', (name, question, more, less) => {
  const [first, second] = scored([more, less], question);
  expect(first?.signals[name]).toBeGreaterThan(second?.signals[name] ?? Number.NaN);
});

it('signals count a share of the wordings, so that twice as many of the same decide nothing', () => {
  const wordings = ['crane toll', 'toll ship', 'buoy toll'];
  const [once, twice] = scored([{ question: wordings }, { question: [...wordings, ...wordings] }], 'crane toll');
  for (const name of ['wordingMatched', 'wordingPairs'] as const)
    expect(twice?.signals[name]).toBeCloseTo(once?.signals[name] ?? Number.NaN, 6);
});

it('signals count a misspelt word for its share, and a small one for little', () => {
  const written: readonly Written[] = [{ text: ['the crane'] }];
  // One edit in six letters.
  expect(signalsOf(written, 'cramne').coverage).toBeCloseTo(5 / 6, 5);
  // The text is the question, and there is no wording: half of what both could be.
  expect(signalsOf(written, 'crane').trigrams).toBeCloseTo(0.5, 5);
  expect(signalsOf([{ text: ['crane crane toll'] }], 'crane').trigrams).toBeCloseTo(1 / Math.sqrt(5), 1);
  expect(signalsOf(written, 'the crane').coverage).toBe(signalsOf(written, 'crane').coverage);
});

it('signals of one group say what a document leaves unsaid', () => {
  const group = 'east';
  const written = [{ text: ['crane'], group }, { text: ['toll'], group }, { text: ['crane'] }];
  const [crane, toll, alone] = scored(written, 'crane');
  expect(crane?.signals.groupAlike).toBeGreaterThan(0);
  expect(toll?.signals.groupAlike).toBe(crane?.signals.groupAlike);
  expect(alone?.signals.groupAlike).toBe(0);
});

it('a score is the sum of the signals that have a weight', () => {
  expect(scoreOf({ a: 0.5, b: 0.25, c: 9 }, { a: 2, b: -1 })).toBe(0.75);
  expect(scoreOf({ a: 0.5 }, {})).toBe(0);
});
