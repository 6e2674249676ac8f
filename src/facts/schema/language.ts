import { z } from 'zod';
import { ANSWER_TYPES } from '../../core/language.ts';
import { FOLLOWING } from '../../core/talk.ts';
import { fold } from '../../core/text.ts';
import { grammarSchema } from './grammar.ts';
import { languageTag, listedUnder, plainText, slug } from './values.ts';

const texts = z.array(plainText(60)).max(5000);
const needed = texts.transform((list): ReadonlySet<string> => new Set(list.map(fold)));
const words = needed.prefault([]);

/** What Discord takes as the name of a command or an option. */
const commandName = z
  .string()
  .regex(
    /^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u,
    'must be lower case, without spaces: write small letters, with - or _ between words',
  );

/** languages/<tag>.yaml, and what is made of it: see core/language.ts. Every word is folded. */
export const languageSchema = z.strictObject({
  tag: languageTag,
  name: plainText(40),
  stemmer: slug,
  forms: z
    .record(plainText(60), texts)
    .transform((forms) => listedUnder(Object.keys(forms), forms, fold, fold))
    .prefault({}),
  small: needed,
  asks: z.partialRecord(z.enum(ANSWER_TYPES), texts).transform((asks) => listedUnder(ANSWER_TYPES, asks, fold)),
  ordinary: words,
  besideNames: z
    .strictObject({
      behind: z
        .array(texts)
        // Each word leads to the first of its row.
        .transform((rows) => new Map(rows.flatMap((row) => row.map((word) => [fold(word), fold(row[0] ?? word)]))))
        .prefault([]),
      loosely: words,
      before: words,
    })
    .prefault({ behind: [], loosely: [], before: [] }),
  strangers: words,
  glossary: z
    .record(plainText(60), texts)
    .transform((all) => new Map(Object.entries(all).map(([word, means]) => [fold(word), means.map(fold)]))),
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
          .transform((options) => new Map(Object.entries(options)))
          .prefault({}),
        words: z
          .record(plainText(60), plainText(60))
          .transform((all) => new Map(Object.entries(all).map(([typed, own]) => [fold(typed), own])))
          .prefault({}),
      }),
    )
    .transform((commands) => new Map(Object.entries(commands)))
    .prefault({}),
  grammar: grammarSchema.exactOptional(),
  phrases: z.record(z.string(), z.string().min(1).max(2000)),
});

const said = z.record(languageTag, z.array(plainText(80)).min(1).max(200));
const worded = z.record(languageTag, plainText(300));

/** talk.yaml. */
export const talkSchema = z.strictObject({
  fillers: said,
  buttons: z.record(
    slug,
    z.strictObject({
      call: plainText(80),
      label: worded,
    }),
  ),
  turns: z.array(
    z.strictObject({
      id: slug,
      says: said,
      reply: worded,
      press: z.array(slug).max(5),
      alone: z.boolean().optional(),
      run: slug.optional(),
    }),
  ),
  follow: z.record(z.enum(FOLLOWING), said),
  routes: z.record(slug, said),
});
