import { find } from '../finding.ts';
import type { Finding, Rule, Written } from '../rule.ts';

export const idsAreStable: Rule = {
  name: 'ids-are-stable',
  why: 'Cards that were posted name facts by id, and two authors can merge their changes only when a file keeps one order.',
  *check(written) {
    yield* outOfOrder(written);
    for (const { id, where } of written.retired) {
      if (!written.base.facts.has(id)) continue;
      const tip = 'Give the fact another id: old cards would show it in place of the one that was retired.';
      yield { level: 'error', where, message: `the retired id ${id} is in use again`, tip, about: id };
    }
    for (const { id, status, corrections } of written.base.facts.values()) {
      if ((status !== 'withdrawn' && status !== 'superseded') || corrections.length > 0) continue;
      const tip = 'Write corrections: with on, was and why; whoever posted it is told the reason.';
      yield find(
        written,
        { kind: 'fact', id, path: ['status'] },
        `${id} is ${status} and does not say why`,
        tip,
      );
    }
  },
};

function* outOfOrder(written: Written): Iterable<Finding> {
  for (const ids of written.order.values()) {
    const wrong = ids.find((id, index) => index > 0 && (ids[index - 1] ?? '') > id);
    if (wrong === undefined) continue;
    const message = `${wrong} stands after an id that follows it in the alphabet`;
    yield find(
      written,
      { kind: 'fact', id: wrong },
      message,
      'Run npm run lint:data -- --fix, which orders the file.',
    );
  }
}
