import type { LanguageTag } from '../core/fact.ts';
import { createMender } from './fuzzy.ts';
import { slips } from './slips.ts';

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

/** Typed words that are mended, at most: each costs up to a millisecond. */
const MENDED = 4;
/** Shorter words are not mended: on three letters a slip is another word. */
const SHORTEST = 4;
/** Words that a misspelt beginning may have been meant to begin. */
const MEANT = 3;

/** Best first. `sought`: folded; everything in order of weight when empty. Those in `language` stand before the others. */
export type Complete = (sought: string, limit: number, language?: LanguageTag) => readonly string[];

/** Indexes completions once: keys in order for what begins with something, words with where they stand for the rest.
    Asking looks at what begins with the rarest of the typed words, and never at everything. */
export function createCompletion(given: readonly Completion[]): Complete {
  const all = [...given].sort(heavier);
  const everything = all.map((_, at) => at);
  const keys = all.flatMap(({ keys }, at) => keys.map((key) => ({ key, at }))).sort(byKey);
  const sortedKeys = keys.map(({ key }) => key);
  const postings = postingsOf(all);
  const words = [...postings.keys()].sort();
  const mender = createMender(new Map([...postings].map(([word, { length }]) => [word, length])));
  const byInitial = new Map<string, string[]>();
  for (const word of words) {
    const group = byInitial.get(word.charAt(0)) ?? [];
    group.push(word);
    byInitial.set(word.charAt(0), group);
  }

  /** Places of the completions of which some key begins with this, in order of weight. */
  function beginningWith(sought: string): readonly number[] {
    const [from, to] = rangeOf(sortedKeys, sought);
    return ordered(keys.slice(from, to).map(({ at }) => at));
  }

  /** Those of which a key holds words that begin with all of these. */
  function holding(sought: readonly string[]): readonly number[] {
    const [rarest] = sought
      .map((word) => ({ word, range: rangeOf(words, word) }))
      .map(({ range: [from, to] }) => ({ from, to, size: sizeOf(from, to) }))
      .sort((a, b) => a.size - b.size);
    if (!rarest) return [];
    const near = words.slice(rarest.from, rarest.to).flatMap((word) => postings.get(word) ?? []);
    return ordered(near).filter((at) =>
      all[at]?.keys.some((key) => sought.every((word) => holdsBeginning(key, word))),
    );
  }

  function sizeOf(from: number, to: number): number {
    let size = 0;
    for (let at = from; at < to; at++) size += postings.get(words[at] ?? '')?.length ?? 0;
    return size;
  }

  const isBegun = (word: string): boolean => {
    const [from, to] = rangeOf(words, word);
    return from < to;
  };

  /** What a misspelt word may have been meant to be, or to begin when it is the last. */
  function meant(word: string, last: boolean): readonly string[] {
    const whole = mender.mend(word);
    if (whole !== undefined || !last || word.length < SHORTEST) return whole === undefined ? [] : [whole];
    const allowed = word.length >= 8 ? 2 : 1;
    const best = (byInitial.get(word.charAt(0)) ?? [])
      .filter((one) => one.length >= word.length - allowed)
      .map((one) => ({ one, off: slips(word, one.slice(0, word.length), allowed) }))
      .filter(({ off }) => off <= allowed)
      .sort(
        (a, b) => a.off - b.off || (postings.get(b.one)?.length ?? 0) - (postings.get(a.one)?.length ?? 0),
      );
    return best.slice(0, MEANT).map(({ one }) => one);
  }

  /** The typed words with the misspelt ones mended, in every way that is likely. What nothing knows is left out where at
      least as much is known. Empty when nothing was mended. */
  function mended(sought: readonly string[]): readonly (readonly string[])[] {
    const unknown = sought.filter((word) => !isBegun(word));
    if (unknown.length === 0 || unknown.length > MENDED) return [];
    const ways = sought.map((word, at) =>
      unknown.includes(word) ? meant(word, at === sought.length - 1) : [word],
    );
    const known = ways.filter((one) => one.length > 0);
    if (known.length * 2 < sought.length || known.length === 0) return [];
    const spellings = Math.max(...known.map((one) => one.length));
    return Array.from({ length: spellings }, (_, nth) =>
      known.map((one) => one[Math.min(nth, one.length - 1)] ?? ''),
    );
  }

  return (sought, limit, language) => {
    const found = new Set<string>();
    const take = (places: readonly number[]): boolean => {
      for (const text of ranked(places, all, limit, language)) found.add(text);
      return found.size >= limit;
    };
    const done = (): readonly string[] => [...found].slice(0, limit);
    if (sought === '') {
      take(everything);
      return done();
    }
    const typed = [...new Set(sought.split(' '))];
    const begins = beginningWith(sought);
    if (take(begins.filter((at) => all[at]?.keys.includes(sought)))) return done();
    if (take(begins) || take(holding(typed))) return done();
    for (const spelling of mended(typed)) if (take(holding(spelling))) return done();
    return done();
  };
}

/** Texts in order of weight, those in the language first, and one of what says the same before the second of any. */
function ranked(
  places: readonly number[],
  all: readonly Completion[],
  limit: number,
  language: LanguageTag | undefined,
): readonly string[] {
  const first: string[] = [];
  const foreign: string[] = [];
  const again: string[] = [];
  const texts = new Set<string>();
  const seen = new Set<string>();
  for (const at of places) {
    const one = all[at];
    if (!one || texts.has(one.text)) continue;
    texts.add(one.text);
    const own = language === undefined || one.language === undefined || one.language === language;
    const known = one.of !== undefined && seen.has(one.of);
    if (own && one.of !== undefined) seen.add(one.of);
    (own ? (known ? again : first) : foreign).push(one.text);
    if (first.length >= limit) break;
  }
  return [...first, ...again, ...foreign].slice(0, limit);
}

function postingsOf(all: readonly Completion[]): ReadonlyMap<string, readonly number[]> {
  const postings = new Map<string, number[]>();
  for (const [at, { keys }] of all.entries()) {
    for (const key of keys) {
      for (const word of key.split(' ')) {
        const list = postings.get(word);
        if (!list) postings.set(word, [at]);
        else if (list.at(-1) !== at) list.push(at);
      }
    }
  }
  return postings;
}

/** Whether some word of a key begins so. */
function holdsBeginning(key: string, word: string): boolean {
  return key.startsWith(word) || key.includes(` ${word}`);
}

/** Each place once, the heaviest first: places are in order of weight. */
function ordered(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((a, b) => a - b);
}

/** From where to where sorted texts begin with something. */
function rangeOf(sorted: readonly string[], start: string): readonly [from: number, to: number] {
  const from = firstAt(sorted, (text) => text >= start);
  // Behind every text that goes on from it.
  const end = `${start}\uffff`;
  return [from, firstAt(sorted, (text) => text > end)];
}

/** The first place from which on something holds. */
function firstAt(sorted: readonly string[], holds: (text: string) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function heavier(a: Completion, b: Completion): number {
  return b.weight - a.weight || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}
