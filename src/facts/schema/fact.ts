import { z } from 'zod';
import { AMOUNT_NATURES, FACT_KINDS, FACT_STATUSES } from '../../core/fact.ts';
import { entityId, factId, isoDate, looseDate, oneOrMore, plainText, sourceId } from './values.ts';

/** UTF-16 units of each text of a wording. Discord's autocomplete holds questions of 100. */
export const WORDING_LIMITS = { claim: 400, caveat: 90, note: 400, short: 110, question: 100, says: 160 } as const;

const claim = plainText(WORDING_LIMITS.claim);
const caveat = plainText(WORDING_LIMITS.caveat);
const note = plainText(WORDING_LIMITS.note);
const short = plainText(WORDING_LIMITS.short);
const questions = z.array(plainText(WORDING_LIMITS.question)).min(1).max(30);
const says = z.array(plainText(WORDING_LIMITS.says)).min(1).max(20);

export const citeSchema = z.strictObject({
  source: sourceId,
  locator: plainText(120).exactOptional(),
  quote: plainText(200).exactOptional(),
});

const amount = z.strictObject({
  usd: z.number().positive().max(1e13),
  nature: z.enum(AMOUNT_NATURES),
});

const period = z.strictObject({
  from: looseDate,
  to: looseDate.exactOptional(),
});

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
  id: factId,
  kind: z.enum(FACT_KINDS),
  status: z.enum(FACT_STATUSES).default('stands'),
  weight: z
    .union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3: write one of them, or leave weight out')
    .default(1),
  about: oneOrMore(entityId, 8),
  claim,
  caveat: caveat.exactOptional(),
  note: note.exactOptional(),
  short: short.exactOptional(),
  questions,
  says: says.exactOptional(),
  cites: oneOrMore(citeSchema, 6),
  rests: oneOrMore(factId, 8).exactOptional(),
  period: period.exactOptional(),
  amount: amount.exactOptional(),
  reply: reply.exactOptional(),
  disagreesWith: z.array(factId).max(8).default([]),
  asOf: isoDate,
  corrections: z
    .array(
      z.strictObject({
        on: isoDate,
        was: plainText(400),
        why: plainText(300),
      }),
    )
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
  claim,
  caveat: caveat.exactOptional(),
  note: note.exactOptional(),
  short: short.exactOptional(),
  questions,
  says: says.exactOptional(),
});
export type WordingEntry = z.output<typeof wordingSchema>;
