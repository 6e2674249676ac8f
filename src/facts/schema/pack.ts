import { z } from 'zod';
import { COPIES, ENTITY_KINDS, READINGS, SOURCE_KINDS } from '../../core/fact.ts';
import { citeSchema } from './fact.ts';
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
  publicUrl,
  sourceId,
  topicId,
  urlTemplate,
} from './values.ts';

const byLanguage = (limit: number) =>
  z.record(languageTag, plainText(limit)).transform((texts) => new Map(Object.entries(texts)));

/** pack.yaml. */
export const packSchema = z.strictObject({
  id: packId,
  title: plainText(80),
  scope: plainText(300),
  company: entityId,
  languages: oneOrMore(languageTag, 20),
  topics: z
    .array(
      z.strictObject({
        id: topicId,
        titles: byLanguage(60),
        aliases: z.array(plainText(60)).max(20).default([]),
      }),
    )
    .min(1)
    .max(40),
  maintainers: z.array(plainText(80)).min(1).max(20),
  licence: plainText(80),
  reports: urlTemplate.exactOptional(),
  readTo: isoDate,
  retired: z.array(factId).default([]),
});
export type PackEntry = z.output<typeof packSchema>;

/** One entry of entities.yaml. */
export const entitySchema = z.strictObject({
  id: entityId,
  kind: z.enum(ENTITY_KINDS),
  name: plainText(120),
  aliases: z.array(plainText(80)).max(30).default([]),
  ownedBy: entityId.exactOptional(),
  definedBy: factId.exactOptional(),
});

/** One entry of listings.yaml. */
export const listingSchema = z.strictObject({
  id: listingId,
  company: entityId,
  by: entityId,
  grounds: byLanguage(400),
  label: plainText(40).exactOptional(),
  since: looseDate.exactOptional(),
  ended: looseDate.exactOptional(),
  cites: oneOrMore(citeSchema, 6),
  asOf: isoDate,
});

const WAYS_TO_SHOW = ['disagreesWith', 'caveat', 'attribution', 'note'] as const;

/** One entry of disagreements.yaml: a place where sources differ or are loose, and how a reader gets to see that. */
export const disagreementSchema = z
  .strictObject({
    place: z.int().min(1).max(999),
    about: plainText(300),
    facts: z.array(factId).max(30).default([]),
    sources: z.array(sourceId).max(10).default([]),
    shown: oneOrMore(z.enum(WAYS_TO_SHOW), WAYS_TO_SHOW.length),
  })
  .refine(
    ({ facts, sources }) => facts.length + sources.length > 0,
    'names neither facts nor sources: say where a reader sees it',
  );
export type DisagreementEntry = z.output<typeof disagreementSchema>;

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
