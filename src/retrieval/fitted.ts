import fitted from './fitted.json' with { type: 'json' };
import type { Logistic } from './logistic.ts';
import type { RankWeights } from './ranking.ts';

/** What documents bring along: `worded` several ways in which people ask for them, `headed` one (a heading that is a
    question), `plain` none. What speaks for a document differs. */
export const SHAPES = ['worded', 'headed', 'plain'] as const;
export type Shape = (typeof SHAPES)[number];

/** What `npm run fit` wrote: weights, the day, the data they come from and the scores they reached there. */
export const FITTED: Readonly<
  Record<Shape | 'facts', { readonly rank: RankWeights; readonly belief: Logistic }>
> = fitted;
