import { z } from 'zod';
import { MODES, PEOPLE, ROLES } from '../../core/differences/grammar.ts';
import { plainText } from './values.ts';

const MOST = 500;

const word = plainText(60).refine((text) => !/[\s-]/.test(text), 'must be one word: leave out spaces and hyphens');
const words = z.array(word).max(MOST);
const someWords = words.min(1);
const phrases = z.array(plainText(60)).max(MOST);
const somePhrases = phrases.min(1);
const twoAtMost = plainText(60).refine(
  (text) => text.split(/[\s-]/).length <= 2,
  'must be one word or two: shorten it, since longer phrases are not found',
);
const numbers = z.record(plainText(60), z.number().positive().max(1e15));
/** Which keys there are, for whoever wrote another one. */
const oneOf = (keys: readonly string[]) => ({
  error: ({ code }: { readonly code: string }) =>
    code === 'unrecognized_keys' ? `It may have: ${keys.join(', ')}.` : undefined,
});
const half = z.array(twoAtMost).min(1).max(MOST);

/** `grammar:` in languages/<tag>.yaml. What lets a false statement pass for a true one when it is missing must be written;
    names of months come from Intl. */
export const grammarSchema = z.strictObject({
  dateLinks: phrases.default([]),
  ordinals: phrases.default([]),

  counts: numbers,
  multipliers: numbers,
  sums: numbers.default({}),
  halves: phrases.default([]),
  percent: phrases.default([]),
  dollars: phrases.default([]),
  otherMoney: phrases.default([]),
  atLeast: somePhrases,
  atMost: somePhrases,
  about: somePhrases,
  atLeastAfter: phrases.default([]),
  atMostAfter: phrases.default([]),
  articles: phrases.default([]),

  negations: someWords,
  strong: someWords,
  modes: z.partialRecord(z.enum(MODES), z.array(twoAtMost).min(1).max(MOST), oneOf(MODES)),
  aims: words.default([]),
  verbs: words.default([]),
  verbEndings: words.default([]),
  underWay: words.default([]),
  monthWords: words.default([]),
  chatter: phrases.default([]),
  unserious: phrases.default([]),
  joiners: phrases.default([]),
  pronouns: phrases.default([]),
  years: z.record(plainText(60), z.number().int().min(-50).max(0)).default({}),
  being: words,
  by: words,
  listing: words.default([]),
  saying: someWords,
  accordingTo: words,
  accounts: words.default([]),
  possessives: words.default([]),
  letters: words.default([]),
  since: words.default([]),
  until: words.default([]),
  people: z.partialRecord(z.enum(PEOPLE), words, oneOf(PEOPLE)).default({}),
  relations: z
    .partialRecord(
      z.enum(ROLES),
      z.strictObject({
        forward: someWords,
        inverse: words.default([]),
        received: words.default([]),
      }),
      oneOf(ROLES),
    )
    .default({}),
  opposites: z
    .array(
      z.strictObject({
        one: half,
        other: half,
      }),
    )
    .max(MOST)
    .default([]),
  same: z.array(words.min(2)).max(MOST).default([]),
  prefixes: words.default([]),
  paying: someWords,
  fillers: words.default([]),
  asking: words.default([]),
  agreeing: words.default([]),

  abbreviations: phrases.default([]),
  closingAbbreviations: phrases.default([]),
});
export type GrammarEntry = z.output<typeof grammarSchema>;
