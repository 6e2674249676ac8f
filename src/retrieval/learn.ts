import type { Ints } from './ints.ts';

/** Rounds over all examples (fewer where documents are many, and examples with them), how fast it learns, and how much large weights are held back. */
const ROUNDS = 6;
const ROUNDS_OF_MANY = 3;
const RATE = 0.5;
const HELD_BACK = 1e-4;
/** An error below this is not learnt from. */
const WORTH_LEARNING = 0.002;
/** Up to so many documents, every feature may speak for and against every one. Beyond, where that would cost minutes and
    gigabytes, a feature speaks only for and against documents that are asked for by it, and one that more than `COMMON`
    documents have tells nothing. */
const FEW_DOCS = 500;
const COMMON = 128;

/** A wording of a document: its features, and how much of each it holds. */
export interface Example {
  readonly doc: number;
  readonly features: Ints;
  readonly values: Float32Array;
}

/** How much each feature speaks for which documents. */
export interface Rows {
  /** Where each feature's weights begin; one more start than features. */
  readonly rowStarts: Ints;
  readonly rowDocs: Uint16Array;
  readonly weights: Float32Array;
}

/** Multinomial logistic regression, taught by Adagrad in a fixed order (Duchi, Hazan and Singer, 2011). At most 65,535
    documents. Weights of 0 are left out. */
export function learn(examples: readonly Example[], features: number, docs: number): Rows {
  const rows = docs <= FEW_DOCS ? fullRows(features, docs) : rowsOfHolders(holdersOf(examples, features));
  const squares = new Float32Array(rows.weights.length).fill(1e-6);
  const counts = new Float32Array(docs);
  for (const { doc } of examples) counts[doc] = (counts[doc] ?? 0) + 1;
  const mean = examples.length / docs;
  const errors = new Float32Array(docs);
  const errorsOf = createErrors(docs, rows, errors);
  // A fixed order in which neighbours are far from each other: no chance in it.
  const stride = coprime(examples.length);
  const rounds = docs <= FEW_DOCS ? ROUNDS : ROUNDS_OF_MANY;
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < examples.length; step++) {
      const one = examples[(step * stride + round) % examples.length];
      if (!one) continue;
      const wrong = errorsOf(one);
      const importance = Math.sqrt(mean / (counts[one.doc] || 1));
      for (let at = 0; at < one.features.length; at++) {
        const value = (one.values[at] ?? 0) * importance;
        correct(rows, squares, one.features[at] ?? 0, value, wrong, errors);
      }
      for (const doc of wrong) errors[doc] = 0;
    }
  }
  return withoutZeros(rows);
}

function correct(
  { rowStarts, rowDocs, weights }: Rows,
  squares: Float32Array,
  feature: number,
  value: number,
  wrong: readonly number[],
  errors: Float32Array,
): void {
  const from = rowStarts[feature] ?? 0;
  const to = rowStarts[feature + 1] ?? 0;
  const move = (place: number, error: number): void => {
    const weight = weights[place] ?? 0;
    const slope = value * error + HELD_BACK * weight;
    const square = (squares[place] ?? 0) + slope * slope;
    squares[place] = square;
    weights[place] = weight - (RATE * slope) / Math.sqrt(square);
  };
  if (to - from === errors.length) {
    for (const doc of wrong) move(from + doc, errors[doc] ?? 0);
    return;
  }
  for (let place = from; place < to; place++) {
    const error = errors[rowDocs[place] ?? 0] ?? 0;
    if (error !== 0) move(place, error);
  }
}

/** Tells about which documents it is wrong by more than is worth learning, and writes by how much into `errors`. */
function createErrors(
  docs: number,
  { rowStarts, rowDocs, weights }: Rows,
  errors: Float32Array,
): (example: Example) => readonly number[] {
  const scores = new Float32Array(docs);
  const isTouched = new Uint8Array(docs);
  const everything = Array.from({ length: docs }, (_, doc) => doc);
  return ({ doc: own, features, values }) => {
    const touched = [own];
    isTouched[own] = 1;
    for (let at = 0; at < features.length; at++) {
      const value = values[at] ?? 0;
      const feature = features[at] ?? 0;
      const to = rowStarts[feature + 1] ?? 0;
      for (let place = rowStarts[feature] ?? 0; place < to; place++) {
        const doc = rowDocs[place] ?? 0;
        if (isTouched[doc] === 0) {
          isTouched[doc] = 1;
          touched.push(doc);
        }
        scores[doc] = (scores[doc] ?? 0) + value * (weights[place] ?? 0);
      }
    }
    let most = touched.length < docs ? 0 : -Infinity;
    for (const doc of touched) most = Math.max(most, scores[doc] ?? 0);
    // All that are not touched have a score of 0, and so the same share.
    const other = Math.exp(-most);
    let looked: readonly number[] = docs <= FEW_DOCS ? everything : touched;
    let sum = (docs - looked.length) * other;
    for (const doc of looked) {
      const share = Math.exp((scores[doc] ?? 0) - most);
      errors[doc] = share;
      sum += share;
    }
    if (other / sum > WORTH_LEARNING) looked = everything;
    const wrong: number[] = [];
    for (const doc of looked) {
      const share = isTouched[doc] === 0 ? other : (errors[doc] ?? 0);
      errors[doc] = share / sum;
      if (doc === own) errors[doc] = (errors[doc] ?? 0) - 1;
      if (Math.abs(errors[doc] ?? 0) > WORTH_LEARNING) wrong.push(doc);
      else errors[doc] = 0;
    }
    for (const doc of touched) {
      scores[doc] = 0;
      isTouched[doc] = 0;
    }
    return wrong;
  };
}

function fullRows(features: number, docs: number): Rows {
  return {
    rowStarts: Int32Array.from({ length: features + 1 }, (_, feature) => feature * docs),
    rowDocs: Uint16Array.from({ length: features * docs }, (_, place) => place % docs),
    weights: new Float32Array(features * docs),
  };
}

/** Of each feature the documents of which a wording has it, in rising order: so do the examples stand. */
function holdersOf(examples: readonly Example[], features: number): readonly (readonly number[])[] {
  const holders = Array.from({ length: features }, (): number[] => []);
  for (const { doc, features: own } of examples) {
    for (const feature of own) {
      const list = holders[feature];
      if (list && list.at(-1) !== doc) list.push(doc);
    }
  }
  return holders.map((list) => (list.length > COMMON ? [] : list));
}

function rowsOfHolders(holders: readonly (readonly number[])[]): Rows {
  const rowStarts = new Int32Array(holders.length + 1);
  holders.forEach((list, feature) => {
    rowStarts[feature + 1] = (rowStarts[feature] ?? 0) + list.length;
  });
  const total = rowStarts[holders.length] ?? 0;
  const rowDocs = new Uint16Array(total);
  holders.forEach((list, feature) => {
    rowDocs.set(list, rowStarts[feature] ?? 0);
  });
  return { rowStarts, rowDocs, weights: new Float32Array(total) };
}

function withoutZeros({ rowStarts, rowDocs, weights }: Rows): Rows {
  const total = weights.reduce((count, weight) => count + (weight === 0 ? 0 : 1), 0);
  const kept = {
    rowStarts: new Int32Array(rowStarts.length),
    rowDocs: new Uint16Array(total),
    weights: new Float32Array(total),
  };
  let end = 0;
  for (let feature = 0; feature + 1 < rowStarts.length; feature++) {
    for (let place = rowStarts[feature] ?? 0; place < (rowStarts[feature + 1] ?? 0); place++) {
      const weight = weights[place] ?? 0;
      if (weight === 0) continue;
      kept.rowDocs[end] = rowDocs[place] ?? 0;
      kept.weights[end] = weight;
      end += 1;
    }
    kept.rowStarts[feature + 1] = end;
  }
  return kept;
}

/** A number without common divisors, near the golden section. */
function coprime(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (divisor(stride, count) !== 1) stride++;
  return stride;
}
