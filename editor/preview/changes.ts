import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const run = promisify(execFile);

/** Ids of the facts whose entry or wording differs from git's last commit, new ones too; undefined where the folder
    (data/) is in no repository or has no commit, or git is not installed. What can't be parsed is left out: loading says
    so. */
export async function changedFacts(dir: string): Promise<ReadonlySet<string> | undefined> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await run('git', ['-C', dir, ...args], { maxBuffer: 64 * 1024 * 1024 })).stdout;
  try {
    const [changed, untracked] = await Promise.all([
      git('diff', '--no-ext-diff', '--no-renames', '--name-only', '-z', '--relative', 'HEAD', '--', 'packs'),
      git('ls-files', '-z', '--others', '--exclude-standard', '--', 'packs'),
    ]);
    const files = [...changed.split('\0'), ...untracked.split('\0')].filter(isFacts);
    const ids = await Promise.all(
      files.map(async (file) => {
        const [before, now] = await Promise.all([
          git('show', `HEAD:./${file}`).catch(() => ''),
          readFile(join(dir, file), 'utf8').catch(() => ''),
        ]);
        return differing(before, now);
      }),
    );
    return new Set(ids.flat());
  } catch {
    return undefined;
  }
}

/** Ids of the entries of a list that are new or not as they were. */
export function differing(before: string, now: string): readonly string[] {
  const old = entriesIn(before);
  return [...entriesIn(now)].flatMap(([id, text]) => (old.get(id) === text ? [] : [id]));
}

function isFacts(file: string): boolean {
  return /^packs\/[^_/][^/]*\/facts\/[^/]+\.yaml$/u.test(file);
}

/** Each entry by its id, in a form that two can be compared in. */
function entriesIn(text: string): ReadonlyMap<string, string> {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    return new Map();
  }
  if (!Array.isArray(value)) return new Map();
  return new Map(
    value.flatMap((one: unknown) => {
      if (typeof one !== 'object' || one === null || !('id' in one)) return [];
      return typeof one.id === 'string' ? [[one.id, JSON.stringify(one)] as const] : [];
    }),
  );
}
