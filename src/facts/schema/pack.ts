import { z } from 'zod';
import { ENTITY_KINDS } from '../../core/fact.ts';
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
