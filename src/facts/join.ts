import { openable } from '../core/citations.ts';
import type { Fact, FactBase, FactId, Source, SourceId } from '../core/fact.ts';
import { joinEntities } from './join-entities.ts';
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
