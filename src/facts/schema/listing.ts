import { z } from 'zod';
import { isoDate, looseDate } from './dates.ts';
import { citeSchema } from './fact.ts';
import { entityId, languageTag, listingId, oneOrMore } from './ids.ts';
import { plainText } from './plain-text.ts';

/** One entry of listings.yaml. */
export const listingSchema = z.strictObject({
  id: listingId,
  company: entityId,
  by: entityId.describe('Who lists it.'),
  grounds: z
    .record(languageTag, plainText(400))
    .describe('As the lister states them, reworded and attributed; by language.'),
  label: plainText(40).describe("The lister's own label for its entry.").exactOptional(),
  since: looseDate.exactOptional(),
  cites: oneOrMore(citeSchema, 6),
  asOf: isoDate,
});
export type ListingEntry = z.output<typeof listingSchema>;
