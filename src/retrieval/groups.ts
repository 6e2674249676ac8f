import type { QueryTerm } from './query-terms.ts';
import type { TextIndex } from './text-index.ts';

/** BM25's k1 and b over all texts of a group. */
const K1 = 2;
const B = 0.6;

/** How well the group of a document fits a question, 0 to 1, by BM25 over all texts of the group; 0 for a document that is
    alone. What an article is about says which of its sentences are meant (Murdock and Croft, "A translation model for
    sentence retrieval", 2005; Fernández, Losada and Azzopardi, "Extending the language modeling framework for sentence
    retrieval to include local context", 2011). */
export function createGroupScores(index: TextIndex): (terms: readonly QueryTerm[]) => (doc: number) => number {
  const { groupOf, groupSizes, postings } = index;
  if (groupSizes.length === index.docs) return () => () => 0;
  const norms = new Float32Array(groupSizes.length).fill(K1 * (1 - B));
  const meanLength = (postings.meanLength * index.docs) / groupSizes.length;
  postings.lengths.forEach((length, doc) => {
    const group = groupOf[doc] ?? 0;
    norms[group] = (norms[group] ?? 0) + (K1 * B * length) / meanLength;
  });

  function heldBy(stem: number): ReadonlyMap<number, number> {
    const held = new Map<number, number>();
    for (let at = postings.starts[stem] ?? 0; at < (postings.starts[stem + 1] ?? 0); at++) {
      const group = groupOf[postings.docs[at] ?? 0] ?? 0;
      held.set(group, (held.get(group) ?? 0) + (postings.amounts[at] ?? 0));
    }
    return held;
  }

  return (terms) => {
    const content = terms.filter(({ small }) => !small);
    const all = content.reduce((sum, { docIdf }) => sum + docIdf, 0) || 1;
    const sums = new Float32Array(groupSizes.length);
    for (const { senses, docIdf } of content) {
      const best = new Map<number, number>();
      for (const { stem, share } of senses) {
        for (const [group, amount] of heldBy(stem)) {
          const value = (share * amount) / (amount + (norms[group] ?? 0));
          if (value > (best.get(group) ?? 0)) best.set(group, value);
        }
      }
      for (const [group, value] of best) sums[group] = (sums[group] ?? 0) + (value * docIdf) / all;
    }
    return (doc) => ((groupSizes[groupOf[doc] ?? 0] ?? 0) > 1 ? (sums[groupOf[doc] ?? 0] ?? 0) : 0);
  };
}
