import type { LanguageTag } from '../core/fact.ts';
import { type CompletionTables, NO_LANGUAGE } from './completion-tables.ts';
import { createMender, type Mender } from './fuzzy.ts';
import { slips } from './slips.ts';

/** Typed words that are mended, at most: each costs up to a millisecond. */
const MENDED = 4;
/** Shorter words are not mended: on three letters a slip is another word. */
const SHORTEST = 4;
/** Words that a misspelt beginning may have been meant to begin. */
const MEANT = 3;

/** Best first. `sought`: folded; everything in order of weight when empty. Those in `language` stand before the others. */
export type Complete = (sought: string, limit: number, language?: LanguageTag) => readonly string[];

/** From where to where, the second not in it. */
type Range = readonly [from: number, to: number];

/** Completes from what was indexed once: keys in order for what begins with something, words with where they stand for the
    rest. Asking looks at what begins with the rarest of the typed words, and never at everything. */
export function createCompletion(tables: CompletionTables): Complete {
  const { words, holderStarts, holders, keyStarts, wordStarts, keyWords, sortedKeys, sortedOf } = tables;
  const count = tables.textOf.length;
  // What only misspelt words need is made for the first of them.
  let mender: Mender | undefined;
  let byInitial: ReadonlyMap<string, readonly number[]> | undefined;
  const heldBy = (word: number): number => (holderStarts[word + 1] ?? 0) - (holderStarts[word] ?? 0);

  const keyOf = (key: number): string =>
    Array.from(
      keyWords.subarray(wordStarts[key] ?? 0, wordStarts[key + 1] ?? 0),
      (word) => words[word] ?? '',
    ).join(' ');
  const sortedKey = (place: number): string => keyOf(sortedKeys[place] ?? 0);
  const wordAt = (place: number): string => words[place] ?? '';

  /** Places of the completions of which some key begins with this, in order of weight. */
  const beginningWith = ([from, to]: Range): readonly number[] => ordered(sortedOf.subarray(from, to));

  /** Those of which a key holds words that begin with all of these. */
  function holding(sought: readonly string[]): readonly number[] {
    const ranges = sought.map((word) => rangeOf(wordAt, words.length, word));
    const [rarest] = ranges
      .map(([from, to]) => ({
        from: holderStarts[from] ?? 0,
        to: holderStarts[to] ?? 0,
      }))
      .sort((a, b) => a.to - a.from - (b.to - b.from));
    if (!rarest) return [];
    return ordered(holders.subarray(rarest.from, rarest.to)).filter((at) => {
      for (let key = keyStarts[at] ?? 0; key < (keyStarts[at + 1] ?? 0); key++) {
        if (ranges.every((range) => holdsOneOf(key, range))) return true;
      }
      return false;
    });
  }

  function holdsOneOf(key: number, [from, to]: Range): boolean {
    for (let at = wordStarts[key] ?? 0; at < (wordStarts[key + 1] ?? 0); at++) {
      const word = keyWords[at] ?? 0;
      if (word >= from && word < to) return true;
    }
    return false;
  }

  const isBegun = (word: string): boolean => {
    const [from, to] = rangeOf(wordAt, words.length, word);
    return from < to;
  };

  /** What a misspelt word may have been meant to be, or to begin when it is the last. */
  function meant(word: string, last: boolean): readonly string[] {
    mender ??= createMender(new Map(words.map((one, at) => [one, heldBy(at)])));
    const whole = mender.mend(word);
    if (whole !== undefined || !last || word.length < SHORTEST) return whole === undefined ? [] : [whole];
    const allowed = word.length >= 8 ? 2 : 1;
    byInitial ??= initialsOf(words);
    const best = (byInitial.get(word.charAt(0)) ?? [])
      .filter((at) => wordAt(at).length >= word.length - allowed)
      .map((at) => ({ at, off: slips(word, wordAt(at).slice(0, word.length), allowed) }))
      .filter(({ off }) => off <= allowed)
      .sort((a, b) => a.off - b.off || heldBy(b.at) - heldBy(a.at));
    return best.slice(0, MEANT).map(({ at }) => wordAt(at));
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
    const found = new Set<number>();
    const take = (places: Iterable<number>): boolean => {
      for (const text of ranked(places, tables, limit, language)) found.add(text);
      return found.size >= limit;
    };
    const done = (): readonly string[] => [...found].slice(0, limit).map((text) => tables.texts[text] ?? '');
    if (sought === '') {
      take(upTo(count));
      return done();
    }
    const typed = [...new Set(sought.split(' '))];
    const begins = rangeOf(sortedKey, sortedKeys.length, sought);
    const [from] = begins;
    const whole = firstAt(sortedKeys.length, (place) => sortedKey(place) > sought);
    if (take(beginningWith([from, whole]))) return done();
    if (take(beginningWith(begins)) || take(holding(typed))) return done();
    for (const spelling of mended(typed)) if (take(holding(spelling))) return done();
    return done();
  };
}

/** Texts in order of weight, those in the language first, and one of what says the same before the second of any. */
function ranked(
  places: Iterable<number>,
  { textOf, sayOf, languageOf, languages }: CompletionTables,
  limit: number,
  language: LanguageTag | undefined,
): readonly number[] {
  const first: number[] = [];
  const foreign: number[] = [];
  const again: number[] = [];
  const texts = new Set<number>();
  const seen = new Set<number>();
  const wanted = language === undefined ? undefined : languages.indexOf(language);
  for (const at of places) {
    const text = textOf[at];
    if (text === undefined || texts.has(text)) continue;
    texts.add(text);
    const spoken = languageOf[at];
    const own = wanted === undefined || spoken === NO_LANGUAGE || spoken === wanted;
    const say = sayOf[at] ?? -1;
    const known = say >= 0 && seen.has(say);
    if (own && say >= 0) seen.add(say);
    (own ? (known ? again : first) : foreign).push(text);
    if (first.length >= limit) break;
  }
  return [...first, ...again, ...foreign].slice(0, limit);
}

function initialsOf(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  words.forEach((word, at) => {
    const group = groups.get(word.charAt(0)) ?? [];
    group.push(at);
    groups.set(word.charAt(0), group);
  });
  return groups;
}

/** Each place once, the heaviest first: places are in order of weight. */
function ordered(places: Iterable<number>): readonly number[] {
  return [...new Set(places)].sort((a, b) => a - b);
}

function* upTo(count: number): Generator<number> {
  for (let at = 0; at < count; at++) yield at;
}

/** From where to where sorted texts begin with something. */
function rangeOf(textAt: (place: number) => string, count: number, start: string): Range {
  const from = firstAt(count, (place) => textAt(place) >= start);
  // Behind every text that goes on from it.
  const end = `${start}\uffff`;
  return [from, firstAt(count, (place) => textAt(place) > end)];
}

/** The first place from which on something holds. */
function firstAt(count: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
