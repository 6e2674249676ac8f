import type { Logistic } from '../core/logistic.ts';
import fitted from './fitted.json' with { type: 'json' };
import type { RankWeights } from './ranking.ts';

/** What `npm run fit` wrote: weights, the day, the data they come from and the scores they reached there. */
export const FITTED: Readonly<
  Record<'worded' | 'plain' | 'facts', { readonly rank: RankWeights; readonly belief: Logistic }>
> = fitted;
