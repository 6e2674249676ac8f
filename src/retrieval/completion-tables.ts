import type { LanguageTag } from '../core/fact.ts';
import {
  type Ints,
  type SectionReader,
  type SectionWriter,
  type StringTable,
  tableOf,
} from '../core/sections.ts';
import { inOneRow } from './vocabulary-builder.ts';

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
  readonly texts: StringTable;
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
    textOf: Int32Array.from(all, ({ text }) => numberIn(texts, text)),
    sayOf: Int32Array.from(all, ({ of }) => (of === undefined ? -1 : numberIn(says, of))),
    languageOf: Uint8Array.from(all, ({ language }) =>
      language === undefined ? NO_LANGUAGE : numberIn(languages, language),
    ),
    texts: tableOf([...texts.keys()]),
    languages: [...languages.keys()],
    keyStarts,
    wordStarts,
    keyWords,
    sortedKeys: Int32Array.from(sorted, ({ number }) => number),
    sortedOf: Int32Array.from(sorted, ({ at }) => at),
    words,
    holderStarts,
    holders: heldBy,
  };
}

export function freezeCompletions(name: string, tables: CompletionTables, to: SectionWriter): void {
  to.strings(`${name}.texts`, tables.texts.all());
  to.ints(`${name}.textOf`, tables.textOf);
  to.ints(`${name}.sayOf`, tables.sayOf);
  to.words(`${name}.languages`, tables.languages);
  to.put(`${name}.languageOf`, tables.languageOf);
  to.ints(`${name}.keyStarts`, tables.keyStarts);
  to.ints(`${name}.wordStarts`, tables.wordStarts);
  to.ints(`${name}.keyWords`, tables.keyWords);
  to.ints(`${name}.sortedKeys`, tables.sortedKeys);
  to.ints(`${name}.sortedOf`, tables.sortedOf);
  to.words(`${name}.words`, tables.words);
  to.ints(`${name}.holderStarts`, tables.holderStarts);
  to.ints(`${name}.holders`, tables.holders);
}

export function thawCompletions(name: string, from: SectionReader): CompletionTables {
  return {
    texts: from.strings(`${name}.texts`),
    textOf: from.ints(`${name}.textOf`),
    sayOf: from.ints(`${name}.sayOf`),
    languages: from.words(`${name}.languages`),
    languageOf: from.bytes(`${name}.languageOf`),
    keyStarts: from.ints(`${name}.keyStarts`),
    wordStarts: from.ints(`${name}.wordStarts`),
    keyWords: from.ints(`${name}.keyWords`),
    sortedKeys: from.ints(`${name}.sortedKeys`),
    sortedOf: from.ints(`${name}.sortedOf`),
    words: from.words(`${name}.words`),
    holderStarts: from.ints(`${name}.holderStarts`),
    holders: from.ints(`${name}.holders`),
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
