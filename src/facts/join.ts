import type { Fact, FactBase, FactId, Listing, Pack, PackId } from '../core/fact.ts';
import { joinEntities } from './join-entities.ts';
import { joinFacts, joinSources, type Translation } from './join-facts.ts';
import type { ProblemCollector } from './problems.ts';
import type { RawPack } from './read.ts';
import { type Named, Register } from './register.ts';
import type { DisagreementEntry, PackEntry } from './schema/pack.ts';
import type { Path } from './yaml.ts';

/** An id that a pack has given up, and where its pack says so. */
export interface Retired {
  readonly id: FactId;
  readonly where: string;
}

/** A place where sources differ or are loose. `id` is `<pack>/<place>`. */
export interface Disagreement extends DisagreementEntry {
  readonly id: string;
}

/** All of data/ but the evaluation as rules see it: joined, and knowing where each thing was written. Packs that are
    never served (`_template`) are in it. */
export interface WrittenFacts {
  readonly base: FactBase;
  readonly disagreements: readonly Disagreement[];
  readonly translations: readonly Translation[];
  readonly retired: readonly Retired[];
  /** Ids of the facts of each file, in the order in which they stand there. */
  readonly order: ReadonlyMap<string, readonly FactId[]>;
  /** `data/packs/acme/facts/labour.yaml:12:3`: where a thing, or the part of it at the end of the path, is written. */
  where(kind: Named, id: string, path?: Path): string;
}

/** Joins packs into one base: ids are unique, whatever is named is declared. What isn't so goes to the collector, and the
    base is then not fit to serve. */
export function joinPacks(packs: readonly RawPack[], collector: ProblemCollector): WrittenFacts {
  const register = new Register(collector);
  const entities = joinEntities(packs, register);
  const sources = joinSources(packs, register);
  const { facts, translations, order } = joinFacts(packs, sources, register);
  for (const entry of packs.flatMap((pack) => pack.sources)) needExtracted(entry, facts, register);
  for (const entry of packs.flatMap((pack) => pack.entities)) {
    const { ownedBy, definedBy } = entry.value;
    if (ownedBy !== undefined) register.need('entity', ownedBy, entry, ['ownedBy']);
    if (definedBy !== undefined) register.need('fact', definedBy, entry, ['definedBy']);
  }
  return {
    base: {
      packs: joinHeads(packs, register),
      facts,
      sources,
      entities,
      listings: joinListings(packs, register),
    },
    disagreements: joinDisagreements(packs, register),
    translations,
    order,
    retired: packs.flatMap(({ pack }) =>
      pack.value.retired.map((id, index) => ({
        id,
        where: pack.where(['retired', index]),
      })),
    ),
    where: (kind, id, path) => register.where(kind, id, path),
  };
}

/** Words are kept of a fact that cites their source, once each. */
function needExtracted(entry: RawPack['sources'][number], facts: ReadonlyMap<FactId, Fact>, register: Register): void {
  const { id, extracts } = entry.value;
  for (const [index, { fact }] of extracts.entries()) {
    const cites = facts.get(fact)?.cites ?? [];
    const first = extracts.findIndex((one) => one.fact === fact) === index;
    if (first && cites.some(({ source }) => source === id)) continue;
    const message = first ? `${fact} does not cite ${id}` : `words for ${fact} stand here twice`;
    register.error(entry.where(['extracts', index]), message, 'Name a fact that cites this source, once.');
  }
}

function joinHeads(packs: readonly RawPack[], register: Register): ReadonlyMap<PackId, Pack> {
  const heads = new Map<PackId, Pack>();
  for (const { pack } of packs) {
    const { id, company, languages, topics } = pack.value;
    if (!register.add('pack', id, pack)) continue;
    register.need('entity', company, pack, ['company']);
    const twice = topics.findIndex((topic, index) => topics.findIndex((other) => other.id === topic.id) !== index);
    if (twice >= 0) register.error(pack.where(['topics', twice]), 'this topic stands here twice', 'Keep one of them.');
    for (const [index, { id: topic, titles }] of topics.entries()) {
      if (titles[languages[0]] !== undefined) continue;
      const message = `the topic ${topic} has no title in ${languages[0]}`;
      register.error(pack.where(['topics', index]), message, `Write titles: { ${languages[0]}: … }.`);
    }
    heads.set(id, headOf(pack.value));
  }
  return heads;
}

function headOf({ retired, reports, topics, ...head }: PackEntry): Pack {
  return {
    ...head,
    topics: topics.map(({ titles, ...topic }) => ({ ...topic, titles: new Map(Object.entries(titles)) })),
    ...(reports === undefined ? {} : { reports }),
  };
}

function joinListings(packs: readonly RawPack[], register: Register): Listing[] {
  return packs.flatMap(({ pack, listings }) =>
    listings.flatMap((entry): Listing[] => {
      const { id, company, by, cites, grounds } = entry.value;
      const first = pack.value.languages[0];
      if (!register.add('listing', id, entry)) return [];
      register.need('entity', company, entry, ['company']);
      register.need('entity', by, entry, ['by']);
      register.needCited(cites, entry);
      if (grounds[first] === undefined) {
        register.error(
          entry.where(['grounds']),
          `the grounds are not worded in ${first}`,
          `Write grounds: { ${first}: … }.`,
        );
      }
      return [{ ...entry.value, pack: pack.value.id, grounds: new Map(Object.entries(grounds)) }];
    }),
  );
}

function joinDisagreements(packs: readonly RawPack[], register: Register): Disagreement[] {
  return packs.flatMap(({ pack, disagreements }) =>
    disagreements.flatMap((entry): Disagreement[] => {
      const { place, facts, sources } = entry.value;
      const id = `${pack.value.id}/${place}`;
      if (!register.add('disagreement', id, entry)) return [];
      register.needAll('fact', facts, entry, ['facts']);
      register.needAll('source', sources, entry, ['sources']);
      return [{ ...entry.value, id }];
    }),
  );
}
