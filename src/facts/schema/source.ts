import { z } from 'zod';
import { READINGS, SOURCE_KINDS } from '../../core/fact.ts';
import { isoDate, looseDate } from './dates.ts';
import { languageTag, sourceId } from './ids.ts';
import { plainText } from './plain-text.ts';
import { publicUrl } from './urls.ts';

/** One entry of sources.yaml. */
export const sourceSchema = z
  .strictObject({
    id: sourceId,
    title: plainText(300),
    publisher: plainText(120),
    author: plainText(120).exactOptional(),
    kind: z.enum(SOURCE_KINDS).describe('What sort of witness it is.'),
    interest: plainText(300).describe('What the publisher has at stake, in plain words.').exactOptional(),
    url: publicUrl.describe('Leave it out when none is known; then `via` says who cites it.').exactOptional(),
    via: sourceId.exactOptional(),
    unlinked: plainText(120)
      .describe('Why a document that was seen has no link here: its only address is not https.')
      .exactOptional(),
    copy: z
      .enum(['mirror', 'syndicated', 'reprint', 'upload'])
      .describe("Set when url is not the publisher's own page.")
      .exactOptional(),
    originatesFrom: z.array(sourceId).max(20).default([]).describe('The reports that it repeats.'),
    archivedUrl: publicUrl.exactOptional(),
    published: looseDate.exactOptional(),
    validAsOf: isoDate.exactOptional(),
    accessed: isoDate.describe('The day somebody last looked for it.'),
    read: z.enum(READINGS).describe('How much of it was read on that day.'),
    note: plainText(600).describe('What a careful reader should know about the document.').exactOptional(),
    language: languageTag,
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
