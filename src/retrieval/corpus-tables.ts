import type { SectionReader, SectionWriter } from '../core/sections.ts';
import type { Learnt } from './classifier.ts';
import { freezeIndex, thawIndex } from './frozen-index.ts';
import type { TextIndex } from './text-index.ts';

/** Lists of numbers, one after the other, and where each begins; one more start than lists. */
export interface Lists {
  readonly starts: Int32Array;
  readonly all: Int32Array;
}

/** What is made of the facts once, as plain arrays. Facts, packs and entities are their places in the base's own order. */
export interface CorpusTables {
  readonly index: TextIndex;
  readonly learnt: Learnt | undefined;
  /** The fact of each document. */
  readonly factOf: Int32Array;
  readonly packOf: Int32Array;
  readonly aboutStarts: Int32Array;
  readonly about: Int32Array;
  /** Stems that facts hold; of each document, in rising order, which of them it can explain and which it states. */
  readonly stems: readonly string[];
  readonly explains: Lists;
  readonly states: Lists;
  /** Pairs: something, and a document that defines it. */
  readonly definedEntities: Int32Array;
  readonly definedDocs: Int32Array;
}

export function freezeCorpus(tables: CorpusTables, to: SectionWriter): void {
  freezeIndex(tables.index, to);
  to.put('corpus.factOf', tables.factOf);
  to.put('corpus.packOf', tables.packOf);
  to.put('corpus.aboutStarts', tables.aboutStarts);
  to.put('corpus.about', tables.about);
  to.words('corpus.stems', tables.stems);
  for (const [name, { starts, all }] of [
    ['explains', tables.explains],
    ['states', tables.states],
  ] as const) {
    to.put(`corpus.${name}.starts`, starts);
    to.put(`corpus.${name}`, all);
  }
  to.put('corpus.definedEntities', tables.definedEntities);
  to.put('corpus.definedDocs', tables.definedDocs);
  if (!tables.learnt) return;
  const { pairs, pairIdf, rowStarts, rowDocs, weights } = tables.learnt;
  to.put('learnt.pairs', pairs);
  to.put('learnt.pairIdf', pairIdf);
  to.put('learnt.rowStarts', rowStarts);
  to.put('learnt.rowDocs', rowDocs);
  to.put('learnt.weights', weights);
}

export function thawCorpus(from: SectionReader): CorpusTables {
  const lists = (name: string): Lists => ({ starts: from.ints(`${name}.starts`), all: from.ints(name) });
  return {
    index: thawIndex(from),
    learnt: from.has('learnt.pairs')
      ? {
          pairs: from.doubles('learnt.pairs'),
          pairIdf: from.doubles('learnt.pairIdf'),
          rowStarts: from.ints('learnt.rowStarts'),
          rowDocs: from.shorts('learnt.rowDocs'),
          weights: from.floats('learnt.weights'),
        }
      : undefined,
    factOf: from.ints('corpus.factOf'),
    packOf: from.ints('corpus.packOf'),
    aboutStarts: from.ints('corpus.aboutStarts'),
    about: from.ints('corpus.about'),
    stems: from.words('corpus.stems'),
    explains: lists('corpus.explains'),
    states: lists('corpus.states'),
    definedEntities: from.ints('corpus.definedEntities'),
    definedDocs: from.ints('corpus.definedDocs'),
  };
}
