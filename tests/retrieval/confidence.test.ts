import { describe, expect, it } from 'vitest';
import { BELIEFS, type Belief, beliefsOf } from '../../src/retrieval/confidence.ts';
import { type Ranked, rankBy } from '../../src/retrieval/ranking.ts';
import type { Signals } from '../../src/retrieval/signals.ts';
import type { SoughtTerm } from '../../src/retrieval/sought.ts';
import { candidateOf } from './candidates.ts';

const term = (changes: Partial<SoughtTerm>): SoughtTerm => ({
  word: 'toll',
  small: false,
  known: true,
  senses: [],
  docIdf: 1,
  unitIdf: 1,
  ...changes,
});

/** Candidates whose score is the signal `size`. */
const rankedOf = (...all: readonly Partial<Signals>[]): readonly Ranked[] =>
  rankBy(
    all.map((signals, doc) => candidateOf(doc, signals)),
    { size: 1 },
  );

function named(
  ranked: readonly Ranked[],
  terms: readonly SoughtTerm[] = [],
): Readonly<Record<string, number>> {
  return Object.fromEntries(beliefsOf(ranked, terms).map((value, at) => [BELIEFS[at] ?? '', value]));
}

describe('beliefs', () => {
  it('are one number a name, 0 for an empty ranking', () => {
    const names = new Set<Belief>(BELIEFS);
    expect(names.size).toBe(BELIEFS.length);
    expect(beliefsOf([], [term({})])).toEqual(new Array(BELIEFS.length).fill(0));
    for (const ranked of [rankedOf({}), rankedOf({}, {}), rankedOf(...new Array(60).fill({ size: 0.5 }))]) {
      const found = beliefsOf(ranked, [term({})]);
      expect(found).toHaveLength(BELIEFS.length);
      // Nobody was taught, so nothing is known of that.
      found.forEach((value, at) => {
        expect([BELIEFS[at], Number.isFinite(value)]).toEqual([
          BELIEFS[at],
          !BELIEFS[at]?.startsWith('taught'),
        ]);
      });
    }
  });

  it('tell how the first stands among the others', () => {
    const found = named(rankedOf({ size: 3 }, { size: 5 }, { size: 1 }));
    // First 5, then 3 and 1; the mean of the three is 3.
    expect(found).toMatchObject({ score: 5, margin: 2, lead: 2 });
    expect(found['share']).toBeCloseTo(-Math.log(1 + Math.exp(-2) + Math.exp(-4)), 12);
    expect(found['shareOfFive']).toBe(0);
    const equals = named(rankedOf(...new Array(10).fill({ size: 2 })));
    expect(equals).toMatchObject({ score: 2, margin: 0, lead: 0 });
    expect(equals['share']).toBeCloseTo(-Math.log(10), 12);
    // Five of ten equals.
    expect(equals['shareOfFive']).toBeCloseTo(-Math.log(2), 12);
  });

  it('take a first without a second to be far ahead', () => {
    expect(named(rankedOf({ size: 2 }))).toMatchObject({ margin: 3, lead: 0 });
  });

  it('tell what the first explains, by the text that explains most; those of others count nothing', () => {
    const first = {
      size: 9,
      wholeCover: 0.9,
      wholeWords: 0.8,
      wholeLikely: 0.7,
      questionAlike: 0.1,
      titleAlike: 0.2,
      questionBoth: 0.4,
      titleBoth: 0.3,
      titlePair: 0.5,
      textPair: 0.6,
      textSpan: 0.15,
      textTriples: 0.25,
      groupCover: 0.35,
      taught: -1,
    };
    const other = { wholeCover: 1, titleAlike: 1, textSpan: 1, taught: -0.25 };
    expect(named(rankedOf(other, first))).toMatchObject({
      cover: 0.9,
      words: 0.8,
      likely: 0.7,
      alike: 0.2,
      both: 0.4,
      pair: 0.6,
      span: 0.15,
      triples: 0.25,
      group: 0.35,
      taught: -1,
      taughtMargin: 0.75,
    });
  });

  it('tell of the question what it weighs, and how much of it is known; small words count nothing', () => {
    const terms = [
      term({ docIdf: 3 }),
      term({ docIdf: 1, known: false }),
      term({ docIdf: 5, small: true, known: false }),
    ];
    const found = named(rankedOf({}), terms);
    expect(found['known']).toBe(0.75);
    expect(found['length']).toBeCloseTo(Math.log(3), 12);
    expect(found['weight']).toBeCloseTo(Math.log(5), 12);
    expect(named(rankedOf({}), [])).toMatchObject({ known: 0, length: 0, weight: 0 });
  });
});
