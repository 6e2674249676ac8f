// biome-ignore-all lint/suspicious/noTemplateCurlyInString: editors fill such places in

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

/** What editors offer for a whole new entry; `$1` is where the cursor goes first. */
const SNIPPETS: Readonly<Record<string, object>> = {
  facts: {
    label: 'a new fact',
    description: 'Everything that a fact needs, to be filled in',
    body: [
      {
        id: '${1:pack}.${2:slug}',
        kind: '${3|report,finding,record,company-statement,letter,opinion,metadata|}',
        about: ['${4:entity}'],
        claim: '${5:Who says so} reports that ${6:…}.',
        questions: ['${7:A whole question?}', '${8:other words}', '${9:a third way}'],
        cites: [{ source: '${10:source}', locator: '${11:paragraph 1}' }],
        asOf: '${12:2026-11-22}',
        reviewBy: '${13:2028-11-22}',
      },
    ],
  },
  sources: {
    label: 'a new source',
    description: 'Everything that a source needs, to be filled in',
    body: [
      {
        id: '${1:publisher-subject}',
        title: '${2:Its title}',
        publisher: '${3:Who published it}',
        kind: '${4|press,research,company,record,letter,wiki,campaign|}',
        url: '${5:https://}',
        published: '${6:2026-11-22}',
        accessed: '${7:2026-11-22}',
        read: '${8|whole,opening,copy,citation,not-found|}',
        language: '${9:en}',
      },
    ],
  },
};

/** File name → JSON Schema (draft 7, which editors understand best) of what an author writes. Says less than loading
    does: editors complete and warn, loading decides. */
export function renderSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(FILES).map(([name, schema]) => {
      const described = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
      const snippet = SNIPPETS[name];
      const whole = snippet === undefined ? described : { ...described, defaultSnippets: [snippet] };
      return [`${name}.schema.json`, `${JSON.stringify(whole, null, 2)}\n`];
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
