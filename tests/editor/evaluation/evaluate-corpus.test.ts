import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CorpusOptions,
  evaluateCorpus,
  formatCorpusEvaluated,
} from '../../../editor/evaluation/evaluate-corpus.ts';
import { knowledge } from '../../base.ts';

const DOCS = ['tea', 'oil', 'salt'].map((id) => ({
  id,
  text: `All about ${id}.`,
  aliases: [`where is ${id}`],
}));
const QUESTIONS = [
  { id: '1', q: 'where do i find tea', relevant: ['tea'] },
  { id: '2', q: 'salt', relevant: ['salt'] },
  { id: '3', q: 'where is oil', relevant: ['salt'] },
  { id: '4', q: 'quixotic zeppelins', relevant: [] },
];

describe('evaluateCorpus', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
    const write = (name: string, things: readonly unknown[]) =>
      writeFileSync(join(folder, name), things.map((one) => JSON.stringify(one)).join('\n'));
    write('docs.jsonl', DOCS);
    write('queries.jsonl', QUESTIONS);
    write('tune.jsonl', [
      { id: 't1', q: 'oil', relevant: ['oil'] },
      { id: 't2', q: 'who', relevant: [] },
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (options: Partial<CorpusOptions> = {}) =>
    evaluateCorpus({ corpus: folder, ...options }, knowledge.languages);

  it('measures what comes first, and what is refused, with the threshold of the cost', () => {
    expect(run()).toMatchObject({
      corpus: folder,
      language: 'en',
      perturbed: false,
      cost: 1,
      documents: 3,
      questions: 4,
      toRefuse: 1,
      tuned: 0,
      threshold: 0.5,
      hit1: 2 / 3,
      refused: 1,
    });
    expect(run({ cost: '3' }).threshold).toBe(0.75);
  });

  it('calibrates on the questions of --tune, and measures those of --queries', () => {
    const tune = join(folder, 'tune.jsonl');
    const evaluated = run({ tune, queries: tune });
    expect(evaluated).toMatchObject({ tuned: 2, questions: 2, hit1: 1 });
    expect(evaluated.threshold).not.toBe(0.5);
    expect(run({ tune, perturb: true })).toMatchObject({ tuned: 2, perturbed: true });
  });

  it('takes the language that was asked for, and says what can not be meant', () => {
    expect(run({ lang: 'es' }).language).toBe('es');
    expect(() => run({ lang: 'xx' })).toThrow(
      expect.objectContaining({ code: 'bad_config', hint: 'Write one of: en, es.' }),
    );
    for (const cost of ['0', '-1', 'much', ' ', 'Infinity']) {
      expect(() => run({ cost }), cost).toThrow(expect.objectContaining({ code: 'bad_config' }));
    }
  });

  it('is printed one number a line, with a line in place of what was measured on nothing', () => {
    const lines = formatCorpusEvaluated(run());
    for (const line of [/^hit1 +0\.667$/m, /^refused +1$/m, /^threshold +0\.500$/m])
      expect(lines).toMatch(line);
    expect(formatCorpusEvaluated({ ...run(), auroc: null })).toMatch(/^auroc +-$/m);
  });

  it('runs from the command line: one object on stdout; what is wrong with exit code 1', () => {
    const command = (...options: readonly string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'editor/cli.ts', 'eval', ...options], {
        cwd: fileURLToPath(new URL('../../..', import.meta.url)),
        encoding: 'utf8',
      });
    const good = command('--corpus', folder, '--json', '--cost', '2', '--lang', 'es');
    expect(good.status).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ documents: 3, language: 'es', cost: 2 });
    const missing = command('--corpus', join(folder, 'none'), '--json');
    expect(missing).toMatchObject({ status: 1, stdout: '' });
    expect(missing.stderr).toMatch(/docs\.jsonl can not be read\n.*\{"id"/);
  });
});
