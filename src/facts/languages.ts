import type { LanguageTag } from '../core/fact.ts';
import { type Language, PHRASES, type PhraseKey } from '../core/language.ts';
import { compilePhrase, createSay, type Phrase } from './phrases.ts';

/** The bot's first language: whole, and what other languages fall back to. */
export const FIRST_LANGUAGE = 'en';

/** A language as plain data: its words folded, and its phrases as they are written. */
export type LanguageData = Omit<Language, 'say' | 'speaks'> & { readonly phrases: Readonly<Record<string, string>> };

/** Makes languages of such data. Neither this nor what it imports needs YAML or a schema. A phrase is compiled when it is
    first said: nobody who starts the bot waits for it. */
export function openLanguages(all: readonly LanguageData[]): ReadonlyMap<LanguageTag, Language> {
  const first = all.find(({ tag }) => tag === FIRST_LANGUAGE);
  const sayFirst = first && createSay(phrasesOf(first));
  return new Map(
    all.map((data) => {
      const { phrases, ...words } = data;
      const say = data === first && sayFirst ? sayFirst : createSay(phrasesOf(data), sayFirst);
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
