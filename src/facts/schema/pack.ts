import { z } from 'zod';
import { isoDate } from './dates.ts';
import { entityId, factId, languageTag, oneOrMore, packId, topicId } from './ids.ts';
import { plainText } from './plain-text.ts';
import { urlTemplate } from './urls.ts';

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
