import { expect, it } from 'vitest';
import { addLint } from '../../../editor/lint/command.ts';
import { dataFolder, fact, SECOND_PACK, source } from '../../facts/data-folder.ts';
import { runTool } from '../facts/run-tool.ts';
import { repository } from '../review/repository.ts';

const HISTORY = 'packs/acme/facts/history.yaml';
const ARCHIVE = 'https://web.archive.org/web/2024/https://post.example.org/acme';
const CLEAN = { 'packs/acme/sources.yaml': [source({ archivedUrl: ARCHIVE })] };
const UNATTRIBUTED = [fact({ claim: 'Acme was founded in 1949.' })];

const lintQuickly = (args: readonly string[], dir: string) =>
  runTool((to) => addLint(to, { quick: true }), ['lint', ...args], dir);
const lint = (args: readonly string[], dir: string) => runTool(addLint, ['lint', ...args], dir);
it('facts lint ends well when all is well, and says that nothing could be compared', async () => {
  const { out, failed } = await lint([], dataFolder(CLEAN));
  expect(out).toBe('0 errors, 0 warnings.\nQuestions were not compared: data/ is in no git repository.\n');
  expect(failed).toBe(false);
});

it('facts lint fails with an error, and asks nothing when it is to be quick', async () => {
  const dir = dataFolder({ ...CLEAN, [HISTORY]: UNATTRIBUTED });
  const { out, failed } = await lintQuickly([], dir);
  expect(out).toMatch(/^claims-are-plain: 1 error\n.*\n\n1 error, 0 warnings\.\n$/s);
  expect(failed).toBe(true);
});

it('facts lint shows one pack only, with what another pack has to do with it, and counts the errors elsewhere', async () => {
  const dir = dataFolder({ ...SECOND_PACK, [HISTORY]: UNATTRIBUTED });
  const bolt = await lintQuickly(['--pack', 'bolt'], dir);
  expect(bolt.out).not.toContain('packs/acme');
  expect(bolt.out).toContain('packs/bolt');
  expect(bolt.out).toContain('Errors elsewhere, which this does not show: 1.');
  const acme = await lintQuickly(['--pack', 'acme'], dir);
  expect(acme.out).toContain('does not name who says so');
  expect(acme.failed).toBe(true);
});

it('facts lint refuses a pack that is not there, with what to type', async () => {
  const dir = dataFolder(CLEAN);
  await expect(lint(['--pack', 'acmee'], dir)).rejects.toMatchObject({ hint: 'Did you mean acme?' });
  await expect(lint(['--against', 'main'], dir)).rejects.toThrow(/in no git repository/);
});

it('facts lint shows what keeps the base from loading, whoever asks', async () => {
  const dir = dataFolder({ ...SECOND_PACK, [HISTORY]: [fact({ about: ['none'] })] });
  const { out, failed } = await lint(['--pack', 'bolt'], dir);
  expect(out).toContain('no entity is called none');
  expect(failed).toBe(true);
});

it('facts lint compares with a commit: a claim that changed must say why', async () => {
  const { dir, write, git } = repository(CLEAN);
  expect((await lint([], dir)).out).toContain('data/ is as it is at main');
  write({ [HISTORY]: [fact({ claim: 'The Toledo Post says that Acme was founded in 1949.' })] });
  const { out, failed } = await lint(['--against', git('rev-parse', 'HEAD')], dir);
  expect(out).toContain('changed-claims-are-explained: 1 error');
  expect(out).toMatch(/1 fact is new or changed; asked \d+ of \d+ questions/);
  expect(failed).toBe(true);
  await expect(lint(['--against', 'none'], dir)).rejects.toThrow(/git knows no commit/);
});

it('facts lint compares with facts that lack sentences of today’s bot, and skips those that do not load at all', async () => {
  const { dir, commit, write } = repository(CLEAN);
  const later = { 'languages/en.yaml': await textOf(dir, 'languages/en.yaml') };
  commit({ 'languages/en.yaml': '{"tag":"en"}' });
  write(later);
  expect((await lint([], dir)).out).toContain('Compared with main');
  commit({ [HISTORY]: 'no list' });
  write({ ...later, [HISTORY]: [fact()] });
  const { out, failed } = await lint([], dir);
  expect(out).toMatch(/Questions were not compared: The facts of main do not load with today’s rules: packs/);
  expect(failed).toBe(false);
  await expect(lint(['--against', 'main'], dir)).rejects.toThrow(/do not load/);
});

async function textOf(dir: string, name: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(`${dir}/${name}`, 'utf8');
}
