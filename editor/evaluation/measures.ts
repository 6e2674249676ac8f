/** `ranked`: ids, best first, of which ten count; `relevant`: those that answer it, none when it must be refused;
    `confidence`: the probability that the first is right; `answered`: whether it was given as the answer. */
export interface Outcome {
  readonly ranked: readonly string[];
  readonly relevant: readonly string[];
  readonly confidence: number;
  readonly answered: boolean;
}

export type Measures = ReturnType<typeof measure>;

const DEPTH = 10;

/** All measures of one run: the first three, which say how well is ranked, over the questions that have an answer; the
    others over all. All but the count are shares from 0 to 1; a share of nothing is 0. */
export function measure(outcomes: readonly Outcome[]) {
  const [answerable, toRefuse] = parted(outcomes);
  const answered = outcomes.filter((one) => one.answered);
  return {
    questions: outcomes.length,
    hit1: mean(answerable, (one) => hitAt(one, 1)),
    hit3: mean(answerable, (one) => hitAt(one, 3)),
    mrr10: mean(answerable, reciprocalRank),
    auroc: auroc(outcomes),
    answerPrecision: mean(answered, (one) => hitAt(one, 1)),
    refused: mean(toRefuse, (one) => Number(!one.answered)),
    answered: mean(outcomes, (one) => Number(one.answered)),
  };
}

/** Hit@k, or success@k: 1 when a relevant document is among the first `k`, else 0. */
export function hitAt(outcome: Outcome, k: number): number {
  return outcome.ranked.slice(0, k).some((id) => outcome.relevant.includes(id)) ? 1 : 0;
}

/** The reciprocal rank at 10 (Voorhees, "The TREC-8 Question Answering Track Report", 1999); 0 where none is relevant. */
function reciprocalRank({ ranked, relevant }: Outcome): number {
  const place = ranked.slice(0, DEPTH).findIndex((id) => relevant.includes(id));
  return place < 0 ? 0 : 1 / (place + 1);
}

/** The area under the ROC curve of `confidence` (Hanley and McNeil, 1982), counted as Mann and Whitney's U: the share of
    pairs of an answerable and another question in which the first is the surer; a tie counts one half. Null without pairs. */
export function auroc(outcomes: readonly Outcome[]): number | null {
  const [answerable, toRefuse] = parted(outcomes);
  if (answerable.length === 0 || toRefuse.length === 0) return null;
  return mean(answerable, (one) => mean(toRefuse, (other) => (Math.sign(one.confidence - other.confidence) + 1) / 2));
}

/** Nearest rank: the smallest value that at least this share (0 to 1) of all values does not exceed; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Those that have an answer, and those that must be refused. */
function parted(all: readonly Outcome[]): readonly [Outcome[], Outcome[]] {
  return [all.filter(({ relevant }) => relevant.length > 0), all.filter(({ relevant }) => relevant.length === 0)];
}

function mean<Thing>(things: readonly Thing[], of: (thing: Thing) => number): number {
  return things.length === 0 ? 0 : things.reduce((sum, thing) => sum + of(thing), 0) / things.length;
}
