import type { Ranked } from './ranking.ts';
import type { SoughtTerm } from './sought.ts';

/** What tells whether the first is right. `score`…`lead`: how it stands among the others; `cover`…`words`: how much of the
    question it explains; `known`, `length`, `weight`: of the question alone. */
export const BELIEFS = [
  'score',
  'margin',
  'share',
  'shareOfFive',
  'lead',
  'cover',
  'words',
  'alike',
  'both',
  'pair',
  'span',
  'triples',
  'likely',
  'taught',
  'taughtMargin',
  'group',
  'known',
  'length',
  'weight',
] as const;
export type Belief = (typeof BELIEFS)[number];

/** The beliefs in a ranking, in the order of `BELIEFS`, NaN for what can't be known; all 0 for an empty one. */
export function beliefsOf(ranked: readonly Ranked[], terms: readonly SoughtTerm[]): readonly number[] {
  const [first, second] = ranked;
  if (!first) return BELIEFS.map(() => 0);
  const shares = ranked.map(({ score }) => Math.exp(score - first.score));
  const all = shares.reduce((sum, share) => sum + share, 0);
  const five = shares.slice(0, 5).reduce((sum, share) => sum + share, 0);
  const four = ranked.slice(0, 4).reduce((sum, { score }) => sum + score, 0) / Math.min(4, ranked.length);
  // Where nobody was taught, nothing is known of it.
  const told = ranked.some(({ signals }) => signals.taught !== 0);
  const taught = ranked.map(({ signals }) => signals.taught).sort((a, b) => b - a);
  const content = terms.filter((term) => !term.small);
  const weight = content.reduce((sum, term) => sum + term.docIdf, 0);
  const known = content.reduce((sum, term) => sum + (term.known ? term.docIdf : 0), 0);
  const { signals } = first;
  const found: Readonly<Record<Belief, number>> = {
    score: first.score,
    margin: first.score - (second?.score ?? first.score - 3),
    share: -Math.log(all),
    shareOfFive: Math.log(five / all),
    lead: first.score - four,
    cover: signals.wholeCover,
    words: signals.wholeWords,
    alike: Math.max(signals.questionAlike, signals.titleAlike),
    both: Math.max(signals.questionBoth, signals.titleBoth),
    pair: Math.max(signals.questionPair, signals.titlePair, signals.textPair),
    span: signals.textSpan,
    triples: Math.max(signals.questionTriples, signals.titleTriples, signals.textTriples),
    likely: signals.wholeLikely,
    taught: told ? signals.taught : Number.NaN,
    taughtMargin: told ? (taught[0] ?? 0) - (taught[1] ?? 0) : Number.NaN,
    group: signals.groupCover,
    known: weight === 0 ? 0 : known / weight,
    length: Math.log(1 + content.length),
    weight: Math.log(1 + weight),
  };
  return BELIEFS.map((name) => found[name]);
}
