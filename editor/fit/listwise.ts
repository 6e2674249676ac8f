import type { RankWeights } from '../../src/retrieval/score-candidates.ts';
import { minimize } from './minimize.ts';

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
  const useful = questions.filter(
    ({ rows }) => rows.some(({ right }) => right) && rows.some(({ right }) => !right),
  );
  const total = useful.reduce((sum, { times }) => sum + times, 0);
  // All rows of all questions in one array, since it is gone through hundreds of times.
  const size = names.length;
  const rows = useful.flatMap(({ rows }) => rows);
  const values = Float64Array.from(rows.flatMap(({ signals }) => signals));
  const scores = new Float64Array(rows.length);
  const found = minimize(
    (at, slope) => {
      let from = 0;
      for (const { rows: own, times } of useful) {
        const to = from + own.length;
        let most = Number.NEGATIVE_INFINITY;
        for (let row = from; row < to; row++) {
          let sum = 0;
          for (let name = 0; name < size; name++) sum += (values[row * size + name] ?? 0) * (at[name] ?? 0);
          scores[row] = sum;
          most = Math.max(most, sum);
        }
        let all = 0;
        let right = 0;
        for (let row = from; row < to; row++) {
          const share = Math.exp((scores[row] ?? 0) - most);
          scores[row] = share;
          all += share;
          if (own[row - from]?.right) right += share;
        }
        for (let row = from; row < to; row++) {
          const share = scores[row] ?? 0;
          const pull = share / all - (own[row - from]?.right ? share / Math.max(right, 1e-300) : 0);
          for (let name = 0; name < size; name++) {
            slope[name] = (slope[name] ?? 0) + (times / total) * pull * (values[row * size + name] ?? 0);
          }
        }
        from = to;
      }
      at.forEach((weight, name) => {
        slope[name] = (slope[name] ?? 0) + 2 * hold * weight;
      });
    },
    names.map(() => 0),
  );
  return Object.fromEntries(names.map((name, index) => [name, Number((found[index] ?? 0).toFixed(3))]));
}
