import type { Query } from '../core/retriever.ts';
import type { Seen } from './rank.ts';

/** What tells of a fact, beside what tells of any document, whether it is what was asked. */
export const FACT_BELIEFS = [
  'coverage',
  'tight',
  'echo',
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
  'definesAnother',
  'named',
  'otherAgency',
  'otherName',
  'sameYear',
  'otherYear',
  'noMoney',
  'noFigure',
  'holdsReply',
  'figureMissing',
  'sameTopicNext',
  'yesNo',
  'asksCount',
  'asksDate',
  'allExplained',
  'allTight',
  'tightEcho',
  'coverAlike',
  'tightPair',
  'sameWords',
] as const;

/** In the order of `FACT_BELIEFS`. */
export function factBeliefs(query: Query, first: Seen, second: Seen | undefined): readonly number[] {
  const { match, signals } = first;
  const words = first.ranked.signals;
  const meaning = query.terms.filter((term) => !term.small);
  const missing = meaning.filter((term) => match.unexplained.includes(term.typed));
  const opening = query.text.slice(0, query.text.indexOf(' '));
  const found: Readonly<Record<(typeof FACT_BELIEFS)[number], number>> = {
    coverage: match.coverage,
    tight: match.tight,
    echo: match.echo,
    evidence: Math.log1p(match.evidence),
    unexplained: Math.min(4, match.unexplained.length),
    unexplainedRare: missing.filter((term) => !term.ordinary).length,
    strangers: Math.min(2, query.strangers.length),
    mended: meaning.filter((term) => term.mended).length / Math.max(1, meaning.length),
    unknown: meaning.filter((term) => !term.known).length / Math.max(1, meaning.length),
    entities: Math.min(4, query.entities.length),
    carrying: Math.min(6, meaning.filter((term) => term.entity === undefined).length),
    silent: signals.silent,
    defines: signals.defines + signals.definesInPart,
    definesAnother: signals.definesAnother,
    named: signals.named,
    otherAgency: signals.otherAgency,
    otherName: signals.otherName,
    sameYear: signals.sameYear,
    otherYear: signals.otherYear,
    noMoney: signals.noMoney,
    noFigure: signals.noFigure,
    holdsReply: signals.holdsReply,
    figureMissing: missing.some((term) => /^\d/.test(term.typed)) ? 1 : 0,
    sameTopicNext: second !== undefined && second.match.fact.topic === match.fact.topic ? 1 : 0,
    yesNo: /^(?:did|does|do|is|are|was|were|has|have|can|will)$/.test(opening) ? 1 : 0,
    asksCount: query.asked.includes('count') || query.asked.includes('amount') ? 1 : 0,
    asksDate: query.asked.includes('date') ? 1 : 0,
    allExplained: match.unexplained.length === 0 ? 1 : 0,
    allTight: match.tight > 0.999 ? 1 : 0,
    tightEcho: match.tight * match.echo,
    coverAlike: match.coverage * words.questionAlike,
    tightPair: match.tight * Math.max(words.questionPair, words.titlePair, words.textPair),
    sameWords: match.echo > 0.7 ? 1 : 0,
  };
  return FACT_BELIEFS.map((name) => found[name]);
}
