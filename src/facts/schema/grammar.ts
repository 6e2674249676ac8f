import { z } from 'zod';
import { MODES, PEOPLE, ROLES } from '../../core/differences/grammar.ts';
import { clean, fold } from '../../core/text.ts';
import { listedUnder, plainText } from './values.ts';

const MOST = 500;

const word = plainText(60).refine((text) => !/[\s-]/.test(text), 'must be one word: leave out spaces and hyphens');
const oneWord = z.array(word).max(MOST);
const oneOrTwo = z
  .array(
    plainText(60).refine(
      (text) => text.split(/[\s-]/).length <= 2,
      'must be one word or two: shorten it, since longer phrases are not found',
    ),
  )
  .min(1)
  .max(MOST);
const anyText = z.array(plainText(60)).max(MOST);

const toSet = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(fold));
const toList = (list: readonly string[]) => list.map(fold);
const hyphened = (text: string) => fold(text).replaceAll(' ', '-');
/** An apostrophe parts words here: figures are looked for in texts that still have theirs. */
const phrase = (text: string) => fold(text.replace(/['’‘ʼ`´]/gu, ' '));
const numbered = (figures: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(figures).map(([text, number]) => [phrase(text), number]));

const needed = oneWord.transform(toSet);
const words = needed.prefault([]);
const someWords = oneWord.min(1).transform(toSet);
const endings = oneWord.transform(toList).prefault([]);
const phrases = anyText.transform((list) => list.map(phrase)).prefault([]);
const somePhrases = anyText.min(1).transform((list) => list.map(phrase));
const half = oneOrTwo.transform((list): ReadonlySet<string> => new Set(list.map(hyphened)));
const numbers = z.record(plainText(60), z.number().positive().max(1e15)).transform(numbered);
const shortened = anyText.transform((list) => list.map((text) => clean(text).replace(/\.$/, ''))).prefault([]);

/** Which keys there are, for whoever wrote another one. */
const oneOf = (keys: readonly string[]) => ({
  error: ({ code }: { readonly code: string }) =>
    code === 'unrecognized_keys' ? `It may have: ${keys.join(', ')}.` : undefined,
});

/** `grammar:` in languages/<tag>.yaml, and what is made of it: see core/differences/grammar.ts. What lets a false statement
    pass for a true one when it is missing must be written; names of months come from Intl. */
export const grammarSchema = z.strictObject({
  dateLinks: phrases,
  ordinals: anyText.transform((list) => list.map((ending) => clean(ending).toLowerCase())).prefault([]),

  counts: numbers,
  multipliers: numbers,
  sums: numbers.prefault({}),
  halves: phrases,
  percent: phrases,
  dollars: phrases,
  otherMoney: phrases,
  atLeast: somePhrases,
  atMost: somePhrases,
  about: somePhrases,
  atLeastAfter: phrases,
  atMostAfter: phrases,
  articles: phrases,

  negations: someWords,
  strong: someWords,
  modes: z
    .partialRecord(z.enum(MODES), oneOrTwo, oneOf(MODES))
    .transform((record) => listedUnder(MODES, record, hyphened)),
  aims: words,
  verbs: words,
  verbEndings: endings,
  underWay: endings,
  monthWords: words,
  chatter: phrases,
  unserious: phrases,
  joiners: phrases,
  pronouns: phrases,
  years: z.record(plainText(60), z.number().int().min(-50).max(0)).transform(numbered).prefault({}),
  being: needed,
  by: needed,
  listing: words,
  saying: someWords,
  accordingTo: needed,
  accounts: words,
  possessives: words,
  letters: words,
  since: words,
  until: words,
  people: z
    .partialRecord(z.enum(PEOPLE), oneWord, oneOf(PEOPLE))
    .transform((record) => listedUnder(PEOPLE, record, fold))
    .prefault({}),
  relations: z
    .partialRecord(z.enum(ROLES), z.strictObject({ forward: someWords, inverse: words, received: words }), oneOf(ROLES))
    .transform((relations) =>
      ROLES.flatMap((role) => {
        const relation = relations[role];
        return relation ? [{ role, ...relation }] : [];
      }),
    )
    .prefault({}),
  opposites: z
    .array(z.strictObject({ one: half, other: half }).transform(({ one, other }) => [one, other] as const))
    .max(MOST)
    .prefault([]),
  same: z.array(oneWord.min(2).transform(toSet)).max(MOST).prefault([]),
  prefixes: endings,
  paying: someWords,
  fillers: words,
  asking: words,
  agreeing: words,

  abbreviations: shortened,
  closingAbbreviations: shortened,
});
