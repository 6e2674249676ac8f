import { type Logistic, standard } from '../../src/retrieval/logistic.ts';
import type { RankWeights } from '../../src/retrieval/score-candidates.ts';

/** The candidates of one question: the signals of each, and whether it answers it. */
export interface Listwise {
  readonly rows: readonly { readonly signals: readonly number[]; readonly right: boolean }[];
  readonly times: number;
}

/** Weights under which the right ones are the likeliest: the listwise likelihood of a softmax over a question's candidates
    (Cao et al., "Learning to rank: from pairwise approach to listwise approach", 2007), held near 0 by `hold`. */
export function fitRanking(names: readonly string[], questions: readonly Listwise[], hold: number): RankWeights {
  const useful = questions.filter(({ rows }) => rows.some(({ right }) => right) && rows.some(({ right }) => !right));
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

/** The numbers, none where nothing was found; whether it held, 0 to 1, ½ for neither; and how often it counts, 1
    unless said. */
export type Observed = { readonly features: readonly number[]; readonly held: number; readonly times?: number };

/** Logistic regression whose weights, but for the bias, are held near 0 by `hold`, a share of the evidence of all. */
export function fitLogistic(observed: readonly Observed[], hold: number): Logistic {
  const size = Math.max(0, ...observed.map(({ features }) => features.length));
  const columns = Array.from({ length: size }, (_, at) => observed.map(({ features }) => features[at] ?? 0));
  const means = columns.map((column) => fourDigits(mean(column)));
  const spreads = columns.map((column, at) => {
    const strays = column.map((value) => (value - (means[at] ?? 0)) ** 2);
    return fourDigits(Math.sqrt(mean(strays))) || 1;
  });
  const total = observed.reduce((sum, { times = 1 }) => sum + times, 0);
  const rows = observed.map(({ features, held, times = 1 }) => ({
    held,
    share: times / total,
    // The last is 1, so that its weight is the bias.
    values: [...means.map((mean, at) => standard(features[at] ?? 0, mean, spreads[at] ?? 1)), 1],
  }));
  const found = minimize(
    (at, slope) => {
      for (const { held, share, values } of rows) {
        const sum = values.reduce((all, value, index) => all + value * (at[index] ?? 0), 0);
        const wrong = share * (1 / (1 + Math.exp(-sum)) - held);
        values.forEach((value, index) => {
          slope[index] = (slope[index] ?? 0) + wrong * value;
        });
      }
      at.forEach((weight, index) => {
        slope[index] = (slope[index] ?? 0) + (index < size ? 2 * hold * weight : 0);
      });
    },
    new Array<number>(size + 1).fill(0),
  );
  const weights = Array.from(found, fourDigits);
  return { means, spreads, weights: weights.slice(0, size), bias: weights[size] ?? 0 };
}

/** Fills `slope`, which is all 0, with the gradient at a point. */
export type Gradient = (at: Float64Array, slope: Float64Array) => void;

const MOST_STEPS = 200;
const [FIRST_STEP, SMALLEST_STEP] = [0.1, 1e-4];

/** The point where a smooth convex function is smallest, by steps of their own along each axis that grow while the slope
    keeps its sign and shrink when it turns (iRprop−: Igel and Hüsken, "Empirical evaluation of the improved Rprop learning
    algorithms", 2003). Starts at `from`, which stays as it is. */
export function minimize(gradient: Gradient, from: readonly number[]): Float64Array {
  const at = Float64Array.from(from);
  const steps = new Float64Array(at.length).fill(FIRST_STEP);
  const before = new Float64Array(at.length);
  const slope = new Float64Array(at.length);
  for (let step = 0; step < MOST_STEPS && steps.some((one) => one > SMALLEST_STEP); step++) {
    slope.fill(0);
    gradient(at, slope);
    for (let axis = 0; axis < at.length; axis++) {
      const turned = (slope[axis] ?? 0) * (before[axis] ?? 0);
      const scale = turned > 0 ? 1.2 : turned < 0 ? 0.5 : 1;
      steps[axis] = (steps[axis] ?? 0) * scale;
      before[axis] = turned < 0 ? 0 : (slope[axis] ?? 0);
      at[axis] = (at[axis] ?? 0) - Math.sign(before[axis] ?? 0) * (steps[axis] ?? 0);
    }
  }
  return at;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const fourDigits = (value: number): number => Number(value.toFixed(4));
