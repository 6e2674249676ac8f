import { z } from 'zod';
import { isoDate } from './dates.ts';
import { slug } from './ids.ts';
import { plainText } from './plain-text.ts';

/** One entry of exceptions.yaml. */
export const exceptionSchema = z.strictObject({
  rule: slug.describe('The name of the rule.'),
  where: z.string().min(1).max(64).describe('The id that the rule names.'),
  reason: plainText(300),
  until: isoDate.describe('The day after which it no longer counts.'),
});
export type ExceptionEntry = z.output<typeof exceptionSchema>;
