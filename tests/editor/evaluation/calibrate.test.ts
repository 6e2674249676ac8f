import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, type Judged, observe } from '../../../editor/evaluation/calibrate.ts';
import { COLLECTION_WEIGHTS, type Found, SHAPES } from '../../../editor/evaluation/collection.ts';
import { CONFIDENCE } from '../../../src/retrieval/confidence.ts';
import { probability } from '../../../src/retrieval/logistic.ts';

type Features = Partial<Record<(typeof CONFIDENCE)[number], number>>;
const shipped = COLLECTION_WEIGHTS.worded.confidence;

/** What was found, average but for these features, and which documents are right. */
function judged(features: Features, relevant: readonly string[], id: string | undefined = 'a'): Judged {
  const found: Found = {
    hits: id === undefined ? [] : [{ id, score: 1 }],
    confidence: 0.123,
    features: CONFIDENCE.map((name, at) => features[name] ?? shipped.means[at] ?? 0),
  };
  return { found, relevant };
}

/** What is right covers much; what is to be refused, little. */
const RIGHT = Array.from({ length: 20 }, (_, at) => judged({ coverage: 0.7 + at / 100, votes: 0.9 }, ['a']));
const REFUSE = Array.from({ length: 20 }, (_, at) => judged({ coverage: 0.1 + at / 100, votes: 0.2 }, []));

it.each([
  [1, 0.5],
  [3, 0.75],
  [0.25, 0.2],
])(
  'without judged questions the shipped confidence stays, and a cost of %d asks for %d',
  (cost, threshold) => {
    const calibrated = calibrate([], 'worded', cost);
    expect([calibrated.threshold, calibrated.confidence(judged({}, []).found)]).toEqual([threshold, 0.123]);
  },
);

describe('judged questions', () => {
  const { confidence, threshold } = calibrate([...RIGHT, ...REFUSE], 'worded', 1);

  it('are right, wrong, or, where the first is wrong and another would be right, neither', () => {
    expect([observe(true, true), observe(false, false), observe(false, true)]).toEqual([1, 0, 0.7]);
  });

  it('teach what tells right from wrong here', () => {
    for (const { found } of RIGHT) expect(confidence(found)).toBeGreaterThan(threshold);
    for (const { found } of REFUSE) expect(confidence(found)).toBeLessThanOrEqual(threshold);
    expect(confidence({ hits: [], confidence: 1, features: RIGHT[0]?.found.features ?? [] })).toBe(0);
  });

  it('that are few hardly move what the shipped weights of their shape make of a difference', () => {
    const [one, other] = [judged({ coverage: 0.9 }, ['a']), judged({ coverage: 0.1 }, [])];
    const logOdds = (chance: number) => Math.log(chance / (1 - chance));
    const apart = (sure: (found: Found) => number) => logOdds(sure(one.found)) - logOdds(sure(other.found));
    const before = apart(({ features }) => probability(shipped, features));
    const few = apart(calibrate([one, other], 'worded', 1).confidence) - before;
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThan(0.5);
    expect(apart(confidence) - before).toBeGreaterThan(0.5);
    const sure = SHAPES.map((shape) => calibrate([one], shape, 1).confidence(one.found));
    expect(new Set(sure).size).toBe(SHAPES.length);
  });

  it('that are all to be refused leave nothing to answer; all right, nothing to refuse', () => {
    expect(calibrate(REFUSE, 'worded', 1).threshold).toBe(1);
    const all = calibrate(RIGHT, 'worded', 1);
    for (const { found } of RIGHT) expect(all.confidence(found)).toBeGreaterThan(all.threshold);
  });
});

it('the threshold never falls when mistakes get dearer, and is the same every time', () => {
  const features = {
    coverage: fc.double({ min: 0, max: 1, noNaN: true }),
    margin: fc.double({ min: 0, max: 6, noNaN: true }),
  };
  const relevant = fc.constantFrom<readonly string[]>(['a'], ['b'], []);
  const row = fc
    .tuple(fc.record(features), relevant, fc.constantFrom('a', undefined))
    .map(([features, ids, id]) => judged(features, ids, id));
  const property = fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
    const thresholds = [0.5, 1, 2, 5, 50].map((cost) => calibrate(rows, 'worded', cost).threshold);
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
    expect(calibrate(rows, 'worded', 2).threshold).toBe(thresholds[2]);
  });
  fc.assert(property, { numRuns: 30 });
});
