import { type Logistic, standard } from '../../src/retrieval/logistic.ts';
import { minimize } from '../../src/retrieval/minimize.ts';

/** One observation: the numbers, and whether it held, 0 to 1; ½ for neither. */
export interface Observed {
  readonly features: readonly number[];
  readonly held: number;
  /** How often it counts; 1 unless said. */
  readonly times?: number;
}

/** How firmly a prior's bias is held beside its weights: how many questions are to be refused differs most. */
const BIAS_HELD = 0.1;

/** Logistic regression with a Gaussian prior: weights stay near those of `prior` (or 0) unless the data says otherwise;
    `hold`: how strongly, as a share of the evidence of all observations. With no observations it is the prior. */
export function fitLogistic(observed: readonly Observed[], hold: number, prior?: Logistic): Logistic {
  const [first] = observed;
  if (!first) return prior ?? { means: [], spreads: [], weights: [], bias: 0 };
  const size = first.features.length;
  const { means, spreads } = prior ?? spreadOf(observed, size);
  const rows = observed.map(({ features, held, times = 1 }) => ({
    held,
    times,
    values: features.map((value, at) => standard(value, means[at] ?? 0, spreads[at] ?? 1)),
  }));
  const total = rows.reduce((sum, { times }) => sum + times, 0);
  const start = [...(prior?.weights ?? new Array<number>(size).fill(0)), prior?.bias ?? 0];
  const found = minimize((at, slope) => {
    let loss = 0;
    for (const { held, times, values } of rows) {
      let sum = at[size] ?? 0;
      for (let index = 0; index < size; index++) sum += (at[index] ?? 0) * (values[index] ?? 0);
      const share = times / total;
      // ln(1 + e^sum) without overflow.
      loss += share * (Math.max(sum, 0) + Math.log1p(Math.exp(-Math.abs(sum))) - held * sum);
      const wrong = share * (1 / (1 + Math.exp(-sum)) - held);
      for (let index = 0; index < size; index++)
        slope[index] = (slope[index] ?? 0) + wrong * (values[index] ?? 0);
      slope[size] = (slope[size] ?? 0) + wrong;
    }
    for (let index = 0; index < size; index++) {
      const away = (at[index] ?? 0) - (start[index] ?? 0);
      loss += hold * away * away;
      slope[index] = (slope[index] ?? 0) + 2 * hold * away;
    }
    if (prior) {
      const away = (at[size] ?? 0) - prior.bias;
      loss += hold * BIAS_HELD * away * away;
      slope[size] = (slope[size] ?? 0) + 2 * hold * BIAS_HELD * away;
    }
    return loss;
  }, start);
  return { means, spreads, weights: [...found.subarray(0, size)], bias: found[size] ?? 0 };
}

/** To four digits, as the file of the weights holds it. */
export function rounded({ means, spreads, weights, bias }: Logistic): Logistic {
  const round = (value: number): number => Number(value.toFixed(4));
  return {
    means: means.map(round),
    spreads: spreads.map((spread) => round(spread) || 1),
    weights: weights.map(round),
    bias: round(bias),
  };
}

function spreadOf(observed: readonly Observed[], size: number): Pick<Logistic, 'means' | 'spreads'> {
  const column = (at: number): number[] =>
    observed.map(({ features }) => features[at] ?? 0).filter((value) => !Number.isNaN(value));
  const means = Array.from({ length: size }, (_, at) => mean(column(at)));
  const spreads = means.map(
    (middle, at) => Math.sqrt(mean(column(at).map((value) => (value - middle) ** 2))) || 1,
  );
  return { means, spreads };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
