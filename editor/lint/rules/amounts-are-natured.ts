import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

export const amountsAreNatured: Rule = {
  name: 'amounts-are-natured',
  why: 'A ceiling is not a payment: an answer says what sort of figure it gives, so a claim with dollars must say it too.',
  *check(written) {
    for (const { id, amount, wordings } of written.base.facts.values()) {
      const [wording] = wordings.values();
      if (amount !== undefined || !/\$\s?\d/.test(wording?.claim ?? '')) continue;
      const tip =
        'Write amount: { usd: …, nature: … }; where it is no single figure, write an exception with the reason.';
      yield find(
        written,
        { kind: 'fact', id, path: ['claim'] },
        `${id} names dollars and has no amount`,
        tip,
      );
    }
  },
};
