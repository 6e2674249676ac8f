import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, type Files } from '../../facts/data-folder.ts';

/** A data folder that is a git repository of its own with one commit on `main`; gone when the test is. `commit` puts files in
    place of those that are there. */
export function repository(files: Files = {}) {
  const dir = dataFolder(files);
  const git = (...args: readonly string[]): string => {
    const named = ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', ...args];
    return execFileSync('git', named, { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  };
  const write = (changed: Files): void => {
    for (const [name, content] of Object.entries(changed))
      writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const commit = (changed: Files = {}): void => {
    write(changed);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'facts');
  };
  git('init', '-q', '-b', 'main');
  commit();
  return { dir, commit, write, git };
}
