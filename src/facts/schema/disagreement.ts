import { z } from 'zod';
import { factId, oneOrMore, sourceId } from './ids.ts';
import { plainText } from './plain-text.ts';

export const WAYS_TO_SHOW = ['disagreesWith', 'caveat', 'attribution', 'note'] as const;

/** One entry of disagreements.yaml: a place where sources differ or are loose, and how a reader gets to see that. */
export const disagreementSchema = z
  .strictObject({
    place: z.int().min(1).max(999).describe('Its number.'),
    about: plainText(300),
    facts: z.array(factId).max(30).default([]),
    sources: z.array(sourceId).max(10).default([]),
    shown: oneOrMore(z.enum(WAYS_TO_SHOW), WAYS_TO_SHOW.length).describe(
      'disagreesWith: facts name each other. caveat, attribution: of the facts. note: of the sources.',
    ),
  })
  .superRefine((value, context) => {
    if (value.facts.length + value.sources.length === 0) {
      context.addIssue({
        code: 'custom',
        message: 'names neither facts nor sources: say where a reader sees it',
      });
    }
  });
export type DisagreementEntry = z.output<typeof disagreementSchema>;
