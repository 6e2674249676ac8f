import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { sayDate } from '../../src/core/dates.ts';
import type { Fact, FactBase } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { print } from '../opened.ts';
import { claimOf } from './changes.ts';

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

const HEAD = `# Corrections

Every claim of the facts that was corrected, withdrawn or replaced, newest first. Made from the \`corrections\` of
\`data/packs\` by \`npm run facts -- corrections\`; do not edit it here.

**A fact is wrong?** Use *Something wrong?* under the answer, or open an issue of the kind *A fact is wrong*, with the
fact's id (the last words of the answer), what the source says, and where it says it. A company that a fact names may answer
it: its own words are shown beside the claim.
`;

/** CORRECTIONS.md: by day, each fact with what it said, what it says now, and why. It says so when there is none. */
export function renderCorrections({ facts }: FactBase): string {
  const entries = [...facts.values()].flatMap((fact) =>
    fact.corrections.map((entry, index) => ({
      fact,
      ...entry,
      now: index === 0 ? nowOf(fact) : `now: ${escaped(fact.corrections[index - 1]?.was ?? '')}`,
    })),
  );
  if (entries.length === 0) return `${HEAD}\nNone so far: no claim was corrected, withdrawn or replaced.\n`;
  const days = [...new Set(entries.map(({ on }) => on))].sort().reverse();
  const sections = days.map((day) => {
    const own = entries
      .filter(({ on }) => on === day)
      .sort((one, other) => (one.fact.id < other.fact.id ? -1 : one.fact.id > other.fact.id ? 1 : 0));
    const items = own.map(({ fact, was, why, now }) =>
      [`- \`${fact.id}\``, `  - was: ${escaped(was)}`, `  - ${now}`, `  - why: ${escaped(why)}`].join('\n'),
    );
    return [`## ${sayDate(day, 'en')}`, '', ...items].join('\n');
  });
  return `${HEAD}\n${sections.join('\n\n')}\n`;
}

function nowOf(fact: Fact): string {
  if (fact.status === 'withdrawn') return 'now: withdrawn';
  if (fact.status === 'superseded') return 'now: replaced by a newer fact';
  return `now: ${escaped(claimOf(fact))}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/&/g, '&amp;');
}
