import { expect, it } from 'vitest';
import { createCorpus } from '../../src/retrieval/corpus.ts';
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import { FIELDS } from '../../src/retrieval/text-index.ts';
import { base, english, entity, spanish } from '../base.ts';

const lexicon = createLexicon(base, [english, spanish]);
const corpus = createCorpus(base, [english, spanish], lexicon);
const docs = Array.from({ length: corpus.facts.length }, (_, number) => corpus.doc(number)).filter(
  (doc) => doc !== undefined,
);
const docOf = (id: string) => docs.find((doc) => doc.fact.id === id);

it('a corpus holds every fact that stands, in the order of their ids', () => {
  const ids = docs.map((doc) => doc.fact.id);
  expect(ids).toEqual(ids.toSorted());
  const gone = [...base.facts.values()].filter(({ status }) => status === 'withdrawn' || status === 'superseded');
  expect(gone.map(({ status }) => status).toSorted()).toEqual(['superseded', 'withdrawn']);
  expect(ids).toHaveLength(base.facts.size - gone.length);
  for (const { id } of gone) expect(ids).not.toContain(id);
});

it('a corpus holds each wording and claim of a fact as a text of its own', () => {
  const { docStarts, unitFields } = corpus.index;
  docs.forEach((doc, at) => {
    const fields = [...unitFields.slice(docStarts[at], docStarts[at + 1])];
    const own = fields.map((_, nth) => ({
      text: corpus.wording(at, (docStarts[at] ?? 0) + nth)?.text ?? '',
    }));
    const texts = own.filter((_, unit) => FIELDS[fields[unit] ?? 0] === 'question').map(({ text }) => text);
    const told = own.filter((_, unit) => FIELDS[fields[unit] ?? 0] === 'text').map(({ text }) => text);
    for (const { claim, questions } of doc.fact.wordings.values()) {
      expect(texts).toEqual(expect.arrayContaining([...questions]));
      expect(told.some((text) => text.includes(claim))).toBe(true);
    }
  });
  expect(docs).toHaveLength(corpus.index.docs);
  expect(corpus.doc(corpus.facts.length)).toBeUndefined();
  expect(corpus.wording(0, -1)).toBeUndefined();
});

it('a corpus takes a fact about a brand for one about its owner too', () => {
  expect(docOf('norvane.tallybird-price')?.about).toContain(entity('norvane').id);
  expect(docOf('norvane.hml-started-2017')?.about).toEqual(new Set([entity('hml').id]));
});

it('a corpus knows which claims hold a figure that is no year', () => {
  expect(docOf('norvane.letter-2022-signers')?.hasFigure).toBe(true);
  expect(docOf('norvane.hml-started-2017')?.hasFigure).toBe(false);
});

it('a corpus knows what each fact defines', () => {
  expect(docOf('norvane.owns-brands')?.defines).toEqual(new Set([entity('tallybird').id, entity('quillmesh').id]));
  expect(corpus.defining(entity('tallybird').id)).toEqual([
    docs.findIndex((doc) => doc.fact.id === 'norvane.owns-brands'),
  ]);
});
