import { newStemmer, type Stemmer } from 'snowball-stemmers';
import type { Language } from '../core/language.ts';

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
