import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { dayOf } from '../../core/dates.ts';
import { lintData } from '../../facts/lint.ts';
import { formatProblems } from '../../facts/problems.ts';
import { print } from '../opened.ts';

/** `lint [--fix]`: exit code 1 when there is an error. */
export function addLint(to: Command): void {
  to.command('lint')
    .description('hold data/ to every rule')
    .option('--fix', 'order, trim and quote what can be')
    .action((options: { readonly fix?: true }) => {
      const { problems, fixed } = lintData(readConfig().dataDir, dayOf(new Date()), {
        fix: options.fix === true,
      });
      for (const file of fixed) print(`fixed ${file}`);
      print(formatProblems(problems));
      if (problems.some(({ level }) => level === 'error')) process.exitCode = 1;
    });
}
