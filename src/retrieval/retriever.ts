import type { FactBase, FactId } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Retriever } from '../core/ports.ts';
import { understand } from '../core/understand.ts';
import { createCorpus } from './corpus.ts';
import { createLexicon } from './lexicon.ts';
import { rank } from './rank.ts';
import { createSuggest } from './suggest.ts';

/** Indexes a base once; searching it is pure and synchronous. */
export function createRetriever(facts: FactBase, languages: readonly [Language, ...Language[]]): Retriever {
  const lexicon = createLexicon(facts, languages);
  const corpus = createCorpus(facts, languages, lexicon);
  const packs = new Set(facts.packs.keys());
  const near = new Map<FactId, readonly FactId[]>();

  function neighboursOf(id: FactId): readonly FactId[] {
    const fact = facts.facts.get(id);
    const wording = fact?.wordings.get(facts.packs.get(fact.pack)?.languages[0] ?? 'en');
    if (!fact || !wording) return [];
    const query = understand(
      [wording.questions[0] ?? '', wording.claim].join(' '),
      languages,
      lexicon,
      packs,
    );
    const [subject] = fact.about;
    return rank({ ...query, years: [], asked: [] }, corpus, facts)
      .filter((match) => match.fact.id !== id && match.fact.pack === fact.pack)
      .filter((match) => !isAnotherCompany(match.fact.about[0], subject, facts))
      .map((match) => match.fact.id)
      .slice(0, 10);
  }

  return {
    lexicon,
    search: (query, limit) => rank(query, corpus, facts).slice(0, limit),
    neighbours(id, limit) {
      const known = near.get(id) ?? neighboursOf(id);
      near.set(id, known);
      return known.slice(0, limit);
    },
    suggest: createSuggest(facts),
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
