import { expect, it } from 'vitest';
import { createCorpus } from '../../src/retrieval/corpus.ts';
import { FACT_SIGNALS, type FactSignals, factSignals } from '../../src/retrieval/fact-candidates.ts';
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import { base, english, fact, spanish, understood } from '../base.ts';

const corpus = createCorpus(base, [english, spanish], createLexicon(base, [english, spanish]));

function signals(text: string, id: string, silent = 0): FactSignals {
  const doc = corpus.doc(corpus.facts.findIndex((one) => one.id === id));
  return doc ? factSignals(understood(text), doc, base, silent) : expect.fail(id);
}

const LETTER = 'norvane.letter-2019-signers';
const HML = 'norvane.hml-described';

it('signals of a fact are one number a name; but for its weight none speaks where the question asks nothing of the kind', () => {
  const found = signals('letter', LETTER);
  expect(Object.keys(found).toSorted()).toEqual([...FACT_SIGNALS].toSorted());
  expect({ ...found, weight: 0 }).toEqual(Object.fromEntries(FACT_SIGNALS.map((name) => [name, 0])));
  expect(found.weight).toBe((fact(LETTER).weight - 1) / 2);
});

it.each<[question: string, id: string, wanted: Partial<FactSignals>]>([
  ['what is the hml', HML, { defines: 1 }],
  ['when did the hml start', HML, { defines: 0 }],
  ['norvane letter', HML, { defines: 0 }],
  ['letter of 2019', LETTER, { year: 1 }],
  ['letter of 2022', LETTER, { year: -1 }],
  ['ohi letter', LETTER, { otherAgency: 1 }],
  ['how much did the ctb spend', 'norvane.ctb-spent', { noFigure: 0 }],
  ['how much is the hml', 'norvane.hml-started-2017', { noFigure: 1 }],
  ['did norvane respond', 'norvane.says-proud', { reply: 1 }],
  ['did norvane respond', 'norvane.ctb-spent', { reply: 0 }],
  ['what did norvane say', 'norvane.says-proud', { reply: 0 }],
  ['what is the hml doing for the ctb', 'norvane.hml-described', { defines: 0 }],
])('signals of a fact of %j about %s', (question, id, wanted) => expect(signals(question, id)).toMatchObject(wanted));

it('signals of a fact count a definition for less, the more the question says besides', () => {
  const part = signals('what is the hml for harbour trucks', HML).defines;
  expect(part).toBeGreaterThan(0);
  expect(part).toBeLessThan(1);
});

it('signals of a fact hold how many named entities it says nothing of', () =>
  expect(signals('norvane letter', LETTER, 2).silent).toBe(2));
