import { z } from 'zod';
import { COPIES, READINGS, SOURCE_KINDS } from '../../core/fact.ts';
import { COPY_MEANS, oneOf, READING_MEANS, SOURCE_KIND_MEANS, TITLE_MEANS } from './meanings.ts';
import { factId, isoDate, languageTag, looseDate, plainText, publicUrl, sourceId } from './values.ts';

/** UTF-16 units of what a citation calls a publisher. */
export const SHORT_PUBLISHER = 24;

/** One entry of sources.yaml. */
export const sourceSchema = z
  .strictObject({
    id: sourceId.meta({
      description: 'A short name: facts cite it by this. Lower case letters, digits, hyphens.',
      example: 'toledo-post-acme-turns-75',
    }),
    title: plainText(300).meta({
      description: 'Its title, as it stands above the text.',
      example: 'Acme turns 75',
    }),
    titleIs: oneOf(
      ['description'],
      TITLE_MEANS,
      'What stands in `title` where its own title was not seen: it is shown without quotation marks.',
    ).exactOptional(),
    publisher: plainText(120).meta({
      description: 'The newspaper, office or organisation that published it, by its full name.',
      example: 'The Toledo Post',
    }),
    short: plainText(SHORT_PUBLISHER)
      .meta({
        description: `What a citation calls the publisher, the same in all of its sources: needed where its name has more than ${SHORT_PUBLISHER} characters.`,
        example: 'Post',
      })
      .exactOptional(),
    author: plainText(120)
      .meta({ description: 'Who wrote it, where the document says.', example: 'Ana Ruiz' })
      .exactOptional(),
    kind: oneOf(SOURCE_KINDS, SOURCE_KIND_MEANS, 'What sort of witness it is; every answer says so.'),
    interest: plainText(300)
      .meta({
        description: 'What the publisher has at stake, in plain words, as the documents themselves show it.',
        example: 'It campaigns against the company.',
      })
      .exactOptional(),
    url: publicUrl
      .meta({
        description:
          'Its address, from the bar of the browser: https, without tracking parameters. Leave it out when none is known; then `via` says who cites it.',
        example: 'https://post.example.org/2024/acme-turns-75',
      })
      .exactOptional(),
    via: sourceId
      .meta({ description: 'Without an address: the source that cites it, by its id.', example: 'gao-2021' })
      .exactOptional(),
    unlinked: plainText(120)
      .meta({
        description:
          'Why a document that was seen has no link here. It can not be the only source of a fact.',
        example: 'its only address is not https',
      })
      .exactOptional(),
    copy: oneOf(
      COPIES,
      COPY_MEANS,
      "What sort of copy the address leads to, when it is not the publisher's own page.",
    ).exactOptional(),
    originatesFrom: z.array(sourceId).max(20).default([]).meta({
      description: 'The reports that it repeats: two articles about one report are one origin.',
      example: '[gao-2021]',
    }),
    archivedUrl: publicUrl
      .meta({
        description: 'The address of an archived copy: pages change and vanish.',
        example: 'https://web.archive.org/web/20241231000000/https://post.example.org/acme',
      })
      .exactOptional(),
    published: looseDate
      .meta({ description: 'When it was published, as exactly as it says.', example: '2024-12-31' })
      .exactOptional(),
    validAsOf: isoDate
      .meta({
        description: 'The day that its present tense is about, where it says so.',
        example: '2024-09-30',
      })
      .exactOptional(),
    accessed: isoDate.meta({ description: 'The day somebody last looked for it.', example: '2026-11-22' }),
    read: oneOf(
      READINGS,
      READING_MEANS,
      'How much of it was read on the day in `accessed`. Be honest: answers show it.',
    ),
    note: plainText(600)
      .meta({
        description:
          'What a careful reader should know about the document: damage, a guessed date, a second version.',
        example: 'Page 3 is missing from the scan.',
      })
      .exactOptional(),
    extracts: z
      .array(
        z.strictObject({
          fact: factId.meta({ description: 'A fact that cites this source.', example: 'acme.founded-1949' }),
          words: plainText(300).meta({
            description: 'The words that it rests on, unchanged, at most 300 characters.',
            example: 'Acme was founded in Toledo in 1949.',
          }),
          sha256: z
            .string()
            .regex(/^[0-9a-f]{64}$/, 'is no SHA-256: npm run lint:data says the right one')
            .meta({
              description: 'Their SHA-256, which lint says: words that change later do not go unnoticed.',
              example: '6dbe7a7bd0b9c8c8b8fd8a43a4a6ea9f9d1d1b3a6a7e9d2c0f1e2d3c4b5a6978',
            }),
          read: isoDate.meta({ description: 'The day on which they were read.', example: '2026-11-22' }),
        }),
      )
      .max(80)
      .default([])
      .meta({ description: 'What of it was seen: for each fact the words that it rests on.' }),
    language: languageTag.meta({ description: 'The language that it is written in.', example: 'en' }),
  })
  .superRefine((source, context) => {
    if (source.url === undefined && source.via === undefined && source.unlinked === undefined) {
      context.addIssue({
        code: 'custom',
        message:
          'has no url, via or unlinked: write its address, the source that cites it, or why it is not linked',
      });
    }
  });
export type SourceEntry = z.output<typeof sourceSchema>;
