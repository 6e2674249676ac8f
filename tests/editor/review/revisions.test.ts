import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type History, historyOf } from '../../../editor/review/revisions.ts';
import { dataFolder } from '../../facts/data-folder.ts';
import { repository } from './repository.ts';

function known(dir: string): History {
  const history = historyOf(dir);
  if (!history) throw new Error('the test has no repository');
  return history;
}

it('there is no history where there is no git', () => expect(historyOf(dataFolder())).toBeUndefined());

it('gives a folder back as it was, and leaves nothing behind', () => {
  const { dir, commit } = repository({ 'notes.md': 'old ✓\n' });
  const history = known(dir);
  const first = history.commit('HEAD');
  commit({ 'notes.md': 'new\n' });
  let left = '';
  const text = history.at(first, (old) => {
    left = old;
    return readFileSync(join(old, 'notes.md'), 'utf8');
  });
  expect([text, existsSync(left)]).toEqual(['old ✓\n', false]);
});

it('looks at its own folder only, below the top of a repository', () => {
  const { dir, commit } = repository({ 'notes.md': 'a' });
  const inner = known(join(dir, 'packs'));
  const first = inner.commit('HEAD');
  commit({ 'notes.md': 'b' });
  expect([inner.differs(first), known(dir).differs(first)]).toEqual([false, true]);
  inner.at(first, (old) => expect(existsSync(join(old, 'acme/pack.yaml'))).toBe(true));
});

it('sees a file that git does not know yet', () => {
  const { dir, write } = repository();
  const history = known(dir);
  expect(history.differs(history.base())).toBe(false);
  write({ 'more.md': 'b' });
  expect(history.differs(history.base())).toBe(true);
});

it('begins where the branch left main', () => {
  const { dir, commit, git } = repository();
  const left = git('rev-parse', 'HEAD');
  git('checkout', '-q', '-b', 'branch');
  commit({ 'notes.md': 'b' });
  expect(known(dir).base()).toEqual({ id: left, typed: 'main' });
  git('branch', '-q', '-D', 'main');
  expect(known(dir).base().typed).toBe('HEAD');
});

it('refuses what is no commit, and gives git no option', () => {
  const history = known(repository().dir);
  for (const typed of ['--output=x', '-h', '', 'no-such', 'main main', 'HEAD:notes.md', 'x'.repeat(300), '\0']) {
    expect(() => history.commit(typed)).toThrow(/git knows no commit/);
  }
});
