import type { Candidate } from '../../src/retrieval/search.ts';
import { nothing, type Signals } from '../../src/retrieval/signals.ts';

/** A candidate of which only these signals say something. */
export function candidateOf(doc: number, signals: Partial<Signals>): Candidate {
  return { doc, signals: { ...nothing(), ...signals }, unit: -1, echo: 0 };
}
