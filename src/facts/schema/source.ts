import { z } from 'zod';
import { COPIES, READINGS, SOURCE_KINDS } from '../../core/fact.ts';
import { factId, isoDate, languageTag, looseDate, plainText, publicUrl, sourceId } from './values.ts';

/** UTF-16 units of what a citation calls a publisher. */
export const SHORT_PUBLISHER = 24;

/** One entry of sources.yaml. */
export const sourceSchema = z
  .strictObject({
    id: sourceId,
    title: plainText(300),
    titleIs: z.enum(['description']).exactOptional(),
    publisher: plainText(120),
    short: plainText(SHORT_PUBLISHER).exactOptional(),
    author: plainText(120).exactOptional(),
    kind: z.enum(SOURCE_KINDS),
    interest: plainText(300).exactOptional(),
    url: publicUrl.exactOptional(),
    via: sourceId.exactOptional(),
    unlinked: plainText(120).exactOptional(),
    copy: z.enum(COPIES).exactOptional(),
    originatesFrom: z.array(sourceId).max(20).default([]),
    archivedUrl: publicUrl.exactOptional(),
    published: looseDate.exactOptional(),
    validAsOf: isoDate.exactOptional(),
    accessed: isoDate,
    read: z.enum(READINGS),
    note: plainText(600).exactOptional(),
    extracts: z
      .array(
        z.strictObject({
          fact: factId,
          words: plainText(300),
          sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256: npm run lint:data says the right one'),
          read: isoDate,
        }),
      )
      .max(80)
      .default([]),
    language: languageTag,
  })
  .refine(
    ({ url, via, unlinked }) => (url ?? via ?? unlinked) !== undefined,
    'has no url, via or unlinked: write its address, the source that cites it, or why it is not linked',
  );
