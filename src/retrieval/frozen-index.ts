import type { SectionReader, SectionWriter } from '../core/sections.ts';
import type { Inverted, TextIndex } from './text-index.ts';
import { Vocabulary } from './vocabulary.ts';

/** Puts an index into sections, and gives it back without copying: searching either finds the same. */
export function freezeIndex(index: TextIndex, to: SectionWriter): void {
  const { tables } = index.vocabulary;
  to.words('vocabulary.words', tables.words);
  to.words('vocabulary.stems', tables.stems);
  to.words('vocabulary.triples', tables.triples);
  to.put('vocabulary.small', tables.small);
  to.ints('vocabulary.stemOf', tables.stemOf);
  to.ints('vocabulary.tripleStarts', tables.tripleStarts);
  to.ints('vocabulary.tripleList', tables.tripleList);
  to.ints('vocabulary.holderStarts', tables.holderStarts);
  to.ints('vocabulary.holders', tables.holders);
  to.ints('index.words', index.words);
  to.ints('index.unitStarts', index.unitStarts);
  to.put('index.unitFields', index.unitFields);
  to.ints('index.docStarts', index.docStarts);
  to.ints('index.groupOf', index.groupOf);
  to.ints('index.groupSizes', index.groupSizes);
  to.put('index.docIdf', index.docIdf);
  to.put('index.unitIdf', index.unitIdf);
  to.put('index.meanUnitLength', index.meanUnitLength);
  to.put('index.tripleNorms', index.tripleNorms);
  to.put('index.tripleIdf', index.tripleIdf);
  to.number('index.meanQuestions', index.meanQuestions);
  freezeInverted('index.byDoc', index.byDoc, to);
  if (index.byGroup !== index.byDoc) freezeInverted('index.byGroup', index.byGroup, to);
}

export function thawIndex(from: SectionReader): TextIndex {
  const byDoc = thawInverted('index.byDoc', from);
  const docStarts = from.ints('index.docStarts');
  const unitFields = from.bytes('index.unitFields');
  return {
    vocabulary: new Vocabulary({
      words: from.words('vocabulary.words'),
      stems: from.words('vocabulary.stems'),
      triples: from.words('vocabulary.triples'),
      small: from.bytes('vocabulary.small'),
      stemOf: from.ints('vocabulary.stemOf'),
      tripleStarts: from.ints('vocabulary.tripleStarts'),
      tripleList: from.ints('vocabulary.tripleList'),
      holderStarts: from.ints('vocabulary.holderStarts'),
      holders: from.ints('vocabulary.holders'),
    }),
    docs: docStarts.length - 1,
    units: unitFields.length,
    words: from.ints('index.words'),
    unitStarts: from.ints('index.unitStarts'),
    unitFields,
    docStarts,
    groupOf: from.ints('index.groupOf'),
    groupSizes: from.ints('index.groupSizes'),
    docIdf: from.floats('index.docIdf'),
    unitIdf: from.floats('index.unitIdf'),
    meanUnitLength: from.floats('index.meanUnitLength'),
    tripleNorms: from.floats('index.tripleNorms'),
    tripleIdf: from.floats('index.tripleIdf'),
    meanQuestions: from.number('index.meanQuestions'),
    byDoc,
    byGroup: from.has('index.byGroup.starts') ? thawInverted('index.byGroup', from) : byDoc,
  };
}

function freezeInverted(name: string, inverted: Inverted, to: SectionWriter): void {
  to.ints(`${name}.starts`, inverted.starts);
  to.ints(`${name}.owners`, inverted.owners);
  to.put(`${name}.amounts`, inverted.amounts);
  to.put(`${name}.lengths`, inverted.lengths);
  to.number(`${name}.meanLength`, inverted.meanLength);
}

function thawInverted(name: string, from: SectionReader): Inverted {
  return {
    starts: from.ints(`${name}.starts`),
    owners: from.ints(`${name}.owners`),
    amounts: from.floats(`${name}.amounts`),
    lengths: from.floats(`${name}.lengths`),
    meanLength: from.number(`${name}.meanLength`),
  };
}
