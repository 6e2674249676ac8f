import { expect, it } from 'vitest';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import { openEngine } from '../../../editor/evaluation/ranking.ts';
import { answerable, FACT_NAMES, fitFacts, heldOf, unanswerable } from '../../../editor/fit/fit.ts';
import shipped from '../../../src/retrieval/fitted.json' with { type: 'json' };
import { FITTED } from '../../../src/retrieval/rank.ts';
import { base, english, fact, spanish } from '../../base.ts';

const asks = (question: string, id: string | undefined, split: 'tune' | 'report') => ({
  question,
  language: 'en',
  expects: id === undefined ? [] : [fact(id).id],
  tags: [],
  split,
});
const trap = { language: 'en', near: [], differs: 'verb' };
const evaluation: Evaluation = {
  inScope: new Map([
    [
      fact('norvane.ctb-spent').pack,
      [
        asks('what might the hml be', 'norvane.hml-described', 'tune'),
        asks('how many put their names to the 2019 letter', 'norvane.letter-2019-signers', 'tune'),
        asks('what has the ctb paid', 'norvane.ctb-spent', 'report'),
      ],
    ],
  ]),
  outOfScope: [asks('how tall is the lighthouse', undefined, 'tune'), asks('who won', undefined, 'report')],
  nearTraps: [
    { ...trap, question: 'who burned the letter', split: 'tune' },
    { ...trap, question: 'who ate the letter', split: 'report' },
  ],
  strangers: { names: [], shapes: [] },
  asked: [],
};
const languages = [english, spanish] as const;
const { whole, fewer } = answerable(base, languages, evaluation);
const silent = unanswerable(base, languages, evaluation);

it('facts are fitted on what is marked `tune`, and on no question that is only reported', () => {
  const texts = [...whole, ...fewer, ...silent].map(({ query }) => query.text);
  for (const tuned of ['what might the hml be', 'who burned the letter', 'how tall is the lighthouse'])
    expect(texts).toContain(tuned);
  for (const reported of ['what has the ctb paid', 'who ate the letter', 'who won'])
    expect(texts).not.toContain(reported);
});

it('facts are asked their own questions while those are not indexed', () => {
  const own = [...whole, ...fewer].filter(({ indexed }) => indexed);
  expect(own.length).toBeGreaterThan(0);
  for (const { query, found } of own)
    expect(found.candidates.map(({ match }) => match.because.toLowerCase())).not.toContain(query.text);
});

it('facts are silent where nothing answers, and where the fact was taken out', () => {
  expect(silent.every(({ expects }) => expects.length === 0)).toBe(true);
  expect(silent.length).toBeGreaterThan(base.facts.size / 2);
});

it('facts get a finite weight for every signal and every feature, and the share that was right', () => {
  const { weights, asked } = fitFacts(base, languages, evaluation, () => {});
  const { rank, confidence, scores } = weights;
  const held = heldOf(asked, openEngine(base, languages), evaluation, rank);
  expect(Object.keys(rank)).toEqual([...FACT_NAMES]);
  expect(confidence.weights).toHaveLength(shipped.confidenceNames.length);
  expect(held.weights).toHaveLength(shipped.heldNames.length);
  const all = [...Object.values(rank), ...confidence.weights, confidence.bias, ...held.weights, held.bias];
  expect(all.every(Number.isFinite)).toBe(true);
  expect(Math.abs(scores.first - 0.5)).toBeLessThanOrEqual(0.5);
});

it('facts have shipped weights for the very signals there are; what can only speak against a fact does', () => {
  expect(Object.keys(FITTED.rank)).toEqual([...FACT_NAMES]);
  for (const name of ['otherAgency', 'silent', 'noFigure']) expect(FITTED.rank[name]).toBeLessThan(0);
});
