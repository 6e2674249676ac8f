/** Where one stem stands: texts in rising order, and how often, weighed, in each. */
interface List {
  readonly texts: number[];
  readonly tfs: number[];
}

/** Stems are numbered; a pair of neighbours is one number below 2^53. */
const PAIR_BASE = 2 ** 26;

/** Which of many short texts hold which stems, for BM25. Texts are numbered from 0 in the order they were added, and
    only the last one can still be added to. */
export class Postings {
  private readonly numbers = new Map<string, number>();
  private readonly lists: List[] = [];
  private readonly pairs = new Map<number, number[]>();
  private readonly lengths: number[] = [];
  private readonly keepsPairs: boolean;
  private total = 0;
  private normed: { readonly k1: number; readonly b: number; readonly norms: Float64Array } | undefined;

  /** `keepsPairs`: whether neighbours are remembered, for `eachPair`. */
  constructor(keepsPairs = false) {
    this.keepsPairs = keepsPairs;
  }

  /** Starts a text; its number. `stems` in order, and how much each counts (1 for plain text). */
  add(stems: readonly string[], weight = 1): number {
    const text = this.lengths.length;
    this.lengths.push(0);
    this.extend(stems, weight);
    return text;
  }

  /** Adds more to the last text. */
  extend(stems: readonly string[], weight = 1): void {
    this.normed = undefined;
    const text = this.lengths.length - 1;
    let before = -1;
    for (const stem of stems) {
      const number = this.number(stem);
      const list = this.lists[number];
      if (!list) continue;
      const last = list.texts.length - 1;
      if (list.texts[last] === text) list.tfs[last] = (list.tfs[last] ?? 0) + weight;
      else {
        list.texts.push(text);
        list.tfs.push(weight);
      }
      if (this.keepsPairs && before >= 0) this.pair(before, number, text);
      before = number;
    }
    this.lengths[text] = (this.lengths[text] ?? 0) + stems.length * weight;
    this.total += stems.length * weight;
  }

  private number(stem: string): number {
    const known = this.numbers.get(stem);
    if (known !== undefined) return known;
    const number = this.lists.length;
    this.numbers.set(stem, number);
    this.lists.push({ texts: [], tfs: [] });
    return number;
  }

  private pair(one: number, other: number, text: number): void {
    const key = one * PAIR_BASE + other;
    const texts = this.pairs.get(key);
    if (!texts) this.pairs.set(key, [text]);
    else if (texts.at(-1) !== text) texts.push(text);
  }

  get size(): number {
    return this.lengths.length;
  }

  /** Robertson and Spärck Jones' weight in the form that is never negative: ln(1 + (N - n + ½) / (n + ½)). */
  idf(stem: string): number {
    const number = this.numbers.get(stem);
    const n = number === undefined ? 0 : (this.lists[number]?.texts.length ?? 0);
    return Math.log(1 + (this.size - n + 0.5) / (n + 0.5));
  }

  /** BM25's part of one stem for every text that holds it, in rising order of texts: 1 for a text of average length that
      holds it once. */
  each(stem: string, k1: number, b: number, visit: (text: number, share: number) => void): void {
    const number = this.numbers.get(stem);
    const list = number === undefined ? undefined : this.lists[number];
    if (!list) return;
    const { texts, tfs } = list;
    const norms = this.norms(k1, b);
    for (let at = 0; at < texts.length; at++) {
      const text = texts[at] ?? 0;
      const tf = tfs[at] ?? 0;
      visit(text, (tf * (k1 + 1)) / (tf + (norms[text] ?? 0)));
    }
  }

  /** What a text's length adds under BM25's fraction line; made once for a k1 and b, since nothing is added later. */
  private norms(k1: number, b: number): Float64Array {
    const known = this.normed;
    if (known?.k1 === k1 && known.b === b && known.norms.length === this.size) return known.norms;
    const average = this.total / Math.max(1, this.size);
    const norms = Float64Array.from(this.lengths, (length) => k1 * (1 - b + (b * length) / average));
    this.normed = { k1, b, norms };
    return norms;
  }

  /** Every text that holds the two stems next to each other, in this order. */
  eachPair(one: string, other: string, visit: (text: number) => void): void {
    const a = this.numbers.get(one);
    const b = this.numbers.get(other);
    if (a === undefined || b === undefined) return;
    for (const text of this.pairs.get(a * PAIR_BASE + b) ?? []) visit(text);
  }
}
