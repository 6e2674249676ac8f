import type { EntityId, FactBase } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { fold } from '../core/text.ts';
import { commonEnglish, knownEnglish } from './english.ts';
import { spellings, textsOf } from './fact-texts.ts';
import { type Ints, ints } from './ints.ts';
import { createStemming } from './stemming.ts';

/** A word with a capital that no sentence starts with. */
const INNER_CAPITAL = /(?<=[\p{L}\p{N},;:)’'"] ?[ (“"'‘])(\p{Lu}[\p{L}\p{N}’'.-]*)/gu;

/** The words and names of a base, as plain data. */
export interface LexiconTables {
  /** Every folded word, and how often the base holds it. */
  readonly words: readonly string[];
  readonly counts: Ints;
  readonly stems: readonly string[];
  /** Words that the base itself writes with a capital inside sentences, more often than not. */
  readonly proper: readonly string[];
  /** Every spelling of every name, folded, and whose it is: a place among the base's entities. */
  readonly names: readonly string[];
  readonly nameOf: Ints;
  /** Words of English that every newspaper reader knows, without names: written into the base, so that whoever opens it
      need not load any list. And those that are common enough to be what a misspelt word was meant to be. */
  readonly english: readonly string[];
  readonly commonEnglish: readonly string[];
}

export function indexWords(facts: FactBase, languages: readonly [Language, ...Language[]]): LexiconTables {
  const stem = createStemming(() => true);
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  const stems = new Set<string>();
  const words = new Map<string, number>();
  const capitals = new Map<string, number>();
  const add = (text: string, language: Language): void => {
    for (const [, word] of text.matchAll(INNER_CAPITAL)) {
      for (const part of fold(word ?? '').split(' ')) capitals.set(part, (capitals.get(part) ?? 0) + 1);
    }
    for (const word of fold(text).split(' ')) {
      words.set(word, (words.get(word) ?? 0) + 1);
      stems.add(stem(word, language));
    }
  };
  for (const fact of facts.facts.values()) {
    for (const { text, tag } of textsOf(fact, facts)) add(text, byTag.get(tag) ?? languages[0]);
  }
  const names = new Map<string, number>();
  [...facts.entities.values()].forEach((entity, place) => {
    for (const name of spellings(entity)) {
      add(name, languages[0]);
      if (!names.has(name)) names.set(name, place);
    }
  });
  return {
    words: [...words.keys()],
    counts: ints([...words.values()]),
    stems: [...stems],
    proper: [...capitals].flatMap(([word, count]) => (count * 2 > (words.get(word) ?? 0) ? [word] : [])),
    names: [...names.keys()],
    nameOf: ints([...names.values()]),
    english: knownEnglish(),
    commonEnglish: commonEnglish(),
  };
}

/** Whose each name is. */
export function namesIn({ names, nameOf }: LexiconTables, facts: FactBase): ReadonlyMap<string, EntityId> {
  const ids = [...facts.entities.keys()];
  return new Map(
    names.flatMap((name, at) => {
      const id = ids[nameOf[at] ?? -1];
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
}
