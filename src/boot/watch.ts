import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repeat } from '../core/repeat.ts';

/** Milliseconds between two looks. What has changed is read when it looks the same twice: an editor, git and a copy write
    file after file. Looking works everywhere; signals do not come from network mounts and replaced folders. */
const EVERY = 1_000;

export interface Watching<Read> {
  /** Files and folders; they need not be there. */
  readonly paths: readonly string[];
  /** `stateOf(paths)` from before they were read last. */
  readonly since: string;
  /** Reads what is there now. Never rejects. */
  read(): Promise<Read>;
  /** What was read, and the state of the files that it was read from. */
  take(read: Read, state: string): void;
  readonly every?: number | undefined;
}

/** Looks after files until it is stopped. What is there is read as a whole once nothing is written, and is dropped when
    something was written meanwhile: nobody sees half of a change. Does not keep the process alive. */
export function watchFiles<Read>({ paths, since, read, take, every = EVERY }: Watching<Read>) {
  let known = since;
  let seen = since;
  return repeat(async (stopped) => {
    const state = await stateOf(paths);
    const isQuiet = state === seen;
    seen = state;
    if (stopped() || state === known || !isQuiet) return;
    const found = await read();
    const isSame = (await stateOf(paths)) === state;
    if (stopped() || !isSame) return;
    known = state;
    take(found, state);
  }, every);
}

/** One text for the names, sizes, times and identities of all files below the paths: it differs after every write. */
export async function stateOf(paths: readonly string[]): Promise<string> {
  const all = await Promise.all(paths.map((path) => linesBelow(path)));
  return all.flat().sort().join('\n');
}

/** What differs between two states, by path; what is gone is among it. */
export function changedFiles(before: string, after: string): string[] {
  const [old, now] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  const differing = [...now].filter((line) => !old.has(line)).concat([...old].filter((line) => !now.has(line)));
  return [...new Set(differing.map((line) => line.replace(BEHIND_PATH, '')))];
}

const BEHIND_PATH = / (?:-|\d+ \d+ \d+ \d+)$/;

async function linesBelow(path: string): Promise<string[]> {
  try {
    const about = await stat(path, { bigint: true });
    const { size, mtimeNs, ctimeNs, ino } = about;
    if (!about.isDirectory()) return [`${path} ${size} ${mtimeNs} ${ctimeNs} ${ino}`];
    const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
    const inner = await Promise.all(names.map((name) => linesBelow(join(path, name))));
    return [`${path}/`, ...inner.flat()];
  } catch {
    // What is gone, or was a moment ago, is one more state.
    return [`${path} -`];
  }
}
