import type { FactBase, FactId, PackId, SourceId } from '../../src/core/fact.ts';

/** Words that a fact quotes from a source, and where: `file:line:column`. */
export interface Quotation {
  readonly fact: FactId;
  readonly source: SourceId;
  readonly quote: string;
  readonly where: string;
}

/** An address of the base, once, however many sources have it; `key` is that of sources.yaml. */
export interface Address {
  readonly url: string;
  readonly sources: readonly SourceId[];
  readonly key: 'url' | 'archivedUrl';
  readonly where: string;
}

/** Where a thing, or a part of it, is written: `file:line:column`. */
export type Where = (kind: 'fact' | 'source', id: string, path: readonly (string | number)[]) => string;

/** What a run is about. Addresses are sorted. */
export interface Cited {
  readonly quotations: readonly Quotation[];
  readonly addresses: readonly Address[];
}

/** Everything that is cited, or what the facts of one pack cite. */
export function citedIn(base: FactBase, where: Where, only?: PackId): Cited {
  const facts = [...base.facts.values()];
  const ofPack = facts.filter(({ pack }) => pack === only).flatMap(({ cites }) => cites);
  const sources = [...base.sources.values()].filter(
    ({ id }) => only === undefined || ofPack.some(({ source }) => source === id),
  );
  const ids = new Set(sources.map(({ id }) => id));
  const quotations = facts.flatMap(({ id, cites }) =>
    cites.flatMap(({ source, quote }, index) =>
      quote !== undefined && ids.has(source)
        ? [{ fact: id, source, quote, where: where('fact', id, ['cites', index, 'quote']) }]
        : [],
    ),
  );
  const addresses = new Map<string, Address>();
  for (const { id, ...source } of sources) {
    for (const key of ['url', 'archivedUrl'] as const) {
      const url = source[key];
      if (url === undefined) continue;
      const known = addresses.get(url) ?? { url, key, where: where('source', id, [key]), sources: [] };
      addresses.set(url, { ...known, sources: [...known.sources, id] });
    }
  }
  return { quotations, addresses: [...addresses.values()].sort((a, b) => (a.url < b.url ? -1 : 1)) };
}
