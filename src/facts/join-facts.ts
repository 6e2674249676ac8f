import type {
  Fact,
  FactId,
  LanguageTag,
  PackId,
  Reply,
  Source,
  SourceId,
  TopicId,
  Wording,
} from '../core/fact.ts';
import { openable } from './join-sources.ts';
import type { RawPack } from './raw-pack.ts';
import type { Entry } from './read.ts';
import type { Register } from './register.ts';
import type { FactEntry, WordingEntry } from './schema/fact.ts';
import type { Path } from './yaml.ts';

/** A fact's wording in a language other than its pack's first. */
export interface Translation {
  readonly fact: FactId;
  readonly language: LanguageTag;
  /** Marks the first wording that it was made from; see `markWording`. */
  readonly of: string;
  /** `file:line:column`. */
  where(path?: Path): string;
}

interface Joined {
  readonly facts: ReadonlyMap<FactId, Fact>;
  readonly translations: readonly Translation[];
  readonly order: ReadonlyMap<string, readonly FactId[]>;
}

/** An entry, and the file of which pack and topic it stands in. */
interface Placed {
  readonly entry: Entry<FactEntry>;
  readonly pack: PackId;
  readonly topic: TopicId;
  readonly language: string;
}

function wordingOf({ claim, caveat, questions }: WordingEntry | FactEntry): Wording {
  return { claim, questions, ...(caveat === undefined ? {} : { caveat }) };
}

function replyOf(reply: NonNullable<FactEntry['reply']>): Reply | undefined {
  if (reply.facts) return { facts: reply.facts };
  return reply.noneFound === undefined ? undefined : { noneFound: reply.noneFound };
}

/** Facts of all packs with all their wordings; whatever they name is declared, and who disagrees does so both ways.
    Expects sources and entities to be in the register. */
export function joinFacts(
  packs: readonly RawPack[],
  sources: ReadonlyMap<SourceId, Source>,
  register: Register,
): Joined {
  const placed = packs.flatMap((pack) => placeFacts(pack, register));
  const kept = placed.filter(({ entry }) => register.add('fact', entry.value.id, entry));
  for (const { entry, pack } of kept) checkFact(entry, pack, sources, register);
  const against = disagreements(kept);
  const translations = new Map<FactId, { language: string; entry: Entry<WordingEntry> }[]>();
  for (const pack of packs) collectTranslations(pack, translations, register);
  const facts = new Map<FactId, Fact>();
  for (const fact of kept) {
    const { id } = fact.entry.value;
    facts.set(id, buildFact(fact, translations.get(id) ?? [], [...(against.get(id) ?? [])].sort()));
  }
  const order = packs.flatMap((pack) =>
    pack.facts.map(({ file, entries }) => [file, entries.map(({ value }) => value.id)] as const),
  );
  return {
    facts,
    order: new Map(order),
    translations: [...translations].flatMap(([fact, made]) =>
      made.map(({ language, entry }) => ({ fact, language, of: entry.value.of, where: entry.where })),
    ),
  };
}

function placeFacts({ pack, facts }: RawPack, register: Register): Placed[] {
  const { id, topics, languages } = pack.value;
  for (const [index, topic] of topics.entries()) {
    if (facts.some((file) => file.topic === topic.id)) continue;
    register.error(
      pack.where(['topics', index]),
      `the topic ${topic.id} has no file`,
      `Write facts/${topic.id}.yaml.`,
    );
  }
  return facts.flatMap(({ topic, file, entries }) => {
    const known = topics.find((one) => one.id === topic);
    if (!known) {
      register.error(
        `${file}:1:1`,
        `the topic ${topic} is not in pack.yaml`,
        `Add it to topics in ${pack.file}.`,
      );
      return [];
    }
    return entries.map((entry) => ({ entry, pack: id, topic: known.id, language: languages[0] }));
  });
}

function checkFact(
  entry: Entry<FactEntry>,
  pack: PackId,
  sources: ReadonlyMap<SourceId, Source>,
  register: Register,
): void {
  const { id, about, cites, reply, disagreesWith } = entry.value;
  if (!id.startsWith(`${pack}.`)) {
    register.error(entry.where(['id']), `${id} stands in the pack ${pack}`, `Begin its id with ${pack}.`);
  }
  for (const [index, entity] of about.entries()) register.need('entity', entity, entry, ['about', index]);
  const found = cites.map(({ source }, index) =>
    register.need('source', source, entry, ['cites', index, 'source']),
  );
  if (found.every(Boolean) && !cites.some(({ source }) => openable(source, sources))) {
    register.error(
      entry.where(['cites']),
      `${id} cites nothing that somebody can open`,
      'Cite a source with a url.',
    );
  }
  for (const [index, fact] of (reply?.facts ?? []).entries()) {
    if (fact === id) register.error(entry.where(['reply']), `${id} replies to itself`, 'Name another fact.');
    else register.need('fact', fact, entry, ['reply', 'facts', index]);
  }
  for (const [index, fact] of disagreesWith.entries()) {
    if (fact === id)
      register.error(entry.where(['disagreesWith']), `${id} disagrees with itself`, 'Name another fact.');
    else register.need('fact', fact, entry, ['disagreesWith', index]);
  }
}

function disagreements(placed: readonly Placed[]): Map<FactId, Set<FactId>> {
  const against = new Map<FactId, Set<FactId>>(placed.map(({ entry }) => [entry.value.id, new Set()]));
  for (const { value } of placed.map(({ entry }) => entry)) {
    for (const other of value.disagreesWith) {
      against.get(value.id)?.add(other);
      against.get(other)?.add(value.id);
    }
  }
  return against;
}

function collectTranslations(
  { pack, facts, wordings }: RawPack,
  into: Map<FactId, { language: string; entry: Entry<WordingEntry> }[]>,
  register: Register,
): void {
  const [first, ...others] = pack.value.languages;
  for (const { file, topic, language, entries } of wordings) {
    if (!others.includes(language)) {
      const tip =
        language === first
          ? 'Word facts in that language in the file without it.'
          : `Add it in ${pack.file}.`;
      register.error(`${file}:1:1`, `${language} is none of the pack's other languages`, tip);
      continue;
    }
    const here = new Set(facts.find((one) => one.topic === topic)?.entries.map(({ value }) => value.id));
    for (const entry of entries) {
      const { id } = entry.value;
      const made = into.get(id) ?? [];
      if (!register.need('fact', id, entry, ['id'])) continue;
      if (!here.has(id))
        register.error(
          entry.where(['id']),
          `${id} is not in ${topic}.yaml`,
          'Move it to the file of its topic.',
        );
      else if (made.some((one) => one.language === language)) {
        register.error(entry.where(['id']), `${id} is worded twice in ${language}`, 'Keep one of them.');
      } else into.set(id, [...made, { language, entry }]);
    }
  }
}

function buildFact(
  { entry, pack, topic, language }: Placed,
  translations: readonly { language: string; entry: Entry<WordingEntry> }[],
  disagreesWith: readonly FactId[],
): Fact {
  const { claim, caveat, questions, reply, ...rest } = entry.value;
  const answer = reply && replyOf(reply);
  return {
    ...rest,
    pack,
    topic,
    wordings: new Map([
      [language, wordingOf(entry.value)],
      ...translations.map((made) => [made.language, wordingOf(made.entry.value)] as const),
    ]),
    disagreesWith,
    corrections: [...rest.corrections].sort((one, other) => (one.on < other.on ? 1 : -1)),
    ...(answer ? { reply: answer } : {}),
  };
}
