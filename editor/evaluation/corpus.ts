import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import type { Language } from '../../src/core/language.ts';
import { jsonIn } from '../opened.ts';
import { type CollectionDoc, createEngine } from './collection.ts';
import { measure, percentile } from './measures.ts';
import { perturb } from './perturb.ts';

const id = z.string().min(1);
const written = z.object({ id, title: z.string().nullish(), text: z.string(), aliases: z.array(z.string()).nullish() });
const document = written.transform(({ id, title, text, aliases }): CollectionDoc => {
  return { id, ...(typeof title === 'string' && { title }), text, aliases: aliases ?? [] };
});
/** A question with the ids of the documents that answer it; without any it must be refused. */
const question = z.object({ id, q: z.string(), relevant: z.array(id) });
export type JudgedQuestion = z.output<typeof question>;

/** Throws BotError `bad_data` as `readLines` does, and for two documents of one id. */
export function readDocs(dir: string): readonly CollectionDoc[] {
  const form = 'Write one document a line: {"id":"…","title":"…","text":"…","aliases":["…"]}.';
  const file = join(dir, 'docs.jsonl');
  const docs = readLines(file, document, form);
  if (new Set(docs.map(({ id }) => id)).size < docs.length)
    throw new BotError('bad_data', `${file}: an id is used twice`, form);
  return docs;
}

/** Throws BotError `bad_data` as `readLines` does, and when no question names one of the documents. */
export function readQuestions(file: string, docs: readonly CollectionDoc[]): readonly JudgedQuestion[] {
  const form = 'Write one question a line: {"id":"…","q":"…","relevant":["…"]}.';
  const questions = readLines(file, question, form);
  const ids = new Set(docs.map(({ id }) => id));
  const named = questions.flatMap(({ relevant }) => relevant);
  if (named.length > 0 && !named.some((one) => ids.has(one)))
    throw new BotError('bad_data', `${file}: no question has a document of docs.jsonl`, form);
  return questions;
}

/** JSON Lines; empty lines and further keys are ignored. Throws BotError `bad_data` with the `file:line` that is wrong. */
function readLines<Value>(file: string, schema: z.ZodType<Value>, form: string): readonly Value[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    throw new BotError('bad_data', `${file} can not be read`, `Name a file that is there. ${form}`, cause);
  }
  const values = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = schema.safeParse(jsonIn(line));
    if (read.success) return [read.data];
    throw new BotError('bad_data', `${file}:${index + 1}: ${z.prettifyError(read.error)}`, form);
  });
  if (values.length === 0) throw new BotError('bad_data', `${file}:1: holds nothing`, form);
  return values;
}

export type CorpusOptions = Readonly<Partial<Record<'queries' | 'lang', string>>> & {
  readonly corpus: string;
  readonly perturb?: true;
};

const [HITS, WARM_UP] = [10, 50];
/** The confidence from which on a question counts as answered with the first hit. */
const SURE = 0.5;

/** Asks every question, one after the other, after a warm-up that is not timed. Times are milliseconds. Throws BotError
    `bad_data` for files that can't be read and `bad_config` for an option that can't be meant. */
export function evaluateCorpus(options: CorpusOptions, languages: readonly Language[]) {
  const { corpus, queries = join(corpus, 'queries.jsonl'), lang = 'en' } = options;
  const language = languages.find(({ tag }) => tag === lang);
  if (!language) {
    const known = `Write one of: ${languages.map(({ tag }) => tag).join(', ')}.`;
    throw new BotError('bad_config', `--lang ${lang}: there is no such language`, known);
  }
  const docs = readDocs(corpus);
  const questions = readQuestions(queries, docs);
  const started = performance.now();
  const engine = createEngine(docs, language);
  const buildMs = performance.now() - started;
  const asked = options.perturb ? questions.map((one) => ({ ...one, q: perturb(one) })) : questions;
  for (const { q } of asked.slice(0, WARM_UP)) engine.find(q, HITS);
  const times: number[] = [];
  const outcomes = asked.map(({ q, relevant }) => {
    const before = performance.now();
    const { hits, confidence } = engine.find(q, HITS);
    times.push(performance.now() - before);
    return { ranked: hits.map(({ id }) => id), relevant, confidence, answered: confidence >= SURE };
  });
  const { questions: count, ...measures } = measure(outcomes);
  return {
    corpus,
    language: language.tag,
    perturbed: options.perturb === true,
    documents: docs.length,
    questions: count,
    toRefuse: questions.filter(({ relevant }) => relevant.length === 0).length,
    ...measures,
    buildMs: milliseconds(buildMs),
    p50ms: milliseconds(percentile(times, 0.5)),
    p99ms: milliseconds(percentile(times, 0.99)),
  };
}

const milliseconds = (value: number): number => Number(value.toFixed(3));

export function formatCorpusEvaluated(evaluated: object): string {
  const lines = Object.entries(evaluated).map(([name, value]: [string, unknown]) => {
    const isShare = typeof value === 'number' && !Number.isInteger(value);
    return `${name.padEnd(18)}${isShare ? value.toFixed(3) : String(value ?? '-')}`;
  });
  return lines.join('\n');
}
