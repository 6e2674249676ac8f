import { openable } from '../core/citations.ts';
import type { Fact, FactId, LanguageTag, PackId, Source, SourceId, TopicId, Wording } from '../core/fact.ts';
import type { Entry, RawPack } from './read.ts';
import type { Register } from './register.ts';
import { type FactEntry, textsSchema } from './schema/fact.ts';
import type { Path } from './yaml.ts';

/** A fact's wording in a language other than its pack's first. */
export interface Translation {
  readonly fact: FactId;
  readonly language: LanguageTag;
  /** Marks the first wording that it was made from; see `markWording`. */
  readonly of: string;
  readonly wording: Wording;
  /** `file:line:column`. */
  where(path?: Path): string;
}

/** An entry, and the file of which pack and topic it stands in. */
interface Placed {
  readonly entry: Entry<FactEntry>;
  readonly pack: PackId;
  readonly topic: TopicId;
  readonly language: string;
}

/** Facts of all packs with all their wordings; whatever they name is declared, and who disagrees does so both ways.
    Expects sources and entities to be in the register. */
export function joinFacts(packs: readonly RawPack[], sources: ReadonlyMap<SourceId, Source>, register: Register) {
  const kept = packs
    .flatMap((pack) => placeFacts(pack, register))
    .filter(({ entry }) => register.add('fact', entry.value.id, entry));
  for (const { entry, pack } of kept) checkFact(entry, pack, sources, register);
  const against = new Map(kept.map(({ entry }) => [entry.value.id, new Set<FactId>()]));
  for (const { id, disagreesWith } of kept.map(({ entry }) => entry.value)) {
    for (const other of disagreesWith) {
      against.get(id)?.add(other);
      against.get(other)?.add(id);
    }
  }
  const translations = packs.flatMap((pack) => translationsIn(pack, register));
  const wordings = new Map(
    kept.map(({ entry, language }) => [
      entry.value.id,
      new Map<LanguageTag, Wording>([[language, textsSchema.parse(entry.value)]]),
    ]),
  );
  for (const { fact, language, wording } of translations) wordings.get(fact)?.set(language, wording);
  const facts = kept.map(({ entry, pack, topic }): Fact => {
    const { claim, caveat, note, short, questions, says, ...rest } = entry.value;
    return {
      ...rest,
      pack,
      topic,
      wordings: wordings.get(rest.id) ?? new Map(),
      disagreesWith: [...(against.get(rest.id) ?? [])].sort(),
      corrections: rest.corrections.toSorted((one, other) => (one.on < other.on ? 1 : -1)),
    };
  });
  return { facts: new Map(facts.map((fact) => [fact.id, fact])), translations };
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
    if (known) return entries.map((entry) => ({ entry, pack: id, topic: known.id, language: languages[0] }));
    register.error(`${file}:1:1`, `the topic ${topic} is not in pack.yaml`, `Add it to topics in ${pack.file}.`);
    return [];
  });
}

function checkFact(
  entry: Entry<FactEntry>,
  pack: PackId,
  sources: ReadonlyMap<SourceId, Source>,
  register: Register,
): void {
  const { id, cites, reply, disagreesWith, kind, rests } = entry.value;
  const missing = register.follow('fact', entry);
  const repliesTo: readonly FactId[] = reply && 'facts' in reply ? reply.facts : [];
  const isOpenable = cites.some(({ source }) => openable(source, sources));
  const sums = 'Write rests: [the facts that it sums up] for kind: summary, and only there.';
  const rules: readonly (readonly [broken: boolean, key: string, what: string, tip: string])[] = [
    [!id.startsWith(`${pack}.`), 'id', `stands in the pack ${pack}`, `Begin its id with ${pack}.`],
    [
      !missing.has('cites.source') && !isOpenable,
      'cites',
      'cites nothing that somebody can open',
      'Cite a source with a url.',
    ],
    [(kind === 'summary') !== (rests !== undefined), 'rests', 'is a summary without facts, or no summary', sums],
    [repliesTo.includes(id), 'reply', 'replies to itself', 'Name another fact.'],
    [disagreesWith.includes(id), 'disagreesWith', 'disagrees with itself', 'Name another fact.'],
  ];
  for (const [broken, key, what, tip] of rules) if (broken) register.error(entry.where([key]), `${id} ${what}`, tip);
}

function translationsIn({ pack, facts, wordings }: RawPack, register: Register): Translation[] {
  const [first, ...others] = pack.value.languages;
  return wordings.flatMap(({ file, topic, language, entries }) => {
    if (!others.includes(language)) {
      const tip =
        language === first ? 'Word facts in that language in the file without it.' : `Add it in ${pack.file}.`;
      register.error(`${file}:1:1`, `${language} is none of the pack's other languages`, tip);
      return [];
    }
    const here = new Set(facts.find((one) => one.topic === topic)?.entries.map(({ value }) => value.id));
    const worded = new Set<FactId>();
    return entries.flatMap((entry) => {
      const { id, of } = entry.value;
      if (!register.need('fact', id, entry, ['id'])) return [];
      const refused = !here.has(id)
        ? (['is not in', `${topic}.yaml`, 'Move it to the file of its topic.'] as const)
        : worded.has(id) && (['is worded twice in', language, 'Keep one of them.'] as const);
      worded.add(id);
      if (!refused) return [{ fact: id, language, of, wording: textsSchema.parse(entry.value), where: entry.where }];
      register.error(entry.where(['id']), `${id} ${refused[0]} ${refused[1]}`, refused[2]);
      return [];
    });
  });
}
