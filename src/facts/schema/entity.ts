import { z } from 'zod';
import { ENTITY_KINDS } from '../../core/fact.ts';
import { entityId, factId } from './ids.ts';
import { plainText } from './plain-text.ts';

/** One entry of entities.yaml. */
export const entitySchema = z.strictObject({
  id: entityId,
  kind: z.enum(ENTITY_KINDS),
  name: plainText(120),
  aliases: z
    .array(plainText(80))
    .max(30)
    .default([])
    .describe('Other spellings that people type; case does not matter.'),
  ownedBy: entityId.describe('The company that a brand or product belongs to.').exactOptional(),
  definedBy: factId.describe('The fact that says what or who it is.').exactOptional(),
});
export type EntityEntry = z.output<typeof entitySchema>;
