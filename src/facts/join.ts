import { openable } from '../core/citations.ts';
import type { Entity, EntityId, Fact, FactBase, FactId, Source, SourceId } from '../core/fact.ts';
import { fold } from '../core/text.ts';
import { joinFacts, type Translation } from './join-facts.ts';
import type { ProblemCollector } from './problems.ts';
import type { Entry, RawPack } from './read.ts';
import { type Named, Register } from './register.ts';
import type { DisagreementEntry, PackEntry } from './schema/pack.ts';
import type { Path } from './yaml.ts';

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
  /** Ids that a pack has given up, and where it says so. */
  readonly retired: readonly { readonly id: FactId; readonly where: string }[];
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
  const written = packs.flatMap((pack) => pack.sources);
  const sources = new Map(register.declare('source', written).map(({ value }) => [value.id, value]));
  const { facts, translations } = joinFacts(packs, sources, register);
  for (const entry of written) checkSource(entry, sources, facts, register);
  for (const entry of packs.flatMap((pack) => pack.entities)) register.follow('entity', entry);
  const heads = register.declare(
    'pack',
    packs.map(({ pack }) => pack),
  );
  for (const head of heads) checkHead(head, register);
  const listings = packs.flatMap(({ pack, listings }) =>
    register.declare('listing', listings).map((entry) => {
      const [first] = pack.value.languages;
      register.follow('listing', entry);
      if (!entry.value.grounds.has(first)) {
        const message = `the grounds are not worded in ${first}`;
        register.error(entry.where(['grounds']), message, `Write grounds: { ${first}: … }.`);
      }
      return { ...entry.value, pack: pack.value.id };
    }),
  );
  const disagreements = packs.flatMap(({ pack, disagreements }) => {
    const named = disagreements.map((entry) => {
      return { ...entry, value: { ...entry.value, id: `${pack.value.id}/${entry.value.place}` } };
    });
    return register.declare('disagreement', named);
  });
  for (const entry of disagreements) register.follow('disagreement', entry);
  const order = packs.flatMap((pack) =>
    pack.facts.map(({ file, entries }) => [file, entries.map(({ value }) => value.id)] as const),
  );
  return {
    base: {
      packs: new Map(heads.map(({ value: { retired, ...head } }) => [head.id, head])),
      facts,
      sources,
      entities,
      listings,
    },
    disagreements: disagreements.map(({ value }) => value),
    translations,
    order: new Map(order),
    retired: packs.flatMap(({ pack }) =>
      pack.value.retired.map((id, index) => ({ id, where: pack.where(['retired', index]) })),
    ),
    where: (kind, id, path) => register.where(kind, id, path),
  };
}

/** It has an address, is cited, over however many steps, by one that has, or says why it is not linked: a fact needs one
    that somebody can open all the same. Words are kept of a fact that cites it, once each. */
function checkSource(
  entry: RawPack['sources'][number],
  sources: ReadonlyMap<SourceId, Source>,
  facts: ReadonlyMap<FactId, Fact>,
  register: Register,
): void {
  const { id, unlinked, extracts } = entry.value;
  const missing = register.follow('source', entry);
  if (unlinked === undefined && !missing.has('via') && openable(id, sources) === undefined) {
    const message = `${id} has no address, and following via leads to none`;
    register.error(entry.where(['via']), message, 'Name a source in via that has a url.');
  }
  for (const [index, { fact }] of extracts.entries()) {
    const cites = facts.get(fact)?.cites ?? [];
    const first = extracts.findIndex((one) => one.fact === fact) === index;
    if (first && cites.some(({ source }) => source === id)) continue;
    const message = first ? `${fact} does not cite ${id}` : `words for ${fact} stand here twice`;
    register.error(entry.where(['extracts', index]), message, 'Name a fact that cites this source, once.');
  }
}

function checkHead(pack: Entry<PackEntry>, register: Register): void {
  const { languages, topics } = pack.value;
  register.follow('pack', pack);
  const twice = topics.findIndex((topic, index) => topics.findIndex((other) => other.id === topic.id) !== index);
  if (twice >= 0) register.error(pack.where(['topics', twice]), 'this topic stands here twice', 'Keep one of them.');
  for (const [index, { id, titles }] of topics.entries()) {
    if (titles.has(languages[0])) continue;
    const message = `the topic ${id} has no title in ${languages[0]}`;
    register.error(pack.where(['topics', index]), message, `Write titles: { ${languages[0]}: … }.`);
  }
}

/** Entities of all packs: those of one id are one, when they agree. No two answer to one name. */
function joinEntities(packs: readonly RawPack[], register: Register): ReadonlyMap<EntityId, Entity> {
  const entities = new Map<EntityId, Entity>();
  for (const { pack, entities: entries } of packs) {
    const here = new Set<EntityId>();
    for (const entry of entries) {
      const again = entry.value;
      const known = here.has(again.id) ? undefined : entities.get(again.id);
      if (known) {
        refuseDifferences(entry, known, register);
        entities.set(again.id, merge(known, again, pack.value.company === again.id));
      } else if (register.add('entity', again.id, entry)) entities.set(again.id, again);
      here.add(again.id);
    }
  }
  refuseSharedNames(packs, register);
  return entities;
}

/** Each pack may say what it is by a fact of its own; where packs differ, the one whose company it is knows best. */
function merge(known: Entity, again: Entity, owns: boolean): Entity {
  const aliases = [...new Set([...known.aliases, ...again.aliases])];
  return { ...again, ...known, ...(owns && again.definedBy && { definedBy: again.definedBy }), aliases };
}

function refuseDifferences(entry: RawPack['entities'][number], known: Entity, register: Register): void {
  const { id } = known;
  for (const key of ['kind', 'name', 'ownedBy'] as const) {
    const [one, other] = [known[key], entry.value[key]];
    if (other === undefined || one === undefined || one === other) continue;
    const message = `${id} has another ${key} at ${register.where('entity', id, [key])}: ${one}`;
    register.error(entry.where([key]), message, `Write ${key}: ${one} here, or give one of them another id.`);
  }
}

/** Folded name → whose it is. What folds to one text is one text to whoever types it. */
function refuseSharedNames(packs: readonly RawPack[], register: Register): void {
  const owners = new Map<string, { id: EntityId; where: string }>();
  for (const entry of packs.flatMap(({ entities }) => entities)) {
    const { id, name, aliases } = entry.value;
    const names = [
      { text: name, path: ['name'] },
      ...aliases.map((text, index) => ({ text, path: ['aliases', index] })),
    ];
    for (const { text, path } of names) {
      const folded = fold(text);
      const where = entry.where(path);
      const owner = owners.get(folded);
      if (folded === '') register.error(where, `"${text}" has no letters or digits`, 'Write a name that can be typed.');
      else if (!owner) owners.set(folded, { id, where });
      else if (owner.id !== id) {
        const message = `"${text}" already means ${owner.id} (${owner.where})`;
        register.error(where, message, 'Keep it with one of them; give the other a longer name.');
      }
    }
  }
}
