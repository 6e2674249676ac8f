import type { EntityKind } from '../../../src/core/fact.ts';
import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

const ALLEGING: ReadonlySet<string> = new Set(['finding', 'report', 'letter']);
/** What says which firm this is or whose brand alleges nothing. */
const NAMED: ReadonlySet<EntityKind> = new Set(['company', 'brand']);

export const allegationsAreAnswered: Rule = {
  name: 'allegations-are-answered',
  why: 'What is said about a company is never shown without what the company says to it, or that nothing was found and when.',
  *check(written) {
    const { facts, entities } = written.base;
    const namings = new Set(
      [...entities.values()].flatMap(({ kind, definedBy }) => (NAMED.has(kind) ? [definedBy] : [])),
    );
    for (const { id, kind, weight, about, reply } of facts.values()) {
      if (weight < 2 || !ALLEGING.has(kind) || reply !== undefined || namings.has(id)) continue;
      const company = about.find((entity) => entities.get(entity)?.kind === 'company');
      if (company === undefined) continue;
      const tip = 'Write reply: { facts: [its own words] }, or { noneFound: the day somebody looked }.';
      yield find(
        written,
        { kind: 'fact', id },
        `${id} says something about ${company} without its reply`,
        tip,
      );
    }
  },
};
