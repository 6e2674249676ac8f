/** Which of many short texts hold which stems, for BM25. Texts are numbered from 0 in the order they were added. */
export class Postings {
  private readonly lists = new Map<string, { readonly text: number; readonly tf: number }[]>();
  private readonly lengths: number[] = [];
  private total = 0;

  /** `stems` in order, with how much each counts (1 for plain text); pairs of neighbours are kept as `a b`. */
  add(stems: readonly string[], weight = 1): number {
    const text = this.lengths.length;
    this.lengths.push(0);
    this.extend(text, stems, weight);
    return text;
  }

  /** Adds more stems to a text that is there. */
  extend(text: number, stems: readonly string[], weight = 1): void {
    const counts = new Map<string, number>();
    stems.forEach((stem, at) => {
      counts.set(stem, (counts.get(stem) ?? 0) + weight);
      const next = stems[at + 1];
      if (next !== undefined) counts.set(`${stem} ${next}`, 1);
    });
    for (const [stem, tf] of counts) {
      const list = this.lists.get(stem);
      const last = list?.at(-1);
      if (!list) this.lists.set(stem, [{ text, tf }]);
      else if (last?.text === text) list[list.length - 1] = { text, tf: last.tf + tf };
      else list.push({ text, tf });
    }
    this.lengths[text] = (this.lengths[text] ?? 0) + stems.length * weight;
    this.total += stems.length * weight;
  }

  get size(): number {
    return this.lengths.length;
  }

  /** Robertson and Spärck Jones' weight in the form that is never negative: ln(1 + (N - n + ½) / (n + ½)). */
  idf(stem: string): number {
    const n = this.lists.get(stem)?.length ?? 0;
    return Math.log(1 + (this.size - n + 0.5) / (n + 0.5));
  }

  /** BM25's part of one stem for every text that holds it: 1 for a text of average length that holds it once. */
  each(stem: string, k1: number, b: number, visit: (text: number, share: number) => void): void {
    const average = this.total / Math.max(1, this.size);
    for (const { text, tf } of this.lists.get(stem) ?? []) {
      const norm = k1 * (1 - b + (b * (this.lengths[text] ?? 0)) / average);
      visit(text, (tf * (k1 + 1)) / (tf + norm));
    }
  }
}
