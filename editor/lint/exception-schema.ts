import { z } from 'zod';
import { isoDate } from '../../src/facts/schema/dates.ts';
import { slug } from '../../src/facts/schema/ids.ts';
import { plainText } from '../../src/facts/schema/plain-text.ts';

/** One entry of exceptions.yaml. */
export const exceptionSchema = z.strictObject({
  rule: slug.meta({
    description: 'The name of the rule, as lint prints it in brackets.',
    example: 'urls-are-archived',
  }),
  where: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: 'The id that lint names: of a fact, a source, an entity.', example: 'post-acme' }),
  reason: plainText(300).meta({
    description: 'Why the rule is wrong in this one place.',
    example: 'The archive does not keep this page, and it was tried on 2026-11-22.',
  }),
  until: isoDate.meta({
    description: 'The last day on which it counts; lint then asks again.',
    example: '2027-05-31',
  }),
});
export type ExceptionEntry = z.output<typeof exceptionSchema>;
