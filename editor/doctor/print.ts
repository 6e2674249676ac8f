import wrapAnsi from 'wrap-ansi';
import type { Examined } from './checks.ts';

const COLUMN = '  problem  '.length;

/** How many problems there are. */
export function problemsIn(examined: readonly Examined[]): number {
  return examined.flatMap(({ outcomes }) => outcomes).filter(({ result }) => result === 'problem').length;
}

/** What was found, for a terminal of `width` columns; a link or a command to copy is never broken. `start`: the command that
    starts the bot; left out where that is not ours to say. */
export function examinedText(examined: readonly Examined[], width: number, start?: string): string {
  const folded = (text: string, label = '') =>
    `  ${label}`.padEnd(COLUMN) +
    wrapAnsi(text, Math.max(20, width - COLUMN)).replaceAll('\n', `\n${' '.repeat(COLUMN)}`);
  const lines = examined.flatMap(({ name, outcomes }) => [
    name,
    ...outcomes.flatMap(({ result, says, todo }) => [
      folded(says, result),
      ...(todo === undefined ? [] : [folded(`→ ${todo}`)]),
    ]),
    '',
  ]);
  const count = problemsIn(examined);
  const ready = start === undefined ? 'Ready to start.' : `Ready to start: ${start}`;
  const mend = `Problems: ${count}. Mend them from the top; then look again.`;
  return [...lines, wrapAnsi(count === 0 ? ready : mend, width)].join('\n');
}

/** `{ok, checks: [{chapter, check, result, says, todo?}]}`. */
export function examinedJson(examined: readonly Examined[]): string {
  const checks = examined.flatMap(({ name, outcomes }) =>
    outcomes.map((outcome) => ({ chapter: name, ...outcome })),
  );
  return JSON.stringify({ ok: problemsIn(examined) === 0, checks }, null, 2);
}
