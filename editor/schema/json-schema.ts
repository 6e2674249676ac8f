import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { disagreementSchema } from '../../src/facts/schema/disagreement.ts';
import { entitySchema } from '../../src/facts/schema/entity.ts';
import { factSchema, wordingSchema } from '../../src/facts/schema/fact.ts';
import { languageSchema } from '../../src/facts/schema/language.ts';
import { listingSchema } from '../../src/facts/schema/listing.ts';
import { packSchema } from '../../src/facts/schema/pack.ts';
import { sourceSchema } from '../../src/facts/schema/source.ts';
import { answerableSchema, nearTrapSchema, outOfScopeSchema, strangersSchema } from '../evaluation/schema.ts';
import { exceptionSchema } from '../lint/exception-schema.ts';
import { SNIPPETS } from './snippets.ts';

/** What each kind of file holds. */
const FILES: Readonly<Record<string, z.ZodType>> = {
  disagreements: z.array(disagreementSchema),
  entities: z.array(entitySchema),
  evaluation: z.array(answerableSchema),
  exceptions: z.array(exceptionSchema),
  facts: z.array(factSchema),
  language: languageSchema,
  listings: z.array(listingSchema),
  'near-traps': z.array(nearTrapSchema),
  'out-of-scope': z.array(outOfScopeSchema),
  pack: packSchema,
  sources: z.array(sourceSchema),
  strangers: strangersSchema,
  wordings: z.array(wordingSchema),
};

/** File name → JSON Schema (draft 7, which editors understand best) of what an author writes, every key explained. Says
    less than loading does: editors complete and warn, loading decides. */
export function renderSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([name, schema]) => {
      const described = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
      withExamples(described);
      offerSnippets(name, described);
      return [`${name}.schema.json`, `${JSON.stringify(described, null, 2)}\n`];
    }),
  );
}

type Described = z.core.JSONSchema.BaseSchema;

/** Puts each `example` below the text of its key, written as it would stand in the file. As an `examples` of JSON Schema it
    would be filled in by editors, and a made-up date would be kept. */
function withExamples(schema: Described): void {
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    if (typeof value === 'boolean') continue;
    const { description, example } = value;
    if (description !== undefined && typeof example === 'string')
      value['markdownDescription'] = `${description}\n\n\`${key}: ${example}\``;
    delete value['example'];
  }
  for (const part of partsOf(schema)) withExamples(part);
}

function partsOf({ properties, items, additionalProperties, anyOf, allOf, oneOf }: Described): Described[] {
  const parts = [
    ...Object.values(properties ?? {}),
    ...[items].flat(),
    additionalProperties,
    ...(anyOf ?? []),
    ...(allOf ?? []),
    ...(oneOf ?? []),
  ];
  return parts.filter((part) => typeof part === 'object');
}

/** Editors look for what they offer at an entry of a list, or at the file itself where it is no list. */
function offerSnippets(name: string, schema: Described): void {
  const entry = partsOf({ ...(schema.items !== undefined && { items: schema.items }) })[0] ?? schema;
  const snippets = SNIPPETS[name];
  if (snippets !== undefined) entry['defaultSnippets'] = snippets;
}

/** Writes every schema into `dir`/schema, for editors. Gives back the names of the files. */
export function writeSchemas(dir: string): readonly string[] {
  const schemas = renderSchemas();
  mkdirSync(join(dir, 'schema'), { recursive: true });
  for (const [name, text] of schemas) writeFileSync(join(dir, 'schema', name), text);
  return [...schemas.keys()];
}
