/** Probability that something holds, from numbers that speak for or against it. */
export interface Logistic {
  /** What each number is on average, and how far it strays: it counts as (x - mean) / spread. */
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** 0 to 1. `features` in the order of the weights. */
export function probability(logistic: Logistic, features: readonly number[]): number {
  const sum = contributions(logistic, features).reduce((all, one) => all + one, logistic.bias);
  return 1 / (1 + Math.exp(-sum));
}

/** What each number adds to the log-odds, in the order of the features. */
export function contributions({ means, spreads, weights }: Logistic, features: readonly number[]): readonly number[] {
  return weights.map((weight, at) => weight * standard(features[at] ?? 0, means[at] ?? 0, spreads[at] ?? 1));
}

/** A number far beyond what was seen says no more than one at the edge; one that is not known (NaN) says nothing. */
export function standard(value: number, mean: number, spread: number): number {
  return Number.isNaN(value) ? 0 : Math.max(-4, Math.min(4, (value - mean) / spread));
}
