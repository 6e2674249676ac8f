import { z } from 'zod';
import { AMOUNT_NATURES, FACT_KINDS, FACT_STATUSES } from '../../core/fact.ts';
import { AMOUNT_NATURE_MEANS, FACT_KIND_MEANS, FACT_STATUS_MEANS, oneOf } from './meanings.ts';
import { entityId, factId, isoDate, looseDate, oneOrMore, plainText, sourceId } from './values.ts';

/** UTF-16 units of each text of a wording. Discord's autocomplete holds questions of 100. */
export const WORDING_LIMITS = { claim: 400, caveat: 90, note: 400, short: 110, question: 100 } as const;

const claim = plainText(WORDING_LIMITS.claim).meta({
  description:
    'One or two sentences in our own words, naming who says so, with each company, office and year in full. At most 400 characters, plain text.',
  example: 'The Toledo Post reports that Acme was founded in Toledo in 1949.',
});
const caveat = plainText(WORDING_LIMITS.caveat).meta({
  description: 'What must stand beside the claim; shown wherever it is shown. At most 90 characters.',
  example: 'The Post names no document; the company gives no year.',
});
const note = plainText(WORDING_LIMITS.note).meta({
  description: 'What else a careful reader should know; shown with the details. At most 400 characters.',
  example: 'The article is undated; its archive copy is from March 2024.',
});
const short = plainText(WORDING_LIMITS.short).meta({
  description:
    'The claim in one line that stands alone, with who says so and what must not be left out, at most 110 characters: for a dossier, a timeline, a choice. What a company said is written without its name.',
  example: 'Founded in Toledo in 1949, by the Toledo Post',
});
const questions = z.array(plainText(WORDING_LIMITS.question)).min(1).max(30).meta({
  description:
    'How people ask for it: at least three, better five, in different words, at most 100 characters each. The first heads the answer.',
  example: '[When was Acme founded?, how old is acme, acme founding year]',
});

export const citeSchema = z.strictObject({
  source: sourceId.meta({ description: 'Which document: an id in sources.yaml.', example: 'post-acme' }),
  locator: plainText(120)
    .meta({ description: 'Where in the document: a page, a section, a paragraph.', example: 'p. 12, § 4(2)' })
    .exactOptional(),
  quote: plainText(200)
    .meta({
      description:
        "Its own words, unchanged, at most 200 characters: only where the wording is the point (a person's, a letter's or a company's).",
      example: '"We will look at it."',
    })
    .exactOptional(),
});

const amount = z.strictObject({
  usd: z.number().positive().max(1e13).meta({ description: 'US dollars, in digits.', example: '256000000' }),
  nature: oneOf(
    AMOUNT_NATURES,
    AMOUNT_NATURE_MEANS,
    'What sort of figure it is: a ceiling is not a payment.',
  ),
});

const period = z.strictObject({
  from: looseDate.meta({
    description: 'When it happened or began, as exactly as the source says: a year, a month or a day.',
    example: '2018-06',
  }),
  to: looseDate
    .meta({ description: 'When it ended; leave it out for a point in time.', example: '2019' })
    .exactOptional(),
});

const reply = z
  .strictObject({
    facts: oneOrMore(factId, 6)
      .meta({
        description: "Facts that hold the company's own words on this.",
        example: '[acme.statement-2024]',
      })
      .exactOptional(),
    noneFound: isoDate
      .meta({ description: 'The day somebody looked for such words and found none.', example: '2026-11-22' })
      .exactOptional(),
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
  id: factId.meta({
    description:
      'The pack, a full stop, a short name: lower case letters, digits, hyphens. It never changes and is never used again, since cards that were posted hold it.',
    example: 'acme.founded-1949',
  }),
  kind: oneOf(FACT_KINDS, FACT_KIND_MEANS, 'What sort of statement it is.'),
  status: oneOf(
    FACT_STATUSES,
    FACT_STATUS_MEANS,
    'Whether the claim still stands; leave it out while it does.',
  ).default('stands'),
  weight: z
    .union(
      [z.literal(1), z.literal(2), z.literal(3)],
      'must be 1, 2 or 3: write one of them, or leave weight out',
    )
    .default(1)
    .meta({
      description:
        'How much it matters on the card of the company. 1, or left out: it answers when asked. 2: it belongs on the page of its topic. 3: it belongs on the first card; one or two facts a topic.',
      example: '2',
    }),
  about: oneOrMore(entityId, 8).meta({
    description: 'Whom and what the claim names: ids of entities.yaml. The first is its subject.',
    example: '[acme, toledo-post]',
  }),
  claim,
  caveat: caveat.exactOptional(),
  note: note.exactOptional(),
  short: short.exactOptional(),
  questions,
  cites: oneOrMore(citeSchema, 6).meta({
    description: 'The documents that say so, one to six, the best first.',
    example: '[{ source: post-acme, locator: paragraph 3 }]',
  }),
  rests: oneOrMore(factId, 8)
    .meta({
      description:
        'Of a summary: the facts that it puts together, the newest first. It says nothing that they do not, and cites their sources.',
      example: '[acme.founded-1949, acme.makes-anvils]',
    })
    .exactOptional(),
  period: period
    .meta({
      description:
        'When it happened; leave `to` out for a point in time, and all of it for what simply is so.',
      example: '{ from: 2018-06, to: 2019 }',
    })
    .exactOptional(),
  amount: amount
    .meta({
      description: 'The figure that the claim names, and what sort of figure it is.',
      example: '{ usd: 256000000, nature: ceiling }',
    })
    .exactOptional(),
  reply: reply
    .meta({
      description:
        'What the company says to it: the facts that hold its own words, or the day on which somebody looked and found none.',
      example: '{ noneFound: 2026-11-22 }',
    })
    .exactOptional(),
  disagreesWith: z.array(factId).max(8).default([]).meta({
    description: 'Facts that say otherwise; always shown together. Writing it on one side is enough.',
    example: '[acme.founded-1951]',
  }),
  asOf: isoDate.meta({
    description: 'A day on which the claim is known to hold: most often the day its source was published.',
    example: '2024-12-31',
  }),
  corrections: z
    .array(
      z.strictObject({
        on: isoDate.meta({ description: 'The day of the correction.', example: '2026-11-22' }),
        was: plainText(400).meta({
          description: 'The old wording, unchanged.',
          example: 'The Toledo Post reports that Acme was founded in 1948.',
        }),
        why: plainText(300).meta({
          description: 'Why it was changed, for whoever repeated the old one.',
          example: 'The year was misread; a reader wrote to us.',
        }),
      }),
    )
    .max(20)
    .default([])
    .meta({ description: 'What was corrected, newest first: the day, the old wording, why.' }),
  reviewBy: isoDate.meta({
    description:
      'After this day somebody should look again, and answers say so: past events in two years, present states in half a year.',
    example: '2028-12-31',
  }),
});
export type FactEntry = z.output<typeof factSchema>;

/** One entry of facts/<topic>.<language>.yaml. */
export const wordingSchema = z.strictObject({
  id: factId.meta({
    description: 'The id of the fact that is worded again here.',
    example: 'acme.founded-1949',
  }),
  of: z
    .string()
    .regex(
      /^[a-p]{8}$/,
      'is no mark of a wording: write any eight letters from a to p; lint then says the right ones',
    )
    .meta({
      description:
        'Marks the English wording that this translates: write any eight letters from a to p, and lint says the right ones.',
      example: 'abcdabcd',
    }),
  claim,
  caveat: caveat.exactOptional(),
  note: note.exactOptional(),
  short: short.exactOptional(),
  questions,
});
export type WordingEntry = z.output<typeof wordingSchema>;
