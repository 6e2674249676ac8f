import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isSeq, parseDocument } from 'yaml';
import { BotError } from '../../src/core/errors.ts';
import { type Path, readYaml, valueAt } from '../../src/facts/yaml.ts';

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
  const document = parseDocument(text);
  const list = path.length === 0 ? document.contents : document.getIn(path, true);
  // An empty list is written as [], or not at all.
  if (list === null) return { head: text, blocks: [], tail: '', indent: '' };
  if (!isSeq(list)) return undefined;
  if (list.items.length === 0 && path.length === 0) {
    const [start, end] = list.range ?? [0, 0];
    return { head: text.slice(0, start) + text.slice(end).trimStart(), blocks: [], tail: '', indent: '' };
  }
  if (list.flow) return undefined;
  const offsets = list.items.flatMap((item) => (isNode(item) ? (item.range?.[0] ?? []) : []));
  const starts = offsets.map((offset, index) => withComments(text, lineStart(text, offset), index === 0));
  const end = text.slice(0, list.range?.[2]).trimEnd().length;
  const [first = end] = starts;
  return {
    head: text.slice(0, first),
    blocks: starts.map((start, index) => ({
      id: idOf(list.items[index]),
      text: text.slice(start, starts[index + 1] ?? end).replace(/(?<!\n)$/, lineEnd(text)),
    })),
    tail: text.slice(end).replace(/^\r?\n/, ''),
    indent: / *(?=- )/.exec(text.slice(lineStart(text, offsets[0] ?? 0)))?.[0] ?? '',
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

/** A text with more entries in one of its lists, that at `path`: `ordered` puts each before the first id that follows it in the
    alphabet, else they go to the end. Every other character stays as it is. The new ones are written with `- ` in the first
    column and a line end. Throws BotError `bad_data`, which names `file`, where the list is not written so. */
export function insertEntries(
  text: string,
  added: readonly Block[],
  { file, path = [], ordered }: { readonly file: string; readonly path?: Path; readonly ordered?: boolean },
): string {
  const list = listText(text, path);
  const end = lineEnd(text);
  const blocks = [...(list?.blocks ?? [])];
  for (const one of ordered ? added.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : added) {
    const next = ordered ? blocks.findIndex(({ id }) => id > one.id) : -1;
    const own = one.text.replace(/^(?=.)/gm, list?.indent ?? '').replaceAll('\n', end);
    blocks.splice(next < 0 ? blocks.length : next, 0, { id: one.id, text: own });
  }
  const head = list?.head.replace(/(?<=[^\n])$/, end) ?? '';
  const result = list && [head, ...blocks.map((one) => one.text), list.tail].join('');
  const wanted = [...entriesAt(text, path), ...entriesAt(added.map((one) => one.text).join(''))];
  const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
  if (result !== undefined && isDeepStrictEqual(sorted(entriesAt(result, path)), sorted(wanted))) return result;
  const read = readYaml(result ?? '');
  const why = read.ok ? 'is not written with each entry below a -' : `can not hold it: ${read.faults[0]?.message}`;
  const tip = 'Write its entries as those of data/packs/_template are written, and fewer of them, then try again.';
  throw new BotError('bad_data', `${file} ${why}, so nothing can be put into it`, tip);
}

/** What the list at a path says; nothing where there is none. */
function entriesAt(text: string, path: Path = []): readonly unknown[] {
  const read = readYaml(text);
  const value = read.ok ? valueAt(read.value, path) : undefined;
  return Array.isArray(value) ? value : [];
}
