import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import type { CollectionDoc } from './collection.ts';

/** A question with what answers it. */
export interface JudgedQuestion {
  readonly id: string;
  readonly q: string;
  /** Ids of documents; empty when it must be refused. */
  readonly relevant: readonly string[];
}

/** Documents, and questions about them. */
export interface Collection {
  readonly docs: readonly CollectionDoc[];
  readonly questions: readonly JudgedQuestion[];
  /** Questions that calibration may learn from; none when no file was named for them. */
  readonly tune: readonly JudgedQuestion[];
  /** What can be measured all the same, and may be a mistake: a sentence each. */
  readonly warnings: readonly string[];
}

export interface CollectionFiles {
  /** Holds docs.jsonl, and queries.jsonl unless `queries` names another file. */
  readonly dir: string;
  readonly queries?: string;
  readonly tune?: string;
}

const id = z.string('must be a text').min(1, 'must not be empty');
const document = z.object(
  {
    id,
    title: z.string('must be a text').nullish(),
    text: z.string('must be a text'),
    aliases: z.array(z.string('must be a text'), 'must be a list of texts').nullish(),
  },
  'must be a JSON object',
);
const question = z.object(
  {
    id,
    q: z.string('must be a text'),
    relevant: z.array(id, 'must be a list of ids of documents; [] for a question to be refused'),
  },
  'must be a JSON object',
);

const DOCUMENT_FORM = 'Write one document a line: {"id":"…","title":"…","text":"…","aliases":["…"]}.';
const QUESTION_FORM = 'Write one question a line: {"id":"…","q":"…","relevant":["…"]}.';
const PROBLEMS_SHOWN = 10;

/** Reads a folder of JSON Lines in UTF-8; empty lines and further keys are ignored, `null` counts as left out. Throws
    BotError `bad_data` for a file that is not there or empty, and for lines that are wrong: up to ten of one file, each
    with its `file:line`. */
export function readCollection(files: CollectionFiles): Collection {
  const docs = readDocs(join(files.dir, 'docs.jsonl'));
  const queriesFile = files.queries ?? join(files.dir, 'queries.jsonl');
  const questions = readLines(queriesFile, question, QUESTION_FORM).map(({ value }) => value);
  const tune =
    files.tune === undefined ? [] : readLines(files.tune, question, QUESTION_FORM).map(({ value }) => value);
  const known = new Set(docs.map((one) => one.id));
  const warnings = [
    ...strays(queriesFile, questions, known),
    ...(files.tune === undefined ? [] : strays(files.tune, tune, known)),
    ...repeated(queriesFile, questions),
    ...(files.tune === undefined ? [] : leaks(files.tune, tune, queriesFile, questions)),
  ];
  return { docs, questions, tune, warnings };
}

function readDocs(file: string): readonly CollectionDoc[] {
  const lines = readLines(file, document, DOCUMENT_FORM);
  const first = new Map<string, number>();
  const problems: string[] = [];
  for (const { value, line } of lines) {
    const before = first.get(value.id);
    if (before === undefined) first.set(value.id, line);
    else problems.push(`${file}:${line}: id "${value.id}" stands on line ${before} already`);
  }
  throwIfWrong(problems, 'Give every document an id of its own.');
  return lines.map(({ value: { id, title, text, aliases } }) => ({
    id,
    ...(typeof title === 'string' && { title }),
    text,
    aliases: aliases ?? [],
  }));
}

interface Line<Value> {
  readonly value: Value;
  /** From 1. */
  readonly line: number;
}

function readLines<Value>(file: string, schema: z.ZodType<Value>, form: string): readonly Line<Value>[] {
  const lines: Line<Value>[] = [];
  const problems: string[] = [];
  for (const [index, text] of textOf(file, form).split('\n').entries()) {
    if (text.trim() === '') continue;
    const json = parsed(text);
    const read = schema.safeParse(json.value);
    if (read.success) lines.push({ value: read.data, line: index + 1 });
    else if (!json.ok) problems.push(`${file}:${index + 1}: is no JSON`);
    else {
      const wrong = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim());
      problems.push(`${file}:${index + 1}: ${wrong.join('; ')}`);
    }
  }
  throwIfWrong(problems, form);
  if (lines.length === 0) throw new BotError('bad_data', `${file}:1: holds nothing`, form);
  return lines;
}

function textOf(file: string, form: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    throw new BotError('bad_data', `${file} can not be read`, `Name a file that is there. ${form}`, cause);
  }
}

function parsed(text: string): { readonly ok: boolean; readonly value?: unknown } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function throwIfWrong(problems: readonly string[], hint: string): void {
  if (problems.length === 0) return;
  const more = problems.length - PROBLEMS_SHOWN;
  const shown = problems.slice(0, PROBLEMS_SHOWN);
  throw new BotError('bad_data', [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'), hint);
}

/** Throws when not one of the documents that are named is there: then the files don't belong together. */
function strays(
  file: string,
  questions: readonly JudgedQuestion[],
  known: ReadonlySet<string>,
): readonly string[] {
  const answerable = questions.filter(({ relevant }) => relevant.length > 0);
  const lost = answerable.filter(({ relevant }) => !relevant.some((one) => known.has(one)));
  const [first] = lost;
  if (!first) return [];
  const example = `"${first.id}" wants "${first.relevant[0] ?? ''}"`;
  if (lost.length < answerable.length) {
    return [`${file}: ${lost.length} questions have no relevant document in docs.jsonl; ${example}.`];
  }
  throw new BotError(
    'bad_data',
    `${file}: no question has a relevant document in docs.jsonl; ${example}`,
    'Name the questions that belong to these documents, and write relevant: [] for what must be refused.',
  );
}

function repeated(file: string, questions: readonly JudgedQuestion[]): readonly string[] {
  const count = questions.length - new Set(questions.map((one) => one.id)).size;
  return count === 0 ? [] : [`${file}: ${count} questions have the id of an earlier one; all count.`];
}

/** A figure on questions that calibration has seen says little about others. */
function leaks(
  tuneFile: string,
  tune: readonly JudgedQuestion[],
  queriesFile: string,
  questions: readonly JudgedQuestion[],
): readonly string[] {
  if (realpathSync(tuneFile) === realpathSync(queriesFile)) {
    return [`${tuneFile} is measured and tuned on: the figures are too good. Tune on other questions.`];
  }
  const key = (one: JudgedQuestion): string => JSON.stringify([one.id, one.q]);
  const tuned = new Set(tune.map(key));
  const shared = questions.filter((one) => tuned.has(key(one))).length;
  if (shared === 0) return [];
  return [
    `${shared} questions of ${queriesFile} are in ${tuneFile} too: the figures are too good. Tune on other questions.`,
  ];
}
