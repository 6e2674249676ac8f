import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { entitySchema, listingSchema, packSchema } from '../../src/facts/schema/pack.ts';
import { sourceSchema } from '../../src/facts/schema/source.ts';
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
