import type { BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { BotError } from '../core/errors.ts';

/** A base that lost more than this share of its facts is more likely half a base than a new one. */
const MOST_LOST = 0.2;

/** Milliseconds. */
export interface WatchTimes {
  /** Nothing may have changed for this long before it is read: an editor, git and a copy write file after file. */
  readonly quiet: number;
  /** How often it is looked without a signal: network mounts and replaced folders give none. */
  readonly look: number;
}

export const WATCH_TIMES: WatchTimes = { quiet: 700, look: 15_000 };

export interface Watching<Base> {
  /** Files and folders; they need not be there. */
  readonly paths: readonly string[];
  /** `fingerprint(paths)` from before the base in use was read. */
  readonly since: string;
  /** Reads what is there now. Rejects with BotError `bad_data` when it can not be used. */
  load(): Promise<Base>;
  /** How many facts it holds. */
  size(base: Base): number;
  /** The base in use. */
  current(): Base;
  /** A good base, to be used from now on. `mended`: the state before it was refused. */
  swap(base: Base, mended: boolean): void;
  /** A bad state, told once however often it is looked at; the base in use stays. `changed`: the files that differ from
      those of the base in use. */
  refused(why: BotError, changed: readonly string[]): void;
  readonly times?: WatchTimes;
}

/** Looks after the files until it is stopped. Whatever stands there is read as a whole, beside the base in use, once
    nothing was written for a while, and is dropped when something was written meanwhile: nobody sees half of a change.
    Does not keep the process alive. */
export function watchBase<Base>(by: Watching<Base>): { stop(): Promise<void> } {
  const { quiet, look } = by.times ?? WATCH_TIMES;
  let judged = by.since;
  let good = by.since;
  let refusal: string | undefined;
  let stopped = false;
  let wanted = false;
  let looking: Promise<void> | undefined;

  const refuse = (why: BotError): void => {
    if (refusal !== why.message) by.refused(why, changedFiles(good, judged));
    refusal = why.message;
  };
  const judge = (loaded: Loaded<Base>): void => {
    const problem = loaded.ok ? shrinkage(by.size(by.current()), by.size(loaded.base)) : loaded.why;
    if (problem) refuse(problem);
    if (problem || !loaded.ok) return;
    try {
      by.swap(loaded.base, refusal !== undefined);
      refusal = undefined;
      good = judged;
    } catch (error) {
      refuse(asBotError(error));
    }
  };
  const lookOnce = async (): Promise<void> => {
    let before = await fingerprint(by.paths);
    while (!stopped && before !== judged) {
      await pause(quiet);
      const still = (await fingerprint(by.paths)) === before;
      const loaded = still && !stopped ? await tried(by.load) : undefined;
      const after = await fingerprint(by.paths);
      if (loaded && after === before && !stopped) {
        judged = before;
        judge(loaded);
      }
      before = after;
    }
  };
  const lookWhile = async (): Promise<void> => {
    do {
      wanted = false;
      await lookOnce();
    } while (wanted && !stopped);
  };
  const signal = (): void => {
    wanted = true;
    looking ??= lookWhile().finally(() => {
      looking = undefined;
    });
  };

  // Loaded only now, and not by those who watch nothing. Where it can't be, as where a system has no watches left, there
  // are no signals; looking now and then is enough.
  const watching: Promise<FSWatcher | undefined> = import('chokidar').then(
    ({ watch }) => {
      if (stopped) return undefined;
      const watcher = watch([...by.paths], { ignoreInitial: true, persistent: false });
      return watcher.on('all', signal).on('error', () => undefined);
    },
    () => undefined,
  );
  const timer = setInterval(signal, look);
  timer.unref();
  signal();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await (await watching)?.close();
      await looking;
    },
  };
}

type Loaded<Base> =
  | { readonly ok: true; readonly base: Base }
  | { readonly ok: false; readonly why: BotError };

async function tried<Base>(load: () => Promise<Base>): Promise<Loaded<Base>> {
  try {
    return { ok: true, base: await load() };
  } catch (error) {
    return { ok: false, why: asBotError(error) };
  }
}

/** A file that is gone or locked is thrown as Node's own error, with its path in the message. */
function asBotError(error: unknown): BotError {
  if (error instanceof BotError) return error;
  const code: unknown = Reflect.get(Object(error), 'code');
  return new BotError(
    'bad_data',
    `The facts could not be read (${typeof code === 'string' ? code : 'unknown'}).`,
    'Look whether every file of the data folder is there and may be read.',
    error,
  );
}

function shrinkage(before: number, after: number): BotError | undefined {
  if (after >= before * (1 - MOST_LOST)) return undefined;
  return new BotError(
    'bad_data',
    `There would be ${after} facts instead of ${before}: more than a fifth is gone.`,
    'If that is meant, restart the bot: a start takes what is there.',
  );
}

/** One text for the names, sizes, times and identities of all files below the paths: it differs after every write. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const all = await Promise.all(paths.map((path) => printsBelow(path)));
  return all.flat().sort().join('\n');
}

/** What differs between two fingerprints, by path; what is gone is among it. */
function changedFiles(before: string, after: string): string[] {
  const old = new Set(before.split('\n'));
  const now = new Set(after.split('\n'));
  const differing = [...now]
    .filter((line) => !old.has(line))
    .concat([...old].filter((line) => !now.has(line)));
  return [...new Set(differing.map((line) => line.replace(PRINT, '')))];
}

/** What stands after the path. */
const PRINT = / (?:-|\d+ \d+ \d+ \d+)$/;

async function printsBelow(path: string): Promise<string[]> {
  try {
    const about = await stat(path, { bigint: true });
    if (!about.isDirectory()) return [printOf(path, about)];
    const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
    const inner = await Promise.all(names.map((name) => printsBelow(join(path, name))));
    return [`${path}/`, ...inner.flat()];
  } catch {
    // What is gone, or was a moment ago, is one more state.
    return [`${path} -`];
  }
}

function printOf(path: string, { size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return `${path} ${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
