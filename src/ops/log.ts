import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino';
import { BotError } from '../core/errors.ts';
import type { Log, Report } from '../core/ports.ts';
import { code, type SafeValue, safeFields } from './fields.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Writes one JSON object a line: `{"level":"info","time":"2026-11-22T…Z","event":"question answered",…}`. Standard
    error unless told otherwise, since standard output belongs to the operator and to the console. Of `fields` only
    what ops/fields.ts allows is written. Of an error: its class, its code, where in src/ it was thrown and, when it is
    ours, its hint. Never its message, which may hold the question; at `debug` its stack, without the message. */
export function createLog(level: Level, to: DestinationStream = destination({ fd: 2, sync: true })): Log {
  const logger = pino(
    {
      level,
      // No process id and no host name: its reader knows where it came from.
      base: null,
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    to,
  );
  return {
    info: (event, fields = {}) => logger.info(safeFields(fields), phrase(event)),
    warn: (event, fields = {}) => logger.warn(safeFields(fields), phrase(event)),
    error(event, error, fields = {}) {
      const about = { ...safeFields(fields), ...describe(error) };
      const frames = level === 'debug' ? framesOf(error) : [];
      logger.error(frames.length > 0 ? { ...about, stack: frames } : about, phrase(event));
    },
  };
}

/** Events are literals in our own code; what is not of their form was put together from something else. */
function phrase(event: string): string {
  return /^[a-z][a-z_ -]{0,79}$/.test(event) ? event : 'an event whose name is not a plain phrase';
}

function describe(error: unknown): Record<string, SafeValue> {
  if (!(error instanceof Error)) return { error: 'Error' };
  const kind = { error: 'Error', ...safeFields({ error: error.name, where: whereOf(error) }) };
  if (error instanceof BotError) return { ...kind, error: 'BotError', code: error.code, hint: error.hint };
  const known = code(codeOf(error));
  return known === undefined ? kind : { ...kind, code: known };
}

/** What SDKs call the machine-readable part: `code`, and Slack's own in `data.error`. */
function codeOf(error: Error): unknown {
  const inner: unknown = Reflect.get(Object(Reflect.get(error, 'data')), 'error');
  return inner ?? Reflect.get(error, 'code');
}

/** The first of our own files on the stack, `src/core/decide.ts:44`. */
function whereOf(error: Error): string | undefined {
  const own = /\/(src\/[a-z/-]+\.ts:\d+)/;
  const frame = framesOf(error).find((one) => own.test(one) && !one.includes('node_modules'));
  return own.exec(frame ?? '')?.[1];
}

/** The stack after the message: file names and functions only. Empty when the two can't be told apart. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const { stack, message } = error;
  const at = message === '' ? 0 : stack.indexOf(message);
  if (at === -1) return [];
  const frames = stack
    .slice(at + message.length)
    .split('\n')
    .map((line) => line.trim());
  return frames.filter((line) => line.startsWith('at ') && /:\d+:\d+\)?$/.test(line)).slice(0, 12);
}

/** One line for every question: how it went, never what was asked or by whom. */
export function createReport(log: Log): Report {
  return ({ question, answer, ms, error }) => {
    const fields = {
      platform: question.workspace.slice(0, question.workspace.indexOf(':')),
      outcome: answer.outcome,
      facts: answer.facts,
      offered: answer.offered,
      score: answer.score,
      language: answer.language,
      ms,
    };
    if (error === undefined) log.info('question answered', fields);
    else log.error('question failed', error, fields);
  };
}
