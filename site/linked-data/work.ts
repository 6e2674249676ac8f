import { originOf } from '../../src/core/citations.ts';
import type { Cite, FactBase, Source, SourceKind } from '../../src/core/fact.ts';
import type { Say } from '../../src/core/language.ts';

/** One node of JSON-LD, or a value in one. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What a thing of the base is called in the document: an absolute address where it has a page, else `#fact/…`. */
export type Address = (kind: 'fact' | 'source' | 'entity' | 'pack', id: string) => string;

/** A schema.org type no narrower than what we know: a record may be a table, a contract or a law. */
const WORK_TYPE: Readonly<Record<SourceKind, string>> = {
  research: 'Report',
  press: 'NewsArticle',
  company: 'CreativeWork',
  record: 'CreativeWork',
  letter: 'CreativeWork',
  wiki: 'Article',
  campaign: 'CreativeWork',
};

/** A source as a schema.org CreativeWork. Who wrote it is `creditText`: the base does not say whether that is a person. */
export function workNode(source: Source, facts: FactBase, say: Say, address: Address): JsonObject {
  const via = source.via === undefined ? undefined : facts.sources.get(source.via);
  return {
    '@type': WORK_TYPE[source.kind],
    '@id': address('source', source.id),
    name: source.title,
    genre: say(`kind-${source.kind}`),
    publisher: {
      '@type': 'Organization',
      name: source.publisher,
      ...(source.interest !== undefined && { description: source.interest }),
    },
    ...(source.author !== undefined && { creditText: source.author }),
    ...(source.url !== undefined && { url: source.url }),
    ...(source.archivedUrl !== undefined && { archivedAt: source.archivedUrl }),
    ...(source.published !== undefined && { datePublished: source.published }),
    ...(source.validAsOf !== undefined && { contentReferenceTime: source.validAsOf }),
    ...described(source, say),
    ...(source.originatesFrom.length > 0 && {
      isBasedOn: source.originatesFrom.map((id) => ({ '@id': address('source', id) })),
    }),
    ...(via !== undefined && { subjectOf: { '@id': address('source', via.id) } }),
    inLanguage: source.language,
  };
}

function described({ copy, unlinked, read, note }: Source, say: Say): { readonly description?: string } {
  const parts = [
    ...(copy === undefined ? [] : [`${say(`copy-${copy}`)}.`]),
    ...(unlinked === undefined ? [] : [`${say('unlinked', { why: unlinked })}.`]),
    ...(read === 'opening' || read === 'citation' || read === 'not-found' ? [`${say(`read-${read}`)}.`] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return parts.length === 0 ? {} : { description: parts.join(' ') };
}

/** Where a claim stands: a part of the work, with its place in it; a quotation where its own words are given. */
export function citationNode({ source, locator, quote }: Cite, address: Address): JsonObject {
  const work = { '@id': address('source', source) };
  if (locator === undefined && quote === undefined) return work;
  return {
    '@type': quote === undefined ? 'CreativeWork' : 'Quotation',
    ...(locator !== undefined && { position: locator }),
    ...(quote !== undefined && { text: quote }),
    isPartOf: work,
  };
}

/** The one document that all of these come down to, when they do and it is one of several; else undefined. */
export function soleOrigin(cites: readonly Cite[], facts: FactBase): Source | undefined {
  const origins = new Set(cites.map(({ source }) => originOf(source, facts)));
  const [only] = origins;
  return origins.size === 1 && only !== undefined ? facts.sources.get(only) : undefined;
}
