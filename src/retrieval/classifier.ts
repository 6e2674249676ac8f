import { type Example, learn, type Rows } from './learn.ts';
import type { SoughtTerm } from './sought.ts';
import type { TextIndex } from './text-index.ts';

/** Question wordings that documents must have on average for a classifier to be worth teaching. */
const WORDINGS = 6;
/** More documents than that are not told apart: their numbers are kept in 16 bits. */
const MOST_DOCS = 65_535;
/** Pairs of neighbours are learnt when so many wordings hold them. */
const PAIR_SEEN = 2;

/** Tells which document a question belongs to by what all wordings of all documents have in common. */
export interface Classifier {
  /** ln of the share of belief in each document; all together 1. */
  judge(terms: readonly SoughtTerm[]): Float32Array;
}

/** What was learnt, as plain arrays. A feature is a stem, or a pair of neighbouring stems: those are numbered behind the
    stems, in the order of `pairs`. */
export interface Learnt extends Rows {
  /** One stem × all stems + the other, rising. */
  readonly pairs: Float64Array;
  readonly pairIdf: Float64Array;
}

/** Multinomial logistic regression on stems and pairs of neighbouring stems. Undefined where documents have few wordings:
    there is nothing to learn from. */
export function teach(index: TextIndex): Learnt | undefined {
  if (index.meanQuestions < WORDINGS || index.docs > MOST_DOCS) return undefined;
  const questions = questionsOf(index);
  const { pairs, pairIdf } = pairsIn(index, questions);
  const features = createFeatures(index, pairs, pairIdf);
  const examples = questions.map(({ stems, doc }): Example => {
    const shares = new Map<number, number>();
    stems.forEach((stem, at) => {
      shares.set(stem, 1);
      const pair = at > 0 ? features.pair(stems[at - 1] ?? 0, stem) : undefined;
      if (pair !== undefined) shares.set(pair, 1);
    });
    return { doc, ...features.weigh(shares) };
  });
  return { pairs, pairIdf, ...learn(examples, index.vocabulary.stems.length + pairs.length, index.docs) };
}

export function createClassifier(index: TextIndex, learnt: Learnt): Classifier {
  const features = createFeatures(index, learnt.pairs, learnt.pairIdf);
  return {
    judge(terms) {
      const shares = new Map<number, number>();
      terms.forEach(({ senses }, at) => {
        for (const { stem, share } of senses) shares.set(stem, Math.max(share, shares.get(stem) ?? 0));
        const before = terms[at - 1]?.senses[0];
        const [own] = senses;
        const pair = before && own ? features.pair(before.stem, own.stem) : undefined;
        if (pair !== undefined) shares.set(pair, 1);
      });
      const belief = new Float32Array(index.docs);
      believe(features.weigh(shares), learnt, belief);
      return belief.map((share) => Math.log(share + 1e-9));
    },
  };
}

interface Worded {
  readonly doc: number;
  readonly stems: readonly number[];
}

/** All question wordings, in the order of the documents. */
function questionsOf({ vocabulary, words, unitStarts, unitFields, docStarts, docs }: TextIndex): Worded[] {
  const questions: Worded[] = [];
  for (let doc = 0; doc < docs; doc++) {
    for (let unit = docStarts[doc] ?? 0; unit < (docStarts[doc + 1] ?? 0); unit++) {
      if (unitFields[unit] !== 0) continue;
      const own = words.subarray(unitStarts[unit] ?? 0, unitStarts[unit + 1] ?? 0);
      questions.push({ doc, stems: Array.from(own, (word) => vocabulary.stemOf[word] ?? 0) });
    }
  }
  return questions;
}

/** Pairs of neighbours that are seen often enough, and how rare each is. */
function pairsIn({ vocabulary }: TextIndex, questions: readonly Worded[]): Pick<Learnt, 'pairs' | 'pairIdf'> {
  const seen = new Map<number, number>();
  for (const { stems } of questions) {
    for (let at = 1; at < stems.length; at++) {
      const key = (stems[at - 1] ?? 0) * vocabulary.stems.length + (stems[at] ?? 0);
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  const often = [...seen].filter(([, count]) => count >= PAIR_SEEN).sort(([a], [b]) => a - b);
  return {
    pairs: Float64Array.from(often, ([key]) => key),
    pairIdf: Float64Array.from(often, ([, count]) => Math.log(1 + questions.length / count)),
  };
}

interface Features {
  /** The feature of two stems that follow each other; undefined when it is not learnt. */
  pair(one: number, other: number): number | undefined;
  /** Features weighed by how rare they are, as a vector of length 1. */
  weigh(shares: ReadonlyMap<number, number>): Pick<Example, 'features' | 'values'>;
}

function createFeatures(
  { vocabulary, unitIdf }: TextIndex,
  pairs: Float64Array,
  pairIdf: Float64Array,
): Features {
  const stems = vocabulary.stems.length;
  const idfOf = (feature: number): number =>
    feature < stems ? (unitIdf[feature] ?? 0) : (pairIdf[feature - stems] ?? 0);
  return {
    pair(one, other) {
      const place = placeOf(one * stems + other, pairs);
      return place === undefined ? undefined : stems + place;
    },
    weigh(shares) {
      const features = Int32Array.from(shares.keys());
      const values = Float32Array.from(shares, ([feature, share]) => share * idfOf(feature));
      const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
      return { features, values: values.map((value) => value / norm) };
    },
  };
}

/** Where a number stands among rising ones. */
function placeOf(wanted: number, rising: Float64Array): number | undefined {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return rising[low] === wanted ? low : undefined;
}

/** Fills `belief`, which is all 0, with each document's share. */
function believe(
  { features, values }: Pick<Example, 'features' | 'values'>,
  { rowStarts, rowDocs, weights }: Rows,
  belief: Float32Array,
): void {
  for (let at = 0; at < features.length; at++) {
    const value = values[at] ?? 0;
    const feature = features[at] ?? 0;
    for (let place = rowStarts[feature] ?? 0; place < (rowStarts[feature + 1] ?? 0); place++) {
      const doc = rowDocs[place] ?? 0;
      belief[doc] = (belief[doc] ?? 0) + value * (weights[place] ?? 0);
    }
  }
  let most = -Infinity;
  for (const score of belief) if (score > most) most = score;
  let sum = 0;
  for (let doc = 0; doc < belief.length; doc++) {
    const share = Math.exp((belief[doc] ?? 0) - most);
    belief[doc] = share;
    sum += share;
  }
  for (let doc = 0; doc < belief.length; doc++) belief[doc] = (belief[doc] ?? 0) / sum;
}
