import { editDistance } from '../core/spelling.ts';

/** Whole numbers, in 16 bits each where all of them fit. */
export type Ints = Uint16Array | Int32Array;

export function ints(numbers: readonly number[]): Ints {
  return numbers.every((one) => one >= 0 && one <= 0xffff) ? Uint16Array.from(numbers) : Int32Array.from(numbers);
}

/** Those of the numbers that belong to one of the things whose starts are given. */
export function part(numbers: Ints, starts: Ints, nth: number): Ints {
  return numbers.subarray(starts[nth] ?? 0, starts[nth + 1] ?? 0);
}

/** Its number in the order in which texts come; a new one for a new text. */
export function numberIn(numbers: Map<string, number>, text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}

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
export type VocabularyData = ReturnType<VocabularyBuilder['data']>;

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
      const own = [...new Set(trigramsOf(word))].map((trigram) => numberIn(this.#trigramNumbers, trigram));
      for (const trigram of own) {
        this.#holders[trigram] ??= [];
        this.#holders[trigram].push(at);
      }
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
    const few = found.slice(0, SENSES);
    return few
      .filter(({ stem }, at) => few.findIndex((one) => one.stem === stem) === at)
      .map(({ stem, share }) => ({ stem, share }));
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
  readonly #words = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #stemOf: number[] = [];

  /** The number of a token's word; makes one for a new word. */
  add({ word, stem, small }: Token): number {
    const number = numberIn(this.#words, keyOf(word, small));
    if (number === this.#stemOf.length) this.#stemOf.push(numberIn(this.#stems, keyOf(stem, small)));
    return number;
  }

  data() {
    const stems = [...this.#stems.keys()];
    return {
      words: [...this.#words.keys()].map(withoutMark),
      stems: stems.map(withoutMark),
      /** Of each stem: 1 for that of a small word, else 0. */
      small: Uint8Array.from(stems, (stem) => (stem.startsWith(MARK) ? 1 : 0)),
      /** The stem of each word. */
      stemOf: ints(this.#stemOf),
    };
  }
}

/** Before a small word or its stem; no folded word holds it. */
const MARK = '_';

function keyOf(text: string, small: boolean): string {
  return small ? `${MARK}${text}` : text;
}

function withoutMark(key: string): string {
  return key.startsWith(MARK) ? key.slice(MARK.length) : key;
}
