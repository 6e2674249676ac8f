import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { BotError } from '../../src/core/errors.ts';

/** A commit, in full: 40 or 64 hexadecimal digits. */
export interface Commit {
  readonly id: string;
  /** As somebody typed it. */
  readonly typed: string;
}

const LARGEST = 200_000_000;
const HOW_TO_NAME =
  'Name a branch, a tag or a commit that `git log` shows, such as main, v1.2 or 14ca0fa; in a shallow clone fetch it first.';

/** What git has of a folder. Git is only read: nothing is checked out, and no index is touched. */
export interface History {
  /** Throws BotError `bad_config` when git knows no such commit; what begins with `-` is never given to git. */
  commit(typed: string): Commit;
  /** Where this branch left `main` (or `origin/main`); the commit that is checked out where there is neither. */
  base(): Commit;
  /** Whether the folder differs from how it was at a commit, by a file that git does not know yet, too. */
  differs(from: Commit): boolean;
  /** The folder as it was, written into a temporary one that is gone when `use` is done. Throws BotError `bad_config`
      when it was not there. */
  at<Result>(commit: Commit, use: (dir: string) => Result): Result;
}

/** Undefined when the folder stands in no git repository, in one without a commit, or where there is no git. */
export function historyOf(dir: string): History | undefined {
  const git = (args: readonly string[], input?: string): Buffer =>
    execFileSync('git', ['--no-optional-locks', '-C', dir, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: LARGEST,
      ...(input !== undefined && { input }),
    });
  const ask = (...args: readonly string[]): string | undefined => {
    try {
      return git(args).toString().replace(/\n$/, '');
    } catch {
      return undefined;
    }
  };
  const parse = (typed: string): string | undefined =>
    /^[^-\s]\S*$/.test(typed) && typed.length <= 200
      ? ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${typed}^{commit}`)
      : undefined;
  const head = parse('HEAD');
  const prefix = ask('rev-parse', '--show-prefix');
  if (head === undefined || prefix === undefined) return undefined;

  return {
    commit(typed) {
      const id = parse(typed);
      if (id === undefined)
        throw new BotError('bad_config', `git knows no commit ${JSON.stringify(typed)}.`, HOW_TO_NAME);
      return { id, typed };
    },
    base() {
      for (const main of ['main', 'origin/main']) {
        const id = parse(main) === undefined ? undefined : ask('merge-base', main, 'HEAD');
        if (id) return { id, typed: main };
      }
      return { id: head, typed: 'HEAD' };
    },
    differs({ id }) {
      const same = ask('diff', '--quiet', '--no-ext-diff', '--no-textconv', id, '--', '.') !== undefined;
      return !same || ask('ls-files', '--others', '--exclude-standard', '--', '.') !== '';
    },
    at({ id, typed }, use) {
      const below = prefix === '' ? [] : ['--', prefix];
      const files = listFiles(git(['ls-tree', '-r', '-z', '--full-tree', id, ...below]).toString());
      if (files.length === 0) {
        throw new BotError('bad_config', `${typed} has no folder ${prefix || 'here'}.`, HOW_TO_NAME);
      }
      const texts = split(git(['cat-file', '--batch'], files.map(({ object }) => `${object}\n`).join('')));
      const into = realpathSync(mkdtempSync(join(tmpdir(), 'receipts-')));
      try {
        for (const [index, { path }] of files.entries()) {
          const file = join(into, path.slice(prefix.length));
          if (!file.startsWith(into + sep)) continue;
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, texts[index] ?? '');
        }
        return use(into);
      } finally {
        rmSync(into, { recursive: true, force: true });
      }
    },
  };
}

/** Files alone: a link could lead out of the folder. */
function listFiles(listed: string): { readonly object: string; readonly path: string }[] {
  return listed.split('\0').flatMap((line) => {
    const [, object, path] = /^100(?:644|755) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return object === undefined || path === undefined ? [] : [{ object, path }];
  });
}

/** What `git cat-file --batch` writes: a line with the size, that many bytes, and a line end, again and again. */
function split(written: Buffer): Buffer[] {
  const texts: Buffer[] = [];
  for (let at = 0; at < written.length; ) {
    const end = written.indexOf(10, at);
    const size = Number(/ (\d+)$/.exec(written.subarray(at, end).toString())?.[1] ?? 0);
    texts.push(written.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return texts;
}
