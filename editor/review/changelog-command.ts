import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { formatGrouped } from '../lint/grouped.ts';
import { print } from '../opened.ts';
import { openCommit, openFolder } from './against.ts';
import { formatChangelog, unexplained } from './changelog.ts';
import { changesBetween } from './changes.ts';
import { renderCorrections } from './corrections.ts';
import { historyOf } from './revisions.ts';

const HOW =
  'Type npm run facts -- changelog v1.0..main, or one commit to compare with the files as they are.';

/** `changelog [A..B] [--json|--markdown]`: exit code 1 when a claim changed without a reason in the data. */
export function addChangelog(to: Command): void {
  to.command('changelog')
    .description('what changed for readers between two commits, to be published')
    .argument(
      '[from..to]',
      'two commits, or one to compare with the files as they are; since main when left out',
    )
    .option('--markdown', 'print Markdown')
    .option('--json', 'print one JSON object and nothing else')
    .action((typed: string | undefined, options: { readonly markdown?: true; readonly json?: true }) => {
      const { dataDir } = readConfig();
      const history = historyOf(dataDir);
      if (!history)
        throw new BotError(
          'bad_config',
          `${dataDir} is in no git repository.`,
          'Run it where the facts were cloned.',
        );
      const [from, until] = partsOf(typed);
      const [before, after] = [
        from === undefined ? history.base() : history.commit(from),
        until === undefined ? undefined : history.commit(until),
      ];
      const old = openCommit(history, before, dataDir);
      const now = after ? openCommit(history, after, dataDir) : openFolder(dataDir);
      const { base, written } = now.loaded;
      const changes = changesBetween(old.loaded.base, base, new Set(written.retired.map(({ id }) => id)));
      const problems = unexplained(changes, written, dayOf(new Date()));
      const span = { from: before.typed, to: after?.typed ?? 'the files as they are' };
      if (options.json)
        print(
          JSON.stringify(
            { ...span, ...changes, errors: problems.map(({ message, tip }) => ({ message, tip })) },
            null,
            2,
          ),
        );
      else {
        print(formatChangelog(changes, span, options.markdown === true));
        if (problems.length > 0) process.stderr.write(`\n${formatGrouped(problems)}\n`);
      }
      if (problems.length > 0) process.exitCode = 1;
    });
}

function partsOf(typed: string | undefined): readonly [from: string | undefined, until: string | undefined] {
  if (typed === undefined) return [undefined, undefined];
  const [from = '', until, ...more] = typed.split('..');
  if (more.length > 0 || from === '' || until?.startsWith('.')) {
    throw new BotError('bad_config', `${JSON.stringify(typed)} names no two commits.`, HOW);
  }
  return [from, until === '' ? undefined : until];
}

/** `corrections [--check]`: writes CORRECTIONS.md beside data/, or says with exit code 1 that it is stale. */
export function addCorrections(to: Command): void {
  to.command('corrections')
    .description('write CORRECTIONS.md, every correction of the facts by day')
    .option('--check', 'write nothing; exit code 1 when it is stale')
    .action((options: { readonly check?: true }) => {
      const { dataDir } = readConfig();
      const file = join(dirname(dataDir), 'CORRECTIONS.md');
      const text = renderCorrections(loadFacts(dataDir).base);
      const isFresh = textOf(file) === text;
      if (!isFresh && options.check) {
        print('CORRECTIONS.md is stale: npm run facts -- corrections writes it.');
        process.exitCode = 1;
      } else if (isFresh) print('CORRECTIONS.md is fresh.');
      else {
        writeFileSync(file, text);
        print('CORRECTIONS.md is written.');
      }
    });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
