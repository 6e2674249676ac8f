import type { Command } from 'commander';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { loadEvaluation } from '../evaluation/questions.ts';
import { opened, print } from '../opened.ts';
import { coverageOf } from './coverage.ts';
import { formatCoverage } from './coverage-table.ts';
import { nextSteps } from './next-steps.ts';
import { packHint } from './scope.ts';
import { askEvaluation } from './shaky.ts';

/** Of a file or a pipe, which have no columns of their own. */
const COLUMNS = 100;

/** `coverage [--pack P] [--json]`: what the base holds, how old it is, and what to write next. */
export function addCoverage(to: Command): void {
  to.command('coverage')
    .description('what is held of each company, how old it is, where it is thin, and what to write next')
    .option('--pack <id>', 'one pack only')
    .option('--all', 'name everything, not the first three of each list')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: { readonly pack?: string; readonly all?: true; readonly json?: true }) => {
      const { knowledge, dir } = await opened();
      const packs = [...knowledge.facts.packs.keys()];
      const pack = packs.find((id) => id === options.pack);
      if (options.pack !== undefined && pack === undefined) {
        throw new BotError(
          'bad_config',
          `There is no pack ${JSON.stringify(options.pack)}.`,
          packHint(options.pack, packs),
        );
      }
      const asked = askEvaluation(knowledge, loadEvaluation(dir, knowledge.facts));
      const coverage = coverageOf(knowledge.facts, asked, dayOf(new Date()), pack);
      if (options.json) print(JSON.stringify({ packs: coverage, next: nextSteps(coverage) }, null, 2));
      else print(formatCoverage(coverage, process.stdout.columns || COLUMNS, options.all === true));
    });
}
