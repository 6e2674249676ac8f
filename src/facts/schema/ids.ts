import { z } from 'zod';
import type { EntityId, FactId, LanguageTag, PackId, SourceId, TopicId } from '../../core/fact.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const FACT_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Lower case letters, digits and single hyphens, at most 64 characters. */
export const slug = z
  .string()
  .max(64)
  .regex(SLUG, 'is no id: use lower case letters, digits and single hyphens, such as gao-uip-2021');

export const factId = z
  .string()
  .max(64)
  .regex(FACT_ID, 'is no fact id: write <pack>.<slug> in lower case letters, digits and single hyphens')
  .pipe(z.custom<FactId>());

/** As of a fact: `<pack>.<slug>`. */
export const listingId = z
  .string()
  .max(64)
  .regex(FACT_ID, 'is no listing id: write <pack>.<slug> in lower case letters, digits and single hyphens');

export const sourceId = slug.pipe(z.custom<SourceId>());
export const entityId = slug.pipe(z.custom<EntityId>());
export const packId = slug.pipe(z.custom<PackId>());
export const topicId = slug.pipe(z.custom<TopicId>());

/** BCP 47, as far as we use it: a language, and where it matters a region. */
export const languageTag: z.ZodType<LanguageTag, string> = z
  .string()
  .regex(/^[a-z]{2,3}(?:-(?:[A-Z]{2}|[0-9]{3}))?$/, 'is no language tag: write en, es or pt-BR');

/** A list with one to `max` things in it. */
export function oneOrMore<Item extends z.ZodType>(item: Item, max: number) {
  return z.array(item).min(1).max(max).pipe(z.custom<[z.output<Item>, ...z.output<Item>[]]>());
}
