import { probability } from '../../src/retrieval/logistic.ts';
import { fitLogistic } from '../fit/learning.ts';
import { COLLECTION_WEIGHTS, type Found, type Shape } from './collection.ts';
import { chanceOf } from './perturb.ts';

/** A question that somebody has answered: what was found, and which documents are right; none: it is to be refused. */
export interface Judged {
  readonly found: Found;
  readonly relevant: readonly string[];
}

export interface Calibration {
  /** 0 to 1. */
  confidence(found: Found): number;
  /** From here on the first is given as the answer. */
  readonly threshold: number;
}

/** How strongly the shipped weights hold against the questions at hand. */
const HOLD = 4;
/** Times that the threshold is looked for in a sample with replacement; their median is taken. */
const SAMPLES = 200;

/** Fitted on judged questions; without any, the shipped weights and the threshold of the cost. `cost`: how many times as
    bad a wrong answer is as a refusal that was not due; 1 counts plain accuracy. */
export function calibrate(judged: readonly Judged[], shape: Shape, cost: number): Calibration {
  if (judged.length === 0) {
    return {
      confidence: ({ confidence }) => confidence,
      threshold: Number((cost / (1 + cost)).toFixed(3)),
    };
  }
  const rows = judged.map(({ found, relevant }) => ({
    found,
    answerable: relevant.length > 0,
    right: relevant.includes(found.hits[0]?.id ?? ''),
  }));
  const observed = rows.map(({ found, right, answerable }) => ({
    features: found.features,
    held: observe(right, answerable),
  }));
  const fitted = fitLogistic(observed, HOLD / judged.length, COLLECTION_WEIGHTS[shape].confidence);
  const confidence = ({ hits, features }: Found): number =>
    hits.length === 0 ? 0 : probability(fitted, features);
  const gains = rows.map(({ found, right, answerable }) => ({
    confidence: confidence(found),
    // Against a refusal: a right answer wins what silence loses; a wrong one costs more the dearer it is.
    gain: right ? 1 : (answerable ? 0 : -1) - (cost - 1),
  }));
  return { confidence, threshold: thresholdFor(gains) };
}

/** How far the first held, 0 to 1. An answerable question whose first is wrong is neither: it may not be claimed, and it
    should not be refused. */
export function observe(right: boolean, answerable: boolean): number {
  return right ? 1 : answerable ? 0.7 : 0;
}

interface Gain {
  readonly confidence: number;
  readonly gain: number;
}

/** The threshold with which the judged questions fare best, steadied by resampling: the median over samples. */
function thresholdFor(rows: readonly Gain[]): number {
  const chance = chanceOf('threshold');
  const found = Array.from({ length: SAMPLES }, () =>
    bestCut(rows.map((row) => rows[Math.floor(chance() * rows.length)] ?? row)),
  );
  return found.sort((a, b) => a - b)[SAMPLES >> 1] ?? 0.5;
}

/** The confidence from which answering gains most. */
function bestCut(rows: readonly Gain[]): number {
  const sorted = [...rows].sort((a, b) => b.confidence - a.confidence);
  let sum = 0;
  let best = 0;
  let cut = 1;
  sorted.forEach(({ confidence, gain }, at) => {
    sum += gain;
    const next = sorted[at + 1]?.confidence ?? 0;
    if (next === confidence || sum <= best) return;
    best = sum;
    cut = (confidence + next) / 2;
  });
  return cut;
}
