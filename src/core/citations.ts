import type { Citation } from './answer.ts';
import { sayDate, sayList } from './dates.ts';
import type { Cite, FactBase, LanguageTag, Source, SourceId } from './fact.ts';
import type { Say } from './language.ts';

/** Places in a document that a citation names; more say less. */
const LOCATORS = 2;

/** Numbers sources in the order in which an answer first points at them. */
export interface Citations {
  /** The number of a cite's source; from 1. Throws a plain Error when there is no such source: loading refuses that. */
  number(cite: Cite): number;
  all(): readonly Citation[];
  /** How many documents, and how many original reports they come down to. */
  origins(): { readonly documents: number; readonly origins: number };
}

export function collectCitations(facts: FactBase, say: Say, language: LanguageTag): Citations {
  const locators = new Map<SourceId, Set<string>>();
  return {
    number(cite) {
      if (!facts.sources.has(cite.source)) throw new Error(`no source ${cite.source}`);
      const known = locators.get(cite.source) ?? new Set<string>();
      if (cite.locator) known.add(cite.locator);
      locators.set(cite.source, known);
      return [...locators.keys()].indexOf(cite.source) + 1;
    },
    all: () =>
      [...locators].flatMap(([id, places], index) => {
        const source = facts.sources.get(id);
        return source ? [citationOf(source, index + 1, [...places], facts, say, language)] : [];
      }),
    origins() {
      const documents = [...locators.keys()];
      return { documents: documents.length, origins: countOrigins(documents, facts) };
    },
  };
}

/** Two documents that repeat one report are one origin, and so is a report beside what repeats it. */
export function countOrigins(ids: readonly SourceId[], facts: FactBase): number {
  return new Set(ids.map((id) => originOf(id, facts))).size;
}

/** The report that a document comes down to; itself when it repeats none. One that repeats several adds no origin of its
    own: the first of them, by id, stands for it. */
export function originOf(id: SourceId, facts: FactBase): SourceId {
  const roots = (one: SourceId, seen: ReadonlySet<SourceId>): readonly SourceId[] => {
    const from = facts.sources.get(one)?.originatesFrom ?? [];
    if (from.length === 0 || seen.has(one)) return [one];
    return from.flatMap((origin) => roots(origin, new Set([...seen, one])));
  };
  return [...roots(id, new Set())].sort()[0] ?? id;
}

/** Everything a reader should know of a document, as plain phrases. */
export function citationOf(
  source: Source,
  number: number,
  locators: readonly string[],
  facts: FactBase,
  say: Say,
  language: LanguageTag,
): Citation {
  const kind = say(`kind-${source.kind}`);
  const dates: string[] = [];
  if (source.published) dates.push(say('published', { date: sayDate(source.published, language) }));
  if (source.validAsOf) dates.push(say('valid-as-of', { date: sayDate(source.validAsOf, language) }));
  if (dates.length === 0) dates.push(say('undated'));
  const copy = source.copy ? [say(`copy-${source.copy}`)] : [];
  const details: string[] = locators.length <= LOCATORS ? [...locators] : [];
  details.push(kind);
  if (source.author) details.push(source.author);
  details.push(...dates);
  if (source.interest) details.push(say('interest', { interest: source.interest.replace(/\.$/, '') }));
  details.push(...copy);
  if (source.read === 'opening' || source.read === 'citation' || source.read === 'not-found') {
    details.push(say(`read-${source.read}`));
  }
  const repeated = source.originatesFrom.flatMap((id) => facts.sources.get(id)?.publisher ?? []);
  const others = [...new Set(repeated)].filter((publisher) => publisher !== source.publisher);
  if (others.length > 0 && !source.copy) {
    details.push(say('repeats', { publisher: sayList(others, language) }));
  }
  const via = source.url ? undefined : openable(source, facts);
  const address = source.unlinked
    ? [say('unlinked', { why: source.unlinked })]
    : source.url || via
      ? []
      : [say('no-address')];
  details.push(...address);
  return {
    number,
    source: source.id,
    kind: source.kind,
    publisher: source.publisher,
    title: source.title,
    details: [...new Set(details)],
    essentials: [...new Set([kind, ...dates, ...copy, ...address])],
    ...(source.url && { url: source.url }),
    ...(via?.url && { via: { publisher: via.publisher, title: via.title, url: via.url } }),
    ...(source.archivedUrl && { archivedUrl: source.archivedUrl }),
  };
}

/** The first document with an address up the chain of who cites whom. */
function openable(source: Source, facts: FactBase): Source | undefined {
  const seen = new Set<SourceId>();
  for (let next = source.via; next !== undefined && !seen.has(next); ) {
    seen.add(next);
    const citing = facts.sources.get(next);
    if (!citing || citing.url) return citing;
    next = citing.via;
  }
  return undefined;
}
