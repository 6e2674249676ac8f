import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { countOrigins } from '../../src/core/citations.ts';
import { dayOf, sayDate } from '../../src/core/dates.ts';
import type { Fact, FactBase, IsoDate } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { columns, opened, print } from '../opened.ts';
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
    fact.corrections.map((entry, index, { [index - 1]: later }) => ({ fact, ...entry, now: nowOf(fact, later?.was) })),
  );
  if (entries.length === 0) return `${HEAD}\nNone so far: no claim was corrected, withdrawn or replaced.\n`;
  const days = [...new Set(entries.map(({ on }) => on))].sort().reverse();
  const sections = days.map((day) => {
    const own = entries.filter(({ on }) => on === day);
    own.sort((one, other) => (one.fact.id < other.fact.id ? -1 : one.fact.id > other.fact.id ? 1 : 0));
    const items = own.flatMap(({ fact, was, why, now }) => {
      return [`- \`${fact.id}\``, `  - was: ${escaped(was)}`, `  - ${now}`, `  - why: ${escaped(why)}`];
    });
    return [`## ${sayDate(day, 'en')}`, '', ...items].join('\n');
  });
  return `${HEAD}\n${sections.join('\n\n')}\n`;
}

/** `later`: what the next correction took out again. */
function nowOf(fact: Fact, later?: string): string {
  if (later !== undefined) return `now: ${escaped(later)}`;
  if (fact.status === 'withdrawn') return 'now: withdrawn';
  return fact.status === 'superseded' ? 'now: replaced by a newer fact' : `now: ${escaped(claimOf(fact))}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/&/g, '&amp;');
}

export function addCoverage(to: Command): void {
  to.command('coverage')
    .description('what is held of each company and topic, how old it is, and what it rests on')
    .action(async () => print(columns(coverageOf((await opened()).knowledge.facts, dayOf(new Date())))));
}

/** A row for each topic of each pack: its facts that stand, the days of the oldest and the newest, how many are past their
    review, the documents cited, how many reports they come down to, and how many facts each further language words. */
export function coverageOf(base: FactBase, today: IsoDate): readonly (readonly string[])[] {
  const standing = [...base.facts.values()].filter(({ status }) => status === 'stands' || status === 'contested');
  const packs = [...base.packs.values()];
  const tags = [...new Set(packs.flatMap(({ languages }) => languages.slice(1)))];
  const rows = packs.flatMap(({ id: pack, topics }) =>
    topics.map(({ id: topic }) => {
      const facts = standing.filter((fact) => fact.pack === pack && fact.topic === topic);
      const days = facts.map(({ asOf }) => asOf).sort();
      const cited = [...new Set(facts.flatMap(({ cites }) => cites.map(({ source }) => source)))];
      const due = facts.filter(({ reviewBy }) => reviewBy < today).length;
      const worded = tags.map((tag) => facts.filter(({ wordings }) => wordings.has(tag)).length);
      return [
        `${pack} ${topic}`,
        ...[facts.length, days[0] ?? '', days.at(-1) ?? '', due],
        ...[cited.length, countOrigins(cited, base), ...worded],
      ].map(String);
    }),
  );
  return [['topic', 'facts', 'oldest', 'newest', 'due', 'sources', 'origins', ...tags], ...rows];
}
