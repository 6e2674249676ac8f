import type { FactBase } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import type { Query } from '../../src/core/retriever.ts';
import { understand } from '../../src/core/understand.ts';
import { type Corpus, createCorpus } from '../../src/retrieval/corpus.ts';
import { scoreFacts } from '../../src/retrieval/fact-candidates.ts';
import { FITTED } from '../../src/retrieval/fitted.ts';
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import { type Measures, measure } from './measures.ts';
import { perturb } from './perturb.ts';
import type { Evaluation } from './questions.ts';

export type Languages = readonly [Language, ...Language[]];

/** A base that can be asked without the bot around it. */
export interface Engine {
  readonly base: FactBase;
  readonly corpus: Corpus;
  understand(text: string): Query;
}

export function openEngine(base: FactBase, languages: Languages): Engine {
  const lexicon = createLexicon(base, languages);
  const corpus = createCorpus(base, languages, lexicon);
  const packs = new Set(base.packs.keys());
  return { base, corpus, understand: (text) => understand(text, languages, lexicon, packs) };
}

/** How the engine ranks the evaluation's questions, as they were asked and with slips of the pen. */
export function evaluateRanking(
  base: FactBase,
  languages: Languages,
  { inScope }: Evaluation,
): readonly { readonly name: string; readonly measures: Measures }[] {
  const { corpus, understand } = openEngine(base, languages);
  const rank = (text: string): readonly string[] =>
    scoreFacts(understand(text), corpus, base, FITTED.rank).candidates.map(({ match }) => match.fact.id);
  return (['tune', 'report'] as const).flatMap((wanted) => {
    const cases = [...inScope.values()].flat().filter(({ split }) => split === wanted);
    const name = wanted === 'tune' ? 'tuned on' : 'only reported';
    const measured = (typed: (question: string) => string): Measures =>
      measure(
        cases.map(({ question, expects }) => ({
          ranked: rank(typed(question)),
          relevant: expects,
          confidence: 0,
          answered: true,
        })),
      );
    return [
      { name, measures: measured((question) => question) },
      { name: `${name}, misspelt`, measures: measured(withSlips) },
    ];
  });
}

/** A question as somebody in a hurry types it. */
export function withSlips(question: string): string {
  return perturb({ id: question, q: question });
}
