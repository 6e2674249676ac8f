import { IntlMessageFormat } from 'intl-messageformat';
import type { LanguageTag } from '../core/fact.ts';
import type { PhraseKey, Say } from '../core/language.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
type Values = Readonly<Record<string, string | number>>;

/** A phrase that is ready to be said. */
export interface Phrase {
  /** The values that it asks for. */
  readonly values: ReadonlySet<string>;
  /** Takes every one of `values`. */
  fill(given: Values): string;
}

/** The parser's numbers for kinds of elements. */
const LITERAL = 0;
const NUMBER = 2;
const DATE = 3;
const TIME = 4;
const POUND = 7;

/** What a place may be given: nothing, a text, a number. */
const SAMPLES = ['', 'x', 1];

/** One phrase in ICU MessageFormat, or what is wrong with it. Tags are text: a phrase holds no markup. */
export function compilePhrase(text: string, language: LanguageTag): Phrase | { readonly fault: string } {
  try {
    const elements = parse(text);
    const values = new Set<string>();
    const kinds = new Set<number>();
    collect(elements, values, kinds);
    // Choosing a locale takes ten times as long as parsing, and most phrases are never said: so it waits for the first use.
    let format: IntlMessageFormat | undefined;
    const fill = (given: Values): string => {
      format ??= new IntlMessageFormat(elements, language);
      return String(format.format(given));
    };
    // These can refuse a value when they are said: then they are refused here, and not before a reader.
    if ([NUMBER, DATE, TIME].some((kind) => kinds.has(kind))) {
      for (const sample of SAMPLES) fill(Object.fromEntries([...values].map((name) => [name, sample])));
    }
    return { values, fill };
  } catch (error) {
    const kind = error instanceof Error ? error.message : String(error);
    return { fault: kind.toLowerCase().replaceAll('_', ' ').slice(0, 100) };
  }
}

function parse(text: string): Element[] {
  if (!IntlMessageFormat.__parse) throw new Error('intl-messageformat came without its parser');
  return IntlMessageFormat.__parse(text, { ignoreTag: true });
}

function collect(elements: readonly Element[], values: Set<string>, kinds: Set<number>): void {
  for (const element of elements) {
    kinds.add(element.type);
    // Literal text stands in the property that holds an argument's name.
    if (element.type !== LITERAL && element.type !== POUND) values.add(element.value);
    if (!('options' in element)) continue;
    for (const { value } of Object.values(element.options)) collect(value, values, kinds);
  }
}

/** Says phrases of one language, and for a phrase that it lacks the other's. A value is put in as it is: it is never
    read as ICU or as markup. A value that is missing leaves its place empty; nothing throws. */
export function createSay(phrases: Pick<ReadonlyMap<PhraseKey, Phrase>, 'get'>, fallback?: Say): Say {
  return (key, values = {}) => {
    const phrase = phrases.get(key);
    if (!phrase) return fallback ? fallback(key, values) : key;
    const given: Record<string, string | number> = {};
    for (const name of phrase.values) given[name] = values[name] ?? '';
    return phrase.fill(given);
  };
}
