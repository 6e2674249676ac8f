import type { Candidate } from '../../src/retrieval/search.ts';
import type { Signals } from '../../src/retrieval/signals.ts';

const SILENT: Signals = {
  questionAlike: 0,
  questionBoth: 0,
  questionPair: 0,
  questionNext: 0,
  questionVotes: 0,
  questionSmall: 0,
  questionTriples: 0,
  titleAlike: 0,
  titleBoth: 0,
  titlePair: 0,
  titleTriples: 0,
  textAlike: 0,
  textCover: 0,
  textPair: 0,
  textSpan: 0,
  textSmall: 0,
  textTriples: 0,
  textLength: 0,
  wholeAlike: 0,
  wholeCover: 0,
  wholeWords: 0,
  wholeLikely: 0,
  groupCover: 0,
  groupAlike: 0,
  before: 0,
  after: 0,
  size: 0,
  taught: 0,
};

/** A candidate of which only these signals say something. */
export function candidateOf(doc: number, signals: Partial<Signals>): Candidate {
  return { doc, signals: { ...SILENT, ...signals }, unit: -1, echo: 0 };
}
