import { IntlMessageFormat } from 'intl-messageformat';
import type { LanguageTag } from '../core/fact.ts';
import type { PhraseKey, Say } from '../core/language.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** A phrase that is ready to be said. */
export interface Phrase {
  readonly format: IntlMessageFormat;
  /** The values that it asks for. */
  readonly values: ReadonlySet<string>;
}

/** One phrase in ICU MessageFormat, or what is wrong with its syntax. Tags are text: a phrase holds no markup. */
export function compilePhrase(text: string, language: LanguageTag): Phrase | { readonly fault: string } {
  try {
    const format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    const values = new Set<string>();
    collect(format.getAst(), values);
    return { format, values };
  } catch (error) {
    const kind = error instanceof Error ? error.message : String(error);
    return { fault: kind.toLowerCase().replaceAll('_', ' ').slice(0, 100) };
  }
}

function collect(elements: readonly Element[], into: Set<string>): void {
  for (const element of elements) {
    // Literal text has the same property as an argument's name has, and only arguments and choices are values.
    if (element.type !== 0 && element.type !== 7) into.add(element.value);
    if ('options' in element) for (const { value } of Object.values(element.options)) collect(value, into);
  }
}

/** Says phrases of one language, and for a phrase that it lacks the other's. A value is put in as it is: it is never
    read as ICU or as markup. A value that is missing leaves its place empty; nothing throws. */
export function createSay(phrases: ReadonlyMap<PhraseKey, Phrase>, fallback?: Say): Say {
  return (key, values = {}) => {
    const phrase = phrases.get(key);
    if (!phrase) return fallback ? fallback(key, values) : key;
    const given: Record<string, string | number> = {};
    for (const name of phrase.values) given[name] = values[name] ?? '';
    return String(phrase.format.format(given));
  };
}
