import type { Ints } from './ints.ts';
import { slips } from './slips.ts';

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

/** Words of this length and more may be meant by a misspelt one. */
const SHORTEST = 3;
const LONGEST = 32;
/** Share of letter triples in common (Dice), from which two words are compared letter by letter, and from which they are
    taken for relatives whatever their letters. */
const COMPARED = 0.15;
const RELATED = 0.5;
/** How many known words may stand for an unknown one. */
const SENSES = 6;
const LETTERS = /^\p{L}+$/u;

/** All words and stems of a collection, numbered, as plain arrays. A small word and a word with the same stem are two
    stems. */
export interface VocabularyTables {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  /** Of each stem: 1 for that of a small word, else 0. */
  readonly small: Uint8Array;
  /** The stem of each word. */
  readonly stemOf: Ints;
  /** Letter triples, numbered. */
  readonly triples: readonly string[];
  /** The triples of each word, and where each word's begin; none for a small one. */
  readonly tripleStarts: Ints;
  readonly tripleList: Ints;
  /** The words that hold each triple, small ones too, and where each triple's begin. */
  readonly holderStarts: Ints;
  readonly holders: Ints;
}

/** Finds the number of a stem, and the known words that an unknown one may have been meant to be, by the letter triples
    that they share. */
export class Vocabulary {
  readonly tables: VocabularyTables;
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly stemOf: Ints;
  private readonly stemNumbers: ReadonlyMap<string, number>;
  private readonly tripleNumbers: ReadonlyMap<string, number>;
  private readonly counts: Uint8Array;

  constructor(tables: VocabularyTables) {
    this.tables = tables;
    this.words = tables.words;
    this.stems = tables.stems;
    this.stemOf = tables.stemOf;
    this.stemNumbers = new Map(tables.stems.map((stem, at) => [keyOf(stem, this.isSmall(at)), at]));
    this.tripleNumbers = new Map(tables.triples.map((triple, at) => [triple, at]));
    this.counts = new Uint8Array(tables.words.length);
  }

  get triples(): number {
    return this.tables.triples.length;
  }

  isSmall(stem: number): boolean {
    return this.tables.small[stem] === 1;
  }

  /** The letter triples of a word, numbered. */
  triplesOf(word: number): Ints {
    const { tripleStarts, tripleList } = this.tables;
    return tripleList.subarray(tripleStarts[word] ?? 0, tripleStarts[word + 1] ?? 0);
  }

  /** Undefined when no text holds it. */
  stem(stem: string, small: boolean): number | undefined {
    return this.stemNumbers.get(keyOf(stem, small));
  }

  /** The letter triples of any word that some known word holds. */
  triplesIn(word: string): readonly number[] {
    return distinct(
      triplesIn(word.slice(0, LONGEST)).flatMap((triple) => this.tripleNumbers.get(triple) ?? []),
    );
  }

  /** What an unknown word may mean, the likeliest first: words within one slip (two from eight letters on, three from
      nine), then words that share half of their triples. `frequency` decides between equals. */
  near(word: string, frequency: (stem: number) => number): readonly Sense[] {
    if (word.length < SHORTEST || word.length > LONGEST || !LETTERS.test(word)) return [];
    const found: { readonly stem: number; readonly share: number; readonly frequency: number }[] = [];
    for (const { other, dice } of this.alike(word)) {
      const share = resemblance(word, this.words[other] ?? '', dice);
      const stem = this.stemOf[other];
      if (share > 0.3 && stem !== undefined) found.push({ stem, share, frequency: frequency(stem) });
    }
    found.sort((a, b) => b.share - a.share || b.frequency - a.frequency || a.stem - b.stem);
    const senses = new Map<number, number>();
    for (const { stem, share } of found.slice(0, SENSES)) if (!senses.has(stem)) senses.set(stem, share);
    return [...senses].map(([stem, share]) => ({ stem, share }));
  }

  private alike(word: string): readonly { readonly other: number; readonly dice: number }[] {
    const { counts } = this;
    const { holderStarts, holders } = this.tables;
    const own = this.triplesIn(word);
    const touched: number[] = [];
    for (const triple of own) {
      for (let at = holderStarts[triple] ?? 0; at < (holderStarts[triple + 1] ?? 0); at++) {
        const other = holders[at] ?? 0;
        if (counts[other] === 0) touched.push(other);
        counts[other] = (counts[other] ?? 0) + 1;
      }
    }
    const alike: { readonly other: number; readonly dice: number }[] = [];
    for (const other of touched) {
      const length = this.words[other]?.length ?? 0;
      const dice = (2 * (counts[other] ?? 0)) / (length + word.length);
      counts[other] = 0;
      const near = dice >= COMPARED && Math.abs(length - word.length) <= 3 && length >= SHORTEST;
      if (near || dice >= RELATED) alike.push({ other, dice });
    }
    return alike;
  }
}

/** 0 to 1: how likely one word was meant by the other. A wrong first letter is rarer than any other slip. */
function resemblance(typed: string, known: string, dice: number): number {
  const most = typed.length >= 9 ? 3 : 2;
  const made = slips(typed, known, most);
  const rel = 1 - made / Math.max(typed.length, known.length);
  const initial = typed[0] === known[0];
  if (made <= (typed.length >= 8 ? 2 : 1)) return rel * (initial ? 1 : 0.85);
  if (made <= most && typed.length >= 5) return rel * 0.75 * (initial ? 1 : 0.8);
  return dice >= RELATED && typed.length >= 4 ? dice * 0.7 : 0;
}

export function keyOf(text: string, small: boolean): string {
  return small ? `_${text}` : text;
}

export function triplesIn(word: string): string[] {
  const bounded = `^${word}$`;
  return Array.from({ length: Math.max(0, bounded.length - 2) }, (_, at) => bounded.slice(at, at + 3));
}

export function distinct(numbers: readonly number[]): number[] {
  return [...new Set(numbers)];
}
