import type { Command } from 'commander';
import { environment, ROOT } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { print } from '../opened.ts';
import { examine } from './checks.ts';
import { examinedJson, examinedText, problemsIn } from './print.ts';

export const ABOUT = `Looks at everything that the bot needs, and says what to do: variables, facts, store, and what
Slack and Discord say of the tokens. It changes nothing, and prints no token.`;

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
  const examined = await examine({ root: ROOT, env: environment(), today: dayOf(new Date()) });
  const { stdout } = process;
  const width = stdout.isTTY ? stdout.columns || 80 : 100;
  // A built bot is started by systemd, by a container or by hand.
  const start = import.meta.built ? undefined : 'npm start';
  print(json ? examinedJson(examined) : examinedText(examined, width, start));
  if (problemsIn(examined) > 0) process.exitCode = 1;
}
