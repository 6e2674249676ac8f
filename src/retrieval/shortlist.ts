import { type QueryTerm, weightOf } from './query-terms.ts';
import type { TextIndex } from './text-index.ts';

/** BM25's k1 and b over all texts of a document. */
const K1 = 1;
const B = 0.5;
/** Entries of the index that one question may visit. Rare words come first, so that what is left out are the commonest
    words of a very large collection; one list is always read. */
const BUDGET = 60_000;

/** The documents that are worth a close look, best first: BM25F over all texts of each. Keeps one sum a document between
    questions, so that a question costs what it touches. */
export function createShortlist(index: TextIndex) {
  const { starts, docs, amounts, lengths, meanLength } = index.postings;
  const sums = new Float32Array(index.docs);
  const best = new Float32Array(index.docs);
  return (terms: readonly QueryTerm[], size: number, allowed?: (doc: number) => boolean): readonly number[] => {
    const touched: number[] = [];
    let visited = 0;
    const weights = terms.map((term) => ({ term, weight: weightOf(term, term.docIdf) }));
    for (const { term, weight } of weights.sort((a, b) => b.weight - a.weight)) {
      const holding: number[] = [];
      for (const { stem, share } of term.senses) {
        const from = starts[stem] ?? 0;
        const to = starts[stem + 1] ?? 0;
        if (touched.length > 0 && visited + to - from > BUDGET) continue;
        visited += to - from;
        for (let at = from; at < to; at++) {
          const doc = docs[at] ?? 0;
          const amount = amounts[at] ?? 0;
          const norm = K1 * (1 - B + (B * (lengths[doc] ?? 0)) / meanLength);
          const value = (share * weight * amount * (K1 + 1)) / (amount + norm);
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
    const found = largest(touched, sums, size, allowed);
    for (const doc of touched) sums[doc] = 0;
    return found;
  };
}

/** The documents with the largest sums, largest first; among equals the one with the smaller number. */
function largest(
  docs: readonly number[],
  sums: Float32Array,
  size: number,
  allowed: (doc: number) => boolean = () => true,
): readonly number[] {
  const goesBefore = (a: number, b: number): boolean => {
    const more = (sums[a] ?? 0) - (sums[b] ?? 0);
    return more > 0 || (more === 0 && a < b);
  };
  const listed: number[] = [];
  for (const doc of docs) {
    const last = listed.at(-1);
    if (listed.length >= size && last !== undefined && !goesBefore(doc, last)) continue;
    if (!allowed(doc)) continue;
    const place = listed.findIndex((other) => goesBefore(doc, other));
    listed.splice(place < 0 ? listed.length : place, 0, doc);
    if (listed.length > size) listed.pop();
  }
  return listed;
}
