import { chanceOf } from './perturb.ts';

/** What came of one question. */
export interface Outcome {
  /** Ids of documents, best first, none twice; only the first ten count. */
  readonly ranked: readonly string[];
  /** Ids of the documents that answer it; empty when it must be refused. */
  readonly relevant: readonly string[];
  /** The probability that the first document is right, from 0 to 1. */
  readonly confidence: number;
  /** Whether the first document was given as the answer; false when the question was refused. */
  readonly answered: boolean;
}

/** The lower and the upper end of an interval. */
export type Interval = readonly [number, number];

/** All are shares from 0 to 1 but for `mcc`, from -1 to 1; a share of nothing is 0. */
export interface Measures {
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr10: number;
  readonly ndcg10: number;
  readonly auroc: number | null;
  readonly accuracy: number;
  readonly mcc: number;
  readonly answerPrecision: number;
  readonly refused: number;
  readonly answered: number;
  /** 95 % intervals; null when no question has an answer. */
  readonly intervals: Readonly<Record<'hit1' | 'hit3' | 'mrr10' | 'ndcg10', Interval | null>>;
}

const DEPTH = 10;
const RESAMPLES = 1000;

/** All measures of one run: the first four, which tell how well is ranked, over the questions that have an answer; the
    others over all. */
export function measure(outcomes: readonly Outcome[]): Measures {
  const answerable = outcomes.filter(isAnswerable);
  const ranking = {
    hit1: answerable.map((one) => hitAt(one, 1)),
    hit3: answerable.map((one) => hitAt(one, 3)),
    mrr10: answerable.map(reciprocalRank),
    ndcg10: answerable.map(ndcg),
  };
  return {
    hit1: mean(ranking.hit1),
    hit3: mean(ranking.hit3),
    mrr10: mean(ranking.mrr10),
    ndcg10: mean(ranking.ndcg10),
    auroc: auroc(outcomes),
    accuracy: accuracy(outcomes),
    mcc: mcc(outcomes),
    answerPrecision: answerPrecision(outcomes),
    refused: refusedShare(outcomes),
    answered: mean(outcomes.map(({ answered }) => Number(answered))),
    intervals: {
      hit1: interval(ranking.hit1),
      hit3: interval(ranking.hit3),
      mrr10: interval(ranking.mrr10),
      ndcg10: interval(ranking.ndcg10),
    },
  };
}

/** Hit@k, or success@k: 1 when a relevant document is among the first `k`, else 0. */
export function hitAt(outcome: Outcome, k: number): number {
  return outcome.ranked.slice(0, k).some((id) => outcome.relevant.includes(id)) ? 1 : 0;
}

/** The reciprocal rank at 10 (Voorhees, "The TREC-8 Question Answering Track Report", 1999): 1 / place of the first
    relevant document among ten, 0 where there is none. */
export function reciprocalRank({ ranked, relevant }: Outcome): number {
  const place = ranked.slice(0, DEPTH).findIndex((id) => relevant.includes(id));
  return place < 0 ? 0 : 1 / (place + 1);
}

/** nDCG@10 with gains of 0 and 1 (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002):
    the sum of 1 / log₂(place + 1) over the relevant documents among ten, divided by the sum of the best order there could
    be, with min(10, number of relevant ones) on top. 0 where nothing is relevant. */
export function ndcg({ ranked, relevant }: Outcome): number {
  const wanted = new Set(relevant);
  const discount = (place: number): number => 1 / Math.log2(place + 1);
  const gained = ranked
    .slice(0, DEPTH)
    .reduce((sum, id, index) => sum + (wanted.has(id) ? discount(index + 1) : 0), 0);
  let ideal = 0;
  for (let place = 1; place <= Math.min(DEPTH, wanted.size); place++) ideal += discount(place);
  return ideal === 0 ? 0 : gained / ideal;
}

/** The area under the ROC curve of `confidence` (Hanley and McNeil, 1982), counted as Mann and Whitney's U: the share of
    pairs of a question that has an answer and one that must be refused in which the first is the more confident; a tie
    counts one half. Null when there is none of either. */
export function auroc(outcomes: readonly Outcome[]): number | null {
  const sorted = outcomes.toSorted((one, other) => one.confidence - other.confidence);
  const answerable = sorted.filter(isAnswerable).length;
  const toRefuse = sorted.length - answerable;
  if (answerable === 0 || toRefuse === 0) return null;
  let won = 0;
  let below = 0;
  for (let at = 0; at < sorted.length; ) {
    const tied = { answerable: 0, toRefuse: 0 };
    const confidence = sorted[at]?.confidence;
    do {
      tied[sorted[at]?.relevant.length === 0 ? 'toRefuse' : 'answerable']++;
      at++;
    } while (at < sorted.length && sorted[at]?.confidence === confidence);
    won += tied.answerable * (below + tied.toRefuse / 2);
    below += tied.toRefuse;
  }
  return won / (answerable * toRefuse);
}

/** The share of all questions that were dealt with rightly: answered with a relevant first document, or refused where
    nothing is relevant. */
export function accuracy(outcomes: readonly Outcome[]): number {
  return mean(outcomes.map((one) => Number(predictedLabel(one) === trueLabel(one))));
}

/** Matthews' correlation coefficient for several classes (Gorodkin, "Comparing two K-category assignments by a K-category
    correlation coefficient", 2004; so in HINT3's paper and scikit-learn's `matthews_corrcoef`): every document is a class,
    and refusal is one more. What was predicted is the first document of an answered question; what is true is that
    document when it is among the relevant ones, else the first relevant one. 0 where it is not defined, that is when
    all predictions, or all truths, are the same. */
export function mcc(outcomes: readonly Outcome[]): number {
  const predicted = new Map<Label, number>();
  const real = new Map<Label, number>();
  let right = 0;
  for (const outcome of outcomes) {
    const guess = predictedLabel(outcome);
    const truth = trueLabel(outcome);
    predicted.set(guess, (predicted.get(guess) ?? 0) + 1);
    real.set(truth, (real.get(truth) ?? 0) + 1);
    if (guess === truth) right++;
  }
  const all = outcomes.length;
  const sum = (counts: ReadonlyMap<Label, number>, times: ReadonlyMap<Label, number>): number =>
    [...counts].reduce((total, [label, count]) => total + count * (times.get(label) ?? 0), 0);
  const spread = Math.sqrt((all ** 2 - sum(predicted, predicted)) * (all ** 2 - sum(real, real)));
  return spread === 0 ? 0 : (right * all - sum(predicted, real)) / spread;
}

/** Of the questions that were answered, the share whose first document is relevant; 0 when none was. */
export function answerPrecision(outcomes: readonly Outcome[]): number {
  return mean(outcomes.filter(({ answered }) => answered).map((one) => hitAt(one, 1)));
}

/** Of the questions that must be refused, the share that was; 0 when there are none. */
export function refusedShare(outcomes: readonly Outcome[]): number {
  return mean(outcomes.filter((one) => !isAnswerable(one)).map(({ answered }) => Number(!answered)));
}

/** The 95 % interval of the mean by the percentile bootstrap (Efron and Tibshirani, "An Introduction to the Bootstrap",
    1993, chapter 13): the 2.5th and 97.5th percentile, by nearest rank, of the means of 1,000 resamples with
    replacement, drawn from a fixed seed. Null when there are no values. */
export function interval(values: readonly number[]): Interval | null {
  if (values.length === 0) return null;
  const chance = chanceOf('bootstrap');
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn++) {
      sum += values[Math.floor(chance() * values.length)] ?? 0;
    }
    return sum / values.length;
  });
  return [percentile(means, 0.025), percentile(means, 0.975)];
}

/** Nearest rank: the smallest value that at least this share (0 to 1) of all values does not exceed; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** The id of a document; null is refusal, which no id can be mistaken for. */
type Label = string | null;

function predictedLabel({ answered, ranked }: Outcome): Label {
  return answered ? (ranked[0] ?? null) : null;
}

function trueLabel(outcome: Outcome): Label {
  const guess = predictedLabel(outcome);
  const [first] = outcome.relevant;
  return guess !== null && outcome.relevant.includes(guess) ? guess : (first ?? null);
}

function isAnswerable({ relevant }: Outcome): boolean {
  return relevant.length > 0;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
