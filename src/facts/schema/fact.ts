import { z } from 'zod';
import { AMOUNT_NATURES, FACT_KINDS, FACT_STATUSES } from '../../core/fact.ts';
import { isoDate, looseDate } from './dates.ts';
import { entityId, factId, oneOrMore, sourceId } from './ids.ts';
import { plainText } from './plain-text.ts';

/** UTF-16 units of each text of a wording. Discord's autocomplete holds questions of 100. */
export const WORDING_LIMITS = { claim: 400, caveat: 300, question: 100 } as const;

const claim = plainText(WORDING_LIMITS.claim).describe(
  'One or two sentences in our own words, naming who says so.',
);
const caveat = plainText(WORDING_LIMITS.caveat).describe(
  'What the source leaves open; shown wherever the claim is shown.',
);
const questions = z
  .array(plainText(WORDING_LIMITS.question))
  .min(1)
  .max(30)
  .describe('How people ask for it. The first heads the answer.');

export const citeSchema = z.strictObject({
  source: sourceId.describe('An id in sources.yaml.'),
  locator: plainText(120).describe('Where in the source: p. 12, § 4(2), paragraph 6.').exactOptional(),
  quote: plainText(200)
    .describe("The source's own words, unchanged: a person's, a letter's or a company's.")
    .exactOptional(),
});

const amount = z.strictObject({
  usd: z.number().positive().max(1e13).describe('US dollars.'),
  nature: z.enum(AMOUNT_NATURES).describe('A ceiling is not a payment.'),
});

const period = z.strictObject({ from: looseDate, to: looseDate.exactOptional() });

const reply = z
  .strictObject({
    facts: oneOrMore(factId, 6).exactOptional(),
    noneFound: isoDate.exactOptional(),
  })
  .superRefine((value, context) => {
    if ((value.facts === undefined) === (value.noneFound === undefined)) {
      context.addIssue({
        code: 'custom',
        message:
          'must say either facts or noneFound: write reply: { facts: [its own words] }, or reply: { noneFound: the day somebody looked }',
      });
    }
  });

/** One entry of facts/<topic>.yaml. */
export const factSchema = z.strictObject({
  id: factId.describe('<pack>.<slug>; never changes and is never used again.'),
  kind: z.enum(FACT_KINDS).describe('What sort of statement it is.'),
  status: z.enum(FACT_STATUSES).default('stands'),
  weight: z
    .union(
      [z.literal(1), z.literal(2), z.literal(3)],
      'must be 1, 2 or 3: write one of them, or leave weight out',
    )
    .default(1)
    .describe("3 stands in the dossier's first card."),
  about: oneOrMore(entityId, 8).describe('Whom the claim names; the first is its subject.'),
  claim,
  caveat: caveat.exactOptional(),
  questions,
  cites: oneOrMore(citeSchema, 6),
  period: period.describe('When it happened; leave `to` out for a point in time.').exactOptional(),
  amount: amount.exactOptional(),
  reply: reply.describe('What the company says to it.').exactOptional(),
  disagreesWith: z.array(factId).max(8).default([]).describe('Facts that say otherwise; one side is enough.'),
  asOf: isoDate.describe('A day on which the claim is known to hold.'),
  corrections: z
    .array(z.strictObject({ on: isoDate, was: plainText(400), why: plainText(300) }))
    .max(20)
    .default([])
    .describe('Newest first.'),
  reviewBy: isoDate.describe('After this day somebody should look again.'),
});
export type FactEntry = z.output<typeof factSchema>;

/** One entry of facts/<topic>.<language>.yaml. */
export const wordingSchema = z.strictObject({
  id: factId,
  of: z
    .string()
    .regex(
      /^[a-p]{8}$/,
      'is no mark of a wording: write any eight letters from a to p; lint then says the right ones',
    )
    .describe('Marks the English wording that this translates; lint says what to write.'),
  claim,
  caveat: caveat.exactOptional(),
  questions,
});
export type WordingEntry = z.output<typeof wordingSchema>;
