import type { Command } from 'commander';
import { dayOf } from '../../src/core/dates.ts';
import { loadEvaluation } from '../evaluation/questions.ts';
import { knownPack } from '../known-pack.ts';
import { opened, print } from '../opened.ts';
import { coverageOf, formatCoverage } from './coverage.ts';
import { askEvaluation } from './low-margin.ts';

interface CoverageOptions {
  readonly pack?: string;
  readonly all?: true;
}

/** `coverage [--pack P] [--all]`: what the base holds, how old it is, and what to write next. */
export function addCoverage(to: Command): void {
  to.command('coverage')
    .description('what is held of each company, how old it is, where it is thin, and what to write next')
    .option('--pack <id>', 'one pack only')
    .option('--all', 'name everything, not the first three of each list')
    .action(async ({ pack, all }: CoverageOptions) => {
      const { knowledge, dir } = await opened();
      const only = knownPack(pack, knowledge.facts.packs);
      const asked = askEvaluation(knowledge, loadEvaluation(dir, knowledge.facts));
      print(formatCoverage(coverageOf(knowledge.facts, asked, dayOf(new Date()), only), all));
    });
}
