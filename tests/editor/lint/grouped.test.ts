import { expect, it } from 'vitest';
import { formatGrouped } from '../../../editor/lint/grouped.ts';
import { formatProblems, type Problem } from '../../../src/facts/problems.ts';

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
  const bad: Problem = {
    level: 'error',
    where: 'a:1:1',
    message: 'no fact \u001b[2J',
    tip: 'Leave \u202eit out.',
  };
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
