import { z } from 'zod';
import { FOLLOWING } from '../../core/talk.ts';
import { languageTag, plainText, slug } from './values.ts';

const said = z.record(languageTag, z.array(plainText(80)).min(1).max(200));
const worded = z.record(languageTag, plainText(300));

/** talk.yaml. */
export const talkSchema = z.strictObject({
  fillers: said,
  buttons: z.record(
    slug,
    z.strictObject({
      call: plainText(80),
      label: worded,
    }),
  ),
  turns: z.array(
    z.strictObject({
      id: slug,
      says: said,
      reply: worded,
      press: z.array(slug).max(5),
      alone: z.boolean().optional(),
      run: slug.optional(),
    }),
  ),
  follow: z.record(z.enum(FOLLOWING), said),
  routes: z.record(slug, said),
});
