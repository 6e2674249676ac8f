import type { FactBase } from '../core/fact.ts';
import type { Query } from '../core/retriever.ts';
import { namedIn } from '../core/subjects.ts';
import type { FactCandidates } from './fact-candidates.ts';
import type { QueryTerm } from './query-terms.ts';
import type { Signal } from './score-candidates.ts';

/** What says whether the first document is right. `score`, `margin`, `share`, `lead`: how it is placed among the others;
    then signals of its own; `known`, `length`, `rarity`: of the question alone. */
export const CONFIDENCE = [
  'score',
  'margin',
  'share',
  'lead',
  'matched',
  'votes',
  'likely',
  'bursty',
  'pairs',
  'title',
  'trigrams',
  'coverage',
  'all',
  'group',
  'known',
  'length',
  'rarity',
] as const;

/** Of facts, what says besides whether the first is what was asked. */
export const FACT_CONFIDENCE = [
  ...CONFIDENCE,
  'explained',
  'tight',
  'evidence',
  'unexplained',
  'unexplainedRare',
  'strangers',
  'mended',
  'unknown',
  'entities',
  'carrying',
  'silent',
  'defines',
  'otherAgency',
  'year',
  'noFigure',
  'figureMissing',
  'sameTopicNext',
  'yesNo',
  'asksCount',
  'asksDate',
  'allExplained',
  'allTight',
  'tightMatched',
  'sameWords',
] as const;

/** What says besides whether the base holds anything on what is asked: how many companies, products and others the question
    names that it holds, and whether it names a company that it does not hold. */
export const FACT_HELD = [...FACT_CONFIDENCE, 'subjects', 'certainStranger'] as const;

/** In the order of `CONFIDENCE`; all 0 when nothing was found. */
export function rankingFeatures(
  ranked: readonly { readonly score: number; readonly signals: Readonly<Record<Signal, number>> }[],
  terms: readonly QueryTerm[],
): readonly number[] {
  const [first, second] = ranked;
  if (!first) return CONFIDENCE.map(() => 0);
  const all = ranked.reduce((sum, { score }) => sum + Math.exp(score - first.score), 0);
  const four = ranked.slice(0, 4).reduce((sum, { score }) => sum + score, 0) / Math.min(4, ranked.length);
  const content = terms.filter((term) => !term.small);
  const rarity = content.reduce((sum, term) => sum + term.docIdf, 0);
  const known = content.reduce((sum, term) => sum + (term.known ? term.docIdf : 0), 0);
  const { signals } = first;
  const found: Readonly<Record<(typeof CONFIDENCE)[number], number>> = {
    score: first.score,
    margin: first.score - (second?.score ?? first.score - 3),
    share: -Math.log(all),
    lead: first.score - four,
    matched: signals.wordingMatched,
    votes: signals.wordingVotes,
    likely: signals.wordingLikelihood,
    bursty: signals.wordingBursty,
    pairs: signals.wordingPairs,
    title: signals.titleAlike,
    trigrams: signals.trigrams,
    coverage: signals.coverage,
    all: signals.likelihood,
    group: signals.groupAlike,
    known: rarity === 0 ? 0 : known / rarity,
    length: Math.log(1 + content.length),
    rarity: Math.log(1 + rarity),
  };
  return CONFIDENCE.map((name) => found[name]);
}

/** In the order of `FACT_CONFIDENCE`. */
export function confidenceFeatures(query: Query, { candidates, terms }: FactCandidates): readonly number[] {
  const [first, second] = candidates;
  if (!first) return FACT_CONFIDENCE.map(() => 0);
  const { match, signals } = first;
  const meaning = query.terms.filter((term) => !term.small);
  const missing = meaning.filter((term) => match.unexplained.includes(term.typed));
  const opening = query.text.slice(0, query.text.indexOf(' '));
  const share = (some: readonly unknown[]): number => some.length / Math.max(1, meaning.length);
  return [
    ...rankingFeatures(candidates, terms),
    match.coverage,
    match.tight,
    Math.log1p(match.evidence),
    Math.min(4, match.unexplained.length),
    missing.filter((term) => !term.ordinary).length,
    Math.min(2, query.strangers.length),
    share(meaning.filter((term) => term.mended)),
    share(meaning.filter((term) => !term.known)),
    Math.min(4, query.entities.length),
    Math.min(6, meaning.filter((term) => term.entity === undefined).length),
    signals.silent,
    signals.defines,
    signals.otherAgency,
    signals.year,
    signals.noFigure,
    missing.some((term) => /^\d/.test(term.typed)) ? 1 : 0,
    second !== undefined && second.match.fact.topic === match.fact.topic ? 1 : 0,
    /^(?:did|does|do|is|are|was|were|has|have|can|will)$/.test(opening) ? 1 : 0,
    query.asked.includes('count') || query.asked.includes('amount') ? 1 : 0,
    query.asked.includes('date') ? 1 : 0,
    match.unexplained.length === 0 ? 1 : 0,
    match.tight > 0.999 ? 1 : 0,
    match.tight * match.echo,
    match.echo > 0.7 ? 1 : 0,
  ];
}

/** In the order of `FACT_HELD`. */
export function heldFeatures(query: Query, found: FactCandidates, facts: FactBase): readonly number[] {
  return [
    ...confidenceFeatures(query, found),
    Math.min(2, namedIn(query, facts).filter(({ kind }) => kind !== 'agency').length),
    query.strangers.some(({ certain }) => certain) ? 1 : 0,
  ];
}
