import type { EntityKind } from '../../../src/core/fact.ts';
import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** A product or a publication is known by its maker or by what it published. */
const KNOWN_ANYWAY: ReadonlySet<EntityKind> = new Set(['product', 'publication']);

export const entitiesAreDefined: Rule = {
  name: 'entities-are-defined',
  why: 'Whoever asks "what is CBP?" must get a sourced answer for every name that we use.',
  *check(written) {
    const { entities, facts } = written.base;
    for (const { id, kind, definedBy, ownedBy } of entities.values()) {
      if (definedBy === undefined) {
        if (KNOWN_ANYWAY.has(kind) || ownedBy !== undefined) continue;
        const tip =
          'Write definedBy: and the fact that says it; where no source does, write an exception with the reason.';
        yield find(written, { kind: 'entity', id }, `no fact says what or who ${id} is`, tip);
      } else if (!facts.get(definedBy)?.about.includes(id)) {
        const tip = `Add ${id} to about of ${definedBy}, or name the fact that is about it.`;
        const spot = { kind: 'entity', id, path: ['definedBy'] } as const;
        yield find(written, spot, `${definedBy} is not about ${id}, which it is to define`, tip);
      }
    }
  },
};
