import { z } from 'zod';
import { AMOUNT_NATURES, FACT_KINDS, FACT_STATUSES, type IsoDate } from '../../core/fact.ts';
import { entityId, factId, isoDate, looseDate, oneOrMore, plainText, sourceId } from './values.ts';

/** The texts of a wording. Discord's autocomplete holds questions of 100 UTF-16 units. */
const texts = {
  claim: plainText(400),
  caveat: plainText(90).exactOptional(),
  note: plainText(400).exactOptional(),
  short: plainText(110).exactOptional(),
  questions: z.array(plainText(100)).min(1).max(30),
  says: z.array(plainText(160)).min(1).max(20).exactOptional(),
};

/** Them alone, of a thing that holds more. */
export const textsSchema = z.object(texts);

export const citeSchema = z.strictObject({
  source: sourceId,
  locator: plainText(120).exactOptional(),
  quote: plainText(200).exactOptional(),
});

const replyFacts = oneOrMore(factId, 6);
type Reply = { facts: z.output<typeof replyFacts> } | { noneFound: IsoDate };

const reply = z
  .strictObject({ facts: replyFacts.exactOptional(), noneFound: isoDate.exactOptional() })
  .refine(
    ({ facts, noneFound }) => (facts === undefined) !== (noneFound === undefined),
    'must say either facts or noneFound: write reply: { facts: [its own words] }, or reply: { noneFound: the day somebody looked }',
  )
  .pipe(z.custom<Reply>());

/** One entry of facts/<topic>.yaml. */
export const factSchema = z.strictObject({
  id: factId,
  kind: z.enum(FACT_KINDS),
  status: z.enum(FACT_STATUSES).default('stands'),
  weight: z
    .union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3: write one of them, or leave weight out')
    .default(1),
  about: oneOrMore(entityId, 8),
  ...texts,
  cites: oneOrMore(citeSchema, 6),
  rests: oneOrMore(factId, 8).exactOptional(),
  period: z.strictObject({ from: looseDate, to: looseDate.exactOptional() }).exactOptional(),
  amount: z.strictObject({ usd: z.number().positive().max(1e13), nature: z.enum(AMOUNT_NATURES) }).exactOptional(),
  reply: reply.exactOptional(),
  disagreesWith: z.array(factId).max(8).default([]),
  asOf: isoDate,
  corrections: z
    .array(z.strictObject({ on: isoDate, was: plainText(400), why: plainText(300) }))
    .max(20)
    .default([]),
  reviewBy: isoDate,
});
export type FactEntry = z.output<typeof factSchema>;

/** One entry of facts/<topic>.<language>.yaml. */
export const wordingSchema = z.strictObject({
  id: factId,
  of: z
    .string()
    .regex(/^[a-p]{8}$/, 'is no mark of a wording: write any eight letters from a to p; lint then says the right ones'),
  ...texts,
});
