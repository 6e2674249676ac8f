import type { Learnt } from './classifier.ts';
import type { Ints, Lists } from './ints.ts';
import type { IndexTables } from './text-index.ts';

/** What is made of the facts once, as plain data. Facts, packs and entities are their places in the base's own order. */
export interface CorpusTables {
  readonly index: IndexTables;
  readonly learnt: Learnt | undefined;
  /** The fact of each document. */
  readonly factOf: Ints;
  readonly packOf: Ints;
  readonly aboutStarts: Ints;
  readonly about: Ints;
  /** Stems that facts hold; of each document, in rising order, which of them it can explain and which it states. */
  readonly stems: readonly string[];
  readonly explains: Lists;
  readonly states: Lists;
  /** Pairs: something, and a document that defines it. */
  readonly definedEntities: Ints;
  readonly definedDocs: Ints;
}
