import { isDeepStrictEqual } from 'node:util';
import type { Fact, FactBase, IsoDate } from '../../src/core/fact.ts';
import type { WrittenFacts } from '../../src/facts/join.ts';
import type { Problem } from '../../src/facts/problems.ts';

export const claimOf = ({ wordings }: Fact): string => [...wordings.values()][0]?.claim ?? '';

const CHANGED_CLAIMS_ARE_EXPLAINED = {
  name: 'changed-claims-are-explained',
  why: 'Whoever repeated a claim must be able to see that it changed, from what, and why.',
} as const;

/** An error for each claim that changed, and each fact that is gone (and not `retired`), without the data saying why. */
export function unexplainedChanges(
  before: FactBase,
  after: FactBase,
  { where, retired }: Pick<WrittenFacts, 'where' | 'retired'>,
  today: IsoDate,
): readonly Problem[] {
  return [...before.facts.values()].flatMap((was): Problem[] => {
    const { id } = was;
    const now = after.facts.get(id);
    if (now ? isExplained(was, now) : retired.some((one) => one.id === id)) return [];
    const entry = `corrections: [{ on: ${today}, was: ${JSON.stringify(claimOf(was))}, why: "…" }]`;
    const told = now
      ? [`the claim of ${id} changed, and nothing says why`, `Write ${entry} and the reason; newest first.`]
      : [`${id} is gone, and posted cards still name it`, `Put it back with status: withdrawn and ${entry}.`];
    const [message = '', tip = ''] = told;
    const place = where('fact', id, now ? ['claim'] : []);
    return [{ level: 'error', where: place, message, tip, rule: CHANGED_CLAIMS_ARE_EXPLAINED }];
  });
}

function isExplained(was: Fact, now: Fact): boolean {
  const isNew = (entry: unknown) => !was.corrections.some((known) => isDeepStrictEqual(known, entry));
  return (
    claimOf(now) === claimOf(was) ||
    now.status === 'withdrawn' ||
    now.corrections.some((entry) => entry.was === claimOf(was) && isNew(entry))
  );
}
