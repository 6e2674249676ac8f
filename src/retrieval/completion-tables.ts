import type { LanguageTag } from '../core/fact.ts';
import { type Ints, inOneRow, ints } from './ints.ts';

/** Something that typing may be completed to. */
export interface Completion {
  /** What is put in. */
  readonly text: string;
  /** Folded; what it is found by, its own text first. */
  readonly keys: readonly string[];
  /** The highest stands first. */
  readonly weight: number;
  /** What several say in other words: one of each stands before the second of any. */
  readonly of?: string;
  readonly language?: LanguageTag;
}

/** Completions by their places, the heaviest first, as plain arrays. */
export interface CompletionTables {
  /** Every text once, and which of them each completion puts in. */
  readonly texts: readonly string[];
  readonly textOf: Ints;
  /** What each says in other words, numbered; -1 for nothing. */
  readonly sayOf: Ints;
  readonly languages: readonly LanguageTag[];
  /** Its language; 255 for none. */
  readonly languageOf: Uint8Array;
  /** Where the keys of each begin, and where the words of each key begin; the words by their places in `words`. */
  readonly keyStarts: Ints;
  readonly wordStarts: Ints;
  readonly keyWords: Ints;
  /** All keys in alphabetical order, and whose each is. */
  readonly sortedKeys: Ints;
  readonly sortedOf: Ints;
  /** All words in alphabetical order, and the completions that hold each. */
  readonly words: readonly string[];
  readonly holderStarts: Ints;
  readonly holders: Ints;
}

/** The language of what is in none. */
export const NO_LANGUAGE = 255;

export function indexCompletions(given: readonly Completion[]): CompletionTables {
  const all = [...given].sort(heavier);
  const texts = new Map<string, number>();
  const says = new Map<string, number>();
  const languages = new Map<LanguageTag, number>();
  const keys = all.flatMap(({ keys }, at) => keys.map((key) => ({ key, at, words: key.split(' ') })));
  const words = [...new Set(keys.flatMap((one) => one.words))].sort();
  const wordNumbers = new Map(words.map((word, at) => [word, at]));
  const holders = words.map((): number[] => []);
  for (const { words, at } of keys) {
    for (const word of words) {
      const list = holders[wordNumbers.get(word) ?? -1];
      if (list && list.at(-1) !== at) list.push(at);
    }
  }
  const [wordStarts, keyWords] = inOneRow(
    keys.map(({ words }) => words.map((word) => wordNumbers.get(word) ?? 0)),
  );
  const [holderStarts, heldBy] = inOneRow(holders);
  const keyStarts = new Int32Array(all.length + 1);
  all.forEach(({ keys }, at) => {
    keyStarts[at + 1] = (keyStarts[at] ?? 0) + keys.length;
  });
  const sorted = keys.map(({ key, at }, number) => ({ key, at, number })).sort(byKey);
  return {
    textOf: ints(all.map(({ text }) => numberIn(texts, text))),
    sayOf: ints(all.map(({ of }) => (of === undefined ? -1 : numberIn(says, of)))),
    languageOf: Uint8Array.from(all, ({ language }) =>
      language === undefined ? NO_LANGUAGE : numberIn(languages, language),
    ),
    texts: [...texts.keys()],
    languages: [...languages.keys()],
    keyStarts: ints(keyStarts),
    wordStarts,
    keyWords,
    sortedKeys: ints(sorted.map(({ number }) => number)),
    sortedOf: ints(sorted.map(({ at }) => at)),
    words,
    holderStarts,
    holders: heldBy,
  };
}

function numberIn(numbers: Map<string, number>, text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function heavier(a: Completion, b: Completion): number {
  return b.weight - a.weight || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}
