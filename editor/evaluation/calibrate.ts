import { FITTED } from '../../src/retrieval/fitted.ts';
import { probability } from '../../src/retrieval/logistic.ts';
import { fitLogistic, type Observed } from '../fit/logistic.ts';
import type { Found } from './collection.ts';

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
export function calibrate(judged: readonly Judged[], cost: number): Calibration {
  const [one] = judged;
  if (!one) {
    return {
      confidence: ({ confidence }) => confidence,
      threshold: Number((cost / (1 + cost)).toFixed(3)),
    };
  }
  const prior = FITTED[one.found.shape].belief;
  const fitted = fitLogistic(judged.map(observe), HOLD / judged.length, prior);
  const confidence = (found: Found): number =>
    found.hits.length === 0 ? 0 : probability(fitted, found.features);
  return { confidence, threshold: thresholdFor(judged, confidence, cost) };
}

/** An answerable question whose first is wrong is neither: it may not be claimed, and it should not be refused. */
export function observe({ found, relevant }: Judged): Observed {
  const held = relevant.length === 0 ? 0 : relevant.includes(found.hits[0]?.id ?? '') ? 1 : 0.7;
  return { features: found.features, held };
}

/** The threshold with which the judged questions fare best, steadied by resampling: the median over samples. */
function thresholdFor(judged: readonly Judged[], confidence: (found: Found) => number, cost: number): number {
  const rows = judged.map((one) => {
    const { relevant, found } = one;
    const right = relevant.includes(found.hits[0]?.id ?? '');
    const gain = right ? 1 : relevant.length === 0 ? -1 : 0;
    // Against a refusal: a right answer wins what silence loses; a wrong one costs more the dearer it is.
    return { confidence: confidence(found), gain: right ? gain : gain - (cost - 1) };
  });
  const found: number[] = [];
  let seed = 1;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const drawn = rows.map(() => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      // By its high bits: the low ones only go round, and would draw each of 2, 4, 8… rows exactly once.
      return rows[Math.floor((seed / 0x80000000) * rows.length)] ?? { confidence: 0, gain: 0 };
    });
    found.push(bestCut(drawn));
  }
  return found.sort((a, b) => a - b)[SAMPLES >> 1] ?? 0.5;
}

/** The confidence from which answering gains most. */
function bestCut(rows: readonly { readonly confidence: number; readonly gain: number }[]): number {
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
