import type { LanguageTag } from '../core/fact.ts';
import {
  ANSWER_TYPES,
  type AnswerType,
  type Language,
  PHRASES,
  type PhraseKey,
  type Say,
} from '../core/language.ts';
import { lazy } from '../core/lazy.ts';
import { fold } from '../core/text.ts';
import { joinGrammar } from './grammar.ts';
import { compilePhrase, createSay, type Phrase } from './phrases.ts';
import type { LanguageEntry } from './schema/language.ts';

/** The bot's first language: whole, and what other languages fall back to. */
export const FIRST_LANGUAGE = 'en';

/** Makes languages of what their files say, which was checked before. Neither this nor what it imports needs YAML or a
    schema. A phrase is compiled when it is first said, and words are folded for the first question: nobody who starts the
    bot waits for it. */
export function openLanguages(entries: readonly LanguageEntry[]): ReadonlyMap<LanguageTag, Language> {
  const first = entries.find(({ tag }) => tag === FIRST_LANGUAGE);
  const sayFirst = first && createSay(phrasesOf(first));
  return new Map(
    entries.map((entry) => {
      const say = entry === first && sayFirst ? sayFirst : createSay(phrasesOf(entry), sayFirst);
      return [entry.tag, open(entry, say)];
    }),
  );
}

function phrasesOf({ tag, phrases }: LanguageEntry): Pick<ReadonlyMap<PhraseKey, Phrase>, 'get'> {
  const made = new Map<PhraseKey, Phrase>();
  return {
    get(key) {
      const text = phrases[key];
      const phrase = text === undefined ? undefined : (made.get(key) ?? compilePhrase(text, tag));
      if (!phrase || !('fill' in phrase)) return undefined;
      made.set(key, phrase);
      return phrase;
    },
  };
}

function open(entry: LanguageEntry, say: Say): Language {
  const words = lazy(() => wordsOf(entry));
  const grammar = lazy(() => ({ of: entry.grammar && joinGrammar(entry.tag, entry.grammar) }));
  return {
    tag: entry.tag,
    name: entry.name,
    stemmer: entry.stemmer,
    commands: commandsOf(entry),
    say,
    speaks: PHRASES.every((key) => entry.phrases[key] !== undefined),
    get forms() {
      return words().forms;
    },
    get small() {
      return words().small;
    },
    get asks() {
      return words().asks;
    },
    get ordinary() {
      return words().ordinary;
    },
    get besideNames() {
      return words().besideNames;
    },
    get strangers() {
      return words().strangers;
    },
    get glossary() {
      return words().glossary;
    },
    get grammar() {
      return grammar().of;
    },
  };
}

function wordsOf(entry: LanguageEntry) {
  const forms = Object.entries(entry.forms).flatMap(([word, forms]) =>
    forms.map((form) => [fold(form), fold(word)] as const),
  );
  const asks = new Map<string, AnswerType>();
  for (const what of ANSWER_TYPES) {
    // A word that two of them claim belongs to the first.
    for (const word of entry.asks[what] ?? []) if (!asks.has(fold(word))) asks.set(fold(word), what);
  }
  return {
    forms: new Map(forms),
    small: new Set(entry.small.map(fold)),
    asks,
    ordinary: new Set(entry.ordinary.map(fold)),
    besideNames: {
      behind: placesOf(entry.besideNames.behind),
      loosely: new Set(entry.besideNames.loosely.map(fold)),
      before: new Set(entry.besideNames.before.map(fold)),
    },
    strangers: new Set(entry.strangers.map(fold)),
    glossary: new Map(Object.entries(entry.glossary).map(([word, means]) => [fold(word), means.map(fold)])),
  };
}

/** Each word leads to the first of its row. */
function placesOf(rows: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap((row) => row.map((word) => [fold(word), fold(row[0] ?? word)] as const)));
}

function commandsOf({ commands }: LanguageEntry): Language['commands'] {
  return new Map(
    Object.entries(commands).map(([name, { options, words, ...local }]) => [
      name,
      {
        ...local,
        options: new Map(Object.entries(options)),
        words: new Map(Object.entries(words).map(([typed, own]) => [fold(typed), own])),
      },
    ]),
  );
}
