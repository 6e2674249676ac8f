import { fold } from '../../src/platforms/console/width.ts';
import type { Chapter } from './examination.ts';
import { RESULTS, type Result } from './outcome.ts';

/** From this width on, results stand in a column of their own. */
const WIDE = 60;
const COLUMN = 'problem'.length + 2;

const SUMS: Readonly<Record<Result, readonly [one: string, many: string]>> = {
  ok: ['ok', 'ok'],
  warning: ['warning', 'warnings'],
  problem: ['problem', 'problems'],
  skipped: ['skipped', 'skipped'],
};

/** What was found, for a terminal of `width` columns; a link or a command to copy is never broken. `start`: the command that
    starts the bot; left out where that is not ours to say. */
export function chapterText(chapters: readonly Chapter[], width: number, start?: string): string {
  const lines = chapters.flatMap(({ title, examined }) => [
    title,
    ...examined.flatMap(({ result, says, todo }) => [
      ...entry(result, says, width),
      ...(todo === undefined ? [] : entry(undefined, `→ ${todo}`, width)),
    ]),
    '',
  ]);
  return [...lines, fold(sum(chapters, start), width)].join('\n');
}

function entry(result: Result | undefined, text: string, width: number): string[] {
  const column = width >= WIDE ? COLUMN : 2;
  const label = result === undefined ? '' : result;
  if (width < WIDE) {
    const said = result === undefined ? text : `${label}: ${text}`;
    return indented(said, width, column).map((line, at) => (at === 0 && result ? line.trimStart() : line));
  }
  return indented(text, width, 2 + column).map((line, at) =>
    at === 0 ? `  ${label.padEnd(column)}${line.trimStart()}` : line,
  );
}

function indented(text: string, width: number, by: number): string[] {
  return fold(text, width - by)
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line.trim()}`);
}

function sum(chapters: readonly Chapter[], start: string | undefined): string {
  const all = chapters.flatMap(({ examined }) => examined);
  const counts = RESULTS.flatMap((result) => {
    const many = all.filter((one) => one.result === result).length;
    return many === 0 ? [] : [`${many} ${SUMS[result][many === 1 ? 0 : 1]}`];
  });
  const ready = all.every(({ result }) => result !== 'problem');
  const next = start === undefined ? 'Ready to start.' : `Ready to start: ${start}`;
  return `${counts.join(', ')}. ${ready ? next : 'Mend the problems from the top; then look again.'}`;
}
