import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, type Judged, observe } from '../../../editor/evaluation/calibrate.ts';
import { COLLECTION_WEIGHTS, type Found, SHAPES } from '../../../editor/evaluation/collection.ts';
import { CONFIDENCE } from '../../../src/retrieval/confidence.ts';
import { probability } from '../../../src/retrieval/logistic.ts';

type Features = Partial<Record<(typeof CONFIDENCE)[number], number>>;
const { means } = COLLECTION_WEIGHTS.worded.confidence;

/** What was found, average but for these features. */
function foundOf(id: string | undefined, features: Features = {}): Found {
  return {
    hits: id === undefined ? [] : [{ id, score: 1 }],
    confidence: 0.123,
    features: CONFIDENCE.map((name, at) => features[name] ?? means[at] ?? 0),
  };
}

const judgedOf = (found: Found, ...relevant: readonly string[]): Judged => ({ found, relevant });

/** What is right covers much; what is to be refused, little. */
const COVERS: readonly Judged[] = Array.from({ length: 40 }, (_, at) =>
  at % 2 === 0
    ? judgedOf(foundOf('a', { coverage: 0.7 + at / 200, votes: 0.9 }), 'a')
    : judgedOf(foundOf('a', { coverage: 0.1 + at / 200, votes: 0.2 })),
);

describe('without judged questions', () => {
  it.each([
    [1, 0.5],
    [3, 0.75],
    [0.25, 0.2],
  ])('the shipped confidence stays, and a cost of %d asks for %d', (cost, threshold) => {
    const calibrated = calibrate([], 'worded', cost);
    expect([calibrated.threshold, calibrated.confidence(foundOf('a'))]).toEqual([threshold, 0.123]);
  });
});

describe('judged questions', () => {
  const { confidence, threshold } = calibrate(COVERS, 'worded', 1);

  it('are right, wrong, or, where the first is wrong and another would be right, neither', () => {
    expect([observe(true, true), observe(false, false), observe(false, true)]).toEqual([1, 0, 0.7]);
  });

  it('teach what tells right from wrong here', () => {
    for (const { found, relevant } of COVERS) {
      expect(confidence(found) > threshold).toBe(relevant.length > 0);
    }
  });

  it('that are few hardly move what the shipped weights make of a difference', () => {
    const [one, other] = [foundOf('a', { coverage: 0.9 }), foundOf('a', { coverage: 0.1 })];
    const logOdds = (share: number) => Math.log(share / (1 - share));
    const apart = (sure: (found: Found) => number) => logOdds(sure(one)) - logOdds(sure(other));
    const shipped = apart(({ features }) => probability(COLLECTION_WEIGHTS.worded.confidence, features));
    const { confidence: few } = calibrate([judgedOf(one, 'a'), judgedOf(other)], 'worded', 1);
    expect(apart(few)).toBeGreaterThan(shipped);
    expect(apart(few) - shipped).toBeLessThan(0.5);
    expect(apart(confidence) - shipped).toBeGreaterThan(0.5);
  });

  it('start from the weights of their shape', () => {
    const found = foundOf('a');
    const sure = SHAPES.map((shape) => calibrate([judgedOf(found, 'a')], shape, 1).confidence(found));
    expect(new Set(sure).size).toBe(SHAPES.length);
  });

  it('that are all to be refused leave nothing to answer; all right, nothing to refuse', () => {
    const half = (right: boolean) => COVERS.filter(({ relevant }) => relevant.length > 0 === right);
    expect(calibrate(half(false), 'worded', 1).threshold).toBe(1);
    const answer = calibrate(half(true), 'worded', 1);
    for (const { found } of half(true)) expect(answer.confidence(found)).toBeGreaterThan(answer.threshold);
  });

  it('never make sure of nothing', () => {
    expect(confidence(foundOf(undefined, { coverage: 1 }))).toBe(0);
  });
});

describe('the threshold', () => {
  const row = fc
    .record({
      verdict: fc.constantFrom('right', 'miss', 'refuse', 'none'),
      coverage: fc.double({ min: 0, max: 1, noNaN: true }),
      margin: fc.double({ min: 0, max: 6, noNaN: true }),
    })
    .map(({ verdict, ...features }): Judged => {
      const found = foundOf(verdict === 'none' ? undefined : 'a', features);
      if (verdict === 'right') return judgedOf(found, 'a');
      return verdict === 'miss' ? judgedOf(found, 'b') : judgedOf(found);
    });

  it('never falls when mistakes get dearer, so that no fewer questions are refused; the same every time', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (judged) => {
        const thresholds = [0.5, 1, 2, 5, 50].map((cost) => calibrate(judged, 'worded', cost).threshold);
        expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
        expect(calibrate(judged, 'worded', 2).threshold).toBe(thresholds[2]);
      }),
      { numRuns: 30 },
    );
  });
});
