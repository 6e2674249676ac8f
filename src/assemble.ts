import type { Knowledge } from './core/bot.ts';
import type { FactBase, LanguageTag } from './core/fact.ts';
import type { Language } from './core/language.ts';
import { createRetriever, type IndexData, openRetriever } from './retrieval/retriever.ts';

/** A checked base with the index made of it once, or with the one that is given. Throws a plain Error when there is no
    language: loading refuses that. */
export function assemble(
  facts: FactBase,
  languages: ReadonlyMap<LanguageTag, Language>,
  index?: IndexData,
): Knowledge {
  const all = languagesIn(languages);
  const retriever = index ? openRetriever(facts, all, () => index) : createRetriever(facts, all);
  return { facts, languages: all, retriever };
}

/** The languages in order, of which there is at least one. Throws a plain Error when there is none. */
export function languagesIn(
  languages: ReadonlyMap<LanguageTag, Language>,
): readonly [Language, ...Language[]] {
  const [first, ...others] = languages.values();
  if (!first) throw new Error('no language is loaded');
  return [first, ...others];
}
