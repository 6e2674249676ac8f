import type { SourceId } from '../../../src/core/fact.ts';
import type { Rule } from '../rule.ts';

/** Of one source, by all facts together, in characters: three paragraphs of a news page. */
const ENOUGH_OF_ONE = 2000;

export const quotesAreShort: Rule = {
  name: 'quotes-are-short',
  why: 'We quote what a person, a letter or a company said, and no more of a document than that needs: the rest is its author’s.',
  *check({ base }) {
    const taken = new Map<SourceId, number>();
    for (const { id, cites } of base.facts.values()) {
      for (const [index, { source, quote = '' }] of cites.entries()) {
        const before = taken.get(source) ?? 0;
        taken.set(source, before + quote.length);
        if (before > ENOUGH_OF_ONE || before + quote.length <= ENOUGH_OF_ONE) continue;
        yield {
          at: ['fact', id, 'cites', index, 'quote'],
          message: `with this, facts quote more than ${ENOUGH_OF_ONE} characters of ${source}`,
          tip: 'Keep quote: where its very words are the fact, and take it out of the other cites.',
        };
      }
    }
  },
};

export const sourcesAreUsed: Rule = {
  name: 'sources-are-used',
  why: 'A source that no fact rests on is checked for nothing, and makes the base look better read than it is.',
  *check({ base: { facts, listings, sources }, disagreements }) {
    const used = new Set<SourceId>();
    const use = (id: SourceId): void => {
      const source = sources.get(id);
      if (!source || used.has(id)) return;
      used.add(id);
      if (source.via !== undefined) use(source.via);
      for (const origin of source.originatesFrom) use(origin);
    };
    for (const { cites } of [...facts.values(), ...listings]) for (const { source } of cites) use(source);
    for (const { sources: named } of disagreements) named.forEach(use);
    for (const id of sources.keys()) {
      if (used.has(id)) continue;
      yield {
        at: ['source', id],
        message: `no fact or listing rests on ${id}`,
        tip: 'Cite it, name it in via or originatesFrom of a source that is cited, or take it out.',
      };
    }
  },
};

export const urlsAreArchived: Rule = {
  name: 'urls-are-archived',
  why: 'Pages change and vanish; an archived copy shows what a reader of the day could see.',
  level: 'warning',
  *check({ base }) {
    for (const { id, url, archivedUrl } of base.sources.values()) {
      if (url === undefined || archivedUrl !== undefined) continue;
      yield {
        at: ['source', id, 'url'],
        message: `${id} has no archived copy`,
        tip: 'Save the page at web.archive.org and write its address as archivedUrl.',
      };
    }
  },
};
