import type { Fact, FactBase } from '../core/fact.ts';
import type { Query } from '../core/retriever.ts';
import { namedIn } from '../core/subjects.ts';
import type { FactCandidate, FactCandidates } from './fact-candidates.ts';
import type { QueryTerm } from './query-terms.ts';
import type { Signal } from './score-candidates.ts';

/** Numbers that speak for or against something, by name; in the order of their weights in fitted.json. */
export type Features = Readonly<Record<string, number>>;

/** Words that carry meaning, from which a question is long. */
const LONG = 6;
/** Facts behind the first that its wording is compared with. */
const NEXT = 4;
const YES_NO = /^(?:did|does|do|is|are|was|were|has|have|can|will)$/;

/** What says whether the first document is right. `score`, `margin`, `share`, `lead`: how it is placed among the others;
    then signals of its own; `known`, `length`, `rarity`: of the question alone. None when nothing was found. */
export function rankingFeatures(
  ranked: readonly { readonly score: number; readonly signals: Readonly<Record<Signal, number>> }[],
  terms: readonly QueryTerm[],
): Features {
  const [first, second] = ranked;
  if (!first) return {};
  const all = ranked.reduce((sum, { score }) => sum + Math.exp(score - first.score), 0);
  const four = ranked.slice(0, 4).reduce((sum, { score }) => sum + score, 0) / Math.min(4, ranked.length);
  const content = terms.filter((term) => !term.small);
  const rarity = content.reduce((sum, term) => sum + term.docIdf, 0);
  const known = content.reduce((sum, term) => sum + (term.known ? term.docIdf : 0), 0);
  const { signals } = first;
  return {
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
}

/** Of facts, what says whether the first answers. `ahead`, `aheadOfOthers`: its share among all that were found, without and
    with those that tell of the same; `echoAhead`: how much more of its wording than of any other's is asked for; `support`:
    how many of its wordings hold the word that the fewest hold; `lacks`, `lacksLast`, `lacksYear`: the weight of the
    everyday words, whether the last one, and whether a year is not explained; `opens`, `yesNo`: how it is asked, since one
    who asks in full wants a detail; then what is asked for, and what was made of its words. None when nothing was found. */
export function confidenceFeatures(query: Query, { candidates }: FactCandidates): Features {
  const [first, ...others] = candidates;
  if (!first) return {};
  const { match, support, lacks } = first;
  const share = (some: readonly FactCandidate[]): number =>
    some.reduce((sum, { score }) => sum + Math.exp(score - first.score), 0);
  const all = share(candidates);
  const meaning = query.terms.filter((term) => !term.small);
  const last = meaning.at(-1);
  const asks = (kind: Query['asked'][number]): number => (query.asked.includes(kind) ? 1 : 0);
  const opening = openingOf(query);
  return {
    ahead: 1 / all,
    aheadOfOthers: share(candidates.filter((other) => tellsOfTheSame(match.fact, other.match.fact))) / all,
    echoAhead: match.echo - Math.max(0, ...others.slice(0, NEXT).map((other) => other.match.echo)),
    support,
    lacks,
    lacksLast: last !== undefined && match.unexplained.includes(last.typed) ? 1 : 0,
    lacksYear: query.years.some((year) => match.unexplained.includes(String(year))) ? 1 : 0,
    asksAmount: asks('amount'),
    asksCount: asks('count'),
    asksReason: asks('reason'),
    opens: opensWithAsking(opening, query.language) ? 1 : 0,
    yesNo: YES_NO.test(opening) ? match.echo : 0,
    long: meaning.length >= LONG ? 1 : 0,
    mended: meaning.some((term) => term.mended) ? 1 : 0,
    strangers: query.strangers.length > 0 ? 1 : 0,
  };
}

function openingOf({ text }: Query): string {
  return text.split(' ', 1)[0] ?? '';
}

/** `what`, `which`, `how`: a small word that a way to ask for something begins with. */
function opensWithAsking(opening: string, { small, asks }: Query['language']): boolean {
  return small.has(opening) && [...asks.keys()].some((phrase) => phrase.split(' ', 1)[0] === opening);
}

function tellsOfTheSame(one: Fact, other: Fact): boolean {
  return one.topic === other.topic && one.about[0] === other.about[0];
}

/** What says whether the base holds anything on what is asked. None when nothing was found. */
export function heldFeatures(query: Query, found: FactCandidates, facts: FactBase): Features {
  const { candidates, terms } = found;
  const [first, second] = candidates;
  if (!first) return {};
  const { match, signals } = first;
  const meaning = query.terms.filter((term) => !term.small);
  const missing = meaning.filter((term) => match.unexplained.includes(term.typed));
  const share = (some: readonly unknown[]): number => some.length / Math.max(1, meaning.length);
  return {
    ...rankingFeatures(candidates, terms),
    explained: match.coverage,
    tight: match.tight,
    evidence: Math.log1p(match.evidence),
    unexplained: Math.min(4, match.unexplained.length),
    unexplainedRare: missing.filter((term) => !term.ordinary).length,
    strangers: Math.min(2, query.strangers.length),
    mended: share(meaning.filter((term) => term.mended)),
    unknown: share(meaning.filter((term) => !term.known)),
    entities: Math.min(4, query.entities.length),
    carrying: Math.min(6, meaning.filter((term) => term.entity === undefined).length),
    silent: signals.silent,
    defines: signals.defines,
    otherAgency: signals.otherAgency,
    year: signals.year,
    noFigure: signals.noFigure,
    figureMissing: missing.some((term) => /^\d/.test(term.typed)) ? 1 : 0,
    sameTopicNext: second !== undefined && second.match.fact.topic === match.fact.topic ? 1 : 0,
    yesNo: YES_NO.test(openingOf(query)) ? 1 : 0,
    asksCount: query.asked.includes('count') || query.asked.includes('amount') ? 1 : 0,
    asksDate: query.asked.includes('date') ? 1 : 0,
    allExplained: match.unexplained.length === 0 ? 1 : 0,
    allTight: match.tight > 0.999 ? 1 : 0,
    tightMatched: match.tight * match.echo,
    sameWords: match.echo > 0.7 ? 1 : 0,
    subjects: Math.min(2, namedIn(query, facts).filter(({ kind }) => kind !== 'agency').length),
    certainStranger: query.strangers.some(({ certain }) => certain) ? 1 : 0,
  };
}
