import type { Command } from 'commander';
import { environment, ROOT } from '../../src/config.ts';
import { chats } from '../../src/platforms/index.ts';
import { print } from '../opened.ts';
import { chapterText } from './chapter-text.ts';
import { type Chapter, examine } from './examination.ts';
import { RESULTS, type Result } from './outcome.ts';

export const ABOUT =
  'Looks at everything that the bot needs, and says what to do: Node, packages, variables, facts, store, clock, and what Slack and Discord say of the tokens. It changes nothing, and prints no token.';

export const AFTER = `
Each line is ok, warning, problem, or skipped (with why).
Ends with 1 when there is a problem, with 0 otherwise: warnings don't fail.`;

export function addDoctor(to: Command): void {
  to.command('doctor')
    .summary('look whether everything that the bot needs is there and works')
    .description(ABOUT)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', AFTER)
    .action(({ json }: { readonly json?: true }) => look(json === true));
}

/** Looks at this installation, prints what was found, and has the process end with 1 when there is a problem. */
export async function look(json: boolean): Promise<void> {
  const chapters = await examine({ root: ROOT, env: environment(), chats, now: () => new Date() });
  const { stdout } = process;
  const width = stdout.isTTY ? stdout.columns || 80 : 100;
  // A built bot is started by systemd, by a container or by hand.
  const start = import.meta.built ? undefined : 'npm start';
  print(json ? doctorJson(chapters) : chapterText(chapters, width, start));
  if (countOf(chapters).problem > 0) process.exitCode = 1;
}

/** How many lines have each result. */
export function countOf(chapters: readonly Chapter[]): Readonly<Record<Result, number>> {
  const all = chapters.flatMap(({ examined }) => examined);
  const [ok = 0, warning = 0, problem = 0, skipped = 0] = RESULTS.map(
    (result) => all.filter((one) => one.result === result).length,
  );
  return { ok, warning, problem, skipped };
}

/** `{ok, counts, checks: [{chapter, check, result, says, todo?}]}`. */
export function doctorJson(chapters: readonly Chapter[]): string {
  const counts = countOf(chapters);
  const checks = chapters.flatMap(({ title, examined }) =>
    examined.map((one) => ({ chapter: title, ...one })),
  );
  return JSON.stringify({ ok: counts.problem === 0, counts, checks }, null, 2);
}
