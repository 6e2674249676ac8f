import Fuse from 'fuse.js';
import { slips } from './slips.ts';

/** Shorter words are not mended: on three or four letters a slip of one is another word. Only two letters of a word of
    four that have changed places are put right. */
const SHORTEST = 5;
/** Longer words are no words. */
const LONGEST = 24;
const LETTERS = /^\p{L}+$/u;
/** How many of Fuse's candidates are compared letter by letter. */
const CANDIDATES = 12;

/** Finds the known word that a misspelt one was meant to be. */
export interface Mender {
  /** Undefined when no known word is within one slip (five to seven letters) or two (eight and more). */
  mend(word: string): string | undefined;
}

/** `words`: folded, each with how often the base holds it. Fuse finds candidates among the words of about the same length
    that start with one of the first two letters, since a whole vocabulary would cost it milliseconds a word; the number
    of slips decides, and among equals how common the word is. What was typed is not remembered. */
export function createMender(words: ReadonlyMap<string, number>): Mender {
  const groups = new Map<string, string[]>();
  for (const word of words.keys()) {
    if (word.length < SHORTEST - 1 || !LETTERS.test(word)) continue;
    const key = `${word.charAt(0)}${word.length}`;
    const group = groups.get(key) ?? [];
    group.push(word);
    groups.set(key, group);
  }
  const finders = new Map<string, Fuse<string>>();
  const candidates = (word: string, initial: string, length: number): readonly string[] => {
    const key = `${initial}${length}`;
    const group = groups.get(key);
    if (!group) return [];
    const options = { threshold: 0.4, ignoreLocation: true, minMatchCharLength: 2 };
    const finder = finders.get(key) ?? new Fuse(group, options);
    finders.set(key, finder);
    return finder.search(word, { limit: CANDIDATES }).map(({ item }) => item);
  };
  const jumbled = byLetters(words);

  function nearest(word: string): string | undefined {
    const letters = sorted(word);
    const swapped = (item: string): number => (sorted(item) === letters ? 1 : 0);
    const allowed = word.length >= 8 ? 2 : 1;
    const initials = [...new Set([word.charAt(0), word.charAt(1)])];
    const lengths = Array.from({ length: allowed * 2 + 1 }, (_, at) => word.length - allowed + at);
    return initials
      .flatMap((initial) => lengths.flatMap((length) => candidates(word, initial, length)))
      .map((item) => ({ item, slips: slips(word, item, allowed) }))
      .filter(({ item, slips }) => slips <= allowed && (item.charAt(0) === word.charAt(0) || slips <= 1))
      .sort(
        (a, b) =>
          a.slips - b.slips ||
          swapped(b.item) - swapped(a.item) ||
          (words.get(b.item) ?? 0) - (words.get(a.item) ?? 0),
      )[0]?.item;
  }

  return {
    mend(word) {
      if (word.length === SHORTEST - 1)
        return jumbled.get(sorted(word))?.find((known) => slips(word, known, 1) === 1);
      return word.length < SHORTEST || word.length > LONGEST || !LETTERS.test(word)
        ? undefined
        : nearest(word);
    },
  };
}

/** Words of four letters by their letters: such a word is mended only when two of its letters have changed places. */
function byLetters(words: ReadonlyMap<string, number>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words.keys()) {
    if (word.length !== SHORTEST - 1) continue;
    const group = groups.get(sorted(word)) ?? [];
    group.push(word);
    groups.set(sorted(word), group);
  }
  return groups;
}

/** Two letters in the wrong order are likelier than one wrong letter. */
function sorted(word: string): string {
  return [...word].sort().join('');
}
