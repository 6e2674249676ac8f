import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { disagreementSchema } from '../../src/facts/schema/disagreement.ts';
import { entitySchema } from '../../src/facts/schema/entity.ts';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { languageSchema } from '../../src/facts/schema/language.ts';
import { listingSchema } from '../../src/facts/schema/listing.ts';
import { packSchema } from '../../src/facts/schema/pack.ts';
import { sourceSchema } from '../../src/facts/schema/source.ts';
import { answerableSchema, nearTrapSchema, outOfScopeSchema, strangersSchema } from '../evaluation/schema.ts';
import { exceptionSchema } from '../lint/exceptions.ts';

/** What a kind of file holds: a list of such things, or one. */
interface Holds {
  readonly schema: z.ZodObject;
  readonly isOne?: true;
  /** Whole new entries that editors offer: what each is called, and which keys it has beyond those that are needed. */
  readonly offers?: Readonly<Record<string, readonly string[]>>;
}

const FILES: Readonly<Record<string, Holds>> = {
  disagreements: { schema: disagreementSchema, offers: { 'a place where sources differ': ['facts'] } },
  entities: { schema: entitySchema, offers: { 'somebody or something new': ['aliases', 'definedBy'] } },
  evaluation: { schema: answerableSchema, offers: { 'a question that measures': [] } },
  exceptions: { schema: exceptionSchema, offers: { 'an exception to a rule': [] } },
  facts: {
    schema: factSchema,
    offers: { 'a new fact': [], 'a new fact with a figure and a reply': ['amount', 'reply'] },
  },
  language: { schema: languageSchema, isOne: true },
  listings: { schema: listingSchema, offers: { 'a new listing': [] } },
  'near-traps': { schema: nearTrapSchema, offers: { 'a question close to a fact': [] } },
  'out-of-scope': { schema: outOfScopeSchema, offers: { 'a question that nothing answers': [] } },
  pack: { schema: packSchema, isOne: true, offers: { 'a new pack': [] } },
  sources: { schema: sourceSchema, offers: { 'a new source': ['url', 'published'] } },
  strangers: { schema: strangersSchema, isOne: true },
  wordings: { schema: wordingSchema, offers: { 'a fact worded again': [] } },
};

export type Described = z.core.JSONSchema.BaseSchema;

/** What an author writes, as JSON Schema (draft 7, which editors understand best): each key with what it holds, whether it is
    needed, its `description`, an `example` as it would be typed, and for a list of words `enumDescriptions`. */
export function describe(schema: z.ZodType): Described {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}

/** The example of a key as a value; of a list of words the first. Undefined when there is none. */
export function exampleOf(schema: Described | boolean | undefined): unknown {
  if (typeof schema !== 'object') return undefined;
  const { example, enum: words = [] } = schema;
  return typeof example === 'string'
    ? z.object({ it: z.unknown() }).parse(parse(`it: ${example}`)).it
    : words[0];
}

/** File name → the JSON Schema of a kind of file, every key explained. Says less than loading does: editors complete and warn,
    loading decides. */
export function renderSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([name, { schema, isOne, offers = {} }]) => {
      const entry = describe(schema);
      const snippets = Object.entries(offers).map(([label, more]) => ({
        label,
        description: 'Everything that it needs, to be filled in',
        body: bodyOf(entry, more),
      }));
      withExamples(entry);
      if (snippets.length > 0) entry['defaultSnippets'] = snippets;
      const { $schema, ...items } = entry;
      return [
        `${name}.schema.json`,
        `${JSON.stringify(isOne ? entry : { $schema, type: 'array', items }, null, 2)}\n`,
      ];
    }),
  );
}

/** A whole entry: each key that is needed holds its example as a place to fill in (`${1:text}`), or a choice among its words
    (`${2|one,other|}`). */
function bodyOf({ properties = {}, required = [] }: Described, more: readonly string[]): unknown {
  let place = 0;
  const toFill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(toFill);
    if (typeof value !== 'object' || value === null)
      return `\${${++place}:${String(value).replaceAll('}', '\\}')}}`;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toFill(inner)]));
  };
  const keys = Object.keys(properties).filter((key) => required.includes(key) || more.includes(key));
  return Object.fromEntries(
    keys.map((key) => {
      const schema = properties[key];
      if (typeof schema !== 'object') return [key, ''];
      if (schema.enum) return [key, `\${${++place}|${schema.enum.join(',')}|}`];
      return [key, toFill(exampleOf(schema))];
    }),
  );
}

/** Puts each `example` below the text of its key, written as it would be in the file. As an `examples` of JSON Schema it would be
    filled in by editors, and a made-up date would be kept. */
function withExamples(schema: Described): void {
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema;
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'boolean') continue;
    const { description, example } = value;
    if (description !== undefined && typeof example === 'string')
      value['markdownDescription'] = `${description}\n\n\`${key}: ${example}\``;
    delete value['example'];
  }
  for (const part of [...Object.values(properties), items, additionalProperties, ...anyOf].flat())
    if (typeof part === 'object') withExamples(part);
}

/** Writes every schema into `dir`/schema, for editors. Gives back the names of the files. */
export function writeSchemas(dir: string): readonly string[] {
  const schemas = renderSchemas();
  mkdirSync(join(dir, 'schema'), { recursive: true });
  for (const [name, text] of schemas) writeFileSync(join(dir, 'schema', name), text);
  return [...schemas.keys()];
}
