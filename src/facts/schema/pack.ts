import { z } from 'zod';
import { isoDate } from './dates.ts';
import { entityId, factId, languageTag, oneOrMore, packId, topicId } from './ids.ts';
import { plainText } from './plain-text.ts';
import { urlTemplate } from './urls.ts';

/** pack.yaml. */
export const packSchema = z.strictObject({
  id: packId.describe('The name of its folder; _template is template.'),
  title: plainText(80),
  scope: plainText(300).describe('One sentence: what it covers.'),
  company: entityId.describe('The company that its dossier is about.'),
  languages: oneOrMore(languageTag, 20).describe('The first is the one that every fact is worded in.'),
  topics: z
    .array(
      z.strictObject({
        id: topicId.describe('The name of its file below facts/.'),
        titles: z.record(languageTag, plainText(60)).describe('By language.'),
        aliases: z.array(plainText(60)).max(20).default([]),
      }),
    )
    .min(1)
    .max(40)
    .describe("In the dossier's order."),
  maintainers: z.array(plainText(80)).min(1).max(20),
  licence: plainText(80).describe('Of the wording of the facts, such as CC-BY-4.0.'),
  reports: urlTemplate
    .describe('Where to say that a fact is wrong; {fact} stands for its id.')
    .exactOptional(),
  readTo: isoDate.describe('The last day on which its sources were looked for.'),
  retired: z.array(factId).default([]).describe('Ids that were used once and may not be used again.'),
});
export type PackEntry = z.output<typeof packSchema>;
