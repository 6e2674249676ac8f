import { z } from 'zod';
import { PEOPLE, ROLES } from '../../core/differences/grammar.ts';
import { plainText } from './values.ts';

const MOST = 500;

const word = plainText(60).refine(
  (text) => !/[\s-]/.test(text),
  'must be one word: leave out spaces and hyphens',
);
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
  dateLinks: phrases.default([]).describe('Between a day, a month and a year: of (3 June of 2018).'),
  ordinals: phrases
    .default([])
    .describe("What a day's number may end with: th (5th). For a stop write it in quotes."),

  counts: numbers.describe('Number word → its number, from two on: {two: 2, dozen: 12}.'),
  multipliers: numbers.describe(
    'Word after a number → what it multiplies by: {million: 1000000, bn: 1000000000}.',
  ),
  sums: numbers.default({}).describe('Phrase that is a figure as a whole → that: {a million: 1000000}.'),
  halves: phrases.default([]).describe('Before a multiplier, half of it: half a (half a million).'),
  percent: phrases.default([]).describe('After a figure; % is known.'),
  dollars: phrases.default([]).describe('US dollars, after a figure; $ and USD are known.'),
  otherMoney: phrases.default([]).describe('Other money, after a figure; € and £ are known.'),
  atLeast: somePhrases.describe('Before a figure that is the least: more than, at least.'),
  atMost: somePhrases.describe('Before a figure that is the most: less than, up to.'),
  about: somePhrases.describe('Before a figure that is rounded: about, nearly.'),
  atLeastAfter: phrases.default([]).describe('After a figure that is the least: or more.'),
  atMostAfter: phrases.default([]).describe('After a figure that is the most: at most.'),
  articles: phrases
    .default([])
    .describe('May stand between such a phrase and its figure: a (more than a hundred).'),

  negations: someWords.describe('They turn what follows round: not, never, without.'),
  strong: someWords.describe(
    "They claim more than a source that lacks them, or are somebody's own view: all, only, still, we, should.",
  ),
  hedges: z
    .array(twoAtMost)
    .min(1)
    .max(MOST)
    .describe('What is said with them is not said to be so: may, planned, asked, was to.'),
  being: words.describe('Before a verb they make it passive: was (was bought). [] where nothing does.'),
  by: words.describe('After a passive verb, before who does it: by. [] where nothing does.'),
  listing: words.default([]).describe('Between names that stand side by side: and, or.'),
  saying: someWords.describe(
    'Every form of the verbs that make a witness of whoever stands before: says, reported.',
  ),
  accordingTo: words.describe('Before the name of a witness: according, per. [] where there is none.'),
  accounts: words
    .default([])
    .describe("Nouns that make a witness of whoever owns them: count, account (by somebody's account)."),
  possessives: words.default([]).describe("After an apostrophe, the ending of an owner: s (Norvane's)."),
  letters: words.default([]).describe('What tells who says it without a name: letter, memo.'),
  since: words.default([]).describe('Before the start of a time: since, from.'),
  until: words.default([]).describe('Before the end of a time: until, to.'),
  people: z
    .partialRecord(z.enum(PEOPLE), words, oneOf(PEOPLE))
    .default({})
    .describe('Those who act without a name of their own, and every word for them.'),
  relations: z
    .partialRecord(
      z.enum(ROLES),
      z.strictObject({
        forward: someWords.describe('Forms of verbs before which the doer stands: paid, bought.'),
        inverse: words.default([]).describe('Forms of verbs after which the doer stands: sold (sold to).'),
        received: words
          .default([])
          .describe('The same, but only where a sum is named: got (got $5 million from).'),
      }),
      oneOf(ROLES),
    )
    .default({})
    .describe('What one does to another, so that a statement is noticed in which the two change places.'),
  opposites: z
    .array(
      z.strictObject({
        one: half.describe('Every form of the one: [before].'),
        other: half.describe('Every form of its opposite: [after].'),
      }),
    )
    .max(MOST)
    .default([])
    .describe(
      'Words that say the opposite of each other, every form of both: {one: [before], other: [after]}.',
    ),
  same: z
    .array(words.min(2))
    .max(MOST)
    .default([])
    .describe('Lists of words that mean the same in what facts tell: [pay, paid, spent].'),
  prefixes: words.default([]).describe('Before a hyphen they are part of the word: re (re-examine).'),
  paying: someWords.describe('That money changed hands: paid, received, cost.'),
  fillers: words.default([]).describe('Beside a figure they say nothing of their own: worth, total.'),
  asking: words
    .default([])
    .describe(
      'What a question begins with that takes its rest for granted: what, why. Not with words that ask whether.',
    ),
  agreeing: words
    .default([])
    .describe('A contract is named, so that its worth is no payment: contract, award.'),

  abbreviations: phrases
    .default([])
    .describe('Their stop ends no sentence: U.S., Dr. Written as in a text, capitals too.'),
  closingAbbreviations: phrases
    .default([])
    .describe('Their stop ends a sentence only when a capital follows: Inc., etc.'),
});
export type GrammarEntry = z.output<typeof grammarSchema>;
