import { readFileSync } from 'node:fs';
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
}

export interface CollectionFiles {
  /** Holds docs.jsonl, and queries.jsonl unless `queries` names another file. */
  readonly dir: string;
  readonly queries?: string;
  readonly tune?: string;
}

const id = z.string().min(1);
const document = z.object({
  id,
  title: z.string().nullish(),
  text: z.string(),
  aliases: z.array(z.string()).nullish(),
});
const question = z.object({ id, q: z.string(), relevant: z.array(id) });

const DOCUMENT_FORM = 'Write one document a line: {"id":"…","title":"…","text":"…","aliases":["…"]}.';
const QUESTION_FORM = 'Write one question a line: {"id":"…","q":"…","relevant":["…"]}.';
const PROBLEMS_SHOWN = 10;

/** Reads a folder of JSON Lines in UTF-8; empty lines and further keys are ignored, `null` counts as left out. Throws
    BotError `bad_data` for a file that is not there or empty, for lines that are wrong (up to ten of one file, each with
    its `file:line`), for two documents of one id, and when no question names a document that is there. */
export function readCollection({ dir, queries, tune }: CollectionFiles): Collection {
  const file = join(dir, 'docs.jsonl');
  const docs = readLines(file, document, DOCUMENT_FORM).map(
    ({ id, title, text, aliases }): CollectionDoc => ({
      id,
      ...(typeof title === 'string' && { title }),
      text,
      aliases: aliases ?? [],
    }),
  );
  const ids = new Set(docs.map((one) => one.id));
  if (ids.size < docs.length) throw new BotError('bad_data', `${file}: an id is used twice`, DOCUMENT_FORM);
  const ask = (path: string): readonly JudgedQuestion[] => {
    const questions = readLines(path, question, QUESTION_FORM);
    const answerable = questions.filter(({ relevant }) => relevant.length > 0);
    if (answerable.length > 0 && !answerable.some(({ relevant }) => relevant.some((one) => ids.has(one)))) {
      throw new BotError(
        'bad_data',
        `${path}: no question has a relevant document in docs.jsonl`,
        'Name the questions that belong to these documents.',
      );
    }
    return questions;
  };
  const questions = ask(queries ?? join(dir, 'queries.jsonl'));
  return { docs, questions, tune: tune === undefined ? [] : ask(tune) };
}

function readLines<Value>(file: string, schema: z.ZodType<Value>, form: string): readonly Value[] {
  const values: Value[] = [];
  const problems: string[] = [];
  textOf(file, form)
    .split('\n')
    .forEach((text, index) => {
      if (text.trim() === '') return;
      const read = schema.safeParse(parsed(text));
      if (read.success) values.push(read.data);
      else problems.push(`${file}:${index + 1}: ${z.prettifyError(read.error)}`);
    });
  const more = problems.length - PROBLEMS_SHOWN;
  const shown = [...problems.slice(0, PROBLEMS_SHOWN), ...(more > 0 ? [`… and ${more} more`] : [])];
  if (problems.length > 0) throw new BotError('bad_data', shown.join('\n'), form);
  if (values.length === 0) throw new BotError('bad_data', `${file}:1: holds nothing`, form);
  return values;
}

function textOf(file: string, form: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    throw new BotError('bad_data', `${file} can not be read`, `Name a file that is there. ${form}`, cause);
  }
}

/** Undefined when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
