import type { Fact, FactBase, IsoDate, PackId, Source, SourceId } from '../src/core/fact.ts';

/** Raised when a reader of the export has to change: a key that goes, or means something else. New keys don't raise it. */
export const EXPORT_VERSION = 1;

export interface Portion {
  readonly facts: readonly Fact[];
  /** Whom they cite, whom those repeat and who cites those; of whole packs, also what their listings cite. */
  readonly sources: readonly Source[];
}

export function portionOf(base: FactBase, packs: ReadonlySet<PackId>): Portion {
  const facts = [...base.facts.values()].filter(({ pack }) => packs.has(pack));
  const listings = base.listings.filter(({ pack }) => packs.has(pack));
  const found = new Set<SourceId>([...facts, ...listings].flatMap(({ cites }) => cites.map((one) => one.source)));
  for (const id of found) {
    const source = base.sources.get(id);
    for (const next of source?.originatesFrom ?? []) found.add(next);
    if (source?.via !== undefined) found.add(source.via);
  }
  return { facts, sources: [...base.sources.values()].filter(({ id }) => found.has(id)) };
}

/** All that is known of some packs as one JSON text, indented by two: format, version, packs with their licences, then
    entities, sources, facts and listings, each with the keys of its file. `made` is the day of the export. */
export function factsJson(base: FactBase, packIds: ReadonlySet<PackId>, made: string): string {
  const { facts, sources } = portionOf(base, packIds);
  const listings = base.listings.filter(({ pack }) => packIds.has(pack));
  const packs = [...base.packs.values()].filter(({ id }) => packIds.has(id));
  const named = new Set([
    ...facts.flatMap(({ about }) => about),
    ...listings.flatMap(({ company, by }) => [company, by]),
    ...packs.map(({ company }) => company),
  ]);
  for (const id of named) {
    const owner = base.entities.get(id)?.ownedBy;
    if (owner !== undefined) named.add(owner);
  }
  const exported = {
    format: 'receipts-facts',
    version: EXPORT_VERSION,
    made,
    packs: packs.map((pack) => ({
      ...pack,
      topics: pack.topics.map((topic) => ({ ...topic, titles: Object.fromEntries(topic.titles) })),
    })),
    entities: [...base.entities.values()].filter(({ id }) => named.has(id)),
    sources,
    facts: facts.map((fact) => ({ ...fact, wordings: Object.fromEntries(fact.wordings) })),
    listings: listings.map((one) => ({ ...one, grounds: Object.fromEntries(one.grounds) })),
  };
  return JSON.stringify(exported, null, 2);
}

/** One fact as JSON, of the same form as the whole base: it comes first; behind it are what the company says to it and what
    says otherwise. Ends in a newline. */
export function factFile(fact: Fact, base: FactBase, made: IsoDate): string {
  const replies = fact.reply && 'facts' in fact.reply ? fact.reply.facts : [];
  const beside = fact.status === 'withdrawn' ? [] : [...replies, ...fact.disagreesWith];
  const shown = [fact, ...beside.flatMap((id) => base.facts.get(id) ?? [])];
  return baseFile({ ...base, facts: new Map(shown.map((one) => [one.id, one])), listings: [] }, made);
}

/** The whole base as JSON, as `npm run facts -- export --format json` writes it, but that a withdrawn fact claims nothing: it
    has no words, figures and quotations, and of its sources none that it rested on. Ends in a newline. */
export function baseFile(base: FactBase, made: IsoDate): string {
  const facts = [...base.facts.values()].map((fact) => {
    if (fact.status !== 'withdrawn') return fact;
    const { amount: _, reply: __, ...rest } = fact;
    const [{ quote: ___, ...first }, ...others] = fact.cites;
    const cites = [first, ...others.map(({ quote: ____, ...cite }) => cite)] as const;
    return { ...rest, wordings: new Map(), cites };
  });
  const packs = new Set(facts.map(({ pack }) => pack));
  const stand = new Set(facts.flatMap(({ id, status }) => (status === 'withdrawn' ? [] : id)));
  const sources = [...base.sources.values()].map((source) => ({
    ...source,
    extracts: source.extracts.filter(({ fact }) => stand.has(fact)),
  }));
  const published = {
    ...base,
    sources: new Map(sources.map((one) => [one.id, one])),
    facts: new Map(facts.map((one) => [one.id, one])),
  };
  return `${factsJson(published, packs, made)}\n`;
}
