import { isDeepStrictEqual } from 'node:util';
import { BotError } from '../../src/core/errors.ts';
import { readYaml } from '../../src/facts/yaml.ts';
import { idOf, splitEntries } from '../lint/fix.ts';

/** A new entry, by its id. */
export interface NewEntry {
  readonly id: string;
  /** As it stands in the file, with `- ` in its first column and a line end. */
  readonly text: string;
}

/** A file of entries with some more in it; every other character stays as it is. `ordered` puts each before the first id
    that follows it in the alphabet, else they go to the end. Throws BotError `bad_data`, which names `file`, when it is
    not written one entry a `- ` in the first column. */
export function insertEntries(
  text: string,
  entries: readonly NewEntry[],
  file: string,
  ordered: boolean,
): string {
  if (entries.length === 0) return text;
  const before = entriesOf(text);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  // An empty list is written as [] in a line of its own.
  const { head, blocks } = ofFile(
    splitEntries(before?.length === 0 ? lines.filter((line) => line.trim() !== '[]') : lines),
  );
  const all = blocks.map((block) => ({ id: idOf(block), block }));
  const added = entries.map(({ id, text: own }) => ({ id, block: own.trimEnd().split('\n') }));
  const placed = ordered ? merged(all, added) : [...all, ...added];
  const result = `${[...head, ...placed.flatMap(({ block }) => block)].join(end)}${end}`;
  const wanted = entriesOf(entries.map(({ text: own }) => own).join(''));
  if (before && wanted && isDeepStrictEqual(keys(entriesOf(result)), keys([...before, ...wanted])))
    return result;
  throw new BotError(
    'bad_data',
    `${file} is not written with each entry below a - in the first column, so nothing can be put into it`,
    'Write its entries as those of data/packs/_template are written, then try again.',
  );
}

/** Comments from the top of the file on belong to the file, and not to the entry that happens to stand below them. */
function ofFile({ head, blocks }: ReturnType<typeof splitEntries>): ReturnType<typeof splitEntries> {
  const [first = [], ...rest] = blocks;
  const own = first.findIndex((line) => !line.startsWith('#'));
  return own <= 0
    ? { head, blocks }
    : { head: [...head, ...first.slice(0, own)], blocks: [first.slice(own), ...rest] };
}

interface Block {
  readonly id: string;
  readonly block: readonly string[];
}

/** Each new block before the first old one that follows it; new ones in order among themselves. */
function merged(all: readonly Block[], added: readonly Block[]): readonly Block[] {
  const waiting = added.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const result: Block[] = [];
  for (const block of all) {
    while (waiting[0] !== undefined && waiting[0].id < block.id) result.push(...waiting.splice(0, 1));
    result.push(block);
  }
  return [...result, ...waiting];
}

function entriesOf(text: string): readonly unknown[] | undefined {
  const read = readYaml(text);
  if (!read.ok) return undefined;
  if (read.value === null) return [];
  return Array.isArray(read.value) ? read.value : undefined;
}

function keys(values: readonly unknown[] | undefined): readonly string[] | undefined {
  return values?.map((value) => JSON.stringify(value)).sort();
}

/** A file of entries in which the one called `id` has one more key, at its end; every other character stays as it is. The
    value must need no quoting. Throws as above. */
export function insertKey(text: string, id: string, key: string, value: string, file: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const { head, blocks } = splitEntries(text.split(/\r?\n/));
  const changed = blocks.map((block) => {
    if (idOf(block) !== id) return block;
    const last = block.findLastIndex(
      (line) => /^ {2}\S/.test(line) || /^ {3}/.test(line) || /^- /.test(line),
    );
    return [...block.slice(0, last + 1), `  ${key}: ${value}`, ...block.slice(last + 1)];
  });
  const result = [...head, ...changed.flat()].join(end);
  const wanted = entriesOf(text)?.map((entry) =>
    Reflect.get(Object(entry), 'id') === id ? { ...Object(entry), [key]: value } : entry,
  );
  if (wanted && isDeepStrictEqual(entriesOf(result), wanted)) return result;
  throw new BotError(
    'bad_data',
    `${file} is not written so that ${key} can be put into the entry ${id}`,
    `Write ${key}: ${value} there by hand, then try again.`,
  );
}

/** pack.yaml with one more topic at the end of its list; every other character stays as it is. Throws as above. */
export function insertTopic(text: string, topic: string, file: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  const start = lines.findIndex((line) => /^topics:\s*(#.*)?$/.test(line));
  const next = lines.findIndex((line, index) => index > start && /^[^\s#-]/.test(line));
  const at = next < 0 ? lines.length : next;
  const indent =
    /^ *(?=- )/.exec(lines.slice(start + 1).find((line) => /^ *- /.test(line)) ?? '  - ')?.[0] ?? '  ';
  const own = topic
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line.slice(2)}`);
  const result = `${[...lines.slice(0, at), ...own, ...lines.slice(at)].join(end)}${end}`;
  const [before, after] = [topicCount(text), topicCount(result)];
  if (start >= 0 && before !== undefined && after === before + 1) return result;
  throw new BotError(
    'bad_data',
    `${file} has no list of topics that one can be added to`,
    'Write topics as pack.yaml of data/packs/_template does, then try again.',
  );
}

function topicCount(text: string): number | undefined {
  const read = readYaml(text);
  if (!read.ok || typeof read.value !== 'object' || read.value === null || !('topics' in read.value))
    return undefined;
  return Array.isArray(read.value.topics) ? read.value.topics.length : undefined;
}
