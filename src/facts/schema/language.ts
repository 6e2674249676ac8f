import { z } from 'zod';
import { ASKED } from '../../core/question.ts';
import { languageTag, slug } from './ids.ts';
import { plainText } from './plain-text.ts';

const words = z.array(plainText(60)).max(5000);

/** languages/<tag>.yaml. */
export const languageSchema = z.strictObject({
  tag: languageTag.describe('The name of the file.'),
  name: plainText(40).describe('What its speakers call it.'),
  stemmer: slug.describe('Which Snowball stemmer: english, spanish.'),
  forms: z
    .record(plainText(60), words)
    .default({})
    .describe('Word → forms of it that the stemmer does not bring together with it.'),
  small: words.describe('Words that carry no meaning of their own.'),
  asks: z
    .partialRecord(z.enum(ASKED), words)
    .describe('What a question asks for, and the words it is asked with.'),
  ordinary: words.default([]).describe('Further words that are ordinary in this language.'),
  strangers: words
    .default([])
    .describe('Companies that the base does not hold, above all those called like an ordinary word.'),
  glossary: z.record(plainText(60), words).describe('Word or phrase → words that mean it in the facts.'),
  phrases: z
    .record(z.string(), z.string().min(1).max(2000))
    .describe("The bot's own sentences, in ICU MessageFormat."),
});
export type LanguageEntry = z.output<typeof languageSchema>;
