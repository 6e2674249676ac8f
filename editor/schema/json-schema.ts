import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { languageSchema } from '../../src/facts/schema/language.ts';
import { disagreementSchema, entitySchema, listingSchema, packSchema } from '../../src/facts/schema/pack.ts';
import { sourceSchema } from '../../src/facts/schema/source.ts';
import { talkSchema } from '../../src/facts/schema/talk.ts';
import { conversationSchema } from '../evaluation/conversations.ts';
import { messageSchema } from '../evaluation/messages.ts';
import { answerableSchema, nearTrapSchema, outOfScopeSchema, strangersSchema } from '../evaluation/questions.ts';
import { exceptionSchema } from '../lint/exceptions.ts';

/** What an entry of each kind of file is held to. */
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
/** Kinds of file that hold one thing and no list. */
const SINGLE: Readonly<Record<string, z.ZodObject>> = {
  language: languageSchema,
  pack: packSchema,
  strangers: strangersSchema,
  talk: talkSchema,
};

const keySchema = z.strictObject({
  about: z.string(),
  example: z.string().exactOptional(),
  words: z.record(z.string(), z.string()).default({}),
});
/** What keys.yaml says of the keys of each kind of file. */
const KEYS = z
  .record(z.string(), z.record(z.string(), keySchema))
  .parse(parse(readFileSync(new URL('./keys.yaml', import.meta.url), 'utf8')));

export type Described = z.core.JSONSchema.BaseSchema;

/** What an author writes, as JSON Schema (draft 7, which editors understand best): each key with what it holds, whether it is
    needed, its `description`, an `example` as it would be typed, and for a list of words `enumDescriptions`. */
export function describe(kind: string, schema: z.ZodType): Described {
  const drawn: Described = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  tell(drawn, kind, '');
  return drawn;
}

/** Puts what keys.yaml says to each key, and to each word of a list. */
function tell(schema: Described, kind: string, path: string): void {
  const said = (at: string) => KEYS[kind]?.[at] ?? KEYS['shared']?.[at];
  const words = said(path)?.words;
  if (schema.enum && words) schema['enumDescriptions'] = schema.enum.map((word) => words[String(word)]);
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema;
  for (const [key, value] of Object.entries(properties)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'boolean') continue;
    const { about: description, example } = said(at) ?? {};
    Object.assign(value, { description, ...(example !== undefined && { example }) });
    tell(value, kind, at);
  }
  for (const part of [items, additionalProperties, ...anyOf].flat())
    if (typeof part === 'object') tell(part, kind, path);
}

/** The example of a key as a value; of a list of words the first. Undefined when there is none. */
export function exampleOf(schema: Described | boolean | undefined): unknown {
  if (typeof schema !== 'object') return undefined;
  const { example, enum: words = [] } = schema;
  return typeof example === 'string' ? z.object({ it: z.unknown() }).parse(parse(`it: ${example}`)).it : words[0];
}

/** File name → the JSON Schema of a kind of file, every key explained. Says less than loading does: editors complete and warn,
    loading decides. */
export function renderSchemas(): ReadonlyMap<string, string> {
  const drawn = Object.entries({ ...LISTS, ...SINGLE }).map(([name, schema]): [string, string] => {
    const entry = describe(name, schema);
    withExamples(entry);
    const { $schema, ...items } = entry;
    const file = name in SINGLE ? entry : { $schema, type: 'array', items };
    return [`${name}.schema.json`, `${JSON.stringify(file, null, 2)}\n`];
  });
  return new Map(drawn);
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
