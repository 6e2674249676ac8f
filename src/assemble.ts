import type { Knowledge } from './core/bot.ts';
import type { FactBase, LanguageTag } from './core/fact.ts';
import type { Language } from './core/language.ts';
import { createRetriever } from './retrieval/retriever.ts';

/** A checked base with the index made of it once. Throws a plain Error when there is no language: loading refuses that. */
export function assemble(facts: FactBase, languages: ReadonlyMap<LanguageTag, Language>): Knowledge {
  const [first, ...others] = languages.values();
  if (!first) throw new Error('no language is loaded');
  const all: readonly [Language, ...Language[]] = [first, ...others];
  return { facts, languages: all, retriever: createRetriever(facts, all) };
}
