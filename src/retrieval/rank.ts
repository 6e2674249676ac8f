import type { FactBase } from '../core/fact.ts';
import type { Match, Query } from '../core/retriever.ts';
import { confidenceFeatures, heldFeatures } from './confidence.ts';
import type { Corpus } from './corpus.ts';
import { scoreFacts } from './fact-candidates.ts';
import fitted from './fitted.json' with { type: 'json' };
import { contributions, type Logistic, probability } from './logistic.ts';
import type { RankWeights } from './score-candidates.ts';

export interface FactWeights {
  readonly rank: RankWeights;
  /** The probability that the first fact is right. */
  readonly confidence: Logistic;
  /** The probability that the base holds something on what is asked. */
  readonly held: Logistic;
}

/** What `npm run fit` wrote: weights, the day, the data they come from and the scores they reached there. */
export const FITTED: FactWeights = fitted;

/** The probability that a fact is meant by one of its own questions; another fact may have the same one. */
const VERBATIM = 0.95;

/** Every fact that shares a word with the question and is about a company that it names, if it names one; best first. */
export function rank(query: Query, corpus: Corpus, facts: FactBase): readonly Match[] {
  const found = scoreFacts(query, corpus, facts, FITTED.rank);
  const [first] = found.candidates;
  if (!first) return [];
  const features = confidenceFeatures(query, found);
  // In the very words of one of its questions it is asked for, whatever else speaks against it.
  const least = first.verbatim ? VERBATIM : 0;
  const chance = Math.max(probability(FITTED.confidence, Object.values(features)), least);
  const held = Math.max(probability(FITTED.held, Object.values(heldFeatures(query, found, facts))), least);
  const parts = contributions(FITTED.confidence, Object.values(features));
  const speaks = Object.keys(features).map((name, at) => ({ name, value: parts[at] ?? 0 }));
  return found.candidates.map(({ match, score }, at) => ({
    ...match,
    held,
    score: chance * Math.exp(score - first.score),
    speaks: at === 0 ? speaks.filter(({ value }) => value !== 0) : [],
  }));
}
