import type { EntityId, FactBase, FactId } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { lazy } from '../core/lazy.ts';
import type { Retriever } from '../core/retriever.ts';
import { understand } from '../core/understand.ts';
import { indexFacts, openCorpus } from './corpus.ts';
import { indexWords, type LexiconData, openLexicon } from './lexicon.ts';
import { rank } from './rank.ts';
import { createSuggest } from './suggest.ts';
import type { TextData } from './text-index.ts';

/** All that is made of a base once, as plain data: a file or a page can hold it. It belongs to the very base and languages
    that it was made of. */
export interface IndexData {
  readonly words: LexiconData;
  readonly texts: TextData;
}

export function indexBase(facts: FactBase, languages: readonly [Language, ...Language[]]): IndexData {
  const words = indexWords(facts, languages);
  return { words, texts: indexFacts(facts, languages, openLexicon(facts, languages, words)) };
}

/** Searches a base by its index; pure and synchronous. Whoever starts does not wait for it: words are opened for the first
    question that is understood, facts for the first that is searched. */
export function openRetriever(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  index: () => IndexData,
): Retriever {
  const lexicon = lazy(() => openLexicon(facts, languages, index().words));
  const corpus = lazy(() => openCorpus(facts, index().texts));
  const near = new Map<FactId, readonly FactId[]>();

  function neighboursOf(id: FactId): readonly FactId[] {
    const fact = facts.facts.get(id);
    const wording = fact?.wordings.get(facts.packs.get(fact.pack)?.languages[0] ?? 'en');
    if (!fact || !wording) return [];
    const query = understand(`${wording.questions[0] ?? ''} ${wording.claim}`, languages, lexicon());
    const [subject] = fact.about;
    const isCompany = (one: EntityId): boolean => facts.entities.get(one)?.kind === 'company';
    return rank({ ...query, years: [], asked: [] }, corpus(), facts)
      .filter((match) => match.fact.id !== id && match.fact.pack === fact.pack)
      .filter(({ fact: { about } }) => about[0] === subject || !isCompany(about[0]) || !isCompany(subject))
      .map((match) => match.fact.id)
      .slice(0, 10);
  }

  const open = (part: FactBase): Retriever => ({
    get lexicon() {
      return lexicon();
    },
    search: (query, limit) => rank(query, corpus(), part).slice(0, limit),
    neighbours(id, limit) {
      const known = near.get(id) ?? neighboursOf(id);
      near.set(id, known);
      return known.slice(0, limit);
    },
    suggest: createSuggest(part),
    within: open,
  });
  return open(facts);
}
