import { z } from 'zod';
import { factId, oneOrMore, sourceId } from './ids.ts';
import { type Meanings, oneOf } from './meanings.ts';
import { plainText } from './plain-text.ts';

export const WAYS_TO_SHOW = ['disagreesWith', 'caveat', 'attribution', 'note'] as const;

const WAY_MEANS: Meanings<(typeof WAYS_TO_SHOW)[number]> = {
  disagreesWith: 'the facts name each other, so that they are shown together',
  caveat: 'the caveat of each of the facts says it',
  attribution: 'the claim of each of the facts names who says so',
  note: 'the note of each of the sources says it',
};

/** One entry of disagreements.yaml: a place where sources differ or are loose, and how a reader gets to see that. */
export const disagreementSchema = z
  .strictObject({
    place: z
      .int()
      .min(1)
      .max(999)
      .meta({ description: 'Its number in this list; none is used twice.', example: '3' }),
    about: plainText(300).meta({
      description: 'In one sentence: what the sources say differently, or leave loose.',
      example: 'Two newspapers give different years for the first contract.',
    }),
    facts: z
      .array(factId)
      .max(30)
      .default([])
      .meta({ description: 'The facts beside which a reader sees it.', example: '[acme.founded-1949]' }),
    sources: z
      .array(sourceId)
      .max(10)
      .default([])
      .meta({ description: 'The sources beside which a reader sees it.', example: '[post-acme]' }),
    shown: oneOrMore(
      oneOf(WAYS_TO_SHOW, WAY_MEANS, 'How a reader gets to see it.'),
      WAYS_TO_SHOW.length,
    ).meta({
      description: 'How a reader gets to see it: one way or several.',
      example: '[caveat]',
    }),
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
