import type { FactBase, FactId, IsoDate, PackId, Source, SourceId } from '../../src/core/fact.ts';

/** Words that a fact quotes from a source. */
export interface Quotation {
  readonly fact: FactId;
  readonly source: SourceId;
  readonly quote: string;
  /** `file:line:column`. */
  readonly where: string;
}

/** An address of the base, once, however many sources have it. */
export interface Address {
  readonly url: string;
  readonly sources: readonly SourceId[];
  /** The key of sources.yaml that holds it. */
  readonly key: 'url' | 'archivedUrl';
  /** `file:line:column`. */
  readonly where: string;
  /** What should stand on that page. */
  readonly quotations: readonly Quotation[];
}

/** A source that has an address and no archived copy. */
export interface Unarchived {
  readonly source: SourceId;
  readonly url: string;
  /** The day on which it was read: a copy of about then is wanted. */
  readonly accessed: IsoDate;
  readonly where: string;
}

export interface Choice {
  readonly pack?: PackId;
  readonly source?: SourceId;
}

/** Where a thing, or a part of it, is written. */
export type Where = (kind: 'fact' | 'source', id: string, path: readonly (string | number)[]) => string;

/** The sources that are looked at: all, those that a pack's facts cite, or one. */
export function chosenSources(base: FactBase, { pack, source }: Choice): readonly Source[] {
  const cited = new Set(
    [...base.facts.values()].flatMap((fact) =>
      pack === undefined || fact.pack === pack ? fact.cites.map((cite) => cite.source) : [],
    ),
  );
  return [...base.sources.values()].filter(
    ({ id }) => (source === undefined || id === source) && (pack === undefined || cited.has(id)),
  );
}

/** Every quotation from those sources. */
export function quotationsOf(base: FactBase, sources: readonly Source[], where: Where): Quotation[] {
  const wanted = new Set(sources.map(({ id }) => id));
  return [...base.facts.values()].flatMap(({ id, cites }) =>
    cites.flatMap(({ source, quote }, index) =>
      quote !== undefined && wanted.has(source)
        ? [{ fact: id, source, quote, where: where('fact', id, ['cites', index, 'quote']) }]
        : [],
    ),
  );
}

/** Every address of those sources, by host and path. */
export function addressesOf(
  sources: readonly Source[],
  quotations: readonly Quotation[],
  where: Where,
): Address[] {
  const found = new Map<string, Address>();
  for (const source of sources) {
    for (const key of ['url', 'archivedUrl'] as const) {
      const url = source[key];
      if (url === undefined) continue;
      const known = found.get(url);
      const own = quotations.filter((one) => one.source === source.id);
      found.set(url, {
        url,
        key: known?.key ?? key,
        where: known?.where ?? where('source', source.id, [key]),
        sources: [...(known?.sources ?? []), source.id],
        quotations: [...(known?.quotations ?? []), ...own],
      });
    }
  }
  return [...found.values()].sort((one, other) => (one.url < other.url ? -1 : 1));
}

export function unarchivedOf(sources: readonly Source[], where: Where): Unarchived[] {
  return sources.flatMap(({ id, url, archivedUrl, accessed }) =>
    url === undefined || archivedUrl !== undefined
      ? []
      : [{ source: id, url, accessed, where: where('source', id, ['url']) }],
  );
}
