import { fold } from '../../../src/core/text.ts';
import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

export const aliasesAreUnique: Rule = {
  name: 'aliases-are-unique',
  why: 'What somebody types must mean one thing; loading refuses a name that two entities share, this looks at the rest.',
  *check(written) {
    for (const { id, name, aliases } of written.base.entities.values()) {
      const seen = new Set([fold(name)]);
      for (const [index, alias] of aliases.entries()) {
        const folded = fold(alias);
        if (seen.has(folded)) {
          const tip = 'Leave it out: case, accents and punctuation make no difference.';
          yield find(
            written,
            { kind: 'entity', id, path: ['aliases', index] },
            `${id} already answers to "${alias}"`,
            tip,
          );
        }
        seen.add(folded);
      }
    }
    for (const { id, topics } of written.base.packs.values()) {
      const owners = new Map<string, string>();
      for (const [index, topic] of topics.entries()) {
        for (const name of new Set([topic.id, ...topic.titles.values(), ...topic.aliases].map(fold))) {
          const owner = owners.get(name);
          owners.set(name, topic.id);
          if (owner === undefined) continue;
          const spot = { kind: 'pack', id, path: ['topics', index] } as const;
          yield find(
            written,
            spot,
            `"${name}" already means the topic ${owner}`,
            `Take it out of the aliases of ${owner} or of ${topic.id}.`,
          );
        }
      }
    }
  },
};
