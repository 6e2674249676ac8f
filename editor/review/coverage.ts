import { countOrigins, originOf } from '../../src/core/citations.ts';
import type { Fact, FactBase, FactId, IsoDate, Pack, PackId, SourceId } from '../../src/core/fact.ts';
import type { AskedQuestion } from './low-margin.ts';

/** What the base holds of one topic of a company. */
export interface TopicCoverage {
  readonly pack: PackId;
  readonly topic: string;
  readonly facts: number;
  /** Days that the facts are of; empty when there is none. */
  readonly oldest: string;
  readonly newest: string;
  /** Documents cited, and how many original reports they come down to. */
  readonly sources: number;
  readonly origins: number;
  /** Facts that are worded in each of the pack's other languages. */
  readonly worded: Readonly<Record<string, number>>;
  /** Questions of the evaluation that expect its facts: those that go wrong, and those that nearly do. */
  readonly failing: number;
  readonly lowMargin: number;
}

/** Where the base is thin: what it is, what to do about it, and what it is about. */
export interface Gap {
  readonly what: string;
  readonly todo: string;
  readonly about: readonly string[];
}

export interface Coverage {
  readonly topics: readonly TopicCoverage[];
  /** What a reader is told wrongly first, what would only be nice to have last; none empty. */
  readonly gaps: readonly Gap[];
}

/** Days before its review date from which a fact is due. */
const SOON = 60;
const ENOUGH_WORDINGS = 6;
/** Below it a topic that pack.yaml announces holds less than it promises. */
const ENOUGH_FACTS = 2;
const ALLEGING: ReadonlySet<string> = new Set(['finding', 'report', 'letter']);

/** What the base holds of each company, by topic, and where it is thin. Facts that were withdrawn or replaced don't count.
    Pure. */
export function coverageOf(
  base: FactBase,
  asked: readonly AskedQuestion[],
  today: IsoDate,
  only?: PackId,
): Coverage {
  const packs = [...base.packs.values()].filter(({ id }) => only === undefined || id === only);
  const own = new Set(packs.map(({ id }) => id));
  const facts = [...base.facts.values()].filter(
    ({ pack, status }) => own.has(pack) && (status === 'stands' || status === 'contested'),
  );
  const topics = packs.flatMap((pack) =>
    pack.topics.map(({ id }): TopicCoverage => {
      const held = facts.filter((fact) => fact.pack === pack.id && fact.topic === id);
      const questions = asked.filter(({ fact }) => fact.pack === pack.id && fact.topic === id);
      const days = held.map(({ asOf }) => asOf).sort();
      const cited = citedBy(held);
      const worded = pack.languages
        .slice(1)
        .map((tag) => [tag, held.filter(({ wordings }) => wordings.has(tag)).length]);
      return {
        pack: pack.id,
        topic: id,
        facts: held.length,
        oldest: days[0] ?? '',
        newest: days.at(-1) ?? '',
        sources: cited.length,
        origins: countOrigins(cited, base),
        worded: Object.fromEntries(worded),
        failing: questions.filter(({ fails }) => fails).length,
        lowMargin: questions.filter(({ isLow }) => isLow).length,
      };
    }),
  );
  return { topics, gaps: gapsOf(base, facts, topics, asked, today) };
}

function gapsOf(
  base: FactBase,
  facts: readonly Fact[],
  topics: readonly TopicCoverage[],
  asked: readonly AskedQuestion[],
  today: IsoDate,
): readonly Gap[] {
  const soon = new Date(Date.parse(today) + SOON * 86_400_000).toISOString();
  const ids = (which: (fact: Fact) => boolean): readonly FactId[] => facts.filter(which).map(({ id }) => id);
  // Questions that are only ever counted are never shown: who reads them would tune by them.
  const shown = asked
    .filter(({ fact, split }) => split === 'tune' && facts.some(({ pack }) => pack === fact.pack))
    .sort((one, other) => one.margin - other.margin);
  const say = ({ question, fact, margin, instead }: AskedQuestion): string =>
    `"${question}": ${fact.id} is ${margin > 0 ? 'ahead of' : 'behind'} ${instead ?? 'nothing'} by ${Math.abs(margin).toFixed(2)}`;
  const few = ({ wordings }: Fact) => ([...wordings.values()][0]?.questions.length ?? 0) < ENOUGH_WORDINGS;
  const oneOrigin = ({ cites }: Fact) =>
    new Set(cites.map(({ source }) => originOf(source, base))).size === 1;
  const why = 'npm run ask -- --why says what else was found; give the fact wordings by which it is';
  const gaps: readonly (readonly [what: string, todo: string, about: readonly string[]])[] = [
    ['facts past their review date', 'look again, and set reviewBy', ids(({ reviewBy }) => reviewBy < today)],
    [
      'allegations without the company’s reply',
      'look for it, and write reply',
      ids((fact) => alleges(fact, base) && fact.reply === undefined),
    ],
    ['questions that go wrong', why, shown.filter(({ fails }) => fails).map(say)],
    [
      `topics with fewer than ${ENOUGH_FACTS} facts`,
      'npm run facts -- new fact',
      topics.filter((one) => one.facts < ENOUGH_FACTS).map(({ pack, topic }) => `${pack} ${topic}`),
    ],
    ['questions that nearly go wrong', why, shown.filter(({ isLow }) => isLow).map(say)],
    [`facts with fewer than ${ENOUGH_WORDINGS} wordings`, 'write more ways to ask for them', ids(few)],
    [
      'sources of which not all was read',
      'read them whole, and set read and accessed',
      citedBy(facts).filter((id) => base.sources.get(id)?.read !== 'whole'),
    ],
    [
      `facts to be looked at within ${SOON} days`,
      'look again, and set reviewBy',
      ids(({ reviewBy }) => reviewBy >= today && reviewBy <= soon),
    ],
    ['facts that rest on one report', 'find a second, independent one', ids(oneOrigin)],
  ];
  return gaps.flatMap(([what, todo, about]) => (about.length === 0 ? [] : [{ what, todo, about }]));
}

/** Says something of the pack's own company; what only says which firm or brand this is alleges nothing. */
function alleges({ id, kind, about, pack }: Fact, { entities, packs }: FactBase): boolean {
  const company: Pack['company'] | undefined = packs.get(pack)?.company;
  const defines = about.some((entity) => entities.get(entity)?.definedBy === id);
  return ALLEGING.has(kind) && company !== undefined && about.includes(company) && !defines;
}

function citedBy(facts: readonly Fact[]): readonly SourceId[] {
  return [...new Set(facts.flatMap(({ cites }) => cites.map(({ source }) => source)))].sort();
}

const HEAD = ['topic', 'facts', 'oldest', 'newest', 'sources', 'origins', 'fail', 'near'];

/** One table, and under it where the base is thin: the first few of each gap, or `all`. */
export function formatCoverage({ topics, gaps }: Coverage, all = false): string {
  const languages = [...new Set(topics.flatMap(({ worded }) => Object.keys(worded)))];
  const rows = topics.map((one) => [
    `${one.pack} ${one.topic}`,
    ...[one.facts, one.oldest, one.newest, one.sources, one.origins, one.failing, one.lowMargin].map(String),
    ...languages.map((tag) => String(one.worded[tag] ?? '')),
  ]);
  const table = [[...HEAD, ...languages], ...rows];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  const lists = gaps.map(({ what, todo, about }) => {
    const shown = all ? about : about.slice(0, 3);
    const left = about.length - shown.length;
    const more = left > 0 ? [`… and ${left} more (--all names them)`] : [];
    return [`${what}: ${about.length}; ${todo}`, ...[...shown, ...more].map((one) => `  ${one}`)].join('\n');
  });
  return [lines.join('\n'), ...lists].join('\n\n');
}
