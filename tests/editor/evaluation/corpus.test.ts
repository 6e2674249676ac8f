import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { CorpusOptions } from '../../../editor/evaluation/corpus.ts';
import { evaluateCorpus, formatCorpusEvaluated, readDocs, readQuestions } from '../../../editor/evaluation/corpus.ts';
import { knowledge } from '../../base.ts';
import { newFolder } from '../../folders.ts';

const folder = newFolder(afterAll);
const lines = (...things: readonly unknown[]) => things.map((one) => JSON.stringify(one)).join('\n');

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

beforeEach(() => {
  const docs = ['tea', 'oil', 'salt'].map((id) => ({ id, text: `All about ${id}.`, aliases: [`where is ${id}`] }));
  write('docs.jsonl', lines(...docs));
  const right = [{ id: '1', q: 'where do i find tea', relevant: ['tea'] }].concat({
    id: '2',
    q: 'salt',
    relevant: ['salt'],
  });
  const wrong = { id: '3', q: 'where is oil', relevant: ['salt'] };
  write('queries.jsonl', lines(...right, wrong, { id: '4', q: 'quixotic zeppelins', relevant: [] }));
});

it('the files of a collection are read without other keys; null counts as left out; empty lines, a mark at the start and Windows do no harm', () => {
  const tea = '{"id":"tea","title":"Tea","text":"Poured.","aliases":["when is tea"],"year":1851}';
  write('docs.jsonl', `\ufeff${tea}\r\n\r\n{"id":"oil","title":null,"text":"Oil","aliases":null}\r\n`);
  expect(readDocs(folder)).toEqual([
    { id: 'tea', title: 'Tea', text: 'Poured.', aliases: ['when is tea'] },
    { id: 'oil', text: 'Oil', aliases: [] },
  ]);
});

it.each([
  ['{"id":', ''],
  ['["tea"]', ''],
  ['{"text":"Tea"}', 'id'],
  ['{"id":"","text":"Tea"}', 'id'],
  ['{"id":"x","text":"","title":5}', 'title'],
  ['{"id":"x","text":"","aliases":["a",5]}', 'aliases[1]'],
])(
  'the files of a collection refuse the document %s by its line, with what is wrong and how to write one',
  (line, where) => {
    const file = write('docs.jsonl', `{"id":"tea","text":""}\n\n${line}`);
    const message = expect.stringMatching(`^${file}:3: [^]*${where.replace('[', '\\[')}`);
    const hint = expect.stringContaining('{"id"');
    expect(() => readDocs(folder)).toThrow(expect.objectContaining({ code: 'bad_data', message, hint }));
  },
);

it.each([
  ['{"id":"1","q":"tea"}', ':1: '],
  ['{"id":"1","q":"tea","relevant":"tea"}', ':1: '],
  ['\n \n', ':1: holds nothing'],
  ['{"id":"7","q":"gone","relevant":["gone"]}', 'no question has a document of docs.jsonl'],
])('the files of a collection refuse the questions %j', (text, says) => {
  const file = write('queries.jsonl', text);
  expect(() => readQuestions(file, readDocs(folder))).toThrow(says);
});

it('the files of a collection may hold nothing but questions to be refused, and need to be there', () => {
  const file = write('queries.jsonl', '{"id":"2","q":"who","relevant":[]}');
  expect(readQuestions(file, readDocs(folder))).toHaveLength(1);
  expect(() => readDocs(join(folder, 'none'))).toThrow(`${join(folder, 'none/docs.jsonl')} can not be read`);
  write('docs.jsonl', lines({ id: 'tea', text: '' }, { id: 'tea', text: '' }));
  expect(() => readDocs(folder)).toThrow('an id is used twice');
});

const run = (options: Partial<CorpusOptions> = {}) =>
  evaluateCorpus({ corpus: folder, ...options }, knowledge.languages);

it('evaluateCorpus measures what comes first, and what is refused, of the questions that are named', () => {
  const measured = { documents: 3, questions: 4, toRefuse: 1, hit1: 2 / 3, refused: 1 };
  expect(run()).toMatchObject({ corpus: folder, ...measured, perturbed: false, language: 'en' });
  const queries = write('other.jsonl', lines({ id: 't1', q: 'oil', relevant: ['oil'] }));
  expect(run({ queries, perturb: true })).toMatchObject({ questions: 1, perturbed: true });
});

it('evaluateCorpus takes the language that was asked for, and says what can not be meant', () => {
  expect(run({ lang: 'es' }).language).toBe('es');
  const hint = 'Write one of: en, es.';
  expect(() => run({ lang: 'xx' })).toThrow(expect.objectContaining({ code: 'bad_config', hint }));
});

it('evaluateCorpus is printed one number a line, with a dash in place of what was measured on nothing', () => {
  const text = formatCorpusEvaluated({ ...run(), auroc: null });
  for (const line of [/^hit1 +0\.667$/m, /^refused +1$/m, /^auroc +-$/m]) expect(text).toMatch(line);
});

it('evaluateCorpus runs from the command line: one object on stdout; what is wrong with exit code 1', () => {
  const command = (...options: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'editor/cli.ts', 'eval', ...options], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      encoding: 'utf8',
    });
  const good = command('--corpus', folder, '--json', '--lang', 'es');
  expect(good.status).toBe(0);
  expect(JSON.parse(good.stdout)).toMatchObject({ documents: 3, language: 'es' });
  const stray = command('--json');
  expect(stray).toMatchObject({ status: 1, stdout: '' });
  expect(stray.stderr).toContain('--json needs --corpus');
});
