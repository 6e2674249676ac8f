import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { disagreementSchema } from './schema/disagreement.ts';
import { entitySchema } from './schema/entity.ts';
import { answerableSchema, nearTrapSchema, outOfScopeSchema, strangersSchema } from './schema/evaluation.ts';
import { exceptionSchema } from './schema/exception.ts';
import { factSchema, wordingSchema } from './schema/fact.ts';
import { languageSchema } from './schema/language.ts';
import { listingSchema } from './schema/listing.ts';
import { packSchema } from './schema/pack.ts';
import { sourceSchema } from './schema/source.ts';

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

/** File name → JSON Schema (draft 7, which editors understand best) of what an author writes. Says less than loading
    does: editors complete and warn, loading decides. */
export function renderSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([name, schema]) => {
      const described = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
      return [`${name}.schema.json`, `${JSON.stringify(described, null, 2)}\n`];
    }),
  );
}

/** Writes every schema into `dir`/schema, for editors. Gives back the names of the files. */
export function writeSchemas(dir: string): readonly string[] {
  const schemas = renderSchemas();
  mkdirSync(join(dir, 'schema'), { recursive: true });
  for (const [name, text] of schemas) writeFileSync(join(dir, 'schema', name), text);
  return [...schemas.keys()];
}
