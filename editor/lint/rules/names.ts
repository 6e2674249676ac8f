import type { EntityKind } from '../../../src/core/fact.ts';
import { fold } from '../../../src/core/text.ts';
import type { Rule } from '../rule.ts';

export const aliasesAreUnique: Rule = {
  name: 'aliases-are-unique',
  why: 'What somebody types must mean one thing; loading refuses a name that two entities share, this looks at the rest.',
  *check({ base }) {
    for (const { id, name, aliases } of base.entities.values()) {
      const seen = new Set([fold(name)]);
      for (const [index, alias] of aliases.entries()) {
        if (seen.has(fold(alias))) {
          yield {
            at: ['entity', id, 'aliases', index],
            message: `${id} already answers to "${alias}"`,
            tip: 'Leave it out: case, accents and punctuation make no difference.',
          };
        }
        seen.add(fold(alias));
      }
    }
    for (const { id, topics } of base.packs.values()) {
      const owners = new Map<string, string>();
      for (const [index, topic] of topics.entries()) {
        for (const name of new Set([topic.id, ...topic.titles.values(), ...topic.aliases].map(fold))) {
          const owner = owners.get(name);
          owners.set(name, topic.id);
          if (owner === undefined) continue;
          yield {
            at: ['pack', id, 'topics', index],
            message: `"${name}" already means the topic ${owner}`,
            tip: `Take it out of the aliases of ${owner} or of ${topic.id}.`,
          };
        }
      }
    }
  },
};

/** A product or a publication is known by its maker or by what it published. */
const KNOWN_ANYWAY: ReadonlySet<EntityKind> = new Set(['product', 'publication']);

export const entitiesAreDefined: Rule = {
  name: 'entities-are-defined',
  why: 'Whoever asks "what is CBP?" must get a sourced answer for every name that we use.',
  *check({ base: { entities, facts } }) {
    for (const { id, kind, definedBy, ownedBy } of entities.values()) {
      if (definedBy === undefined) {
        if (KNOWN_ANYWAY.has(kind) || ownedBy !== undefined) continue;
        yield {
          at: ['entity', id],
          message: `no fact says what or who ${id} is`,
          tip: 'Write definedBy: and the fact that says it; where no source does, write an exception with the reason.',
        };
      } else if (!facts.get(definedBy)?.about.includes(id)) {
        yield {
          at: ['entity', id, 'definedBy'],
          message: `${definedBy} is not about ${id}, which it is to define`,
          tip: `Add ${id} to about of ${definedBy}, or name the fact that is about it.`,
        };
      }
    }
  },
};

export const idsAreStable: Rule = {
  name: 'ids-are-stable',
  why: 'Cards that were posted name facts by id, and two authors can merge their changes only when a file keeps one order.',
  *check({ base: { facts }, order, retired }) {
    for (const ids of order.values()) {
      const wrong = ids.find((id, index) => index > 0 && (ids[index - 1] ?? '') > id);
      if (wrong === undefined) continue;
      yield {
        at: ['fact', wrong],
        message: `${wrong} stands after an id that follows it in the alphabet`,
        tip: 'Run npm run lint:data -- --fix, which orders the file.',
      };
    }
    for (const { id, where } of retired) {
      if (!facts.has(id)) continue;
      yield {
        at: ['fact', id],
        where,
        message: `the retired id ${id} is in use again`,
        tip: 'Give the fact another id: old cards would show it in place of the one that was retired.',
      };
    }
    for (const { id, status, corrections } of facts.values()) {
      if ((status !== 'withdrawn' && status !== 'superseded') || corrections.length > 0) continue;
      yield {
        at: ['fact', id, 'status'],
        message: `${id} is ${status} and does not say why`,
        tip: 'Write corrections: with on, was and why; whoever posted it is told the reason.',
      };
    }
  },
};
