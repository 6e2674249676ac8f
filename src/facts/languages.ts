import type { LanguageTag } from '../core/fact.ts';
import { ANSWER_TYPES, type AnswerType, type Language, PHRASES, type PhraseKey } from '../core/language.ts';
import { fold } from '../core/text.ts';
import { joinGrammar } from './grammar.ts';
import { compilePhrase, createSay, type Phrase } from './phrases.ts';
import type { LanguageEntry } from './schema/language.ts';

/** The bot's first language: whole, and what other languages fall back to. */
export const FIRST_LANGUAGE = 'en';

/** A language as plain data: its words folded, and its phrases as they are written. */
export type LanguageData = Omit<Language, 'say' | 'speaks'> & Pick<LanguageEntry, 'phrases'>;

/** Makes languages of such data. Neither this nor what it imports needs YAML or a schema. A phrase is compiled when it is
    first said: nobody who starts the bot waits for it. */
export function openLanguages(all: readonly LanguageData[]): ReadonlyMap<LanguageTag, Language> {
  const first = all.find(({ tag }) => tag === FIRST_LANGUAGE);
  const sayFirst = first && createSay(phrasesOf(first));
  return new Map(
    all.map(({ phrases, ...words }) => {
      const say =
        words.tag === FIRST_LANGUAGE && sayFirst ? sayFirst : createSay(phrasesOf({ phrases, ...words }), sayFirst);
      const speaks = PHRASES.every((key) => phrases[key] !== undefined);
      return [words.tag, { ...words, say, speaks }];
    }),
  );
}

function phrasesOf({ tag, phrases }: LanguageData): Pick<ReadonlyMap<PhraseKey, Phrase>, 'get'> {
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

/** What the file of a language says, every word folded. */
export function compileLanguage(entry: LanguageEntry): LanguageData {
  const { tag, name, stemmer, besideNames, grammar, phrases } = entry;
  const forms = Object.entries(entry.forms).flatMap(([word, forms]) =>
    forms.map((form) => [fold(form), fold(word)] as const),
  );
  const asks = new Map<string, AnswerType>();
  for (const what of ANSWER_TYPES) {
    // A word that two of them claim belongs to the first.
    for (const word of entry.asks[what] ?? []) if (!asks.has(fold(word))) asks.set(fold(word), what);
  }
  return {
    tag,
    name,
    stemmer,
    commands: commandsOf(entry),
    forms: new Map(forms),
    small: new Set(entry.small.map(fold)),
    asks,
    ordinary: new Set(entry.ordinary.map(fold)),
    besideNames: {
      behind: placesOf(besideNames.behind),
      loosely: new Set(besideNames.loosely.map(fold)),
      before: new Set(besideNames.before.map(fold)),
    },
    strangers: new Set(entry.strangers.map(fold)),
    glossary: new Map(Object.entries(entry.glossary).map(([word, means]) => [fold(word), means.map(fold)])),
    grammar: grammar && joinGrammar(tag, grammar),
    phrases,
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
