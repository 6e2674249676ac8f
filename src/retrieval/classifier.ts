import type { SoughtTerm } from './sought.ts';
import type { TextIndex } from './text-index.ts';

/** Question wordings that documents must have on average for a classifier to be worth teaching. */
const WORDINGS = 6;
/** Rounds over all wordings, how fast it learns, and how much large weights are held back. */
const ROUNDS = 6;
/** An error below this is not learnt from. */
const WORTH_LEARNING = 0.002;
const RATE = 0.5;
const HELD_BACK = 1e-4;
/** Pairs of neighbours are learnt when so many wordings hold them. */
const PAIR_SEEN = 2;

/** Tells which document a question belongs to by what all wordings of all documents have in common. */
export interface Classifier {
  /** ln of the share of belief in each document; all together 1. */
  judge(terms: readonly SoughtTerm[]): Float32Array;
}

interface Example {
  readonly doc: number;
  readonly features: Int32Array;
  readonly values: Float32Array;
}

/** Multinomial logistic regression on stems and pairs of neighbouring stems, taught by Adagrad in a fixed
    order (Duchi, Hazan and Singer, 2011). Undefined where documents have few wordings: there is nothing to learn from. */
export function teach(index: TextIndex): Classifier | undefined {
  if (index.meanQuestions < WORDINGS) return undefined;
  const { vocabulary, words, unitStarts, unitFields, docStarts, unitIdf } = index;
  const stems = vocabulary.stems.length;
  const pairs = new Map<number, number>();
  const pairFeature = (one: number, other: number): number | undefined => pairs.get(one * stems + other);
  const seen = new Map<number, number>();
  const stemsOf = (unit: number): number[] =>
    Array.from(
      words.subarray(unitStarts[unit] ?? 0, unitStarts[unit + 1] ?? 0),
      (word) => vocabulary.stemOf[word] ?? 0,
    );
  const questions: { readonly unit: number; readonly doc: number }[] = [];
  for (let doc = 0; doc < index.docs; doc++) {
    for (let unit = docStarts[doc] ?? 0; unit < (docStarts[doc + 1] ?? 0); unit++) {
      if (unitFields[unit] !== 0) continue;
      questions.push({ unit, doc });
      const own = stemsOf(unit);
      for (let at = 1; at < own.length; at++) {
        const key = (own[at - 1] ?? 0) * stems + (own[at] ?? 0);
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
  }
  const pairIdf: number[] = [];
  for (const [key, count] of seen) {
    if (count < PAIR_SEEN) continue;
    pairs.set(key, stems + pairIdf.length);
    pairIdf.push(Math.log(1 + questions.length / count));
  }
  const idfOf = (feature: number): number =>
    feature < stems ? (unitIdf[feature] ?? 0) : (pairIdf[feature - stems] ?? 0);
  const example = (shares: ReadonlyMap<number, number>, doc: number): Example => {
    const features = Int32Array.from(shares.keys());
    const values = Float32Array.from(shares, ([feature, share]) => share * idfOf(feature));
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
    return { doc, features, values: values.map((value) => value / norm) };
  };
  const examples = questions.map(({ unit, doc }) => {
    const shares = new Map<number, number>();
    const own = stemsOf(unit);
    own.forEach((stem, at) => {
      shares.set(stem, 1);
      const pair = at > 0 ? pairFeature(own[at - 1] ?? 0, stem) : undefined;
      if (pair !== undefined) shares.set(pair, 1);
    });
    return example(shares, doc);
  });
  const weights = learn(examples, stems + pairIdf.length, index.docs);
  return {
    judge(terms) {
      const shares = new Map<number, number>();
      terms.forEach(({ senses }, at) => {
        for (const { stem, share } of senses) shares.set(stem, Math.max(share, shares.get(stem) ?? 0));
        const before = terms[at - 1]?.senses[0];
        const [own] = senses;
        const pair = before && own ? pairFeature(before.stem, own.stem) : undefined;
        if (pair !== undefined) shares.set(pair, 1);
      });
      const belief = new Float32Array(index.docs);
      believe(example(shares, 0), weights, belief);
      return belief.map((share) => Math.log(share + 1e-9));
    },
  };
}

/** Fills `belief` with each document's share. */
function believe({ features, values }: Example, weights: Float32Array, belief: Float32Array): void {
  const docs = belief.length;
  belief.fill(0);
  for (let at = 0; at < features.length; at++) {
    const value = values[at] ?? 0;
    const start = (features[at] ?? 0) * docs;
    for (let doc = 0; doc < docs; doc++)
      belief[doc] = (belief[doc] ?? 0) + value * (weights[start + doc] ?? 0);
  }
  let most = -Infinity;
  for (const score of belief) if (score > most) most = score;
  let sum = 0;
  for (let doc = 0; doc < docs; doc++) {
    const share = Math.exp((belief[doc] ?? 0) - most);
    belief[doc] = share;
    sum += share;
  }
  for (let doc = 0; doc < docs; doc++) belief[doc] = (belief[doc] ?? 0) / sum;
}

function learn(examples: readonly Example[], features: number, docs: number): Float32Array {
  const weights = new Float32Array(features * docs);
  const squares = new Float32Array(features * docs).fill(1e-6);
  const belief = new Float32Array(docs);
  const counts = new Float32Array(docs);
  for (const { doc } of examples) counts[doc] = (counts[doc] ?? 0) + 1;
  const mean = examples.length / docs;
  // A fixed order in which neighbours are far from each other: no chance in it.
  const stride = coprime(examples.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (let step = 0; step < examples.length; step++) {
      const one = examples[(step * stride + round) % examples.length];
      if (!one) continue;
      believe(one, weights, belief);
      const importance = Math.sqrt(mean / (counts[one.doc] || 1));
      belief[one.doc] = (belief[one.doc] ?? 0) - 1;
      const wrong = docsWith(belief, WORTH_LEARNING);
      for (let at = 0; at < one.features.length; at++) {
        const value = (one.values[at] ?? 0) * importance;
        const start = (one.features[at] ?? 0) * docs;
        for (const doc of wrong) {
          const place = start + doc;
          const slope = value * (belief[doc] ?? 0) + HELD_BACK * (weights[place] ?? 0);
          const square = (squares[place] ?? 0) + slope * slope;
          squares[place] = square;
          weights[place] = (weights[place] ?? 0) - (RATE * slope) / Math.sqrt(square);
        }
      }
    }
  }
  return weights;
}

/** The documents about which it is wrong by more than that. */
function docsWith(errors: Float32Array, more: number): number[] {
  const found: number[] = [];
  for (let doc = 0; doc < errors.length; doc++) if (Math.abs(errors[doc] ?? 0) > more) found.push(doc);
  return found;
}

/** A number without common divisors, near the golden section. */
function coprime(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (divisor(stride, count) !== 1) stride++;
  return stride;
}
