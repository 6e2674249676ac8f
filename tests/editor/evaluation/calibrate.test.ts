import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, type Judged, observe } from '../../../editor/evaluation/calibrate.ts';
import type { Found } from '../../../editor/evaluation/collection.ts';
import { chanceOf } from '../../../editor/evaluation/perturb.ts';
import { BELIEFS, type Belief } from '../../../src/retrieval/confidence.ts';
import { FITTED, SHAPES, type Shape } from '../../../src/retrieval/fitted.ts';
import { probability } from '../../../src/retrieval/logistic.ts';

const { means } = FITTED.worded.belief;

/** What was found, average but for these beliefs. */
function foundOf(
  id: string | undefined,
  beliefs: Partial<Record<Belief, number>> = {},
  shape: Shape = 'worded',
): Found {
  return {
    hits: id === undefined ? [] : [{ id, score: 1 }],
    confidence: 0.123,
    features: BELIEFS.map((name, at) => beliefs[name] ?? means[at] ?? 0),
    shape,
  };
}

const judgedOf = (found: Found, ...relevant: readonly string[]): Judged => ({ found, relevant });

/** What is right covers much; what is to be refused, little. */
const COVERS: readonly Judged[] = Array.from({ length: 40 }, (_, at) =>
  at % 2 === 0
    ? judgedOf(foundOf('a', { cover: 0.7 + at / 200, words: 0.9 }), 'a')
    : judgedOf(foundOf('a', { cover: 0.1 + at / 200, words: 0.2 })),
);

describe('without judged questions', () => {
  it('the shipped confidence stands, and the cost of a mistake is the threshold', () => {
    for (const [cost, threshold] of [
      [1, 0.5],
      [3, 0.75],
      [0.25, 0.2],
    ] as const) {
      const calibrated = calibrate([], cost);
      expect(calibrated.threshold).toBe(threshold);
      expect(calibrated.confidence(foundOf('a'))).toBe(0.123);
    }
  });
});

describe('an observation', () => {
  it('is whether the first answers; a miss that should not be refused is neither', () => {
    const found = foundOf('a');
    expect(observe(judgedOf(found, 'b', 'a'))).toEqual({ features: found.features, held: 1 });
    expect(observe(judgedOf(found)).held).toBe(0);
    expect(observe(judgedOf(foundOf(undefined))).held).toBe(0);
    expect(observe(judgedOf(found, 'b')).held).toBe(0.7);
    expect(observe(judgedOf(foundOf(undefined), 'b')).held).toBe(0.7);
  });
});

describe('judged questions', () => {
  const { confidence, threshold } = calibrate(COVERS, 1);

  it('teach what tells right from wrong here', () => {
    for (const { found, relevant } of COVERS) {
      if (relevant.length > 0) expect(confidence(found)).toBeGreaterThan(threshold);
      else expect(confidence(found)).toBeLessThan(threshold);
    }
  });

  it('alone decide: what was found counts by its features, not by what was believed of it', () => {
    const believed = COVERS.map(({ found, relevant }, at) => ({
      found: { ...found, confidence: at / 40 },
      relevant,
    }));
    const again = calibrate(believed, 1);
    expect(again.threshold).toBe(threshold);
    for (const { found } of COVERS) expect(again.confidence(found)).toBe(confidence(found));
    // The same features with the opposite verdicts.
    const opposite = calibrate(
      COVERS.map(({ found, relevant }) => judgedOf(found, ...(relevant.length > 0 ? [] : ['a']))),
      1,
    );
    const [good, bad] = COVERS.map(({ found }) => opposite.confidence(found));
    expect(bad).toBeGreaterThan(good ?? Number.NaN);
  });

  it('that are few hardly move what the shipped weights make of a difference', () => {
    const [one, other] = [foundOf('a', { cover: 0.9 }), foundOf('a', { cover: 0.1 })];
    const logOdds = (share: number) => Math.log(share / (1 - share));
    const apart = (sure: (found: Found) => number) => logOdds(sure(one)) - logOdds(sure(other));
    const shipped = apart(({ features }) => probability(FITTED.worded.belief, features));
    const { confidence: few } = calibrate([judgedOf(one, 'a'), judgedOf(other)], 1);
    expect(apart(few)).toBeGreaterThan(shipped);
    expect(apart(few) - shipped).toBeLessThan(0.5);
    expect(apart(confidence) - shipped).toBeGreaterThan(0.5);
  });

  it('start from the weights of their shape', () => {
    const found = SHAPES.map((shape) => {
      const one = judgedOf(foundOf('a', {}, shape), 'a');
      return calibrate([one], 1).confidence(one.found);
    });
    expect(new Set(found).size).toBe(SHAPES.length);
  });

  it('that are all to be refused leave nothing to answer; all right, nothing to refuse', () => {
    const refuse = calibrate(
      COVERS.filter(({ relevant }) => relevant.length === 0),
      1,
    );
    expect(refuse.threshold).toBe(1);
    const right = COVERS.filter(({ relevant }) => relevant.length > 0);
    const answer = calibrate(right, 1);
    for (const { found } of right) expect(answer.confidence(found)).toBeGreaterThan(answer.threshold);
  });

  it('never make sure of nothing', () => {
    expect(confidence(foundOf(undefined, { cover: 1, words: 1 }))).toBe(0);
  });
});

/** The middle below the questions that gain most when they are answered, right for 1 and wrong for -1. */
function bestCut(judged: readonly Judged[], confidence: (found: Found) => number): number {
  const rows = judged
    .map(({ found, relevant }) => ({ sure: confidence(found), gain: relevant.length > 0 ? 1 : -1 }))
    .sort((a, b) => b.sure - a.sure);
  const gains = rows.map((_, at) => rows.slice(0, at + 1).reduce((sum, { gain }) => sum + gain, 0));
  const at = gains.indexOf(Math.max(...gains));
  return (gains[at] ?? 0) <= 0 ? 1 : ((rows[at]?.sure ?? 0) + (rows[at + 1]?.sure ?? 0)) / 2;
}

describe('the threshold', () => {
  const verdict = fc.constantFrom('right', 'miss', 'refuse', 'none');
  const row = fc
    .record({
      verdict,
      cover: fc.double({ min: 0, max: 1, noNaN: true }),
      margin: fc.double({ min: 0, max: 6, noNaN: true }),
    })
    .map(({ verdict: said, ...beliefs }): Judged => {
      const found = foundOf(said === 'none' ? undefined : 'a', beliefs);
      if (said === 'right') return judgedOf(found, 'a');
      return said === 'miss' ? judgedOf(found, 'b') : judgedOf(found);
    });

  it('never falls when mistakes get dearer, so that no fewer questions are refused', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (judged) => {
        const refused = [0.5, 1, 2, 5, 50].map((cost) => {
          const { confidence, threshold } = calibrate(judged, cost);
          return { threshold, share: judged.filter(({ found }) => confidence(found) < threshold).length };
        });
        refused.forEach(({ threshold, share }, at) => {
          const dearer = refused[at + 1];
          if (!dearer) return;
          expect(dearer.threshold).toBeGreaterThanOrEqual(threshold);
          expect(dearer.share).toBeGreaterThanOrEqual(share);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('rises where some mistakes look almost right', () => {
    const mixed = [
      ...COVERS,
      judgedOf(foundOf('a', { cover: 0.8, words: 0.9 })),
      judgedOf(foundOf('a', { cover: 0.75, words: 0.9 })),
    ];
    const [cheap, dear] = [1, 40].map((cost) => calibrate(mixed, cost).threshold);
    expect(dear).toBeGreaterThan(cheap ?? Number.NaN);
  });

  it('is steadied by samples, however many questions there are: it is not just the best cut through all of them', () => {
    const shares = (count: number): number => {
      const differ = [1, 2, 3, 4, 5, 6, 7, 8].filter((seed) => {
        const chance = chanceOf(String(seed));
        const judged = Array.from({ length: count }, () => {
          const cover = chance();
          return judgedOf(foundOf('a', { cover }), ...(chance() < 0.3 + 0.4 * cover ? ['a'] : []));
        });
        const { confidence, threshold } = calibrate(judged, 1);
        return Math.abs(threshold - bestCut(judged, confidence)) > 1e-9;
      });
      return differ.length;
    };
    for (const count of [63, 64, 65]) expect(shares(count), String(count)).toBeGreaterThan(0);
  });

  it('is the same for the same questions', () => {
    expect(calibrate(COVERS, 2).threshold).toBe(calibrate(COVERS, 2).threshold);
  });
});
