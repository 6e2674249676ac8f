import { editDistance } from '../core/spelling.ts';
import { type Ints, ints } from './ints.ts';

/** One word of a text. */
export interface Token {
  /** Folded. */
  readonly word: string;
  readonly stem: string;
  /** Searched lightly: it carries no meaning of its own. */
  readonly small: boolean;
}

/** A known stem that a word stands for, and for how much of it, 0 to 1. */
export interface Sense {
  readonly stem: number;
  readonly share: number;
}

/** All words and stems of a collection, numbered, as plain data. A small word and a word with the same stem are two stems. */
export interface VocabularyData {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  /** Of each stem: 1 for that of a small word, else 0. */
  readonly small: Uint8Array;
  /** The stem of each word. */
  readonly stemOf: Ints;
}

/** Words of this length and more may be meant by a misspelt one. */
const SHORTEST = 3;
const LONGEST = 32;
/** Share of trigrams in common (Dice), from which two words are compared letter by letter, and from which they are taken
    for relatives whatever their letters. */
const COMPARED = 0.15;
const RELATED = 0.5;
/** How many known words may stand for an unknown one. */
const SENSES = 6;
const LETTERS = /^\p{L}+$/u;

/** Finds the number of a stem, and the known words that an unknown one may have been meant to be, by the trigrams of letters
    that they share. */
export class Vocabulary {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly stemOf: Ints;
  /** Of each trigram how rare it is among words, as an idf. */
  readonly trigramIdf: readonly number[];
  readonly #small: Uint8Array;
  readonly #stemNumbers: ReadonlyMap<string, number>;
  readonly #wordNumbers: ReadonlyMap<string, number>;
  readonly #trigramNumbers = new Map<string, number>();
  /** The words that hold each trigram. */
  readonly #holders: number[][] = [];
  /** The trigrams of each word; none of a small one. */
  readonly #trigrams: readonly (readonly number[])[];

  constructor({ words, stems, small, stemOf }: VocabularyData) {
    this.words = words;
    this.stems = stems;
    this.stemOf = stemOf;
    this.#small = small;
    this.#stemNumbers = new Map(stems.map((stem, at) => [keyOf(stem, this.isSmall(at)), at]));
    this.#wordNumbers = new Map(words.map((word, at) => [keyOf(word, this.isSmall(stemOf[at] ?? 0)), at]));
    this.#trigrams = words.map((word, at) => {
      const own = [...new Set(trigramsOf(word))].map((trigram) => this.#numberOf(trigram));
      for (const trigram of own) this.#holders[trigram]?.push(at);
      return this.isSmall(stemOf[at] ?? 0) ? [] : own;
    });
    const counts = this.#holders.map(() => 0);
    for (const own of this.#trigrams) for (const trigram of own) counts[trigram] = (counts[trigram] ?? 0) + 1;
    this.trigramIdf = counts.map((count) => Math.log(1 + words.length / (count + 0.5)));
  }

  isSmall(stem: number): boolean {
    return this.#small[stem] === 1;
  }

  /** Undefined when no text holds it. */
  stem(stem: string, small: boolean): number | undefined {
    return this.#stemNumbers.get(keyOf(stem, small));
  }

  /** The stem under which a word is indexed. Texts of two languages may hold it, and the stem of the first stands for it in
      both: Spanish `mexico` has the stem `mexic`, English `mexico`. Undefined when no text holds it. */
  stemOfWord(word: string, small: boolean): string | undefined {
    const number = this.#wordNumbers.get(keyOf(word, small));
    return number === undefined ? undefined : this.stems[this.stemOf[number] ?? -1];
  }

  /** The trigrams of a known word, numbered; none of a small one. */
  trigramsOfWord(word: number): readonly number[] {
    return this.#trigrams[word] ?? [];
  }

  /** The trigrams of any word that some known word holds, each once. */
  trigramsIn(word: string): readonly number[] {
    const known = trigramsOf(word.slice(0, LONGEST)).flatMap((one) => this.#trigramNumbers.get(one) ?? []);
    return [...new Set(known)];
  }

  /** What an unknown word may mean, the likeliest first: words within an edit (two from eight letters on, three from
      nine), then words that share half of their trigrams. `frequency` decides between equals. */
  near(word: string, frequency: (stem: number) => number): readonly Sense[] {
    if (word.length < SHORTEST || word.length > LONGEST || !LETTERS.test(word)) return [];
    const found: { readonly stem: number; readonly share: number; readonly frequency: number }[] = [];
    for (const [other, dice] of this.#alike(word)) {
      const share = resemblance(word, this.words[other] ?? '', dice);
      const stem = this.stemOf[other];
      if (share > 0.3 && stem !== undefined) found.push({ stem, share, frequency: frequency(stem) });
    }
    found.sort((a, b) => b.share - a.share || b.frequency - a.frequency || a.stem - b.stem);
    const senses = new Map<number, number>();
    for (const { stem, share } of found.slice(0, SENSES)) if (!senses.has(stem)) senses.set(stem, share);
    return [...senses].map(([stem, share]) => ({ stem, share }));
  }

  /** Known words that share enough trigrams with a word, and what share of both. */
  #alike(word: string): readonly (readonly [other: number, dice: number])[] {
    const counts = new Map<number, number>();
    for (const trigram of this.trigramsIn(word)) {
      for (const other of this.#holders[trigram] ?? []) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
    return [...counts].flatMap(([other, count]) => {
      const length = this.words[other]?.length ?? 0;
      const dice = (2 * count) / (length + word.length);
      const near = dice >= COMPARED && Math.abs(length - word.length) <= 3 && length >= SHORTEST;
      return near || dice >= RELATED ? [[other, dice] as const] : [];
    });
  }

  #numberOf(trigram: string): number {
    const known = this.#trigramNumbers.get(trigram);
    if (known !== undefined) return known;
    this.#trigramNumbers.set(trigram, this.#holders.length);
    return this.#holders.push([]) - 1;
  }
}

/** 0 to 1: how likely one word was meant by the other. A wrong first letter is rarer than any other slip. */
function resemblance(typed: string, known: string, dice: number): number {
  const limit = typed.length >= 9 ? 3 : 2;
  const edits = editDistance(typed, known, limit);
  const share = 1 - edits / Math.max(typed.length, known.length);
  const initial = typed[0] === known[0];
  if (edits <= (typed.length >= 8 ? 2 : 1)) return share * (initial ? 1 : 0.85);
  if (edits <= limit && typed.length >= 5) return share * 0.75 * (initial ? 1 : 0.8);
  return dice >= RELATED && typed.length >= 4 ? dice * 0.7 : 0;
}

function trigramsOf(word: string): readonly string[] {
  const bounded = `^${word}$`;
  return Array.from({ length: Math.max(0, bounded.length - 2) }, (_, at) => bounded.slice(at, at + 3));
}

/** Numbers words and stems in the order in which they come. */
export class VocabularyBuilder {
  readonly #words: string[] = [];
  readonly #stems: string[] = [];
  readonly #small: number[] = [];
  readonly #stemOf: number[] = [];
  readonly #wordNumbers = new Map<string, number>();
  readonly #stemNumbers = new Map<string, number>();

  /** The number of a token's word; makes one for a new word. */
  add({ word, stem, small }: Token): number {
    const known = this.#wordNumbers.get(keyOf(word, small));
    if (known !== undefined) return known;
    this.#wordNumbers.set(keyOf(word, small), this.#words.length);
    this.#stemOf.push(this.#addStem(stem, small));
    return this.#words.push(word) - 1;
  }

  data(): VocabularyData {
    return {
      words: this.#words,
      stems: this.#stems,
      small: Uint8Array.from(this.#small),
      stemOf: ints(this.#stemOf),
    };
  }

  #addStem(stem: string, small: boolean): number {
    const known = this.#stemNumbers.get(keyOf(stem, small));
    if (known !== undefined) return known;
    this.#stemNumbers.set(keyOf(stem, small), this.#stems.length);
    this.#small.push(small ? 1 : 0);
    return this.#stems.push(stem) - 1;
  }
}

function keyOf(text: string, small: boolean): string {
  return small ? `_${text}` : text;
}
