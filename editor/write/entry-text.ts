import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isPair, isScalar, isSeq, Scalar, visit } from 'yaml';
import type { z } from 'zod';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { entitySchema, listingSchema, packSchema, sourceSchema } from '../../src/facts/schema/pack.ts';
import type { Path } from '../../src/facts/yaml.ts';

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

const WIDTH = 120;

/** One entry as an editor would type it: keys in the order of the schema, without those that equal their default, a `- ` in
    the first column and a line end; texts of more than a line are folded, lists of names and small maps stand on one line. */
export function entryText(kind: Kind, value: Fields): string {
  const kept = Object.entries(SCHEMAS[kind].shape).flatMap(([key, schema]: [string, z.ZodType]) => {
    const own = value[key];
    const { data: usual } = schema.safeParse(undefined);
    return own === undefined || isDeepStrictEqual(own, usual) ? [] : [[key, own] as const];
  });
  const document = new Document([Object.fromEntries(kept)], { version: '1.2' });
  visit(document, {
    Scalar(_, node, path) {
      if (typeof node.value !== 'string') return;
      // A year stands bare, as people write it.
      if (/^\d{4}$/.test(node.value) && DATES.has(keyOf(path))) node.value = Number(node.value);
      else if (node.value.length > WIDTH - 20) node.type = Scalar.BLOCK_FOLDED;
    },
    Collection(_, node, path) {
      const isNames = isSeq(node) && node.items.every(isScalar) && keyOf(path) !== 'questions';
      const isMapOfKey = isMap(node) && keyOf(path) !== '';
      if (!(isNames || isMapOfKey) || JSON.stringify(node).length > WIDTH - 20) return;
      node.flow = true;
      const draw = node.toString.bind(node);
      const flowCollectionPadding = isMap(node) ? ' ' : '';
      node.toString = (context, ...more) => draw(context && { ...context, flowCollectionPadding }, ...more);
    },
  });
  return document.toString({ lineWidth: WIDTH });
}

const DATES: ReadonlySet<string> = new Set(['from', 'to', 'published', 'since', 'ended']);

/** The key that a node is the value of; empty for an entry of a list. */
function keyOf(path: readonly unknown[]): string {
  const pair = path.at(-1);
  return isPair(pair) ? String(pair.key) : '';
}

/** Puts a value at the end of a path, and makes what is missing on the way to it. */
export function putAt(value: object, [step = '', ...rest]: Path, told: unknown): void {
  const inner: unknown = Reflect.get(value, step) ?? (typeof rest[0] === 'number' ? [] : {});
  Reflect.set(value, step, rest.length === 0 ? told : inner);
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) putAt(inner, rest, told);
}
