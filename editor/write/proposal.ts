import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import type { IsoDate } from '../../src/core/fact.ts';
import { joinPacks, type WrittenFacts } from '../../src/facts/join.ts';
import { nearest, type Problem, ProblemCollector } from '../../src/facts/problems.ts';
import { type RawPack, readPack } from '../../src/facts/read.ts';
import { explain } from '../../src/facts/schema/explain.ts';
import { findTree } from '../../src/facts/tree.ts';
import type { Path } from '../../src/facts/yaml.ts';
import { type Evaluation, readEvaluation } from '../evaluation/questions.ts';
import { findingsIn } from '../lint/lint.ts';
import { entryText, type Fields, insertEntries, type Kind, SCHEMAS } from './entries.ts';

/** data/ as it is on the disk, read once, for whoever wants to add to it. */
export interface Workspace {
  readonly today: IsoDate;
  readonly packs: readonly RawPack[];
  readonly written: WrittenFacts;
  readonly evaluation: Evaluation;
  /** What is wrong already: nobody is told of it who only adds something. */
  readonly known: ReadonlySet<string>;
}

/** A thing that somebody wants to write, and how to call the place of it, or of a part of it, where it comes from. */
export interface Proposed {
  readonly value: Fields;
  where(path: Path): string;
}

export interface NewEntry extends Proposed {
  readonly kind: Exclude<Kind, 'pack' | 'listings'>;
  readonly topic?: string;
  readonly language?: string;
}

export function fileOf({ kind, topic, language }: NewEntry): string {
  if (kind === 'facts') return `facts/${topic}.yaml`;
  return kind === 'wordings' ? `facts/${topic}.${language}.yaml` : `${kind}.yaml`;
}

/** Reads all of data/ with what is wrong in it. Throws BotError `bad_data` when there are no packs. */
export function openWorkspace(dir: string, today: IsoDate): Workspace {
  const sink = new ProblemCollector();
  const packs = findTree(dir).packs.flatMap((files) => readPack(files, sink) ?? []);
  const written = joinPacks(packs, sink);
  const evaluation = readEvaluation(dir, written.base, sink);
  const found = findingsIn({ ...written, evaluation }, today);
  return { today, packs, written, evaluation, known: new Set([...sink.problems, ...found].map(withoutLine)) };
}

const withoutLine = ({ where, message }: Problem): string => `${where.replace(/(?::\d+)+$/, '')} ${message}`;

/** What would be wrong with the entries in a pack and is not without them: for schemas, joining and rules. Writes nothing. */
export function tryOut(pack: string, entries: readonly NewEntry[], workspace: Workspace): readonly Problem[] {
  const { packs, written, evaluation, today, known } = workspace;
  const sink = new ProblemCollector();
  // The pack that grows stands last, so that what two facts share is laid to the new one.
  const [own, others] = [true, false].map((isOwn) => packs.filter((one) => (one.pack.value.id === pack) === isOwn));
  const joined = joinPacks([...(others ?? []), ...(own ?? []).map((one) => grown(one, entries, sink))], sink);
  // Writing puts each new entry where the alphabet wants it.
  const found = findingsIn({ ...joined, evaluation, order: written.order }, today);
  return [...sink.problems, ...found].filter((problem) => !known.has(withoutLine(problem)));
}

function grown(pack: RawPack, proposed: readonly NewEntry[], sink: ProblemCollector): RawPack {
  const { id, topics, languages } = pack.pack.value;
  const isThere = (one: NewEntry, key: 'topic' | 'language', known: readonly string[]): boolean => {
    const typed = one[key];
    if (typed === undefined || known.includes(typed)) return true;
    const meant = nearest(typed, known);
    const tip = meant ? `Did you mean ${meant}?` : `Write one of ${known.join(', ')}, or add it to pack.yaml.`;
    sink.error(one.where([key]), `${id} has no ${key} ${JSON.stringify(typed)}`, tip);
    return false;
  };
  const ids = topics.map((topic) => String(topic.id));
  const entries = proposed.filter((one) => isThere(one, 'topic', ids) && isThere(one, 'language', languages));
  const read = <Schema extends z.ZodObject>(kind: Kind, schema: Schema, topic?: string) => {
    const own = entries.filter((one) => one.kind === kind && (topic === undefined || one.topic === topic));
    return own.flatMap((one) => check(one, schema, sink) ?? []);
  };
  const wordings = entries.flatMap((one) => {
    const { topic = '', language } = one;
    const entry = language === undefined ? undefined : check(one, SCHEMAS.wordings, sink);
    return language && entry ? [{ topic, language, file: fileOf(one), entries: [entry] }] : [];
  });
  return {
    ...pack,
    entities: [...pack.entities, ...read('entities', SCHEMAS.entities)],
    sources: [...pack.sources, ...read('sources', SCHEMAS.sources)],
    facts: topics.map(({ id: topic }) => {
      const { file = `facts/${topic}.yaml`, entries: known = [] } = pack.facts.find((one) => one.topic === topic) ?? {};
      return { topic, file, entries: [...known, ...read('facts', SCHEMAS.facts, topic)] };
    }),
    wordings: [...pack.wordings, ...wordings],
  };
}

function check<Schema extends z.ZodObject>({ value, where }: Proposed, schema: Schema, sink: ProblemCollector) {
  const read = schema.safeParse(value);
  if (read.success) return { value: read.data, file: '', where: (path = []) => where(path) };
  for (const { path, message, tip } of explain(read.error.issues, value, Object.keys(schema.shape)))
    sink.error(where(path), message, tip);
  if (typeof value['id'] === 'string') sink.broken.add(value['id']);
  return undefined;
}

/** Puts entries into the files of a pack, and gives the files. Writes only when all can be; else throws BotError
    `bad_data`. */
export function writeEntries(pack: string, entries: readonly NewEntry[], { packs }: Workspace): readonly string[] {
  const folder = dirname(packs.find((one) => one.pack.value.id === pack)?.pack.file ?? '');
  const texts = new Map<string, string>();
  for (const name of new Set(entries.map(fileOf))) {
    const file = join(folder, name);
    const own = entries.filter((one) => fileOf(one) === name);
    const kind = own[0]?.kind ?? 'facts';
    const added = own.map(({ value }) => ({ id: String(value['id']), text: entryText(kind, value) }));
    const isOrdered = kind === 'facts' || kind === 'wordings';
    texts.set(file, insertEntries(textOf(file, kind), added, file, isOrdered));
  }
  for (const [file, text] of texts) writeFileSync(file, text);
  return [...texts.keys()];
}

/** A file as it is; of one that is not there yet the line that lets an editor complete what comes below it. */
export function textOf(file: string, kind: Kind): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const up = kind === 'facts' || kind === 'wordings' ? '../../../' : '../../';
  return `# yaml-language-server: $schema=${up}schema/${kind}.schema.json\n`;
}
