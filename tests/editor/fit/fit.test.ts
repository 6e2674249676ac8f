import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../editor/evaluation/questions.ts';
import { answerable, FACT_NAMES, fitFacts, unanswerable } from '../../../editor/fit/fit-facts.ts';
import { FACT_CONFIDENCE } from '../../../src/retrieval/confidence.ts';
import { FITTED } from '../../../src/retrieval/fitted.ts';
import { base, english, fact, spanish } from '../../base.ts';

const pack = fact('norvane.ctb-spent').pack;
const asks = (question: string, id: string | undefined, split: 'tune' | 'report') => ({
  question,
  language: 'en',
  expects: id === undefined ? [] : [fact(id).id],
  tags: [],
  split,
});
const EVALUATION: Evaluation = {
  inScope: new Map([
    [
      pack,
      [
        asks('what might the hml be', 'norvane.hml-described', 'tune'),
        asks('how many put their names to the 2019 letter', 'norvane.letter-2019-signers', 'tune'),
        asks('what has the ctb paid', 'norvane.ctb-spent', 'report'),
      ],
    ],
  ]),
  outOfScope: [asks('how tall is the lighthouse', undefined, 'tune'), asks('who won', undefined, 'report')],
  nearTraps: [
    { question: 'who burned the letter', language: 'en', near: [], differs: 'verb', split: 'tune' },
    { question: 'who ate the letter', language: 'en', near: [], differs: 'verb', split: 'report' },
  ],
  strangers: { names: [], shapes: [] },
  asked: [],
};
const LANGUAGES = [english, spanish] as const;

describe('what facts are fitted on', () => {
  const { whole, fewer } = answerable(base, LANGUAGES, EVALUATION);
  const silent = unanswerable(base, LANGUAGES, EVALUATION);

  it('holds what is marked `tune`, and no question that is only reported', () => {
    const texts = [...whole, ...fewer, ...silent].map(({ query }) => query.text);
    for (const tuned of ['what might the hml be', 'who burned the letter', 'how tall is the lighthouse'])
      expect(texts).toContain(tuned);
    for (const reported of ['what has the ctb paid', 'who ate the letter', 'who won'])
      expect(texts).not.toContain(reported);
  });

  it('asks a fact’s own question while it is not indexed', () => {
    const own = [...whole, ...fewer].filter(({ indexed }) => indexed);
    expect(own.length).toBeGreaterThan(0);
    for (const { query, found } of own) {
      const because = found.candidates.map(({ match }) => match.because.toLowerCase());
      expect(because).not.toContain(query.text);
    }
  });

  it('expects silence where nothing answers, and where the fact was taken out', () => {
    expect(silent.every(({ expects }) => expects.length === 0)).toBe(true);
    expect(silent.length).toBeGreaterThan(base.facts.size / 2);
  });
});

describe('fitFacts', () => {
  it('gives every signal and every feature a finite weight, and the share that was right', () => {
    const { rank, confidence, scores } = fitFacts(base, LANGUAGES, EVALUATION, () => {});
    expect(Object.keys(rank)).toEqual([...FACT_NAMES]);
    expect(confidence.weights).toHaveLength(FACT_CONFIDENCE.length);
    expect([...Object.values(rank), ...confidence.weights, confidence.bias].every(Number.isFinite)).toBe(
      true,
    );
    expect(scores.first).toBeGreaterThanOrEqual(0);
    expect(scores.first).toBeLessThanOrEqual(1);
  });

  it('shipped weights for the very signals there are; what can only speak against a fact does', () => {
    expect(Object.keys(FITTED.rank)).toEqual([...FACT_NAMES]);
    expect(FITTED.confidence.weights).toHaveLength(FACT_CONFIDENCE.length);
    for (const name of ['otherAgency', 'silent', 'noFigure']) expect(FITTED.rank[name]).toBeLessThan(0);
  });
});
