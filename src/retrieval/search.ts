import { createClassifier, type Learnt, teach } from './classifier.ts';
import { fitGroups } from './groups.ts';
import { createShortlister } from './shortlist.ts';
import { type Close, createReading } from './signals.ts';
import { type SoughtTerm, type SoughtWord, seek } from './sought.ts';
import type { TextIndex } from './text-index.ts';

/** Documents that are looked at closely; the right one stands further down the rough order in under 4 % of questions. */
export const SHORTLIST = 64;

export interface Candidate extends Close {
  readonly doc: number;
}

export interface Searched {
  readonly terms: readonly SoughtTerm[];
  /** In the rough order. */
  readonly candidates: readonly Candidate[];
}

/** Searches an index: a shortlist first, then each of its documents closely. */
export interface Search {
  search(
    words: readonly SoughtWord[],
    allowed?: (doc: number) => boolean,
    always?: readonly number[],
  ): Searched;
}

export function createSearch(index: TextIndex, learnt: Learnt | undefined = teach(index)): Search {
  const classifier = learnt && createClassifier(index, learnt);
  const shortlist = createShortlister(index);
  const reading = createReading(index);
  return {
    search(words, allowed, always = []) {
      const terms = seek(words, index);
      const triples = [
        ...new Set(terms.flatMap((term) => (term.small ? [] : index.vocabulary.triplesIn(term.word)))),
      ];
      const listed = shortlist(terms, SHORTLIST, allowed);
      const missing = always.filter((doc) => !listed.some((one) => one.doc === doc));
      const all = [...listed, ...missing.map((doc) => ({ doc, bm25: 0 }))];
      const group = fitGroups(
        index,
        terms,
        all.map(({ doc }) => doc),
      );
      const taught = classifier?.judge(terms);
      const reader = reading(terms, triples);
      const candidates = all.map(({ doc, bm25 }) => {
        const close = reader.read(doc, bm25);
        const { cover, alike } = group(doc);
        close.signals.groupCover = cover;
        close.signals.groupAlike = alike;
        close.signals.taught = taught ? (taught[doc] ?? 0) / 5 : 0;
        return { doc, ...close };
      });
      return { terms, candidates };
    },
  };
}
