import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isSeq, parseDocument, stringify } from 'yaml';
import type { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { entitySchema, listingSchema, packSchema, sourceSchema } from '../../src/facts/schema/pack.ts';
import { type Path, readYaml } from '../../src/facts/yaml.ts';

export const SCHEMAS = {
  pack: packSchema,
  entities: entitySchema,
  sources: sourceSchema,
  facts: factSchema,
  wordings: wordingSchema,
  listings: listingSchema,
} as const satisfies Readonly<Record<string, z.ZodObject>>;
export type Kind = keyof typeof SCHEMAS;

/** A thing with the keys of its file, checked or not. */
export type Fields = Readonly<Record<string, unknown>>;

/** One entry of a list: keys in the order of the schema, without those that equal their default. */
export function entryText(kind: Kind, value: Fields): string {
  const kept = Object.entries(SCHEMAS[kind].shape).flatMap(([key, schema]: [string, z.ZodType]) => {
    const own = value[key];
    const { data: usual } = schema.safeParse(undefined);
    return own === undefined || isDeepStrictEqual(own, usual) ? [] : [[key, own] as const];
  });
  return stringify([Object.fromEntries(kept)], { lineWidth: 120 });
}

/** Puts a value at the end of a path, and makes what is missing on the way to it. */
export function putAt(value: object, [step = '', ...rest]: Path, told: unknown): void {
  const inner: unknown = Reflect.get(value, step) ?? (typeof rest[0] === 'number' ? [] : {});
  Reflect.set(value, step, rest.length === 0 ? told : inner);
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) putAt(inner, rest, told);
}

/** One entry of a list as it is written, with the comments right above it. */
type Block = { readonly id: string; readonly text: string };

/** A text that is a list, cut where entries begin: put together it is the text again. Undefined when it can't be read or is
    not written one entry a `- `. */
export function listText(text: string): { readonly head: string; readonly blocks: readonly Block[] } | undefined {
  if (!readYaml(text).ok) return undefined;
  const { contents: list } = parseDocument(text);
  // An empty list is written as [], or not at all.
  if (list === null) return { head: text, blocks: [] };
  if (!isSeq(list)) return undefined;
  const [start = 0, end] = list.range ?? [];
  if (list.items.length === 0) return { head: text.slice(0, start) + text.slice(end).trimStart(), blocks: [] };
  if (list.flow) return undefined;
  const offsets = list.items.flatMap((item) => (isNode(item) ? (item.range?.[0] ?? []) : []));
  const starts = offsets.map((offset, index) => withComments(text, lineStart(text, offset), index === 0));
  return {
    head: text.slice(0, starts[0]),
    blocks: starts.map((start, index) => ({
      id: idOf(list.items[index]),
      text: text.slice(start, starts[index + 1]).replace(/(?<!\n)$/, '\n'),
    })),
  };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const idOf = (entry: unknown): string => (isMap(entry) ? String(entry.get('id') ?? '') : '');

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

/** A text with more entries in its list: `ordered` puts each before the first id that follows it in the alphabet, else they go
    to the end. All else stays as it is. Throws BotError `bad_data`, which names `file`, where the list is not written so. */
export function insertEntries(text: string, added: readonly Block[], file: string, ordered = false): string {
  const list = listText(text);
  const blocks = [...(list?.blocks ?? [])];
  for (const one of ordered ? added.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : added) {
    const next = ordered ? blocks.findIndex(({ id }) => id > one.id) : -1;
    blocks.splice(next < 0 ? blocks.length : next, 0, one);
  }
  const result = list && [list.head.replace(/(?<=[^\n])$/, '\n'), ...blocks.map((one) => one.text)].join('');
  const wanted = [text, ...added.map((one) => one.text)].flatMap(entriesOf);
  if (result !== undefined && isDeepStrictEqual(entriesOf(result).sort(), wanted.sort())) return result;
  const read = readYaml(result ?? '');
  const why = read.ok ? 'is not written with each entry below a -' : `can not hold it: ${read.faults[0]?.message}`;
  const tip = 'Write its entries as those of data/packs/_template are written, and fewer of them, then try again.';
  throw new BotError('bad_data', `${file} ${why}, so nothing can be put into it`, tip);
}

/** What each entry of a list says; nothing where there is no list. */
export function entriesOf(text: string): string[] {
  const read = readYaml(text);
  return read.ok && Array.isArray(read.value) ? read.value.map((one) => JSON.stringify(one)) : [];
}
