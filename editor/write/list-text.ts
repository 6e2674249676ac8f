import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isSeq, parseDocument } from 'yaml';
import { BotError } from '../../src/core/errors.ts';
import { type Path, readYaml } from '../../src/facts/yaml.ts';

/** One entry of a list as it is written, with the comments right above it. */
export interface Block {
  readonly id: string;
  readonly text: string;
}

/** A text around the entries of one of its lists, cut where entries begin: put together it is the text again. */
export interface ListText {
  readonly head: string;
  readonly blocks: readonly Block[];
  readonly tail: string;
  /** Spaces before each `- `. */
  readonly indent: string;
}

/** The list at a path of a YAML text, the text itself when the path is empty. Undefined when it can't be read or is not
    written one entry a `- `. */
export function listText(text: string, path: Path = []): ListText | undefined {
  if (!readYaml(text).ok) return undefined;
  const document = parseDocument(text, { keepSourceTokens: true });
  const list = path.length === 0 ? document.contents : document.getIn(path, true);
  // An empty list is written as [], or not at all.
  if (list === null) return { head: text, blocks: [], tail: '', indent: '' };
  if (!isSeq(list)) return undefined;
  if (list.items.length === 0 && path.length === 0) {
    const [start, end] = list.range ?? [0, 0];
    return { head: text.slice(0, start) + text.slice(end).trimStart(), blocks: [], tail: '', indent: '' };
  }
  if (list.srcToken?.type !== 'block-seq') return undefined;
  const dashes = list.srcToken.items.flatMap(
    ({ start }) => start.find(({ type }) => type === 'seq-item-ind') ?? [],
  );
  const starts = dashes.map(({ offset }, index) => withComments(text, lineStart(text, offset), index === 0));
  const end = text.slice(0, list.range?.[2]).trimEnd().length;
  const [first = end] = starts;
  return {
    head: text.slice(0, first),
    blocks: starts.map((start, index) => ({
      id: idOf(list.items[index]),
      text: text.slice(start, starts[index + 1] ?? end).replace(/(?<!\n)$/, lineEnd(text)),
    })),
    tail: text.slice(end).replace(/^\r?\n/, ''),
    indent: ' '.repeat(list.srcToken.indent),
  };
}

const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function idOf(entry: unknown): string {
  return isMap(entry) ? String(entry.get('id') ?? '') : '';
}

/** The first of the comment lines right above an entry; those from the top of the file on belong to the file. */
function withComments(text: string, start: number, isFirst: boolean): number {
  let first = start;
  while (first > 0) {
    const above = lineStart(text, first - 1);
    if (!text.startsWith('#', above)) break;
    first = above;
  }
  return isFirst && first === 0 ? start : first;
}

interface Where {
  /** Named when it can't be done. */
  readonly file: string;
  /** Of the list in the text; the text itself when left out. */
  readonly path?: Path;
  /** Each before the first id that follows it in the alphabet, else all go to the end. */
  readonly ordered?: boolean;
}

/** A text with more entries in one of its lists; every other character stays as it is. The new ones are written with `- `
    in the first column and a line end. Throws BotError `bad_data` where the list is not written so. */
export function insertEntries(
  text: string,
  added: readonly Block[],
  { file, path = [], ordered }: Where,
): string {
  const list = listText(text, path);
  const end = lineEnd(text);
  const fresh = added.map(({ id, text: own }) => ({
    id,
    text: own.replace(/^(?=.)/gm, list?.indent ?? '').replaceAll('\n', end),
  }));
  const blocks = [...(list?.blocks ?? [])];
  for (const one of ordered ? fresh.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : fresh) {
    const next = ordered ? blocks.findIndex(({ id }) => id > one.id) : -1;
    blocks.splice(next < 0 ? blocks.length : next, 0, one);
  }
  const { head = '', tail = '' } = list ?? {};
  const result = [
    head.replace(/(?<=.)$/, head.endsWith('\n') ? '' : end),
    ...blocks.map((one) => one.text),
    tail,
  ].join('');
  const wanted = [...entriesAt(text, path), ...entriesAt(added.map((one) => one.text).join(''))];
  if (list && isDeepStrictEqual(sorted(entriesAt(result, path)), sorted(wanted))) return result;
  const read = readYaml(result);
  const why =
    list && !read.ok
      ? `can not hold it: ${read.faults[0]?.message}`
      : 'is not written with each entry below a -';
  throw new BotError(
    'bad_data',
    `${file} ${why}, so nothing can be put into it`,
    'Write its entries as those of data/packs/_template are written, and fewer of them, then try again.',
  );
}

/** A list of entries in which the one called `id` has one more key: below the key `after`, else at its end. Every other
    character stays as it is. The value must need no quoting. Throws as above, also where the key is there already. */
export function insertKey(
  text: string,
  id: string,
  [key, value]: readonly [key: string, value: string],
  { file, after }: { readonly file: string; readonly after?: string },
): string {
  const { contents } = parseDocument(text);
  const entry = isSeq(contents) ? contents.items.find((one) => isMap(one) && idOf(one) === id) : undefined;
  const pairs = isMap(entry) ? entry.items : [];
  const above = pairs.find((pair) => String(pair.key) === after) ?? pairs.at(-1);
  const [start, valueEnd] = isNode(above?.value) ? (above.value.range ?? []) : [];
  if (isMap(entry) && start !== undefined && valueEnd !== undefined) {
    const next = text.indexOf('\n', Math.max(start, valueEnd - 1)) + 1;
    const at = next === 0 ? text.length : next;
    const [column = 0] = entry.range ?? [];
    const line = `${' '.repeat(column - lineStart(text, column))}${key}: ${value}${lineEnd(text)}`;
    const before = text.slice(0, at);
    const result = `${before}${before.endsWith('\n') ? '' : lineEnd(text)}${line}${text.slice(at)}`;
    const wanted = entriesAt(text).map((one) =>
      Reflect.get(Object(one), 'id') === id ? { ...Object(one), [key]: value } : one,
    );
    if (isDeepStrictEqual(entriesAt(result), wanted)) return result;
  }
  throw new BotError(
    'bad_data',
    `${file} is not written so that ${key} can be put into the entry ${id}`,
    `Write ${key}: ${value} there by hand, then try again.`,
  );
}

/** What the list at a path says; nothing where there is none. */
function entriesAt(text: string, path: Path = []): readonly unknown[] {
  const read = readYaml(text);
  const value = path.reduce<unknown>(
    (one, step) => Reflect.get(Object(one), step),
    read.ok ? read.value : undefined,
  );
  return Array.isArray(value) ? value : [];
}

function sorted(values: readonly unknown[]): readonly string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}
