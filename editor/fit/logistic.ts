import { type Logistic, standard } from '../../src/retrieval/logistic.ts';
import { minimize } from './minimize.ts';

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
    `hold`: how strongly, as a share of the evidence of all observations. With no observations it is the prior. Numbers
    have four digits. */
export function fitLogistic(observed: readonly Observed[], hold: number, prior?: Logistic): Logistic {
  const [first] = observed;
  if (!first) return prior ?? { means: [], spreads: [], weights: [], bias: 0 };
  const size = first.features.length;
  const { means, spreads } = prior ?? spreadOf(observed, size);
  const total = observed.reduce((sum, { times = 1 }) => sum + times, 0);
  const rows = observed.map(({ features, held, times = 1 }) => ({
    held,
    share: times / total,
    // The last is 1, so that its weight is the bias.
    values: [...features.map((value, at) => standard(value, means[at] ?? 0, spreads[at] ?? 1)), 1],
  }));
  const start = [...(prior?.weights ?? new Array<number>(size).fill(0)), prior?.bias ?? 0];
  const holds = start.map((_, at) => (at < size ? hold : prior ? hold * BIAS_HELD : 0));
  const found = minimize((at, slope) => {
    for (const { held, share, values } of rows) {
      const sum = values.reduce((all, value, index) => all + value * (at[index] ?? 0), 0);
      const wrong = share * (1 / (1 + Math.exp(-sum)) - held);
      values.forEach((value, index) => {
        slope[index] = (slope[index] ?? 0) + wrong * value;
      });
    }
    at.forEach((weight, index) => {
      slope[index] = (slope[index] ?? 0) + 2 * (holds[index] ?? 0) * (weight - (start[index] ?? 0));
    });
  }, start);
  const weights = Array.from(found, fourDigits);
  return { means, spreads, weights: weights.slice(0, size), bias: weights[size] ?? 0 };
}

function fourDigits(value: number): number {
  return Number(value.toFixed(4));
}

function spreadOf(observed: readonly Observed[], size: number): Pick<Logistic, 'means' | 'spreads'> {
  const columns = Array.from({ length: size }, (_, at) => observed.map(({ features }) => features[at] ?? 0));
  const means = columns.map((column) => fourDigits(mean(column)));
  const spreads = columns.map((column, at) => {
    const middle = means[at] ?? 0;
    return fourDigits(Math.sqrt(mean(column.map((value) => (value - middle) ** 2)))) || 1;
  });
  return { means, spreads };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
