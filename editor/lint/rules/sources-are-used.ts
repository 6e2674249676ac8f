import type { SourceId } from '../../../src/core/fact.ts';
import { find } from '../finding.ts';
import type { Rule } from '../rule.ts';

export const sourcesAreUsed: Rule = {
  name: 'sources-are-used',
  why: 'A source that no fact rests on is checked for nothing, and makes the base look better read than it is.',
  *check(written) {
    const { facts, listings, sources } = written.base;
    const used = new Set<SourceId>();
    const use = (id: SourceId): void => {
      const source = sources.get(id);
      if (!source || used.has(id)) return;
      used.add(id);
      if (source.via !== undefined) use(source.via);
      for (const origin of source.originatesFrom) use(origin);
    };
    for (const { cites } of [...facts.values(), ...listings]) for (const { source } of cites) use(source);
    for (const { sources: named } of written.disagreements) named.forEach(use);
    for (const id of sources.keys()) {
      if (used.has(id)) continue;
      const tip = 'Cite it, name it in via or originatesFrom of a source that is cited, or take it out.';
      yield find(written, { kind: 'source', id }, `no fact or listing rests on ${id}`, tip);
    }
  },
};
