import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Calibration, Judged } from '../../../editor/evaluation/calibrate.ts';
import type { CollectionDoc, Engine, Found } from '../../../editor/evaluation/collection.ts';
import {
  type CorpusOptions,
  evaluateCorpus,
  evaluateFolder,
  formatCorpusEvaluated,
} from '../../../editor/evaluation/evaluate-corpus.ts';
import { perturb } from '../../../editor/evaluation/perturb.ts';
import type { Language } from '../../../src/core/language.ts';
import { knowledge } from '../../base.ts';

/** Finds the documents of which the question says the id, in the order of the question; a `?` makes it sure. */
function engineThatReads(asked: string[], ids: readonly string[] = ['tea', 'oil', 'salt']): Engine {
  return {
    find(question, limit): Found {
      asked.push(question);
      const hits = question
        .split(/\W+/)
        .filter((word) => ids.includes(word))
        .slice(0, limit)
        .map((id, at) => ({ id, score: 1 - at / 10 }));
      return { hits, confidence: 0, features: [question.includes('?') ? 0.9 : 0.2], shape: 'worded' };
    },
  };
}

/** The first feature, as it is. */
const calibration: Calibration = { confidence: ({ features }) => features[0] ?? Number.NaN, threshold: 0.5 };

const QUESTIONS = [
  { id: '1', q: 'tea?', relevant: ['tea'] },
  { id: '2', q: 'oil, or salt?', relevant: ['salt'] },
  { id: '3', q: 'salt', relevant: ['salt'] },
  { id: '4', q: 'is there sugar?', relevant: [] },
  { id: '5', q: 'tea from the moon', relevant: [] },
];

describe('evaluateCorpus', () => {
  const asked: string[] = [];
  const measured = evaluateCorpus(engineThatReads(asked), QUESTIONS, calibration);

  it('measures what comes first, what is answered, and what is refused', () => {
    expect(measured).toMatchObject({
      hit1: 2 / 3,
      hit3: 1,
      mrr10: 2.5 / 3,
      accuracy: 3 / 5,
      answerPrecision: 1 / 2,
      refused: 1,
      answered: 2 / 5,
      threshold: 0.5,
      counts: { questions: 5, answerable: 3, toRefuse: 2, answered: 2 },
    });
  });

  it('takes the calibrated confidence, and 0 where nothing was found', () => {
    // Answerable: .9, .9, .2; to be refused: 0 (no hit) and .2. Won: 2 + 2 + (1 + ½) of six pairs.
    expect(measured.auroc).toBe(5.5 / 6);
  });

  it('answers from the threshold on', () => {
    const at = (threshold: number) =>
      evaluateCorpus(engineThatReads([]), QUESTIONS, { ...calibration, threshold }).answered;
    expect([0, 0.2, 0.21, 0.9, 0.91].map(at)).toEqual([0.8, 0.8, 0.4, 0.4, 0]);
  });

  it('asks every question once, in order, after a warm-up of at most fifty', () => {
    const texts = QUESTIONS.map(({ q }) => q);
    expect(asked).toEqual([...texts, ...texts]);
    const many = Array.from({ length: 70 }, (_, at) => ({ id: String(at), q: `tea ${at}`, relevant: [] }));
    const all: string[] = [];
    evaluateCorpus(engineThatReads(all), many, calibration);
    expect(all).toEqual([...many.slice(0, 50), ...many].map(({ q }) => q));
  });

  it('times finding alone: neither the warm-up nor the calibration', () => {
    let clock = 0;
    const takes = [500, 500, 500, 500, 500, 3, 1, 5, 2, 40];
    const engine: Engine = {
      find() {
        clock += takes.shift() ?? 0;
        return { hits: [{ id: 'tea', score: 1 }], confidence: 0, features: [], shape: 'worded' };
      },
    };
    const slow: Calibration = {
      threshold: 0,
      confidence() {
        clock += 900;
        return 1;
      },
    };
    expect(evaluateCorpus(engine, QUESTIONS, slow, () => clock)).toMatchObject({ p50ms: 3, p99ms: 40 });
  });
});

describe('evaluateFolder', () => {
  let folder = '';
  const made: { docs: readonly CollectionDoc[]; language: Language }[] = [];
  const fitted: { judged: readonly Judged[]; cost: number }[] = [];
  const asked: string[] = [];
  const warned: string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
    const lines = (things: readonly unknown[]) => things.map((one) => JSON.stringify(one)).join('\n');
    const docs = ['tea', 'oil', 'salt'].map((id) => ({ id, text: id, aliases: [`where is ${id}`] }));
    writeFileSync(join(folder, 'docs.jsonl'), lines(docs));
    writeFileSync(join(folder, 'queries.jsonl'), lines(QUESTIONS));
    writeFileSync(join(folder, 'tune.jsonl'), lines([{ id: 't', q: 'oil?', relevant: ['oil'] }]));
  });
  beforeEach(() => {
    for (const list of [made, fitted, asked, warned]) list.length = 0;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (options: Partial<CorpusOptions> = {}) =>
    evaluateFolder(
      { corpus: folder, ...options },
      knowledge.languages,
      {
        createEngine(docs, language) {
          made.push({ docs, language });
          return engineThatReads(
            asked,
            docs.map(({ id }) => id),
          );
        },
        calibrate(judged, cost) {
          fitted.push({ judged, cost });
          return calibration;
        },
      },
      (text) => warned.push(text),
    );

  it('makes the engine of the documents, and measures it on the questions', () => {
    const evaluated = run();
    expect(made).toMatchObject([
      {
        docs: [{ id: 'tea', aliases: ['where is tea'] }, { id: 'oil' }, { id: 'salt' }],
        language: { tag: 'en' },
      },
    ]);
    expect(evaluated).toMatchObject({
      corpus: folder,
      language: 'en',
      perturbed: false,
      cost: 1,
      documents: 3,
      tuned: 0,
      hit1: 2 / 3,
      accuracy: 3 / 5,
    });
    expect(evaluated.buildMs).toBeGreaterThanOrEqual(0);
    expect(warned).toEqual([]);
  });

  it('lets calibration see the questions of --tune and no other', () => {
    run();
    run({ tune: join(folder, 'tune.jsonl'), cost: '3' });
    expect(fitted).toEqual([
      { judged: [], cost: 1 },
      {
        judged: [
          {
            found: { hits: [{ id: 'oil', score: 1 }], confidence: 0, features: [0.9], shape: 'worded' },
            relevant: ['oil'],
          },
        ],
        cost: 3,
      },
    ]);
  });

  it('warns when the same questions are measured and tuned on', () => {
    run({ tune: join(folder, 'queries.jsonl') });
    expect(warned).toEqual([expect.stringContaining('the figures are too good')]);
  });

  it('measures the questions of another file', () => {
    expect(run({ queries: join(folder, 'tune.jsonl') }).counts.questions).toBe(1);
  });

  it('perturbs what is measured, and not what is tuned on', () => {
    const evaluated = run({ perturb: true, tune: join(folder, 'tune.jsonl') });
    const texts = QUESTIONS.map((one) => perturb(one));
    expect(asked).toEqual(['oil?', ...texts, ...texts]);
    expect(evaluated.perturbed).toBe(true);
    expect(formatCorpusEvaluated(evaluated)).toMatch(/^questions +5, perturbed$/m);
  });

  it('takes the language that was asked for, and names those there are', () => {
    expect(run({ lang: 'es' }).language).toBe('es');
    expect(made[0]?.language.tag).toBe('es');
    expect(() => run({ lang: 'xx' })).toThrow(
      expect.objectContaining({ code: 'bad_config', hint: 'Write one of: en, es.' }),
    );
  });

  it('refuses a cost that is no number above 0', () => {
    expect(run({ cost: '0.5' }).cost).toBe(0.5);
    for (const cost of ['0', '-1', 'much', ' ', 'Infinity']) {
      expect(() => run({ cost })).toThrow(expect.objectContaining({ code: 'bad_config' }));
    }
  });

  it('gives one JSON object of numbers', () => {
    const json: unknown = JSON.parse(JSON.stringify(run()));
    const number = expect.any(Number);
    const names =
      'hit1 hit3 mrr10 ndcg10 auroc accuracy mcc answerPrecision refused p50ms p99ms buildMs threshold';
    for (const name of names.split(' ')) expect(json).toHaveProperty(name, number);
    for (const name of ['hit1', 'hit3', 'mrr10', 'ndcg10']) {
      expect(json).toHaveProperty(['intervals', name], [number, number]);
    }
    expect(json).toHaveProperty('counts', { questions: 5, answerable: 3, toRefuse: 2, answered: 2 });
    expect(JSON.parse(JSON.stringify(run({ queries: join(folder, 'tune.jsonl') })))).toHaveProperty(
      'auroc',
      null,
    );
  });

  it('is printed as a table, with a line in place of what was measured on nothing', () => {
    const all = formatCorpusEvaluated(run());
    expect(all).toMatch(/^first right \(Hit@1\) +0\.667 +95 % from 0\.000 to 1\.000$/m);
    expect(all).toMatch(/^AUROC of confidence +0\.917$/m);
    expect(all).toMatch(/^refused rightly +1\.000$/m);
    expect(all).toMatch(/^threshold +0\.500 \(cost 1\)$/m);
    const one = formatCorpusEvaluated(run({ queries: join(folder, 'tune.jsonl') }));
    expect(one).toMatch(/^AUROC of confidence +-$/m);
    expect(one).toMatch(/^refused rightly +-$/m);
  });

  it('runs from the command line: one object on stdout, warnings beside it, what is wrong with exit code 1', () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const command = (...options: readonly string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'editor/cli.ts', 'eval', ...options], {
        cwd: root,
        encoding: 'utf8',
      });
    const tuned = ['--tune', join(folder, 'queries.jsonl'), '--perturb', '--cost', '2', '--lang', 'es'];
    const good = command('--corpus', folder, '--json', ...tuned);
    expect(good.status).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ documents: 3, language: 'es', tuned: 5, cost: 2 });
    expect(good.stderr).toContain('the figures are too good');
    const missing = command('--corpus', join(folder, 'none'), '--json');
    expect(missing).toMatchObject({ status: 1, stdout: '' });
    expect(missing.stderr).toMatch(/docs\.jsonl can not be read\n.*\{"id"/);
    expect(command('--json')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('--corpus'),
    });
  });
});
