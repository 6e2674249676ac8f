import type { Fact, FactBase, LanguageTag, PackId } from '../core/fact.ts';
import { lazy } from '../core/lazy.ts';
import type { Retriever } from '../core/retriever.ts';
import { cutTyped, fold, shorten } from '../core/text.ts';
import { createWordMatcher } from './word-matcher.ts';

type Among = Parameters<Retriever['suggest']>[1];

/** Something that typing may be completed to. */
interface Completion {
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

/** Best first. `typed`: folded; everything in order of weight when empty. Those in `language` stand before the others. */
type Complete = (typed: string, limit: number, language: LanguageTag | undefined) => readonly string[];

/** Characters of a suggestion: Discord's autocomplete holds no more. */
const LONGEST = 100;
/** Characters of what was typed that are looked at. */
const TYPED = 60;
/** Typed words that are mended, at most: each costs up to a millisecond. */
const MENDED = 4;

/** Questions that already hold an answer. They find the fact that corrects a false premise, and are never put into
    anybody's mouth. */
const LEADING =
  /^(?:was|is|are|were|do|does|did|has|have|had|ca|would|could|should)n['’]t |,? (?:right|correct|no|yes|true)\?$|, (?:\w+n['’]t|did|does|do|was|is|were|are|has|have|had|can|will) (?:it|he|she|they|there|we|you)\?$/iu;

/** Finishes what is being typed: first what is called just so, then what starts with it, then what holds words that begin
    with all of its words, then what does when the misspelt ones are mended. Each kind is made when it is first asked for. */
export function createSuggest(facts: FactBase): Retriever['suggest'] {
  const shown = [...facts.facts.values()].filter((fact) => fact.status !== 'withdrawn');
  const sizes = new Map<PackId, number>();
  for (const { pack } of shown) sizes.set(pack, (sizes.get(pack) ?? 0) + 1);
  const size = (fact: Fact): number => sizes.get(fact.pack) ?? 0;
  const completes: Readonly<Record<Among, () => Complete>> = {
    questions: lazy(() => createComplete(shown.flatMap((fact) => questionsOf(fact, size(fact))))),
    companies: lazy(() => createComplete(companies(facts, sizes))),
    ids: lazy(() => createComplete(shown.map((fact) => completion(fact.id, size(fact) + fact.weight)))),
  };
  return (typed, among, limit, language) => completes[among]()(fold(cutTyped(typed, TYPED)), limit, language);
}

function questionsOf({ id, weight, wordings }: Fact, size: number): readonly Completion[] {
  return [...wordings].flatMap(([language, { questions }]) =>
    questions.flatMap((text, at) =>
      LEADING.test(text) ? [] : [{ ...completion(text, size + weight * 10 - at), of: id, language }],
    ),
  );
}

function completion(text: string, weight: number, also: readonly string[] = []): Completion {
  return { text: shorten(text, LONGEST), keys: [text, ...also].map(fold), weight };
}

/** Companies with a dossier first, the one with most facts before the others; then their brands. Each is found by its
    other names too. */
function companies(facts: FactBase, sizes: ReadonlyMap<PackId, number>): readonly Completion[] {
  const covered = new Map([...facts.packs.values()].map((pack) => [pack.company, sizes.get(pack.id) ?? 0]));
  return [...facts.entities.values()].flatMap((entity) => {
    const size = covered.get(entity.id);
    const isBrand = entity.kind === 'brand' && entity.ownedBy !== undefined && covered.has(entity.ownedBy);
    if (size === undefined && !isBrand) return [];
    return [completion(entity.name, size === undefined ? 0 : size + 1, entity.aliases)];
  });
}

function createComplete(given: readonly Completion[]): Complete {
  const all = [...given].sort(
    (a, b) => b.weight - a.weight || a.text.length - b.text.length || (a.text < b.text ? -1 : 1),
  );
  /** The completions that hold a word, by their places. */
  const holders = new Map<string, number[]>();
  all.forEach(({ keys }, at) => {
    for (const word of new Set(keys.flatMap((key) => key.split(' ')))) {
      const places = holders.get(word) ?? [];
      places.push(at);
      holders.set(word, places);
    }
  });
  const words = [...holders.keys()];
  const matcher = lazy(() => createWordMatcher(new Map([...holders].map(([word, places]) => [word, places.length]))));

  /** The completions of which one key holds words that begin with all of these. */
  function holding(beginnings: readonly string[]): readonly Completion[] {
    const [rarest] = beginnings
      .map((beginning) => words.flatMap((word) => (word.startsWith(beginning) ? (holders.get(word) ?? []) : [])))
      .sort((a, b) => a.length - b.length);
    const places = [...new Set(rarest)].sort((a, b) => a - b);
    const holdsAll = (key: string): boolean =>
      beginnings.every((beginning) => key.startsWith(beginning) || key.includes(` ${beginning}`));
    return places.flatMap((at) => all[at] ?? []).filter(({ keys }) => keys.some(holdsAll));
  }

  /** The typed words with the misspelt ones mended, in every way that is likely. What nothing knows is left out where at
      least as much is known. Empty when nothing was mended. */
  function mended(typed: readonly string[]): readonly (readonly string[])[] {
    const isBegun = (beginning: string): boolean => words.some((word) => word.startsWith(beginning));
    const unknown = new Set(typed.filter((word) => !isBegun(word)));
    if (unknown.size === 0 || unknown.size > MENDED) return [];
    const ways = typed.flatMap((word, at) => {
      if (!unknown.has(word)) return [[word]];
      const whole = matcher().nearest(word);
      if (whole !== undefined) return [[whole]];
      const begun = at === typed.length - 1 ? matcher().begunBy(word) : [];
      return begun.length > 0 ? [begun] : [];
    });
    if (ways.length * 2 < typed.length || ways.length === 0) return [];
    return Array.from({ length: Math.max(...ways.map((one) => one.length)) }, (_, nth) =>
      ways.map((one) => one[Math.min(nth, one.length - 1)] ?? ''),
    );
  }

  function* kinds(typed: string): Generator<readonly Completion[]> {
    const beginning = all.filter(({ keys }) => keys.some((key) => key.startsWith(typed)));
    if (typed !== '') yield beginning.filter(({ keys }) => keys.includes(typed));
    yield beginning;
    if (typed === '') return;
    const sought = [...new Set(typed.split(' '))];
    yield holding(sought);
    for (const spelling of mended(sought)) yield holding(spelling);
  }

  return (typed, limit, language) => {
    const found = new Set<string>();
    for (const completions of kinds(typed)) {
      for (const text of inOrder(completions, limit, language)) found.add(text);
      if (found.size >= limit) break;
    }
    return [...found].slice(0, limit);
  };
}

/** Texts in order of weight, those in the language first, and one of what says the same before the second of any. */
function inOrder(
  completions: readonly Completion[],
  limit: number,
  language: LanguageTag | undefined,
): readonly string[] {
  const first: string[] = [];
  const again: string[] = [];
  const foreign: string[] = [];
  const texts = new Set<string>();
  const said = new Set<string>();
  for (const { text, of, language: own } of completions) {
    if (texts.has(text)) continue;
    texts.add(text);
    if (language !== undefined && own !== undefined && own !== language) foreign.push(text);
    else if (of !== undefined && said.has(of)) again.push(text);
    else {
      first.push(text);
      if (of !== undefined) said.add(of);
    }
    if (first.length >= limit) break;
  }
  return [...first, ...again, ...foreign].slice(0, limit);
}
