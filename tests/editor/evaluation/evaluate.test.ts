import { expect, it } from 'vitest';
import { belowFloors, evaluate, formatEvaluated } from '../../../editor/evaluation/evaluate.ts';
import type { Evaluation, EvaluationCase } from '../../../editor/evaluation/questions.ts';
import { evaluateRanking } from '../../../editor/evaluation/ranking.ts';
import { fact, knowledge } from '../../base.ts';

const { pack } = fact('norvane.ctb-spent');

function asks(question: string, expects: readonly string[], changes: Partial<EvaluationCase> = {}) {
  const ids = expects.map((id) => fact(id).id);
  return { question, language: 'en', expects: ids, tags: [], split: 'tune' as const, ...changes };
}

const EVALUATION: Evaluation = {
  inScope: new Map([
    [
      pack,
      [
        asks('so what is the hml then', ['norvane.hml-described'], { tags: ['informal'] }),
        asks('cuantos empleados firmaron la carta de 2019', ['norvane.letter-2019-signers'], {
          language: 'es',
          split: 'report',
        }),
        asks('what is the hml exactly', ['brasko.ohi-trucks']),
        asks('what can the hml be', ['brasko.ohi-trucks'], { split: 'report' }),
      ],
    ],
  ]),
  outOfScope: [
    asks('how tall is the lighthouse keeper’s dog', []),
    asks('what is the hml', []),
    // Something is shown, and nothing claimed.
    asks('how many signed a letter at norvane', []),
    asks('good morning', [], { tags: ['chatter'] }),
  ],
  nearTraps: [
    { ...asks('how many employees burned the letter of 2019', []), near: [], differs: 'verb', split: 'report' },
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
const row = (name: string) => evaluated.rows.find((one) => one.name === name)?.measures;

it('evaluate measures all questions, and each pack, split, language and tag', () => {
  const names = ['all', 'pack norvane', 'tuned on', 'only reported', 'language en', 'language es'];
  expect(evaluated.rows.map(({ name }) => name)).toEqual([...names, 'tag informal']);
  expect(row('all')).toMatchObject({ questions: 4, hit1: 0.5, answered: 1, answerPrecision: 0.5 });
  expect(row('tuned on')).toMatchObject({ questions: 2, hit1: 0.5 });
  expect(row('language es')).toMatchObject({ questions: 1, hit1: 1 });
  expect(row('tag informal')).toMatchObject({ questions: 1, hit1: 1 });
});

it('evaluate names what went wrong; what is shown as the nearest is no claim', () => {
  const wrong = ['what is the hml exactly', 'what can the hml be'];
  expect(evaluated.missed.map(({ question }) => question)).toEqual(wrong);
  const asked = (name: keyof typeof evaluated.silent) =>
    evaluated.silent[name].map(({ given: { outcome, shown } }) => [outcome === 'answered', shown.length > 0]);
  expect(asked('out of scope')).toEqual([
    [false, false],
    [true, true],
    [false, true],
  ]);
  expect(asked('small talk')).toEqual([[false, false]]);
  expect([asked('near traps (report)').length, asked('near traps (tune)')]).toEqual([1, []]);
});

it('evaluate asks about every company that is not held in every shape, or in one of so many', async () => {
  const strangers = evaluated.silent['companies not held'];
  expect(strangers.map(({ given }) => given.shown.length)).toEqual([0, 0, 0, 0]);
  expect((await evaluate(knowledge, EVALUATION, 2)).silent['companies not held']).toHaveLength(2);
});

it('evaluate says how the engine ranks, of each split as it was asked and with slips of the pen', () => {
  const names = ['tuned on', 'tuned on, misspelt', 'only reported', 'only reported, misspelt'];
  expect(evaluated.ranking.map(({ name }) => name)).toEqual(names);
  expect(evaluated.ranking[0]?.measures).toMatchObject({ questions: 2, hit1: 0.5 });
  expect(evaluated.ranking[2]?.measures).toMatchObject({ questions: 2, hit1: 0.5 });
  // Slips cost some of the questions that are found as they are.
  const known = [...knowledge.facts.facts.values()].flatMap(({ id, wordings }) =>
    (wordings.get('en')?.questions ?? []).map((question) => asks(question, [id])),
  );
  const inScope = new Map([[pack, known]]);
  const [clean, misspelt] = evaluateRanking(knowledge.facts, knowledge.languages, { ...EVALUATION, inScope });
  expect(misspelt?.measures.hit1).toBeLessThan(clean?.measures.hit1 ?? 0);
});

it('the floors that do not hold are named, each with its share; a wrong company is one of them', () => {
  const below = belowFloors(evaluated);
  const wanted = (share: number) => `wanted ${(share * 100).toFixed(1)} %`;
  expect(below[0]).toBe(`right fact shown first 50.0 %, ${wanted(0.9)}`);
  expect(below).toContain(`out of scope refused 66.7 %, ${wanted(0.97)}`);
  const [, claimed, shown] = evaluated.silent['out of scope'];
  const but = (name: keyof typeof evaluated.silent, one: typeof claimed) =>
    belowFloors({ ...evaluated, silent: { ...evaluated.silent, [name]: one ? [one] : [] } });
  const foreign = 'questions about other companies were';
  expect(but('the same, misspelt', claimed)).toEqual([...below, `1 ${foreign} answered`]);
  expect(but('the same, misspelt', shown)).toEqual([...below, `1 ${foreign} shown a fact`]);
  const told = `small talk answered with no fact 0.0 %, ${wanted(0.97)}`;
  expect(but('small talk', shown)).toContain(told);
});

it('the floors all hold where all questions are answered and refused', async () => {
  const inScope = new Map([[pack, [asks('so what is the hml then', ['norvane.hml-described'])]]]);
  const outOfScope = EVALUATION.outOfScope.slice(0, 1);
  expect(belowFloors(await evaluate(knowledge, { ...EVALUATION, inScope, outOfScope }))).toEqual([]);
});

it('is printed as a row for each; what went wrong only when it is asked for, and of `tune` alone', () => {
  const short = formatEvaluated(evaluated, false);
  for (const { name } of evaluated.rows) expect(short).toMatch(new RegExp(`^${name} +\\d`, 'm'));
  expect(short).toMatch(/^out of scope: 3 questions, answered 1 \(33\.3 %\), shown a fact 2 \(66\.7 %\)$/m);
  expect(short).not.toContain('what is the hml exactly');
  const long = formatEvaluated(evaluated, true);
  expect(long).toContain('what is the hml exactly\n    wanted brasko.ohi-trucks\n    answered: norvane.hml-described');
  expect(long).not.toContain('what can the hml be');
});
