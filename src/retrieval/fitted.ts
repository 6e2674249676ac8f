import fitted from './fitted.json' with { type: 'json' };
import type { Logistic } from './logistic.ts';
import type { RankWeights } from './score-candidates.ts';

export interface FactWeights {
  readonly rank: RankWeights;
  /** The probability that the first fact is right. */
  readonly confidence: Logistic;
  /** The probability that the base holds something on what is asked. */
  readonly held: Logistic;
}

/** What `npm run fit` wrote: weights, the day, the data they come from and the scores they reached there. */
export const FITTED: FactWeights = fitted;
