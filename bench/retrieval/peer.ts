import type { CollectionDoc } from '../../editor/evaluation/collection.ts';
import type { Language } from '../../src/core/language.ts';

/** A document as every engine gets it. */
export type PeerDoc = CollectionDoc;

export interface Scored {
  readonly id: string;
  /** Higher is better; only comparable within one engine. */
  readonly score: number;
}

export interface Searched {
  /** Best first, no document twice, at most as many as were asked for. */
  readonly hits: readonly Scored[];
  /** What the engine offers to tell a question that it can answer from one that it can't; null when it offers nothing. */
  readonly sureness: number | null;
}

export interface Searcher {
  search(question: string, limit: number): Searched;
}

/** A search engine, used as well as we could find out on development questions. */
export interface Peer {
  readonly name: string;
  /** How it is used, for the reader of a report. */
  readonly use: string;
  /** Set for one that scans every text for every question: such a one gets a sample of this many questions a set. */
  readonly sample?: number;
  /** Further settings, for one whose best settings differ by corpus: quality is measured with whatever of them and its own
      is best for each corpus, chosen by the very questions that it is measured with, which flatters it. */
  readonly otherwise?: readonly Pick<Peer, 'build'>[];
  build(docs: readonly PeerDoc[], language: Language): Promise<Searcher> | Searcher;
}

/** The score of the first hit, 0 when nothing was found. */
export function byTopScore(hits: readonly Scored[]): Searched {
  return { hits, sureness: hits[0]?.score ?? 0 };
}
