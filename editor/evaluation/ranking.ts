import type { FactBase, FactId } from '../../src/core/fact.ts';
import type { Language } from '../../src/core/language.ts';
import type { Query } from '../../src/core/retriever.ts';
import { understand } from '../../src/core/understand.ts';
import { type Corpus, createCorpus } from '../../src/retrieval/corpus.ts';
import { scoreFacts } from '../../src/retrieval/fact-candidates.ts';
import { FITTED } from '../../src/retrieval/fitted.ts';
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import type { RankWeights } from '../../src/retrieval/score-candidates.ts';
import { withFewerWordings } from './fewer-wordings.ts';
import { perturb } from './perturb.ts';
import type { Evaluation, EvaluationCase } from './questions.ts';

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

/** The facts that a question may mean, best first, whatever is then claimed of them. */
export function ranked(
  text: string,
  { base, corpus, understand }: Engine,
  weights: RankWeights = FITTED.rank,
): readonly FactId[] {
  return scoreFacts(understand(text), corpus, base, weights).candidates.map(({ match }) => match.fact.id);
}

/** Of questions that facts answer, the share whose right one is ranked first, and among the first three. */
export interface Ranking {
  readonly name: string;
  readonly questions: number;
  readonly first: number;
  readonly firstThree: number;
}

/** What is indexed when it is ranked. */
export interface Indexed {
  /** How many wordings of a fact, the first ones; all when left out. */
  readonly wordings?: number;
  /** Whether only every second fact is cut to so many, first one half of them and then the other. Counted are the
      questions of those that are cut. */
  readonly mixed?: boolean;
}

/** How the engine ranks the evaluation's questions, as they were asked and with slips of the pen. */
export function evaluateRanking(
  base: FactBase,
  languages: Languages,
  { inScope }: Evaluation,
  { wordings = Number.POSITIVE_INFINITY, mixed = false }: Indexed = {},
): readonly Ranking[] {
  const order = new Map([...base.facts.keys()].map((id, nth) => [id, nth]));
  const cases = [...inScope.values()].flat();
  const rounds = (mixed ? [0, 1] : [undefined]).map((half) => {
    const isCut = (nth: number): boolean => half === undefined || nth % 2 === half;
    const cut = withFewerWordings(base, (at, nth) => at < wordings || !isCut(nth));
    const counted = cases.filter(({ expects }) => expects.every((id) => isCut(order.get(id) ?? 0)));
    return { engine: openEngine(cut.base, languages), counted };
  });
  return (['tune', 'report'] as const).flatMap((split) =>
    [false, true].map((slipped): Ranking => {
      const places = rounds.flatMap(({ engine, counted }) =>
        counted
          .filter((one) => one.split === split)
          .map((one) => {
            const found = ranked(slipped ? withSlips(one) : one.question, engine);
            return found.findIndex((id) => one.expects.includes(id));
          }),
      );
      const share = (within: number): number =>
        places.filter((place) => place >= 0 && place < within).length / Math.max(1, places.length);
      return {
        name: `${split === 'tune' ? 'tuned on' : 'only reported'}${slipped ? ', misspelt' : ''}`,
        questions: places.length,
        first: share(1),
        firstThree: share(3),
      };
    }),
  );
}

/** A question as somebody in a hurry types it. */
export function withSlips({ question }: Pick<EvaluationCase, 'question'>): string {
  return perturb({ id: question, q: question });
}
