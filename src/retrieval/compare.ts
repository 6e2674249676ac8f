import { SMALL, type SoughtTerm, worth } from './sought.ts';
import { FIELDS, fieldWeight, type TextIndex } from './text-index.ts';

/** BM25's k1 and b for short texts (questions, titles) and long ones. */
const SHORT = { k1: 0.5, b: 0.3 };
const LONG = { k1: 1, b: 0.6 };
/** Words between the first and the last of a window in which the words of a question stand close together. */
const WINDOW = 10;
/** One text, compared with the question. */
export interface Compared {
  readonly alike: number;
  readonly both: number;
  readonly pair: number;
  readonly small: number;
  readonly cover: number;
  readonly span: number;
}

/** A question as it is marked in arrays over the vocabulary. */
export interface Marks {
  readonly terms: readonly SoughtTerm[];
  /** For each stem the term it stands for, or -1; and for how much of it. */
  readonly termOf: Int16Array;
  readonly shareOf: Float32Array;
  /** For each triple of the question its idf, else 0. */
  readonly tripleOf: Float32Array;
  readonly tripleNorm: number;
}

/** Reads texts for one question. What it finds of the document at hand adds up in `held` and `amounts`. */
export interface Comparison {
  compare(unit: number): Compared;
  /** Cosine of the vectors of letter triples. */
  triplesAlike(unit: number): number;
  /** Which terms a document holds, as bits. */
  maskOf(doc: number): number;
  /** For each term the best share in which the document holds it, and how often, weighed by field. */
  readonly held: Float32Array;
  readonly amounts: Float32Array;
}

export function createComparison(
  index: TextIndex,
  { terms, termOf, shareOf, tripleOf, tripleNorm }: Marks,
): Comparison {
  const { vocabulary, words, unitStarts, unitFields, docStarts, unitIdf } = index;
  const { tripleStarts, tripleList } = vocabulary.tables;
  const sum = (of: (term: SoughtTerm) => number): number =>
    terms.reduce((all, term) => all + of(term), 0) || 1e-9;
  const allUnit = sum((term) => worth(term, term.unitIdf));
  const contentUnit = sum((term) => (term.small ? 0 : term.unitIdf));
  const smallUnit = sum((term) => (term.small ? term.unitIdf : 0));
  const hit = new Float32Array(terms.length);
  const often = new Float32Array(terms.length);
  const held = new Float32Array(terms.length);
  const amounts = new Float32Array(terms.length);

  function compare(unit: number): Compared {
    const field = unitFields[unit] ?? 0;
    const from = unitStarts[unit] ?? 0;
    const to = unitStarts[unit + 1] ?? 0;
    hit.fill(0);
    often.fill(0);
    let all = 0;
    let shared = 0;
    let pair = 0;
    let last = -1;
    let lastAt = -2;
    const places: number[] = [];
    for (let at = from; at < to; at++) {
      const stem = vocabulary.stemOf[words[at] ?? 0] ?? 0;
      const weight = (unitIdf[stem] ?? 0) * (vocabulary.isSmall(stem) ? SMALL : 1);
      all += weight;
      const term = termOf[stem] ?? -1;
      if (term < 0) continue;
      const share = shareOf[stem] ?? 0;
      shared += weight * share;
      if (share > (hit[term] ?? 0)) hit[term] = share;
      often[term] = (often[term] ?? 0) + share;
      if (lastAt === at - 1 && term === last + 1) pair += (worthOf(last) + worthOf(term)) / 2;
      last = term;
      lastAt = at;
      places.push(at);
    }
    const { k1, b } = FIELDS[field] === 'text' ? LONG : SHORT;
    const norm = k1 * (1 - b + (b * (to - from)) / (index.meanUnitLength[field] || 1));
    let alike = 0;
    let small = 0;
    let cover = 0;
    for (let term = 0; term < terms.length; term++) {
      const found = hit[term] ?? 0;
      if (found === 0) continue;
      const count = often[term] ?? 0;
      alike += (worthOf(term) * found * count * (k1 + 1)) / (count + norm);
      if (terms[term]?.small) small += (terms[term]?.unitIdf ?? 0) * found;
      else cover += (terms[term]?.unitIdf ?? 0) * found;
      if (found > (held[term] ?? 0)) held[term] = found;
      amounts[term] = (amounts[term] ?? 0) + count * fieldWeight(field);
    }
    return {
      alike: alike / allUnit,
      both: all === 0 ? 0 : shared / all,
      pair: pair / allUnit,
      small: small / smallUnit,
      cover: cover / contentUnit,
      span: FIELDS[field] === 'text' ? span(places) / contentUnit : 0,
    };
  }

  function worthOf(at: number): number {
    const term = terms[at];
    return term ? worth(term, term.unitIdf) : 0;
  }

  /** The most idf of different words of the question that stand within a window. */
  function span(places: readonly number[]): number {
    let most = 0;
    for (let start = 0; start < places.length; start++) {
      hit.fill(0);
      let sum = 0;
      for (let end = start; end < places.length; end++) {
        const at = places[end] ?? 0;
        if (at - (places[start] ?? 0) >= WINDOW) break;
        const stem = vocabulary.stemOf[words[at] ?? 0] ?? 0;
        const term = termOf[stem] ?? -1;
        if (term < 0 || hit[term] !== 0 || terms[term]?.small) continue;
        hit[term] = 1;
        sum += (terms[term]?.unitIdf ?? 0) * (shareOf[stem] ?? 0);
      }
      if (sum > most) most = sum;
    }
    return most;
  }

  /** Cosine of the vectors of letter triples. */
  function triplesAlike(unit: number): number {
    let sum = 0;
    for (let at = unitStarts[unit] ?? 0; at < (unitStarts[unit + 1] ?? 0); at++) {
      const word = words[at] ?? 0;
      for (let place = tripleStarts[word] ?? 0; place < (tripleStarts[word + 1] ?? 0); place++) {
        const triple = tripleList[place] ?? 0;
        const idf = tripleOf[triple] ?? 0;
        if (idf > 0) sum += idf * idf;
      }
    }
    return sum / (tripleNorm * (index.tripleNorms[unit] || 1));
  }

  /** Which terms a document holds, as bits. */
  function maskOf(doc: number): number {
    let mask = 0;
    for (
      let at = unitStarts[docStarts[doc] ?? 0] ?? 0;
      at < (unitStarts[docStarts[doc + 1] ?? 0] ?? 0);
      at++
    ) {
      const term = termOf[vocabulary.stemOf[words[at] ?? 0] ?? 0] ?? -1;
      if (term >= 0) mask |= 1 << term;
    }
    return mask;
  }

  return { compare, triplesAlike, maskOf, held, amounts };
}
