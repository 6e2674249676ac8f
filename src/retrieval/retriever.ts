import type { FactBase, FactId } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { once } from '../core/once.ts';
import type { Retriever } from '../core/ports.ts';
import type { SectionReader, SectionWriter } from '../core/sections.ts';
import { understand } from '../core/understand.ts';
import { freezeCompletions, thawCompletions } from './completion-tables.ts';
import { openCorpus } from './corpus.ts';
import { type CorpusTables, freezeCorpus, thawCorpus } from './corpus-tables.ts';
import { indexFacts } from './index-facts.ts';
import { openLexicon } from './lexicon.ts';
import { freezeWords, indexWords, type LexiconTables, thawWords } from './lexicon-tables.ts';
import { rank } from './rank.ts';
import { AMONG, type Completions, completionsOf, createSuggest } from './suggest.ts';

/** All that is made of a base once, as plain arrays, each given when it is asked for. */
export interface Indexed {
  words(): LexiconTables;
  corpus(): CorpusTables;
  readonly completions: Completions;
}

export function indexBase(facts: FactBase, languages: readonly [Language, ...Language[]]): Indexed {
  const words = indexWords(facts, languages);
  const corpus = indexFacts(facts, languages, openLexicon(facts, languages, words));
  return { words: () => words, corpus: () => corpus, completions: completionsOf(facts) };
}

/** Puts it into sections: numbers and texts that lie side by side. */
export function freezeIndexed({ words, corpus, completions }: Indexed, to: SectionWriter): void {
  freezeWords(words(), to);
  freezeCorpus(corpus(), to);
  for (const among of AMONG) freezeCompletions(`suggest.${among}`, completions(among), to);
}

/** Gives it back, read when it is asked for. It belongs to the very base and languages that it was made of. What is missing
    throws a plain Error when it is asked for. */
export function thawIndexed(from: SectionReader): Indexed {
  return {
    words: () => thawWords(from),
    corpus: () => thawCorpus(from),
    completions: (among) => thawCompletions(`suggest.${among}`, from),
  };
}

/** Searches a base; pure and synchronous. */
export function createRetriever(facts: FactBase, languages: readonly [Language, ...Language[]]): Retriever {
  return openRetriever(facts, languages, indexBase(facts, languages));
}

/** The same from what was indexed before. Whoever starts does not wait for it: words are opened for the first question
    that is understood, facts for the first that is searched. */
export function openRetriever(
  facts: FactBase,
  languages: readonly [Language, ...Language[]],
  indexed: Indexed,
): Retriever {
  const lexicon = once(() => openLexicon(facts, languages, indexed.words()));
  const corpus = once(() => openCorpus(facts, languages, lexicon(), indexed.corpus()));
  const packs = new Set(facts.packs.keys());
  const near = new Map<FactId, readonly FactId[]>();

  function neighboursOf(id: FactId): readonly FactId[] {
    const fact = facts.facts.get(id);
    const wording = fact?.wordings.get(facts.packs.get(fact.pack)?.languages[0] ?? 'en');
    if (!fact || !wording) return [];
    const query = understand(
      [wording.questions[0] ?? '', wording.claim].join(' '),
      languages,
      lexicon(),
      packs,
    );
    const [subject] = fact.about;
    return rank({ ...query, years: [], asked: [] }, corpus(), facts)
      .filter((match) => match.fact.id !== id && match.fact.pack === fact.pack)
      .filter((match) => !isAnotherCompany(match.fact.about[0], subject, facts))
      .map((match) => match.fact.id)
      .slice(0, 10);
  }

  return {
    get lexicon() {
      return lexicon();
    },
    search: (query, limit) => rank(query, corpus(), facts).slice(0, limit),
    neighbours(id, limit) {
      const known = near.get(id) ?? neighboursOf(id);
      near.set(id, known);
      return known.slice(0, limit);
    },
    suggest: createSuggest(indexed.completions),
  };
}

function isAnotherCompany(
  one: Parameters<FactBase['entities']['get']>[0],
  other: typeof one,
  facts: FactBase,
): boolean {
  return (
    one !== other &&
    facts.entities.get(one)?.kind === 'company' &&
    facts.entities.get(other)?.kind === 'company'
  );
}
