import type { FactId } from './fact.ts';

/** What may be wrong with an answer. */
export const FEEDBACK_REASONS = ['wrong', 'outdated', 'unclear', 'other-question'] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** How often something was said of a fact; all that is kept of it. */
export interface Feedback {
  readonly fact: FactId;
  readonly reason: FeedbackReason;
  readonly count: number;
}
