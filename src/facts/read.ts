import { readFileSync, statSync } from 'node:fs';
import type { z } from 'zod';
import type { Problem } from './problems.ts';
import { explain } from './schema/explain.ts';
import { MAX_BYTES, type Path, type Place, readYaml, type YamlReading, type YamlText } from './yaml.ts';

/** One thing that was read, and where it was written. */
export interface Entry<Value> {
  readonly value: Value;
  readonly file: string;
  /** `file:line:column` of it, or of the part at the end of the path. */
  where(path?: Path): string;
}

/** Where reading puts what it finds wrong. */
export interface Sink {
  readonly problems: Problem[];
  /** Ids of entries that were refused, so that what names them is not refused for that as well. */
  readonly broken: Set<string>;
  /** What reads a text; `readYaml` when left out. Who reads the same files again and again can keep what they hold. */
  readonly parse?: (text: string) => YamlReading;
}

export function newSink(parse?: Sink['parse']): Sink {
  return { problems: [], broken: new Set(), ...(parse && { parse }) };
}

function show(file: string, { line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** The value of a YAML file; undefined, with the problems in the sink, when it can not be read. */
export function readYamlFile(file: string, sink: Sink): YamlText | undefined {
  const fail = (message: string, tip: string) => {
    sink.problems.push({ level: 'error', where: `${file}:1:1`, message, tip });
    return undefined;
  };
  if (statSync(file).size > MAX_BYTES) return fail('is larger than 1 MB', 'Split it by topic.');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return fail('is not UTF-8 text', 'Save it as UTF-8.');
  }
  const read = (sink.parse ?? readYaml)(text);
  if (read.ok) return read;
  for (const { message, tip, ...place } of read.faults) {
    sink.problems.push({ level: 'error', where: show(file, place), message, tip });
  }
  return undefined;
}

/** The keys that a schema knows, for saying what may stand there. */
function keysOf(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape);
}

function check<Schema extends z.ZodObject>(
  schema: Schema,
  read: { yaml: YamlText; file: string; value: unknown; start: Path },
  sink: Sink,
): Entry<z.output<Schema>> | undefined {
  const { yaml, file, value, start } = read;
  const result = schema.safeParse(value);
  if (result.success) {
    return { value: result.data, file, where: (path = []) => show(file, yaml.at([...start, ...path])) };
  }
  for (const { path, message, tip } of explain(result.error.issues, value, keysOf(schema))) {
    const place = yaml.atKey([...start, ...path]);
    sink.problems.push({ level: 'error', where: show(file, place), message, tip });
  }
  return undefined;
}

/** A file that holds one thing. */
export function readOne<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  sink: Sink,
): Entry<z.output<Schema>> | undefined {
  const yaml = readYamlFile(file, sink);
  return yaml && check(schema, { yaml, file, value: yaml.value, start: [] }, sink);
}

/** A file that holds a list of things of one kind. What is wrong with one leaves the others readable; an empty file is
    an empty list. */
export function readList<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  sink: Sink,
): Entry<z.output<Schema>>[] {
  const yaml = readYamlFile(file, sink);
  if (!yaml || yaml.value === null) return [];
  if (!Array.isArray(yaml.value)) {
    const tip = 'Begin each entry with - in the first column.';
    sink.problems.push({ level: 'error', where: show(file, yaml.at([])), message: 'must hold a list', tip });
    return [];
  }
  return yaml.value.flatMap((value: unknown, index) => {
    const entry = check(schema, { yaml, file, value, start: [index] }, sink);
    if (!entry) noteBroken(value, sink);
    return entry ? [entry] : [];
  });
}

function noteBroken(value: unknown, sink: Sink): void {
  if (typeof value !== 'object' || value === null || !('id' in value)) return;
  if (typeof value.id === 'string') sink.broken.add(value.id);
}
