import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import type { IsoDate } from '../../src/core/fact.ts';

/** Failed tries after which an address is dead, and the days that lie between two that count. */
export const TRIES = 3;
export const DAYS_BETWEEN = 2;

const day = z.custom<IsoDate>((value) => typeof value === 'string' && z.iso.date().safeParse(value).success, {
  error: 'is no day such as 2026-11-22',
});
const schema = z.strictObject({
  version: z.literal(1),
  failed: z.record(
    z.string().max(2000),
    z.array(z.strictObject({ on: day, why: z.string().max(500) })).max(TRIES),
  ),
});

/** A try that failed and counted. */
export interface Failure {
  readonly on: IsoDate;
  readonly why: string;
}

/** Address → its failed tries since it was last fine, oldest first, at most three. */
export type Tries = ReadonlyMap<string, readonly Failure[]>;

/** Reads what earlier runs found; nothing when there is no such file yet. Throws BotError `bad_data` for one that can't
    be understood, which stays as it is. */
export function readTries(file: string): Tries {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw damaged(file, 'it can not be opened', error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged(file, 'it is not JSON', error);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw damaged(file, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'wrong form'}`);
  }
  return new Map(Object.entries(parsed.data.failed));
}

function damaged(file: string, why: string, cause?: unknown): BotError {
  return new BotError(
    'bad_data',
    `What earlier runs found can not be read from ${file}: ${why}. Nothing was asked and nothing overwritten.`,
    'Mend the file, or move it away to start counting anew.',
    cause,
  );
}

/** Written beside and renamed, so that a run that is stopped leaves the old file or the new one. Throws BotError
    `bad_config` when it can't be written. */
export function writeTries(file: string, tries: Tries): void {
  const failed = Object.fromEntries([...tries].filter(([, all]) => all.length > 0).sort());
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, `${JSON.stringify({ version: 1, failed }, null, 2)}\n`);
    renameSync(beside, file);
  } catch (error) {
    throw new BotError(
      'bad_config',
      `What was found can not be kept in ${file}.`,
      'Name a file that can be written with --state.',
      error,
    );
  }
}

/** The tries of an address with one more that failed: it counts only DAYS_BETWEEN days after the last that did, so that
    a bad afternoon is one try. */
export function failedAgain(before: readonly Failure[], failure: Failure): readonly Failure[] {
  const last = before.at(-1);
  if (last && daysBetween(last.on, failure.on) < DAYS_BETWEEN) return before;
  return before.length >= TRIES ? before : [...before, failure];
}

export function isDead(tries: readonly Failure[]): boolean {
  return tries.length >= TRIES;
}

function daysBetween(one: IsoDate, other: IsoDate): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}
