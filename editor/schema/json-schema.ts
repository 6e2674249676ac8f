import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { languageSchema, talkSchema } from '../../src/facts/schema/language.ts';
import {
  disagreementSchema,
  entitySchema,
  listingSchema,
  packSchema,
  sourceSchema,
} from '../../src/facts/schema/pack.ts';
import { conversationSchema } from '../evaluation/conversations.ts';
import { messageSchema } from '../evaluation/messages.ts';
import { answerableSchema, nearTrapSchema, outOfScopeSchema, strangersSchema } from '../evaluation/questions.ts';
import { exceptionSchema } from '../lint/lint.ts';

const LISTS: Readonly<Record<string, z.ZodObject>> = {
  conversations: conversationSchema,
  disagreements: disagreementSchema,
  entities: entitySchema,
  evaluation: answerableSchema,
  exceptions: exceptionSchema,
  facts: factSchema,
  listings: listingSchema,
  messages: messageSchema,
  'near-traps': nearTrapSchema,
  'out-of-scope': outOfScopeSchema,
  sources: sourceSchema,
  wordings: wordingSchema,
};
const SINGLE: Readonly<Record<string, z.ZodObject>> = {
  language: languageSchema,
  pack: packSchema,
  strangers: strangersSchema,
  talk: talkSchema,
};

const words = z.record(z.string(), z.string()).default({});
const keySchema = z.strictObject({ about: z.string(), example: z.string().exactOptional(), words });
const KEYS = z
  .record(z.string(), z.record(z.string(), keySchema))
  .parse(parse(readFileSync(new URL('./keys.yaml', import.meta.url), 'utf8')));

export type Described = z.core.JSONSchema.BaseSchema;

/** JSON Schema (draft 7, which editors understand best): each key with its `description`, an `example` as it would be typed,
    and for a list of words `enumDescriptions`. */
export function describe(kind: string, schema: z.ZodType): Described {
  const drawn: Described = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  const said = (at: string) => KEYS[kind]?.[at] ?? KEYS['shared']?.[at];
  eachIn(drawn, (part, path, isKey) => {
    const { about: description, example, words } = said(path) ?? {};
    if (isKey) Object.assign(part, { description, ...(example !== undefined && { example }) });
    if (part.enum && words) part['enumDescriptions'] = part.enum.map((word) => words[String(word)]);
  });
  return drawn;
}

/** Visits a schema and all in it, with the keys on the way: `cites.quote`. */
type Visit = (part: Described, path: string, isKey: boolean) => void;

function eachIn(schema: Described, visit: Visit, path = '', isKey = false) {
  visit(schema, path, isKey);
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema;
  for (const [key, value] of Object.entries(properties))
    if (typeof value === 'object') eachIn(value, visit, path === '' ? key : `${path}.${key}`, true);
  for (const part of [items, additionalProperties, ...anyOf].flat())
    if (typeof part === 'object') eachIn(part, visit, path);
}

/** File name → JSON Schema, every key explained. Says less than loading does: editors complete and warn, loading decides. */
export function renderSchemas(): ReadonlyMap<string, string> {
  const drawn = Object.entries({ ...LISTS, ...SINGLE }).map(([name, schema]): [string, string] => {
    const entry = describe(name, schema);
    eachIn(entry, (part, path) => {
      const { description, example } = part;
      // An `examples` of JSON Schema would be filled in by editors, and a made-up date would be kept.
      if (description !== undefined && typeof example === 'string')
        part['markdownDescription'] = `${description}\n\n\`${path.split('.').at(-1)}: ${example}\``;
      delete part['example'];
    });
    const { $schema, ...items } = entry;
    const file = name in SINGLE ? entry : { $schema, type: 'array', items };
    return [`${name}.schema.json`, `${JSON.stringify(file, null, 2)}\n`];
  });
  return new Map(drawn);
}

/** Writes every schema into `dir`/schema, for editors. Gives back the names of the files. */
export function writeSchemas(dir: string): readonly string[] {
  const schemas = renderSchemas();
  mkdirSync(join(dir, 'schema'), { recursive: true });
  for (const [name, text] of schemas) writeFileSync(join(dir, 'schema', name), text);
  return [...schemas.keys()];
}
