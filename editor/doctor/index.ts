import type { Command } from 'commander';
import wrapAnsi from 'wrap-ansi';
import { environment, ROOT } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { print } from '../opened.ts';
import { type Examined, examine } from './checks.ts';
import type { Outcome } from './outcome.ts';

export function addDoctor(to: Command): void {
  to.command('doctor')
    .description('look at variables, facts, store and tokens, and say what to do; changes nothing, prints no token')
    .option('--json', 'print one JSON object and nothing else')
    .action(({ json }: { readonly json?: true }) => look(json === true));
}

/** Looks at this installation, prints what was found, and has the process end with 1 when there is a problem. */
export async function look(json: boolean): Promise<void> {
  const examined = await examine({ root: ROOT, env: environment(), today: dayOf(new Date()) });
  const { stdout } = process;
  const width = stdout.isTTY ? stdout.columns || 80 : 100;
  // A built bot is started by systemd, by a container or by hand.
  const start = import.meta.built ? undefined : 'npm start';
  print(json ? examinedJson(examined) : examinedText(examined, width, start));
  if (problemsIn(examined) > 0) process.exitCode = 1;
}

const COLUMN = '  problem  '.length;

export function problemsIn(examined: readonly Examined[]): number {
  return examined.flatMap(({ outcomes }) => outcomes).filter(({ result }) => result === 'problem').length;
}

/** For a terminal of `width` columns; a link or a command to copy is never broken. `start`: the command that starts
    the bot. */
export function examinedText(examined: readonly Examined[], width: number, start?: string): string {
  const folded = (text: string, label = '') =>
    `  ${label}`.padEnd(COLUMN) +
    wrapAnsi(text, Math.max(20, width - COLUMN)).replaceAll('\n', `\n${' '.repeat(COLUMN)}`);
  const told = ({ result, says, todo }: Outcome) => [folded(says, result), ...(todo ? [folded(`→ ${todo}`)] : [])];
  const lines = examined.flatMap(({ name, outcomes }) => [name, ...outcomes.flatMap(told), '']);
  const count = problemsIn(examined);
  const ready = start === undefined ? 'Ready to start.' : `Ready to start: ${start}`;
  const mend = `Problems: ${count}. Mend them from the top; then look again.`;
  return [...lines, wrapAnsi(count === 0 ? ready : mend, width)].join('\n');
}

export function examinedJson(examined: readonly Examined[]): string {
  const checks = examined.flatMap(({ name, outcomes }) => outcomes.map((outcome) => ({ chapter: name, ...outcome })));
  return JSON.stringify({ ok: problemsIn(examined) === 0, checks }, null, 2);
}
