import { z } from 'zod';
import { isoDate, looseDate } from './dates.ts';
import { citeSchema } from './fact.ts';
import { entityId, languageTag, listingId, oneOrMore } from './ids.ts';
import { plainText } from './plain-text.ts';

/** One entry of listings.yaml. */
export const listingSchema = z.strictObject({
  id: listingId.meta({
    description: 'As of a fact: the pack, a full stop, a short name. It never changes.',
    example: 'acme.listed-by-fairlist',
  }),
  company: entityId.meta({
    description: 'The company that is listed: its id in entities.yaml.',
    example: 'acme',
  }),
  by: entityId.meta({ description: 'Who lists it: an id in entities.yaml.', example: 'fairlist' }),
  grounds: z.record(languageTag, plainText(400)).meta({
    description:
      'The grounds as the lister states them, reworded and attributed, by language. That somebody lists it is a fact; that it deserves it is theirs to say.',
    example: '{ en: Fairlist says that Acme sells anvils to border agencies. }',
  }),
  label: plainText(40)
    .meta({ description: "The lister's own label for its entry.", example: 'Verified' })
    .exactOptional(),
  since: looseDate
    .meta({ description: 'Since when it is listed, as exactly as the lister says.', example: '2024-03' })
    .exactOptional(),
  cites: oneOrMore(citeSchema, 6).meta({
    description: 'Where the lister says so.',
    example: '[{ source: fairlist-acme }]',
  }),
  asOf: isoDate.meta({ description: 'A day on which it was listed.', example: '2026-11-22' }),
});
export type ListingEntry = z.output<typeof listingSchema>;
