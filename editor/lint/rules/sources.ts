import type { SourceId } from '../../../src/core/fact.ts';
import { SHORT_PUBLISHER } from '../../../src/facts/schema/pack.ts';
import type { Rule } from '../rule.ts';

/** What an address may carry about a visit, and not about the page. */
const OF_THE_VISIT = /^(?:utm_\w+|o?ref|reqfrom|cid|fbclid|gclid)$/;

/** The page that an address leads to, however it is written. */
function pageOf(url: string): string {
  const { hostname, pathname, searchParams } = new URL(url);
  for (const key of [...searchParams.keys()]) if (OF_THE_VISIT.test(key)) searchParams.delete(key);
  searchParams.sort();
  return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}?${searchParams}`;
}

export const SOURCE_RULES: readonly Rule[] = [
  {
    name: 'addresses-are-unique',
    why: 'One page under two ids counts as two documents, and makes a claim look better supported than it is.',
    *check({ base: { sources } }) {
      const owners = new Map<string, SourceId>();
      for (const { id, url } of sources.values()) {
        if (url === undefined) continue;
        const owner = owners.get(pageOf(url)) ?? id;
        owners.set(pageOf(url), owner);
        if (owner === id) continue;
        const tip = `Cite ${owner} and take ${id} out: any pack may cite it.`;
        yield { at: ['source', id, 'url'], message: `${id} is the same page as ${owner}`, tip };
      }
    },
  },
  {
    name: 'publishers-are-short',
    why: 'A citation names the publisher beside the year: one that is long, or called otherwise each time, is not recognised.',
    *check({ base: { sources } }) {
      const called = new Map<string, string>();
      for (const { id, publisher, short, copy } of sources.values()) {
        if (short === undefined && publisher.length > SHORT_PUBLISHER) {
          yield {
            at: ['source', id, 'short'],
            message: `the publisher of ${id} has ${publisher.length} characters and no short name`,
            tip: `Write short: and what a citation calls it, in at most ${SHORT_PUBLISHER} characters.`,
          };
        }
        // A copy is called after the paper that it copies, which differs from one copy to the next.
        if (copy !== undefined) continue;
        const name = short ?? publisher;
        const before = called.get(publisher) ?? name;
        called.set(publisher, before);
        if (name === before) continue;
        yield {
          at: ['source', id, 'short'],
          message: `${id} calls ${publisher} "${name}", an earlier source "${before}"`,
          tip: `Write short: ${before}, or give all of its sources the same other name.`,
        };
      }
    },
  },
  {
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
        const tip = 'Cite it, name it in via or originatesFrom of a source that is cited, or take it out.';
        yield { at: ['source', id], message: `no fact or listing rests on ${id}`, tip };
      }
    },
  },
  {
    name: 'urls-are-archived',
    why: 'Pages change and vanish; an archived copy shows what a reader of the day could see.',
    level: 'warning',
    *check({ base }) {
      for (const { id, url, archivedUrl } of base.sources.values()) {
        if (url === undefined || archivedUrl !== undefined) continue;
        const tip = 'Save the page at web.archive.org and write its address as archivedUrl.';
        yield { at: ['source', id, 'url'], message: `${id} has no archived copy`, tip };
      }
    },
  },
];
