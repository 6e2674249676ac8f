import { describe, expect, it } from 'vitest';
import { type Given, scoreAnswerable, scoreRefusals } from '../../../editor/evaluation/measure.ts';
import type { EvaluationCase } from '../../../editor/evaluation/questions.ts';
import { fact } from '../../base.ts';

const [a, b, c, d] = [
  'norvane.award-2020',
  'norvane.ctb-spent',
  'norvane.ohi-ceiling',
  'norvane.says-proud',
].map((id) => fact(id).id);
const ids = (...all: readonly (typeof a)[]) => all.flatMap((id) => id ?? []);

function asked(question: string, ...expects: readonly (typeof a)[]): EvaluationCase {
  return { question, language: 'en', expects: ids(...expects), tags: [], split: 'tune' };
}
const from = (given: Readonly<Record<string, Given>>) => (one: { readonly question: string }) =>
  given[one.question] ?? { outcome: 'failed', facts: [] };

describe('scoreAnswerable', () => {
  it('counts first places, first threes, places among ten, claims, and how many claims are right', () => {
    const cases = [asked('one', a), asked('two', b, c), asked('three', d), asked('four', a)];
    const scored = scoreAnswerable(
      cases,
      from({
        one: { outcome: 'answered', facts: ids(a) },
        two: { outcome: 'choose', facts: ids(a, c) },
        three: { outcome: 'answered', facts: ids(a, b, c, d) },
        four: { outcome: 'unknown', facts: [] },
      }),
    );
    expect(scored).toMatchObject({
      questions: 4,
      first: 0.25,
      firstThree: 0.5,
      mrr: (1 + 1 / 2 + 1 / 4) / 4,
      answered: 0.5,
      precision: 0.5,
    });
    expect(scored.missed.map((one) => one.case.question)).toEqual(['two', 'three', 'four']);
  });

  it('is all 0 for no questions', () => {
    expect(scoreAnswerable([], from({}))).toEqual({
      questions: 0,
      first: 0,
      firstThree: 0,
      mrr: 0,
      answered: 0,
      precision: 0,
      missed: [],
    });
  });
});

describe('scoreRefusals', () => {
  it('counts an offer as no claim, and names what was claimed', () => {
    const scored = scoreRefusals(
      [asked('x'), asked('y'), asked('z'), asked('w')],
      from({
        x: { outcome: 'unknown', facts: [] },
        y: { outcome: 'choose', facts: ids(a) },
        z: { outcome: 'answered', facts: ids(b) },
        w: { outcome: 'unknown', facts: ids(c) },
      }),
    );
    expect(scored).toMatchObject({ questions: 4, refused: 0.75 });
    expect(scored.claimed.map((one) => one.case.question)).toEqual(['z']);
    expect(scoreRefusals([], from({}))).toEqual({ questions: 0, refused: 0, claimed: [] });
  });
});
