import { openable } from '../core/citations.ts';
import type { Fact, FactId, LanguageTag, PackId, Reply, Source, SourceId, TopicId, Wording } from '../core/fact.ts';
import type { Entry, RawPack } from './read.ts';
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

function wordingOf({ claim, caveat, note, short, questions, says }: WordingEntry | FactEntry): Wording {
  return {
    claim,
    ...(caveat !== undefined && { caveat }),
    ...(note !== undefined && { note }),
    ...(short !== undefined && { short }),
    questions,
    ...(says !== undefined && { says }),
  };
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
    const tip = `Write facts/${topic.id}.yaml.`;
    register.error(pack.where(['topics', index]), `the topic ${topic.id} has no file`, tip);
  }
  return facts.flatMap(({ topic, file, entries }) => {
    const known = topics.find((one) => one.id === topic);
    if (!known) {
      const tip = `Add it to topics in ${pack.file}.`;
      register.error(`${file}:1:1`, `the topic ${topic} is not in pack.yaml`, tip);
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
  const { id, about, cites, reply, disagreesWith, kind, rests } = entry.value;
  const fail = (key: string, what: string, tip: string): void =>
    register.error(entry.where([key]), `${id} ${what}`, tip);
  if (!id.startsWith(`${pack}.`)) fail('id', `stands in the pack ${pack}`, `Begin its id with ${pack}.`);
  register.needAll('entity', about, entry, ['about']);
  if (register.needCited(cites, entry) && !cites.some(({ source }) => openable(source, sources))) {
    fail('cites', 'cites nothing that somebody can open', 'Cite a source with a url.');
  }
  register.needAll('fact', reply?.facts ?? [], entry, ['reply', 'facts']);
  register.needAll('fact', disagreesWith, entry, ['disagreesWith']);
  register.needAll('fact', rests ?? [], entry, ['rests']);
  if ((kind === 'summary') !== (rests !== undefined))
    fail(
      'rests',
      'is a summary without facts, or no summary',
      'Write rests: [the facts that it sums up] for kind: summary, and only there.',
    );
  if (reply?.facts?.includes(id)) fail('reply', 'replies to itself', 'Name another fact.');
  if (disagreesWith.includes(id)) fail('disagreesWith', 'disagrees with itself', 'Name another fact.');
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
        language === first ? 'Word facts in that language in the file without it.' : `Add it in ${pack.file}.`;
      register.error(`${file}:1:1`, `${language} is none of the pack's other languages`, tip);
      continue;
    }
    const here = new Set(facts.find((one) => one.topic === topic)?.entries.map(({ value }) => value.id));
    for (const entry of entries) {
      const { id } = entry.value;
      const made = into.get(id) ?? [];
      const fail = (what: string, tip: string): void => register.error(entry.where(['id']), `${id} ${what}`, tip);
      if (!register.need('fact', id, entry, ['id'])) continue;
      if (!here.has(id)) fail(`is not in ${topic}.yaml`, 'Move it to the file of its topic.');
      else if (made.some((one) => one.language === language)) {
        fail(`is worded twice in ${language}`, 'Keep one of them.');
      } else into.set(id, [...made, { language, entry }]);
    }
  }
}

function buildFact(
  { entry, pack, topic, language }: Placed,
  translations: readonly { language: string; entry: Entry<WordingEntry> }[],
  disagreesWith: readonly FactId[],
): Fact {
  const { claim, caveat, note, short, questions, says, reply, ...rest } = entry.value;
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

/** Sources of all packs. Each has an address, is cited, over however many steps, by one that has, or says why it is not
    linked; a fact needs one that somebody can open all the same. */
export function joinSources(packs: readonly RawPack[], register: Register): ReadonlyMap<SourceId, Source> {
  const sources = new Map<SourceId, Source>();
  const entries = packs.flatMap((pack) => pack.sources);
  for (const entry of entries) {
    if (register.add('source', entry.value.id, entry)) sources.set(entry.value.id, entry.value);
  }
  for (const entry of entries) {
    const { via, originatesFrom } = entry.value;
    const found = via === undefined || register.need('source', via, entry, ['via']);
    register.needAll('source', originatesFrom, entry, ['originatesFrom']);
    if (entry.value.unlinked === undefined && found && openable(entry.value.id, sources) === undefined) {
      const message = `${entry.value.id} has no address, and following via leads to none`;
      register.error(entry.where(['via']), message, 'Name a source in via that has a url.');
    }
  }
  return sources;
}
