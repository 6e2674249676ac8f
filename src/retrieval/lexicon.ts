import type { FactBase } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Lexicon } from '../core/retriever.ts';
import { createMender, type Mender } from './fuzzy.ts';
import { indexWords, type LexiconTables, namesIn } from './lexicon-tables.ts';
import { createStemming } from './stemming.ts';

export function createLexicon(facts: FactBase, languages: readonly [Language, ...Language[]]): Lexicon {
  return openLexicon(facts, languages, indexWords(facts, languages));
}

/** The same from words that were indexed before. */
export function openLexicon(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  tables: LexiconTables,
): Lexicon {
  const words = new Map(tables.words.map((word, at) => [word, tables.counts[at] ?? 0]));
  const stems = new Set(tables.stems);
  const proper = new Set(tables.proper);
  const english = new Set(tables.english);
  const names = namesIn(tables, facts);
  const stem = createStemming((word) => words.has(word));
  const longestName = tables.names.reduce((most, name) => Math.max(most, name.split(' ').length), 1);
  const strangers = new Set(
    languages.flatMap((language) => [...language.strangers]).filter((name) => !names.has(name)),
  );
  // What mends words is made when something is misspelt for the first time.
  let nameMender: Mender | undefined;
  const menderOfNames = (): Mender => {
    const parts = tables.names.flatMap((name) => name.split(' '));
    nameMender ??= createMender(new Map(parts.map((word) => [word, words.get(word) ?? 1])));
    return nameMender;
  };
  const menders = new Map<string, { readonly known: Mender; readonly ordinary: Mender }>();
  const mendersFor = (language: Language): { readonly known: Mender; readonly ordinary: Mender } => {
    const made = menders.get(language.tag) ?? createMenders(words, language, tables.commonEnglish);
    menders.set(language.tag, made);
    return made;
  };
  return {
    language: languages[0],
    stem,
    knows(word, language) {
      if (words.has(word) || language.glossary.has(word)) return true;
      // Another form of a known word; a misspelt one may have the stem of a word that it is not: `busness`, `bus`.
      return (
        language.stemmer === languages[0].stemmer && english.has(word) && stems.has(stem(word, language))
      );
    },
    isOrdinary(word, language) {
      if (language.ordinary.has(word) || language.small.has(word)) return true;
      return language.stemmer === 'english' ? english.has(word) : undefined;
    },
    mend(word, language, capital) {
      if (capital) return menderOfNames().mend(word);
      const { known, ordinary } = mendersFor(language);
      return known.mend(word) ?? ordinary.mend(word);
    },
    named: (name) => names.get(name),
    isProper: (word) => proper.has(word),
    isStranger: (name) => strangers.has(name),
    isAgency: (id) => facts.entities.get(id)?.kind === 'agency',
    longestName,
  };
}

/** What misspelt words are compared with: first the words of the base and of the glossary, then ordinary ones. */
function createMenders(
  words: ReadonlyMap<string, number>,
  language: Language,
  commonEnglish: readonly string[],
): { readonly known: Mender; readonly ordinary: Mender } {
  const known = new Map(words);
  for (const phrase of [...language.glossary.keys(), ...language.asks.keys()]) {
    for (const word of phrase.split(' ')) known.set(word, known.get(word) ?? 1);
  }
  const ordinary = new Map([...language.small, ...language.ordinary].map((word) => [word, 2]));
  if (language.stemmer === 'english') for (const word of commonEnglish) ordinary.set(word, 1);
  return { known: createMender(known), ordinary: createMender(ordinary) };
}
