import type { Command } from 'commander';
import { countOrigins } from '../../src/core/citations.ts';
import { dayOf } from '../../src/core/dates.ts';
import type { FactBase, IsoDate } from '../../src/core/fact.ts';
import { columns, opened, print } from '../opened.ts';

export function addCoverage(to: Command): void {
  to.command('coverage')
    .description('what is held of each company and topic, how old it is, and what it rests on')
    .action(async () => print(columns(coverageOf((await opened()).knowledge.facts, dayOf(new Date())))));
}

/** A row for each topic of each pack, the head first: its facts, the days that the oldest and the newest are of, how many are
    past their review, the documents cited and how many original reports they come down to, and how many facts are worded in
    each further language. Facts that were withdrawn or replaced don't count. */
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
