import Fuse from 'fuse.js';
import { editDistance } from '../core/spelling.ts';

/** Shorter words are not mended: on three or four letters an edit makes another word. Only two letters of a word of three
    or four that have changed places are put right. */
const SHORTEST = 5;
/** And none of two. */
const JUMBLED = 3;
/** Longer words are no words. */
const LONGEST = 24;
const LETTERS = /^\p{L}+$/u;
/** How many of Fuse's candidates are compared letter by letter. */
const CANDIDATES = 12;
/** Words that a misspelt beginning may have been meant to begin. */
const BEGUN = 3;

/** Finds the known words that a misspelt one was meant to be. `words`: folded, each with how often it is held. Fuse
    finds candidates among the words of about the same length that
    start with one of the first two letters, since a whole vocabulary would cost it milliseconds a word; the number of edits
    decides, and among equals how common the word is. What was typed is not remembered. */
export function createWordMatcher(words: ReadonlyMap<string, number>) {
  const groups = groupBy(words.keys(), (word) => `${word.charAt(0)}${word.length}`);
  const initials = groupBy(words.keys(), (word) => word.charAt(0));
  const short = [...words.keys()].filter(({ length }) => length >= JUMBLED && length < SHORTEST);
  const jumbled = groupBy(short, sorted);
  const finders = new Map<string, () => Fuse<string>>();
  const common = (word: string): number => words.get(word) ?? 0;

  /** A new one for every search, of an index that is kept: Fuse holds on to what it searched for last. */
  function finder(key: string): Fuse<string> {
    const made = finders.get(key) ?? finderOf((groups.get(key) ?? []).filter((word) => LETTERS.test(word)));
    finders.set(key, made);
    return made();
  }

  return {
    /** Undefined when no known word is within an edit (five to seven letters) or two (eight and more). */
    nearest(word: string): string | undefined {
      if (word.length > LONGEST || !LETTERS.test(word)) return undefined;
      const letters = sorted(word);
      if (word.length < SHORTEST) return jumbled.get(letters)?.find((known) => editDistance(word, known, 1) === 1);
      const limit = editsAllowed(word);
      const lengths = Array.from({ length: limit * 2 + 1 }, (_, at) => word.length - limit + at);
      const keys = [...new Set([word.charAt(0), word.charAt(1)])].flatMap((initial) =>
        lengths.map((length) => `${initial}${length}`),
      );
      const found = keys
        .flatMap((key) => finder(key).search(word, { limit: CANDIDATES }))
        .map(({ item }) => ({
          item,
          edits: editDistance(word, item, limit),
          // Two letters in the wrong order are likelier than one wrong letter.
          swapped: sorted(item) === letters ? 1 : 0,
        }))
        .filter(({ item }) => item.length >= SHORTEST || sorted(item) === letters)
        .filter(({ edits, item }) => edits <= limit && (item.charAt(0) === word.charAt(0) || edits <= 1));
      found.sort((a, b) => a.edits - b.edits || b.swapped - a.swapped || common(b.item) - common(a.item));
      return found[0]?.item;
    },
    /** The words that a misspelt beginning of four letters or more was meant to begin; the likeliest first, at most three. */
    begunBy(beginning: string): readonly string[] {
      if (beginning.length < SHORTEST - 1) return [];
      const limit = editsAllowed(beginning);
      return (initials.get(beginning.charAt(0)) ?? [])
        .filter((word) => word.length >= beginning.length - limit)
        .map((word) => ({ word, edits: editDistance(beginning, word.slice(0, beginning.length), limit) }))
        .filter(({ edits }) => edits <= limit)
        .sort((a, b) => a.edits - b.edits || common(b.word) - common(a.word))
        .slice(0, BEGUN)
        .map(({ word }) => word);
    },
  };
}

function finderOf(words: readonly string[]): () => Fuse<string> {
  const index = Fuse.createIndex<string>([], words);
  return () => new Fuse(words, { threshold: 0.4, ignoreLocation: true, minMatchCharLength: 2 }, index);
}

function editsAllowed(word: string): number {
  return word.length >= 8 ? 2 : 1;
}

function groupBy(words: Iterable<string>, keyOf: (word: string) => string): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const key = keyOf(word);
    const group = groups.get(key) ?? [];
    group.push(word);
    groups.set(key, group);
  }
  return groups;
}

function sorted(word: string): string {
  return [...word].sort().join('');
}
