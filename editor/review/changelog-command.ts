import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { dayOf } from '../../src/core/dates.ts';
import { BotError } from '../../src/core/errors.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { formatGrouped } from '../lint/grouped.ts';
import { print } from '../opened.ts';
import { openCommit, openFolder } from './baseline.ts';
import { changesBetween, formatChanges, unexplained } from './changes.ts';
import { renderCorrections } from './corrections.ts';
import { historyOf } from './revisions.ts';

/** `changelog [A..B]`: exit code 1 when a claim changed without a reason in the data. */
export function addChangelog(to: Command): void {
  to.command('changelog')
    .description('what changed for readers between two commits, as Markdown')
    .argument(
      '[from..to]',
      'two commits, or one to compare with the files as they are; since main when left out',
    )
    .action((typed: string | undefined) => {
      const { dataDir } = readConfig();
      const history = historyOf(dataDir);
      if (!history) {
        const hint = 'Run it where the facts were cloned.';
        throw new BotError('bad_config', `${dataDir} is in no git repository.`, hint);
      }
      const [from, until] = endsOf(typed);
      const before = from === undefined ? history.base() : history.commit(from);
      const after = until === undefined ? undefined : history.commit(until);
      const old = openCommit(history, before, dataDir);
      const { base, written } = after ? openCommit(history, after, dataDir) : openFolder(dataDir);
      const changes = changesBetween(old.base, base);
      const errors = unexplained(changes, written, dayOf(new Date()));
      const title = `Facts: what changed from ${before.typed} to ${after?.typed ?? 'the files as they are'}`;
      print(formatChanges(changes, title));
      if (errors.length === 0) return;
      process.stderr.write(`\n${formatGrouped(errors)}\n`);
      process.exitCode = 1;
    });
}

function endsOf(typed = ''): readonly (string | undefined)[] {
  const ends = typed.split('..');
  if (typed === '' || (ends.length <= 2 && ends[0] && !ends[1]?.startsWith('.')))
    return ends.map((one) => one || undefined);
  const tip =
    'Type npm run facts -- changelog v1.0..main, or one commit to compare with the files as they are.';
  throw new BotError('bad_config', `${JSON.stringify(typed)} names no two commits.`, tip);
}

/** `corrections`: writes CORRECTIONS.md beside data/. */
export function addCorrections(to: Command): void {
  to.command('corrections')
    .description('write CORRECTIONS.md, every correction of the facts by day')
    .action(() => {
      const { dataDir } = readConfig();
      writeFileSync(join(dirname(dataDir), 'CORRECTIONS.md'), renderCorrections(loadFacts(dataDir).base));
      print('CORRECTIONS.md is written.');
    });
}
