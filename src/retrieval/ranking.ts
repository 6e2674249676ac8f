import { minimize } from './minimize.ts';
import type { Candidate } from './search.ts';
import { SIGNALS, type Signals } from './signals.ts';

/** How much each signal counts; what is left out counts nothing. */
export type RankWeights = Readonly<Partial<Record<string, number>>>;

export interface Ranked extends Candidate {
  readonly score: number;
}

export function scoreOf(signals: Signals, weights: RankWeights): number {
  let score = 0;
  for (const name of SIGNALS) score += signals[name] * (weights[name] ?? 0);
  return score;
}

/** Best first; among equals the one that was given first. */
export function rankBy(candidates: readonly Candidate[], weights: RankWeights): readonly Ranked[] {
  return candidates
    .map((candidate) => ({ ...candidate, score: scoreOf(candidate.signals, weights) }))
    .sort((a, b) => b.score - a.score || a.doc - b.doc);
}

/** The candidates of one question: the signals of each, and whether it answers it. */
export interface Listwise {
  readonly rows: readonly { readonly signals: readonly number[]; readonly right: boolean }[];
  /** How often the question counts. */
  readonly times: number;
}

/** Weights under which the right ones are the likeliest: the listwise likelihood of a softmax over a question's candidates
    (Cao et al., "Learning to rank: from pairwise approach to listwise approach", 2007), held near 0 by `hold`.
    Questions whose right one is not among the candidates teach nothing. */
export function fitRanking(
  names: readonly string[],
  questions: readonly Listwise[],
  hold: number,
): RankWeights {
  const size = names.length;
  const useful = questions.filter(
    ({ rows }) => rows.some(({ right }) => right) && rows.some(({ right }) => !right),
  );
  const total = useful.reduce((sum, { times }) => sum + times, 0);
  const found = minimize((at, slope) => {
    let loss = 0;
    for (const { rows, times } of useful) {
      const scores = rows.map(({ signals }) =>
        signals.reduce((sum, value, index) => sum + value * (at[index] ?? 0), 0),
      );
      const most = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - most));
      const all = shares.reduce((sum, share) => sum + share, 0);
      const right = rows.reduce((sum, row, index) => sum + (row.right ? (shares[index] ?? 0) : 0), 0);
      const share = times / total;
      loss -= share * Math.log(Math.max(right, 1e-300) / all);
      rows.forEach((row, index) => {
        const own = shares[index] ?? 0;
        const pull = share * (own / all - (row.right ? own / Math.max(right, 1e-300) : 0));
        row.signals.forEach((value, name) => {
          slope[name] = (slope[name] ?? 0) + pull * value;
        });
      });
    }
    for (let index = 0; index < size; index++) {
      loss += hold * (at[index] ?? 0) ** 2;
      slope[index] = (slope[index] ?? 0) + 2 * hold * (at[index] ?? 0);
    }
    return loss;
  }, new Array<number>(size).fill(0));
  return Object.fromEntries(names.map((name, index) => [name, Number((found[index] ?? 0).toFixed(3))]));
}
