import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

export const reviewsAreDue: Rule = {
  name: 'reviews-are-due',
  why: 'After its review date a fact is shown as possibly out of date until somebody looks again.',
  *check(written, today) {
    for (const { id, reviewBy, status } of written.base.facts.values()) {
      if (reviewBy >= today || status === 'withdrawn' || status === 'superseded') continue;
      const tip = 'Open its sources, correct the claim or its asOf, and set a new reviewBy.';
      const spot = { kind: 'fact', id, path: ['reviewBy'] } as const;
      yield find(written, spot, `${id} was to be looked at by ${reviewBy}`, tip, 'warning');
    }
  },
};
