import type { SoughtTerm } from './sought.ts';
import type { TextIndex } from './text-index.ts';

/** BM25's k1 and b over all texts of a group. */
const K1 = 2;
const B = 0.6;

export interface GroupFit {
  /** 0 to 1: how much of the question the group holds, and the same by BM25. */
  readonly cover: number;
  readonly alike: number;
}

const ALONE: GroupFit = { cover: 0, alike: 0 };

/** How well the groups of the documents at hand fit a question: what an article is about tells which of its sentences
    are meant (Murdock and Croft, "A translation model for sentence retrieval", 2005; Fernández, Losada and Azzopardi,
    "Extending the language modeling framework for sentence retrieval to include local context", 2011). */
export function fitGroups(
  index: TextIndex,
  terms: readonly SoughtTerm[],
  docs: readonly number[],
): (doc: number) => GroupFit {
  const { byGroup, groupOf, groupSizes } = index;
  const content = terms.filter((term) => !term.small);
  const all = content.reduce((sum, term) => sum + term.docIdf, 0) || 1e-9;
  const sums = new Map<number, { cover: number; alike: number }>();
  for (const doc of docs) {
    const group = groupOf[doc] ?? 0;
    if ((groupSizes[group] ?? 0) > 1) sums.set(group, { cover: 0, alike: 0 });
  }
  for (const [group, sum] of sums) {
    const norm = K1 * (1 - B + (B * (byGroup.lengths[group] ?? 0)) / byGroup.meanLength);
    for (const { senses, docIdf } of content) {
      let cover = 0;
      let alike = 0;
      for (const { stem, share } of senses) {
        const amount = amountIn(index, group, stem);
        if (amount === 0) continue;
        cover = Math.max(cover, share);
        alike = Math.max(alike, (share * amount * (K1 + 1)) / (amount + norm));
      }
      sum.cover += (cover * docIdf) / all;
      sum.alike += (alike * docIdf) / all / (K1 + 1);
    }
  }
  return (doc) => sums.get(groupOf[doc] ?? 0) ?? ALONE;
}

/** How much of a stem a group holds; its owners stand in rising order. */
function amountIn({ byGroup: { starts, owners, amounts } }: TextIndex, group: number, stem: number): number {
  let from = starts[stem] ?? 0;
  let to = (starts[stem + 1] ?? 0) - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    const owner = owners[middle] ?? 0;
    if (owner === group) return amounts[middle] ?? 0;
    if (owner < group) from = middle + 1;
    else to = middle - 1;
  }
  return 0;
}
