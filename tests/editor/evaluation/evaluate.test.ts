import { describe, expect, it } from 'vitest';
import { belowFloors, evaluate, FLOORS, formatEvaluated } from '../../../editor/evaluation/evaluate.ts';
import type { Evaluation, EvaluationCase } from '../../../editor/evaluation/questions.ts';
import { fact, knowledge } from '../../base.ts';

function asks(
  question: string,
  expects: readonly string[],
  changes: Partial<EvaluationCase> = {},
): EvaluationCase {
  return {
    question,
    language: 'en',
    expects: expects.map((id) => fact(id).id),
    tags: [],
    split: 'tune',
    ...changes,
  };
}

const EVALUATION: Evaluation = {
  inScope: new Map([
    [
      fact('norvane.ctb-spent').pack,
      [
        asks('so what is the hml then', ['norvane.hml-described'], { tags: ['informal'] }),
        asks('cuantos empleados firmaron la carta de 2019', ['norvane.letter-2019-signers'], {
          language: 'es',
          split: 'report',
        }),
        asks('what is the hml exactly', ['brasko.ohi-trucks']),
      ],
    ],
  ]),
  outOfScope: [asks('how tall is the lighthouse keeper’s dog', []), asks('what is the hml', [])],
  nearTraps: [
    {
      question: 'how many employees burned the letter of 2019',
      language: 'en',
      near: [fact('norvane.letter-2019-signers').id],
      differs: 'verb',
      split: 'report',
    },
  ],
  strangers: {
    names: ['Nvidia', 'General Motors'],
    shapes: [
      { shape: 'is {name} listed for boycott', language: 'en' },
      { shape: '{name} letter', language: 'en' },
    ],
  },
  asked: [],
};

const evaluated = await evaluate(knowledge, EVALUATION);
const row = (name: string) => evaluated.rows.find((one) => one.name === name)?.scored;

describe('evaluate', () => {
  it('scores all questions, and each pack, split, language and tag', () => {
    expect(evaluated.rows.map(({ name }) => name)).toEqual([
      'all',
      'pack norvane',
      'tuned on',
      'only reported',
      'language en',
      'language es',
      'tag informal',
    ]);
    expect(row('all')).toMatchObject({ questions: 3, first: 2 / 3, answered: 1, precision: 2 / 3 });
    expect(row('tuned on')).toMatchObject({ questions: 2, first: 0.5 });
    expect(row('language es')).toMatchObject({ questions: 1, first: 1 });
    expect(row('tag informal')).toMatchObject({ questions: 1, first: 1 });
  });

  it('names what went wrong', () => {
    expect(evaluated.missed.map((one) => one.case.question)).toEqual(['what is the hml exactly']);
    expect(evaluated.outOfScope).toMatchObject({ questions: 2, refused: 0.5 });
    expect(evaluated.outOfScope.claimed.map((one) => one.case.question)).toEqual(['what is the hml']);
    expect(evaluated.nearTraps.report.questions).toBe(1);
    expect(evaluated.nearTraps.tune.questions).toBe(0);
  });

  it('asks about every company that is not held in every shape, and none is answered with somebody’s facts', () => {
    expect(evaluated.strangers).toEqual({ questions: 4, claimed: [], offered: [] });
  });

  it('says how the engine ranks, of each split as it was asked and with slips of the pen', () => {
    const ranking = (name: string) => evaluated.ranking.find((one) => one.name === name);
    expect(ranking('tuned on')).toMatchObject({ questions: 2, first: 0.5 });
    expect(ranking('only reported')).toMatchObject({ questions: 1, first: 1, firstThree: 1 });
    expect(evaluated.ranking.map(({ name }) => name)).toContain('only reported, misspelt');
  });

  it('thins those out when it is told to', async () => {
    expect((await evaluate(knowledge, EVALUATION, 2)).strangers.questions).toBe(2);
  });

  it('says which floors do not hold, and nothing when all do', () => {
    const below = belowFloors(evaluated);
    expect(below.some((line) => line.includes('66.7 %') && line.includes(`${FLOORS.first * 100}.0 %`))).toBe(
      true,
    );
    expect(
      below.some((line) => line.includes('50.0 %') && line.includes(`${FLOORS.refused * 100}.0 %`)),
    ).toBe(true);
    const wrong = { ...evaluated.strangers, claimed: [{ question: 'is Nvidia listed', name: 'Nvidia' }] };
    expect(belowFloors({ ...evaluated, strangers: wrong }).length).toBe(below.length + 1);
  });

  it('holds on questions that are all answered', async () => {
    const good = {
      ...EVALUATION,
      outOfScope: [],
      inScope: new Map([
        [fact('norvane.ctb-spent').pack, [asks('so what is the hml then', ['norvane.hml-described'])]],
      ]),
    };
    const below = belowFloors({
      ...(await evaluate(knowledge, good)),
      outOfScope: { questions: 1, refused: 1, claimed: [] },
    });
    expect(below).toEqual([]);
  });
});

describe('formatEvaluated', () => {
  it('prints a row for each, and what went wrong only when it is asked for', () => {
    const short = formatEvaluated(evaluated, false);
    for (const { name } of evaluated.rows) expect(short).toMatch(new RegExp(`^${name} +\\d`, 'm'));
    expect(short).not.toContain('what is the hml exactly');
    const long = formatEvaluated(evaluated, true);
    expect(long).toContain('what is the hml exactly\n    wanted brasko.ohi-trucks');
    expect(long).toContain('norvane.hml-described');
  });
});
