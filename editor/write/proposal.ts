import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { FactBase, IsoDate } from '../../src/core/fact.ts';
import { joinPacks, type WrittenFacts } from '../../src/facts/join.ts';
import { nearest, type Problem, ProblemCollector } from '../../src/facts/problems.ts';
import { type Entry, type RawPack, readPack } from '../../src/facts/read.ts';
import { explain } from '../../src/facts/schema/explain.ts';
import { findTree } from '../../src/facts/tree.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { type Evaluation, readEvaluation } from '../evaluation/questions.ts';
import { RULES } from '../lint/lint.ts';
import { findingsOf, type Written } from '../lint/rule.ts';
import { type Fields, type Kind, SCHEMAS } from './entry-text.ts';

/** data/ as it is on the disk, read once, for whoever wants to add to it. */
export interface Workspace {
  readonly dir: string;
  readonly today: IsoDate;
  readonly packs: readonly RawPack[];
  readonly written: WrittenFacts;
  /** What the bot answers from: without packs such as `_template`. */
  readonly served: FactBase;
  readonly evaluation: Evaluation;
  /** What is wrong already: nobody is told of it who only adds something. */
  readonly known: ReadonlySet<string>;
}

/** A thing that somebody wants to write, and how to call the place of it, or of a part of it, where it comes from. */
export interface Proposed {
  readonly value: Fields;
  where(path: Path): string;
}

/** A new entry of one of a pack's files. */
export interface NewEntry extends Proposed {
  readonly kind: Exclude<Kind, 'pack'>;
  /** Of a fact and its wordings. */
  readonly topic?: string;
  /** Of a wording. */
  readonly language?: string;
}

/** What is to be added to one pack. */
export interface Proposal {
  readonly pack: string;
  /** All of pack.yaml: of a new pack, or of a known one with more topics. */
  readonly head?: Proposed;
  readonly entries: readonly NewEntry[];
}

/** The file of a new entry, below the folder of its pack. */
export function fileOf({ kind, topic, language }: Pick<NewEntry, 'kind' | 'topic' | 'language'>): string {
  if (kind === 'facts') return `facts/${topic}.yaml`;
  return kind === 'wordings' ? `facts/${topic}.${language}.yaml` : `${kind}.yaml`;
}

/** The folder of a pack: `_template` is the pack `template`. */
export function packFolder(dir: string, pack: string): string {
  const hidden = join(dir, 'packs', `_${pack}`);
  return existsSync(hidden) ? hidden : join(dir, 'packs', pack);
}

/** Reads all of data/ with what is wrong in it. Throws BotError `bad_data` when there are no packs. */
export function openWorkspace(dir: string, today: IsoDate): Workspace {
  const sink = new ProblemCollector();
  const packs = findTree(dir).packs.flatMap((files) => readPack(files, sink) ?? []);
  const written = joinPacks(packs, sink);
  const evaluation = readEvaluation(dir, written.base, sink);
  const found = RULES.flatMap((rule) => findingsOf(rule, { ...written, evaluation }, today));
  const served = packs.filter((pack) => pack.served);
  return {
    dir,
    today,
    packs,
    written,
    served: joinPacks(served, new ProblemCollector()).base,
    evaluation,
    known: new Set([...sink.problems, ...found].map(withoutLine)),
  };
}

const withoutLine = ({ where, message }: Problem): string => `${where.replace(/(?::\d+)+$/, '')} ${message}`;

/** Whether a problem was there before anything was added. */
export function isKnown(problem: Problem, { known }: Workspace): boolean {
  return known.has(withoutLine(problem));
}

/** Everything that would be wrong if the proposal were in data/ and is not wrong without it: what the schemas refuse, what
    joining refuses, what rules find. Exceptions are not looked at. Writes nothing. */
export function tryOut(proposal: Proposal, workspace: Workspace): readonly Problem[] {
  const { evaluation, today } = workspace;
  const sink = new ProblemCollector();
  const joined = joinPacks(packsWith(proposal, workspace, sink), sink);
  // Writing puts each new entry where the alphabet wants it.
  const written: Written = { ...joined, evaluation, order: workspace.written.order };
  const facts = new Map([...joined.base.facts].filter(([id]) => !workspace.written.base.facts.has(id)));
  const fresh = { ...written, base: { ...written.base, facts } };
  const found = RULES.flatMap((rule) => findingsOf(rule, rule.alone ? fresh : written, today));
  return [...sink.problems, ...found].filter((problem) => !isKnown(problem, workspace));
}

/** The base that would be served with the proposal in it; undefined when it would not load. Rules are not looked at. */
export function baseWith(proposal: Proposal, workspace: Workspace): FactBase | undefined {
  const sink = new ProblemCollector();
  const { base } = joinPacks(
    packsWith(proposal, workspace, sink).filter(({ served }) => served),
    sink,
  );
  return sink.problems.some(({ level }) => level === 'error') ? undefined : base;
}

/** Packs as they would be read. The pack that grows stands last, so that what two facts share is laid to the new one. */
function packsWith(proposal: Proposal, { packs }: Workspace, sink: ProblemCollector): readonly RawPack[] {
  const known = packs.find(({ pack }) => pack.value.id === proposal.pack);
  const head = (proposal.head && check(proposal.head, SCHEMAS.pack, sink)) ?? known?.pack;
  if (head)
    return [
      ...packs.filter((pack) => pack !== known),
      grown({ ...EMPTY, ...known, pack: head }, proposal.entries, sink),
    ];
  sink.error('pack', `there is no pack ${proposal.pack}`, 'Make it first: npm run facts -- new pack');
  return packs;
}

const EMPTY = {
  served: true,
  entities: [],
  sources: [],
  listings: [],
  disagreements: [],
  facts: [],
  wordings: [],
};

function grown(pack: RawPack, proposed: readonly NewEntry[], sink: ProblemCollector): RawPack {
  const { id, topics, languages } = pack.pack.value;
  const isThere = (one: NewEntry, key: 'topic' | 'language', known: readonly string[]): boolean => {
    const typed = one[key];
    if (typed === undefined || known.includes(typed)) return true;
    const meant = nearest(typed, known);
    const others = `Write one of ${known.join(', ')}, or add it to pack.yaml.`;
    const tip = meant ? `Did you mean ${meant}?` : others;
    sink.error(one.where([key]), `${id} has no ${key} ${JSON.stringify(typed)}`, tip);
    return false;
  };
  const ids = topics.map((topic) => String(topic.id));
  const entries = proposed.filter((one) => isThere(one, 'topic', ids) && isThere(one, 'language', languages));
  const read = <Schema extends z.ZodObject>(kind: Kind, schema: Schema, topic?: string) =>
    entries
      .filter((one) => one.kind === kind && (topic === undefined || one.topic === topic))
      .flatMap((one) => check(one, schema, sink) ?? []);
  const wordings = entries.flatMap((one) => {
    const { topic = '', language } = one;
    const entry = language === undefined ? undefined : check(one, SCHEMAS.wordings, sink);
    return language && entry ? [{ topic, language, file: fileOf(one), entries: [entry] }] : [];
  });
  return {
    ...pack,
    entities: [...pack.entities, ...read('entities', SCHEMAS.entities)],
    sources: [...pack.sources, ...read('sources', SCHEMAS.sources)],
    listings: [...pack.listings, ...read('listings', SCHEMAS.listings)],
    facts: topics.map(({ id: topic }) => {
      const { file = `facts/${topic}.yaml`, entries: known = [] } = pack.facts.find((one) => one.topic === topic) ?? {};
      return { topic, file, entries: [...known, ...read('facts', SCHEMAS.facts, topic)] };
    }),
    wordings: [...pack.wordings, ...wordings],
  };
}

/** What is proposed as if it had been read; what the schema has against it goes to the sink. */
function check<Schema extends z.ZodObject>(
  { value, where }: Proposed,
  schema: Schema,
  sink: ProblemCollector,
): Entry<z.output<Schema>> | undefined {
  const read = schema.safeParse(value);
  if (read.success) return { value: read.data, file: '', where: (path = []) => where(path) };
  for (const { path, message, tip } of explain(read.error.issues, value, Object.keys(schema.shape)))
    sink.error(where(path), message, tip);
  if (typeof value['id'] === 'string') sink.broken.add(value['id']);
  return undefined;
}
