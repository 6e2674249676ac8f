import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import type { IsoDate } from '../../src/core/fact.ts';
import type { Verdict } from './verdict.ts';

/** Failed tries after which an address is dead, and the days that lie between two that count. */
export const TRIES = 3;
const DAYS_BETWEEN = 2;

const schema = z.strictObject({
  version: z.literal(1),
  failed: z.record(
    z.string().max(2000),
    z.array(z.strictObject({ on: z.iso.date(), why: z.string().max(500) })).max(TRIES),
  ),
});

/** A try that failed and counted. */
export interface Failure {
  readonly on: string;
  readonly why: string;
}

/** Address → its failed tries since it was last fine, oldest first, at most three. */
export type Tries = ReadonlyMap<string, readonly Failure[]>;

/** Reads what earlier runs found; nothing when there is no such file yet. Throws BotError `bad_data` for one that can't
    be understood, which stays as it is. */
export function readTries(file: string): Tries {
  if (!existsSync(file)) return new Map();
  try {
    return new Map(Object.entries(schema.parse(JSON.parse(readFileSync(file, 'utf8'))).failed));
  } catch (error) {
    throw new BotError(
      'bad_data',
      `What earlier runs found can not be read from ${file}. Nothing was asked and nothing overwritten.`,
      'Mend the file, or move it away to count from the beginning.',
      error,
    );
  }
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
    const hint = 'See to it that this file can be written.';
    throw new BotError('bad_config', `What was found can not be kept in ${file}.`, hint, error);
  }
}

/** The failed tries of an address after one more. A page that is there has none; one that asks for a login, or that
    somebody has to look at, keeps its own. A failed try counts only some days after the last one that did, so that a bad
    afternoon is one try. */
export function triesAfter(before: readonly Failure[], verdict: Verdict, on: IsoDate): readonly Failure[] {
  if (verdict.kind === 'fine' || verdict.kind === 'moved') return [];
  const last = before.at(-1);
  const days = last ? (Date.parse(on) - Date.parse(last.on)) / 86_400_000 : DAYS_BETWEEN;
  if (verdict.kind !== 'failing' || days < DAYS_BETWEEN || before.length >= TRIES) return before;
  return [...before, { on, why: verdict.why }];
}
