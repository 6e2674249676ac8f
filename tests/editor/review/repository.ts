import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, type Files } from '../../facts/data-folder.ts';

export interface Repository {
  readonly dir: string;
  /** Puts these files in place of those that are there, and commits; gives back the commit. */
  commit(files?: Files): string;
  write(files: Files): void;
  git(...args: readonly string[]): string;
}

/** A data folder that is a git repository of its own with one commit on `main`; gone when the test is. */
export function repository(files: Files = {}): Repository {
  const dir = dataFolder(files);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', ...args], {
      cwd: dir,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .trim();
  const write = (changed: Files): void => {
    for (const [name, content] of Object.entries(changed))
      writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const commit = (changed: Files = {}): string => {
    write(changed);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'facts');
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q', '-b', 'main');
  commit();
  return { dir, commit, write, git };
}
