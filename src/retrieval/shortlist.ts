import { type SoughtTerm, worth } from './sought.ts';
import type { TextIndex } from './text-index.ts';

/** BM25's k1 and b over all texts of a document. */
const K1 = 1;
const B = 0.5;
/** Entries of the index that one question may visit. Rare words come first, so that what is left out are the commonest
    words of a very large collection; one list is always read. */
const BUDGET = 60_000;

export interface Listed {
  readonly doc: number;
  /** BM25 over all its texts, as a share of the best that the question could reach; 0 to about 2. */
  readonly bm25: number;
}

/** Finds the documents that are worth a close look. Keeps one sum a document between questions, so that a question
    costs what it touches. */
export function createShortlister(
  index: TextIndex,
): (terms: readonly SoughtTerm[], size: number, allowed?: (doc: number) => boolean) => readonly Listed[] {
  const { byDoc } = index;
  const sums = new Float32Array(index.docs);
  const best = new Float32Array(index.docs);
  return (terms, size, allowed) => {
    const touched: number[] = [];
    let visited = 0;
    const all = terms.reduce((sum, term) => sum + worth(term, term.docIdf), 0) || 1;
    const inOrder = [...terms].sort((a, b) => worth(b, b.docIdf) - worth(a, a.docIdf));
    for (const term of inOrder) {
      const holding: number[] = [];
      for (const { stem, share } of term.senses) {
        const from = byDoc.starts[stem] ?? 0;
        const to = byDoc.starts[stem + 1] ?? 0;
        if (touched.length > 0 && visited + to - from > BUDGET) continue;
        visited += to - from;
        const weight = share * worth(term, term.docIdf);
        for (let at = from; at < to; at++) {
          const doc = byDoc.owners[at] ?? 0;
          const amount = byDoc.amounts[at] ?? 0;
          const length = (byDoc.lengths[doc] ?? 0) / byDoc.meanLength;
          const value = (weight * amount * (K1 + 1)) / (amount + K1 * (1 - B + B * length));
          const known = best[doc] ?? 0;
          if (known === 0) holding.push(doc);
          if (value > known) best[doc] = value;
        }
      }
      for (const doc of holding) {
        if (sums[doc] === 0) touched.push(doc);
        sums[doc] = (sums[doc] ?? 0) + (best[doc] ?? 0);
        best[doc] = 0;
      }
    }
    const found = largest(touched, sums, size, allowed).map((doc) => ({
      doc,
      bm25: (sums[doc] ?? 0) / all,
    }));
    for (const doc of touched) sums[doc] = 0;
    return found;
  };
}

/** The documents with the largest sums, largest first; among equals the one that was given first. */
function largest(
  docs: readonly number[],
  sums: Float32Array,
  size: number,
  allowed: ((doc: number) => boolean) | undefined,
): readonly number[] {
  const goesBefore = (a: number, b: number): boolean => {
    const one = sums[a] ?? 0;
    const other = sums[b] ?? 0;
    return one > other || (one === other && a < b);
  };
  const listed: number[] = [];
  for (const doc of docs) {
    const last = listed.at(-1);
    if (listed.length >= size && last !== undefined && !goesBefore(doc, last)) continue;
    if (allowed && !allowed(doc)) continue;
    let at = listed.length < size ? listed.push(doc) - 1 : listed.length - 1;
    for (; at > 0; at--) {
      const before = listed[at - 1] ?? 0;
      if (!goesBefore(doc, before)) break;
      listed[at] = before;
    }
    listed[at] = doc;
  }
  return listed;
}
