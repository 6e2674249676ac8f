import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotError } from '../../src/core/errors.ts';

/** A commit: its full id, and as somebody typed it. */
export type Commit = { readonly id: string; readonly typed: string };
export type History = NonNullable<ReturnType<typeof historyOf>>;

const LARGEST = 200_000_000;
const HOW_TO_NAME =
  'Name a branch, a tag or a commit that `git log` shows, such as main, v1.2 or 14ca0fa; in a shallow clone fetch it first.';

/** What git has of a folder, only read. Undefined when there is no repository, no commit or no git. */
export function historyOf(dir: string) {
  const git = (...args: readonly string[]) => {
    try {
      const options = { stdio: 'pipe', maxBuffer: LARGEST } as const;
      return execFileSync('git', ['--no-optional-locks', '-C', dir, ...args], options);
    } catch {
      return undefined;
    }
  };
  const ask = (...args: readonly string[]) =>
    git(...args)
      ?.toString()
      .trim();
  const parse = (typed: string) => ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${typed}^{commit}`);
  const head = parse('HEAD');
  if (head === undefined) return undefined;
  return {
    commit(typed: string): Commit {
      const id = parse(typed);
      if (id !== undefined) return { id, typed };
      throw new BotError('bad_config', `git knows no commit ${JSON.stringify(typed)}.`, HOW_TO_NAME);
    },
    /** Where this branch left `main` (or `origin/main`); the commit that is checked out where there is neither. */
    base(): Commit {
      for (const typed of ['main', 'origin/main']) {
        const id = parse(typed) && ask('merge-base', typed, 'HEAD');
        if (id) return { id, typed };
      }
      return { id: head, typed: 'HEAD' };
    },
    /** Whether the folder differs from how it was at a commit, by a file that git does not know yet, too. */
    differs({ id }: Commit): boolean {
      const same = ask('diff', '--quiet', '--no-ext-diff', '--no-textconv', id, '--', '.') !== undefined;
      return !same || ask('ls-files', '--others', '--exclude-standard', '--', '.') !== '';
    },
    /** The folder as it was, gone when `use` is done. Throws BotError `bad_config` when it was not there. */
    at<Result>({ id, typed }: Commit, use: (dir: string) => Result): Result {
      // In a folder below the top git archives that folder alone.
      const archive = git('archive', '--format=tar', id);
      if (!archive) throw new BotError('bad_config', `${typed} has no folder ${dir}.`, HOW_TO_NAME);
      const into = realpathSync(mkdtempSync(join(tmpdir(), 'receipts-')));
      try {
        execFileSync('tar', ['-xf', '-', '-C', into], { input: archive, stdio: 'pipe' });
        return use(into);
      } finally {
        rmSync(into, { recursive: true, force: true });
      }
    },
  };
}
