import type { Knowledge } from './core/bot.ts';
import type { FactBase, LanguageTag } from './core/fact.ts';
import type { Language } from './core/language.ts';
import { lazy } from './core/lazy.ts';
import { openTalk, type TalkFile } from './core/talk.ts';
import { type IndexData, indexBase, openRetriever } from './retrieval/retriever.ts';

/** A checked base with the index that is given, or else made of it once. Throws a plain Error when there is no language:
    loading refuses that. */
export function assemble(
  {
    base,
    languages,
    talk,
  }: {
    readonly base: FactBase;
    readonly languages: ReadonlyMap<LanguageTag, Language>;
    readonly talk?: TalkFile | undefined;
  },
  index?: () => IndexData,
): Knowledge {
  const all = languagesIn(languages);
  const retriever = openRetriever(base, all, index ?? lazy(() => indexBase(base, all)));
  return { facts: base, languages: all, retriever, talk: talk && openTalk(talk) };
}

/** The languages in order, of which there is at least one. Throws a plain Error when there is none. */
export function languagesIn(languages: ReadonlyMap<LanguageTag, Language>): readonly [Language, ...Language[]] {
  const [first, ...others] = languages.values();
  if (!first) throw new Error('no language is loaded');
  return [first, ...others];
}
