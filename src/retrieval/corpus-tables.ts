import type { Ints, SectionReader, SectionWriter } from '../core/sections.ts';
import type { Learnt } from './classifier.ts';
import { freezeIndex, thawIndex } from './frozen-index.ts';
import type { TextIndex } from './text-index.ts';

/** Lists of numbers, one after the other, and where each begins; one more start than lists. */
export interface Lists {
  readonly starts: Ints;
  readonly all: Ints;
}

/** What is made of the facts once, as plain arrays. Facts, packs and entities are their places in the base's own order. */
export interface CorpusTables {
  readonly index: TextIndex;
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

export function freezeCorpus(tables: CorpusTables, to: SectionWriter): void {
  freezeIndex(tables.index, to);
  to.ints('corpus.factOf', tables.factOf);
  to.ints('corpus.packOf', tables.packOf);
  to.ints('corpus.aboutStarts', tables.aboutStarts);
  to.ints('corpus.about', tables.about);
  to.words('corpus.stems', tables.stems);
  for (const [name, { starts, all }] of [
    ['explains', tables.explains],
    ['states', tables.states],
  ] as const) {
    to.ints(`corpus.${name}.starts`, starts);
    to.ints(`corpus.${name}`, all);
  }
  to.ints('corpus.definedEntities', tables.definedEntities);
  to.ints('corpus.definedDocs', tables.definedDocs);
  if (!tables.learnt) return;
  const { pairs, pairIdf, rowStarts, rowDocs, weights } = tables.learnt;
  to.put('learnt.pairs', pairs);
  to.put('learnt.pairIdf', pairIdf);
  to.ints('learnt.rowStarts', rowStarts);
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
