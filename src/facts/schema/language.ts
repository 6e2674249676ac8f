import { z } from 'zod';
import { ANSWER_TYPES } from '../../core/language.ts';
import { grammarSchema } from './grammar.ts';
import { languageTag, plainText, slug } from './values.ts';

const words = z.array(plainText(60)).max(5000);

/** What Discord takes as the name of a command or an option. */
const commandName = z
  .string()
  .regex(
    /^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u,
    'must be lower case, without spaces: write small letters, with - or _ between words',
  );

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
    .partialRecord(z.enum(ANSWER_TYPES), words)
    .describe('What a question asks for, and the words it is asked with.'),
  ordinary: words.default([]).describe('Further words that are ordinary in this language.'),
  besideNames: z
    .strictObject({
      behind: z
        .array(words)
        .default([])
        .describe('Words behind which stands who does it, or to whom: does, pay; those of a row are alike.'),
      loosely: words
        .default([])
        .describe('Words behind which anything may stand, a name without an article.'),
      before: words.default([]).describe('Words in front of which it may: employees, works.'),
    })
    .default({ behind: [], loosely: [], before: [] })
    .describe(
      'Where the name of a company stands: an ordinary word there may be one, does target work with.',
    ),
  strangers: words
    .default([])
    .describe('Companies that the base does not hold, above all those called like an ordinary word.'),
  glossary: z.record(plainText(60), words).describe('Word or phrase → words that mean it in the facts.'),
  commands: z
    .record(
      slug,
      z.strictObject({
        name: commandName.optional().describe('What the command is called: lower case, no spaces.'),
        description: plainText(100).optional().describe('What it does, in one line.'),
        onMessage: plainText(24).optional().describe('What the menu of a message calls it.'),
        options: z
          .record(
            slug,
            z.strictObject({
              name: commandName.optional().describe('What it is called: lower case, no spaces.'),
              about: plainText(100).optional().describe('What it is for, in one line.'),
              choices: z
                .record(slug, plainText(100))
                .optional()
                .describe('What each of its choices is called.'),
            }),
          )
          .default({})
          .describe('Its options, by their English names.'),
        words: z
          .record(plainText(60), plainText(60))
          .default({})
          .describe('Word that people type → the English word that it stands for: cronología: timeline.'),
      }),
    )
    .default({})
    .describe('What commands are called in this language; what is left out stays English.'),
  grammar: grammarSchema
    .exactOptional()
    .describe(
      'What the check of messages needs to read a statement; without it nothing is found in this language.',
    ),
  phrases: z
    .record(z.string(), z.string().min(1).max(2000))
    .describe("The bot's own sentences, in ICU MessageFormat."),
});
export type LanguageEntry = z.output<typeof languageSchema>;
