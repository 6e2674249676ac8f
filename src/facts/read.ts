import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { ProblemCollector } from './problems.ts';
import { explain } from './schema/explain.ts';
import { factSchema, wordingSchema } from './schema/fact.ts';
import { disagreementSchema, entitySchema, listingSchema, packSchema, sourceSchema } from './schema/pack.ts';
import type { PackFiles } from './tree.ts';
import { MAX_BYTES, type Path, type Place, readYaml, type YamlText } from './yaml.ts';

/** One thing that was read, and where it was written. */
export interface Entry<Value> {
  readonly value: Value;
  readonly file: string;
  /** `file:line:column` of it, or of the part at the end of the path. */
  where(path?: Path): string;
}

/** `written`: it before anything was made of it. */
export type Read<Schema extends z.ZodObject> = Entry<z.output<Schema>> & { readonly written: unknown };

/** A file that holds one thing; undefined when it can not be used. */
export function readOne<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  collector: ProblemCollector,
): Read<Schema> | undefined {
  const yaml = readYamlFile(file, collector);
  const entry = yaml && check(schema, { yaml, file, value: yaml.value, start: [] }, collector);
  return entry && { ...entry, written: yaml.value };
}

/** A file that holds a list of things of one kind. What is wrong with one leaves the others readable; an empty file is
    an empty list. */
export function readList<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  collector: ProblemCollector,
): Entry<z.output<Schema>>[] {
  const yaml = readYamlFile(file, collector);
  if (!yaml || yaml.value === null) return [];
  if (!Array.isArray(yaml.value)) {
    const tip = 'Begin each entry with - in the first column.';
    collector.error(show(file, yaml.at([])), 'must hold a list', tip);
    return [];
  }
  return yaml.value.flatMap((value: unknown, index) => {
    const entry = check(schema, { yaml, file, value, start: [index] }, collector);
    const id = !entry && typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
    if (typeof id === 'string') collector.broken.add(id);
    return entry ? [entry] : [];
  });
}

function readYamlFile(file: string, collector: ProblemCollector): YamlText | undefined {
  const fail = (message: string, tip: string): undefined => {
    collector.error(`${file}:1:1`, message, tip);
  };
  if (statSync(file).size > MAX_BYTES) return fail('is larger than 1 MB', 'Split it by topic.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return fail('is not UTF-8 text', 'Save it as UTF-8.');
  }
  const read = readYaml(text);
  if (read.ok) return read;
  for (const { message, tip, ...place } of read.faults) collector.error(show(file, place), message, tip);
  return undefined;
}

function check<Schema extends z.ZodObject>(
  schema: Schema,
  read: { yaml: YamlText; file: string; value: unknown; start: Path },
  collector: ProblemCollector,
): Entry<z.output<Schema>> | undefined {
  const { yaml, file, value, start } = read;
  const result = schema.safeParse(value);
  if (result.success) {
    return { value: result.data, file, where: (path = []) => show(file, yaml.at([...start, ...path])) };
  }
  for (const { path, message, tip } of explain(result.error.issues, value, Object.keys(schema.shape))) {
    collector.error(show(file, yaml.atKey([...start, ...path])), message, tip);
  }
  return undefined;
}

function show(file: string, { line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** A pack as its files say it: each entry is sound on its own, and nothing is joined yet. */
export type RawPack = NonNullable<ReturnType<typeof readPack>>;

/** Reads every file of a pack. Undefined when its pack.yaml can't be used. */
export function readPack(files: PackFiles, collector: ProblemCollector) {
  const path = (name: string): string => join(files.folder, name);
  for (const name of ['pack.yaml', 'entities.yaml', 'sources.yaml']) {
    if (existsSync(path(name))) continue;
    collector.error(`${path(name)}:1:1`, 'is missing', 'Copy it from data/packs/_template.');
  }
  const list = <Schema extends z.ZodObject>(name: string, schema: Schema) =>
    existsSync(path(name)) ? readList(path(name), schema, collector) : [];
  const pack = existsSync(path('pack.yaml')) ? readOne(path('pack.yaml'), packSchema, collector) : undefined;
  const lists = {
    entities: list('entities.yaml', entitySchema),
    sources: list('sources.yaml', sourceSchema),
    listings: list('listings.yaml', listingSchema),
    disagreements: list('disagreements.yaml', disagreementSchema),
    facts: files.facts.map((of) => ({ ...of, entries: readList(of.file, factSchema, collector) })),
    wordings: files.wordings.map((of) => ({ ...of, entries: readList(of.file, wordingSchema, collector) })),
  };
  if (!pack) return undefined;
  if (pack.value.id !== files.id) {
    const message = `id is ${pack.value.id}, but the folder is called ${files.id}`;
    collector.error(pack.where(['id']), message, `Write id: ${files.id}`);
  }
  return { served: files.served, pack, ...lists };
}
