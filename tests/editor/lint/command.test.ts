import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addLint, formatGrouped } from '../../../editor/lint/command.ts';
import { formatProblems, type Problem } from '../../../src/facts/problems.ts';
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
  const later = { 'languages/en.yaml': readFileSync(`${dir}/languages/en.yaml`, 'utf8') };
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

const rule = { name: 'pages-are-kept', why: 'Pages vanish.' };
const other = { name: 'claims-are-short', why: 'Long ones are not read.' };

const problem = (line: number, changes: Partial<Problem> = {}): Problem => ({
  level: 'warning',
  where: `a.yaml:${line}:1`,
  message: `page ${line} is not kept`,
  tip: 'Keep it.',
  rule,
  ...changes,
});
const warnings = [1, 2, 3, 4, 5].map((line) => problem(line));

it('formatGrouped shows every error first, and of the warnings of a rule the count and the first three', () => {
  const errors = [7, 8, 9, 10].map((line) => problem(line, { level: 'error', rule: other, tip: `Cut ${line}.` }));
  expect(formatGrouped([...warnings, ...errors])).toBe(
    [
      'claims-are-short: 4 errors',
      '  Long ones are not read.',
      ...[7, 8, 9, 10].flatMap((line) => [`  a.yaml:${line}:1  page ${line} is not kept`, `      Cut ${line}.`]),
      '',
      'pages-are-kept: 5 warnings',
      '  Pages vanish.',
      '  Keep it.',
      '  a.yaml:1:1  page 1 is not kept',
      '  a.yaml:2:1  page 2 is not kept',
      '  a.yaml:3:1  page 3 is not kept',
      '  … and 2 more',
      '',
      '4 errors, 5 warnings. Add --all for every warning.',
    ].join('\n'),
  );
});

it('formatGrouped shows every warning when it is told to, and hides nothing then', () => {
  const text = formatGrouped(warnings, true);
  for (const { where } of warnings) expect(text).toContain(where);
  expect(text).not.toMatch(/more|--all/);
});

it('formatGrouped does not speak of --all when nothing was hidden', () => {
  expect(formatGrouped(warnings.slice(0, 3))).not.toContain('--all');
  expect(formatGrouped([])).toBe('0 errors, 0 warnings.');
});

it('formatGrouped says what to do about each error of loading, and shows no control characters', () => {
  const bad: Problem = { level: 'error', where: 'a:1:1', message: 'no fact \u001b[2J', tip: 'Leave \u202eit out.' };
  const text = formatGrouped([bad]);
  expect(text).toMatch(/^what loading refuses: 1 error\n {2}a:1:1 {2}no fact .*\n {6}Leave .it out\.\n\n1 error/);
  expect(text).not.toMatch(/\p{Cc}\[|\u202e/u);
});

it('formatProblems prints each problem once, errors first, with what to do, why the rule asks, and a count', () => {
  const late = problem(2);
  const wrong = problem(10, { level: 'error', rule: other });
  const { rule: _, ...early } = problem(9, { level: 'error', message: 'bad \u001b[2J\u202e' });
  expect(formatProblems([late, wrong, early, wrong]).split('\n')).toEqual([
    'a.yaml:9:1  error: bad \ufffd[2J\ufffd',
    '    Keep it.',
    'a.yaml:10:1  error: page 10 is not kept [claims-are-short]',
    '    Keep it.',
    'a.yaml:2:1  warning: page 2 is not kept [pages-are-kept]',
    '    Keep it.',
    '',
    'claims-are-short: Long ones are not read.',
    'pages-are-kept: Pages vanish.',
    '',
    '2 errors, 1 warning.',
  ]);
  expect(formatProblems([])).toBe('0 errors, 0 warnings.');
});
