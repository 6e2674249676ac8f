import { z } from 'zod';
import { ENTITY_KINDS } from '../../core/fact.ts';
import { entityId, factId } from './ids.ts';
import { ENTITY_KIND_MEANS, oneOf } from './meanings.ts';
import { plainText } from './plain-text.ts';

/** One entry of entities.yaml. */
export const entitySchema = z.strictObject({
  id: entityId.meta({
    description: 'A short name for the files: facts name it in `about`. Lower case letters, digits, hyphens.',
    example: 'toledo-post',
  }),
  kind: oneOf(ENTITY_KINDS, ENTITY_KIND_MEANS, 'What it is.'),
  name: plainText(120).meta({
    description: 'Its name in full, as answers show it.',
    example: 'The Toledo Post',
  }),
  aliases: z.array(plainText(80)).max(30).default([]).meta({
    description:
      'Other spellings that people type. Case, accents and punctuation make no difference; no two entities share one.',
    example: '[the Post, Toledo Post]',
  }),
  ownedBy: entityId
    .meta({ description: 'The company that a brand or product belongs to: its id.', example: 'acme' })
    .exactOptional(),
  definedBy: factId
    .meta({
      description: 'The fact that says what or who it is: the answer to “what is …?”.',
      example: 'acme.post-described',
    })
    .exactOptional(),
});
export type EntityEntry = z.output<typeof entitySchema>;
