import type { Citation } from './answer.ts';
import { sayDate, sayList } from './dates.ts';
import type { Cite, Extract, FactBase, FactId, Source, SourceId } from './fact.ts';
import type { Context } from './ports.ts';

/** Places in a document from which a citation names none. */
const LOCATORS = 2;

/** Numbers sources in the order in which an answer first points at them. */
export interface Citations {
  /** The number of a cite's source; from 1. Where the words are kept that `fact` rests on, its link leads to them. Throws a
      plain Error when there is no such source: loading refuses that. */
  number(cite: Cite, fact?: FactId): number;
  all(): readonly Citation[];
}

export function collectCitations(context: Pick<Context, 'facts' | 'language'>): Citations {
  const pointed = new Map<SourceId, { source: Source; places: Set<string>; words?: string | undefined }>();
  return {
    number({ source: id, locator }, fact) {
      const source = context.facts.sources.get(id);
      if (!source) throw new Error(`no source ${id}`);
      const known = pointed.get(id) ?? { source, places: new Set() };
      if (locator) known.places.add(locator);
      known.words ??= fact && extractOf(id, fact, context.facts)?.words;
      pointed.set(id, known);
      return [...pointed.keys()].indexOf(id) + 1;
    },
    all() {
      const all = [...pointed.values()];
      return apart(all.map(({ source, places, words }, at) => citationOf(source, at + 1, [...places], context, words)));
    },
  };
}

/** The words of a source that a fact rests on, where they are kept. */
export function extractOf(source: SourceId, fact: FactId, { sources }: FactBase): Extract | undefined {
  return sources.get(source)?.extracts.find((one) => one.fact === fact);
}

/** Characters of an address that no platform cuts. */
const LONGEST = 480;
/** Words at either end that find a passage in a page. */
const ENDS = 4;

/** An address that opens at these words (https://wicg.github.io/scroll-to-text-fragment/): a browser that does not know them
    opens the page at its top. */
export function openedAt(url: string, words: string): string {
  const all = words.split(/\s+/).filter((word) => word !== '');
  // The hyphen has a meaning there; a bracket would end a link in Discord's markup.
  const part = (some: readonly string[]): string =>
    encodeURIComponent(some.join(' ')).replace(/[-()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const ends = [all.slice(0, ENDS), all.slice(ENDS).slice(-ENDS)].filter((some) => some.length > 0);
  const link = `${url}${url.includes('#') ? '' : '#'}:~:text=${ends.map(part).join(',')}`;
  return link.length <= LONGEST ? link : url;
}

/** The same with labels that differ: the second `NYT 2025` is `NYT 2025 b`. */
function apart(citations: readonly Citation[]): readonly Citation[] {
  const seen = new Map<string, number>();
  return citations.map((one) => {
    const before = seen.get(one.label) ?? 0;
    seen.set(one.label, before + 1);
    return before === 0 ? one : { ...one, label: `${one.label} ${String.fromCharCode(97 + before)}` };
  });
}

/** `AFSC 2024`; what sort of copy the link leads to, who cites a document that has no address, or that there is none. */
function labelOf(source: Source, via: Source | undefined, { say }: Context['language']): string {
  const year = (source.published ?? source.validAsOf)?.slice(0, 4);
  const name = [source.short ?? source.publisher, ...(year ? [year] : [])].join(' ');
  const copy = source.copy ? [say(`label-${source.copy}`)] : [];
  const leads = via?.url ? say('label-via', { publisher: via.short ?? via.publisher }) : say('label-no-address');
  return [name, ...copy, ...(source.url ? [] : [leads])].join(', ');
}

/** Two documents that repeat one report are one origin, and so is a report beside what repeats it. */
export function countOrigins(ids: readonly SourceId[], facts: FactBase): number {
  return new Set(ids.map((id) => originOf(id, facts))).size;
}

/** The report that a document comes down to; itself when it repeats none. A document that repeats several counts as the
    first of them, by id, and adds no origin of its own. */
export function originOf(id: SourceId, facts: FactBase): SourceId {
  const roots = (one: SourceId, seen: ReadonlySet<SourceId>): readonly SourceId[] => {
    const from = facts.sources.get(one)?.originatesFrom ?? [];
    if (from.length === 0 || seen.has(one)) return [one];
    return from.flatMap((origin) => roots(origin, new Set([...seen, one])));
  };
  return [...roots(id, new Set())].sort()[0] ?? id;
}

export function citationOf(
  source: Source,
  number: number,
  locators: readonly string[],
  { facts, language }: Pick<Context, 'facts' | 'language'>,
  words?: string,
): Citation {
  const { say, tag } = language;
  const { kind, title, publisher, author, url, archivedUrl, read, interest } = source;
  const via = url ? undefined : openable(source.id, facts.sources);
  const witness = say(`kind-${kind}`);
  const { published, validAsOf, unlinked: why } = source;
  const dates = [
    ...(published ? [say('published', { date: sayDate(published, tag) })] : []),
    ...(validAsOf ? [say('valid-as-of', { date: sayDate(validAsOf, tag) })] : []),
    ...(published || validAsOf ? [] : [say('undated')]),
  ];
  const copy = source.copy ? [say(`copy-${source.copy}`)] : [];
  const unlinked = why ? [say('unlinked', { why })] : url || via ? [] : [say('no-address')];
  const repeated = source.originatesFrom.flatMap((id) => facts.sources.get(id)?.publisher ?? []);
  const others = [...new Set(repeated)].filter((one) => one !== publisher);
  const details = [
    ...(locators.length <= LOCATORS ? locators : []),
    witness,
    ...(author ? [author] : []),
    ...dates,
    ...(interest ? [say('interest', { interest: interest.replace(/\.$/, '') })] : []),
    ...copy,
    ...(read === 'whole' || read === 'copy' ? [] : [say(`read-${read}`)]),
    ...(others.length > 0 && !source.copy ? [say('repeats', { publisher: sayList(others, tag) })] : []),
    ...unlinked,
  ];
  return {
    number,
    source: source.id,
    kind,
    label: labelOf(source, via, language),
    publisher,
    title,
    ...(source.titleIs && { titleIs: source.titleIs }),
    details: [...new Set(details)],
    essentials: [...new Set([witness, ...dates, ...copy, ...unlinked])],
    ...(url && { url: words === undefined ? url : openedAt(url, words) }),
    ...(via?.url && { via: { publisher: via.publisher, title: via.title, url: via.url } }),
    ...(archivedUrl && { archivedUrl }),
  };
}

/** The document to open in order to check one: itself, or the first with an address up the chain of who cites whom. */
export function openable(id: SourceId, sources: FactBase['sources']): Source | undefined {
  const seen = new Set<SourceId>();
  for (let next: SourceId | undefined = id; next !== undefined && !seen.has(next); ) {
    seen.add(next);
    const source = sources.get(next);
    if (source?.url !== undefined) return source;
    next = source?.via;
  }
  return undefined;
}
