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
  tag: languageTag,
  name: plainText(40),
  stemmer: slug,
  forms: z.record(plainText(60), words).default({}),
  small: words,
  asks: z.partialRecord(z.enum(ANSWER_TYPES), words),
  ordinary: words.default([]),
  besideNames: z
    .strictObject({
      behind: z.array(words).default([]),
      loosely: words.default([]),
      before: words.default([]),
    })
    .default({ behind: [], loosely: [], before: [] }),
  strangers: words.default([]),
  glossary: z.record(plainText(60), words),
  commands: z
    .record(
      slug,
      z.strictObject({
        name: commandName.optional(),
        description: plainText(100).optional(),
        onMessage: plainText(24).optional(),
        options: z
          .record(
            slug,
            z.strictObject({
              name: commandName.optional(),
              about: plainText(100).optional(),
              choices: z.record(slug, plainText(100)).optional(),
            }),
          )
          .default({}),
        words: z.record(plainText(60), plainText(60)).default({}),
      }),
    )
    .default({}),
  grammar: grammarSchema.exactOptional(),
  phrases: z.record(z.string(), z.string().min(1).max(2000)),
});
export type LanguageEntry = z.output<typeof languageSchema>;
