import type { Fact, Pack } from '../../src/core/fact.ts';
import { questionOf } from '../../src/core/passage.ts';
import type { Problem } from '../lint/rule.ts';
import type { Link, Parts } from './fact-page.ts';
import { html } from './html.ts';
import type { Good } from './session.ts';

/** Every fact by pack and topic, those that git says were changed first. */
export function listParts(good: Good, changed: ReadonlySet<string> | undefined, link: Link): Parts {
  const { facts } = good.knowledge;
  const all = [...facts.facts.values()];
  const marks = marker(good);
  const line = (fact: Fact): string => lineHtml(fact, good, marks(fact), link);
  const now = all.filter((fact) => changed?.has(fact.id));
  const first =
    now.length === 0
      ? ''
      : `<section class="pack changed"><h2>Changed since the last commit</h2><ul>${now.map(line).join('')}</ul></section>`;
  const packs = [...facts.packs.values()].map((pack) =>
    packHtml(
      pack,
      all.filter((fact) => fact.pack === pack.id),
      line,
    ),
  );
  return {
    list: first + packs.join(''),
    counted: `${all.length} facts${changed ? `, ${now.length} changed since the last commit` : ''}`,
  };
}

function packHtml(pack: Pack, facts: readonly Fact[], line: (fact: Fact) => string): string {
  const topics = pack.topics.flatMap((topic) => {
    const own = facts.filter((fact) => fact.topic === topic.id);
    if (own.length === 0) return [];
    return `<section class="topic"><h3>${html(topic.titles.get('en') ?? topic.id)}</h3><ul>${own.map(line).join('')}</ul></section>`;
  });
  return `<section class="pack"><h2>${html(pack.title)} <span class="count">${facts.length}</span></h2>${topics.join('')}</section>`;
}

function lineHtml(fact: Fact, { knowledge: { facts } }: Good, marks: readonly string[], link: Link): string {
  const languages = [...fact.wordings.keys()].join(' ');
  const status = fact.status === 'stands' ? '' : ` <span class="${fact.status}">${fact.status}</span>`;
  return `<li><a href="${html(link(fact.id))}"><span class="question">${html(questionOf(fact, facts, 'en'))}</span> <code>${html(fact.id)}</code></a> <span class="marks">${marks.join(' ')}${status} <span class="tags">${html(languages)}</span></span></li>`;
}

/** What the rules find in the entry of a fact itself, counted by the line on which it begins. */
function marker({ findings, reading }: Good): (fact: Fact) => readonly string[] {
  if (!findings || findings.length === 0) return () => [];
  const starts = new Map<string, { readonly file: string; readonly line: number; readonly end: number }>();
  for (const ids of reading.written.order.values()) {
    const places = ids.map((id) => placeOf(reading.written.where('fact', id)));
    for (const [index, id] of ids.entries()) {
      const place = places[index];
      if (place) starts.set(id, { ...place, end: places[index + 1]?.line ?? Number.POSITIVE_INFINITY });
    }
  }
  const found = findings.map((problem) => ({ problem, ...placeOf(problem.where) }));
  return (fact) => {
    const own = starts.get(fact.id);
    if (!own) return [];
    const inside = found.filter(({ file, line }) => file === own.file && line >= own.line && line < own.end);
    return counts(inside.map(({ problem }) => problem));
  };
}

function counts(problems: readonly Problem[]): readonly string[] {
  return (['error', 'warning'] as const).flatMap((level) => {
    const many = problems.filter((one) => one.level === level).length;
    return many === 0
      ? []
      : [
          `<span class="${level}">${many} ${level === 'error' ? 'error' : 'warning'}${many === 1 ? '' : 's'}</span>`,
        ];
  });
}

function placeOf(where: string): { readonly file: string; readonly line: number } {
  const [, file = '', line = '0'] = /^(.*?):(\d+)/u.exec(where) ?? [];
  return { file, line: Number(line) };
}
