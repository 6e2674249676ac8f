import wrapAnsi from 'wrap-ansi';
import type { Examined } from './checks.ts';
import { RESULTS, type Result } from './outcome.ts';

const COLUMN = '  problem  '.length;

/** How many lines have each result. */
export function countOf(examined: readonly Examined[]): Readonly<Record<Result, number>> {
  const counts = { ok: 0, warning: 0, problem: 0, skipped: 0 };
  for (const { outcomes } of examined) for (const { result } of outcomes) counts[result] += 1;
  return counts;
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
  const counts = countOf(examined);
  const counted = RESULTS.filter((result) => counts[result] > 0).map(
    (result) => `${counts[result]} ${result}${counts[result] > 1 && /ing|lem/.test(result) ? 's' : ''}`,
  );
  const ready = start === undefined ? 'Ready to start.' : `Ready to start: ${start}`;
  const next = counts.problem === 0 ? ready : 'Mend the problems from the top; then look again.';
  return [...lines, wrapAnsi(`${counted.join(', ')}. ${next}`, width)].join('\n');
}

/** `{ok, counts, checks: [{chapter, check, result, says, todo?}]}`. */
export function examinedJson(examined: readonly Examined[]): string {
  const counts = countOf(examined);
  const checks = examined.flatMap(({ name, outcomes }) =>
    outcomes.map((outcome) => ({ chapter: name, ...outcome })),
  );
  return JSON.stringify({ ok: counts.problem === 0, counts, checks }, null, 2);
}
