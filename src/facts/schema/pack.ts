import { z } from 'zod';
import { ENTITY_KINDS } from '../../core/fact.ts';
import { citeSchema } from './fact.ts';
import { ENTITY_KIND_MEANS, type Meanings, oneOf } from './meanings.ts';
import {
  entityId,
  factId,
  isoDate,
  languageTag,
  listingId,
  looseDate,
  oneOrMore,
  packId,
  plainText,
  sourceId,
  topicId,
  urlTemplate,
} from './values.ts';

/** pack.yaml. */
export const packSchema = z.strictObject({
  id: packId.meta({
    description:
      'The name of its folder; each of its facts begins with it. (Of the folder _template: template.)',
    example: 'acme',
  }),
  title: plainText(80).meta({
    description: 'What this collection of facts is about, in a few words.',
    example: 'Acme and US immigration enforcement',
  }),
  scope: plainText(300).meta({
    description:
      'One sentence: what it covers and what not. Readers see it when they ask what the bot knows.',
    example: 'What the press reported about contracts of Acme; not its other business.',
  }),
  company: entityId.meta({
    description: 'The company that it is about: its id in entities.yaml.',
    example: 'acme',
  }),
  languages: oneOrMore(languageTag, 20).meta({
    description: 'Its languages; every fact is worded in the first of them.',
    example: '[en, es]',
  }),
  topics: z
    .array(
      z.strictObject({
        id: topicId.meta({
          description: 'The name of its file below facts/, without .yaml.',
          example: 'contracts',
        }),
        titles: z.record(languageTag, plainText(60)).meta({
          description: 'How the heading reads, by language.',
          example: '{ en: Contracts, es: Contratos }',
        }),
        aliases: z.array(plainText(60)).max(20).default([]).meta({
          description: 'Other words that people type for it.',
          example: '[deals, orders]',
        }),
      }),
    )
    .min(1)
    .max(40)
    .meta({
      description: 'The headings below which its facts stand, in the order in which readers see them.',
      example: '[{ id: contracts, titles: { en: Contracts } }]',
    }),
  maintainers: z
    .array(plainText(80))
    .min(1)
    .max(20)
    .meta({ description: 'Who answers for it.', example: '[Receipts editors]' }),
  licence: plainText(80).meta({ description: 'Of the wording of the facts.', example: 'CC-BY-4.0' }),
  reports: urlTemplate
    .meta({
      description: 'Where readers say that a fact is wrong; {fact} stands for its id.',
      example: 'https://example.org/wrong?fact={fact}',
    })
    .exactOptional(),
  readTo: isoDate.meta({
    description: 'The last day on which somebody looked for sources.',
    example: '2026-11-22',
  }),
  retired: z.array(factId).default([]).meta({
    description: 'Ids that were used once and may not be used again.',
    example: '[acme.founded-1948]',
  }),
});
export type PackEntry = z.output<typeof packSchema>;

/** One entry of entities.yaml. */
export const entitySchema = z.strictObject({
  id: entityId.meta({
    description: 'A short name for the files: facts name it in `about`. Lower case letters, digits, hyphens.',
    example: 'toledo-post',
  }),
  kind: oneOf(ENTITY_KINDS, ENTITY_KIND_MEANS, 'What it is.'),
  name: plainText(120).meta({
    description: 'Its name in full, as answers show it.',
    example: 'The Toledo Post',
  }),
  aliases: z.array(plainText(80)).max(30).default([]).meta({
    description:
      'Other spellings that people type. Case, accents and punctuation make no difference; no two entities share one.',
    example: '[the Post, Toledo Post]',
  }),
  ownedBy: entityId
    .meta({ description: 'The company that a brand or product belongs to: its id.', example: 'acme' })
    .exactOptional(),
  definedBy: factId
    .meta({
      description: 'The fact that says what or who it is: the answer to “what is …?”.',
      example: 'acme.post-described',
    })
    .exactOptional(),
});
export type EntityEntry = z.output<typeof entitySchema>;

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
