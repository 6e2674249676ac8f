import { countOrigins, originOf } from '../../src/core/citations.ts';
import type {
  Fact,
  FactBase,
  FactId,
  IsoDate,
  LanguageTag,
  Pack,
  PackId,
  SourceId,
  TopicId,
} from '../../src/core/fact.ts';

/** One question of the evaluation that goes wrong, or would with a little less. Only those that one may tune by are named. */
export interface Shaky {
  readonly question: string;
  readonly expects: readonly FactId[];
  /** What came first instead, or what is nearest to it. */
  readonly instead: FactId | undefined;
  /** How far the right fact is ahead of the next, from 0 to 1; below 0 when it is behind. */
  readonly margin: number;
}

/** How the questions of the evaluation fare that a topic's facts should answer. */
export interface Asked {
  readonly questions: number;
  readonly failing: number;
  readonly near: number;
  readonly named: readonly Shaky[];
}

export interface TopicCoverage {
  readonly topic: TopicId;
  readonly title: string;
  readonly facts: number;
  /** Of `asOf`; left out when there is no fact. */
  readonly oldest?: IsoDate;
  readonly newest?: IsoDate;
  /** Documents cited, and how many original reports they come down to. */
  readonly sources: number;
  readonly origins: number;
  /** Facts that are worded in each of the pack's other languages. */
  readonly worded: Readonly<Record<LanguageTag, number>>;
  readonly asked: Asked;
  readonly overdue: readonly FactId[];
  readonly due: readonly FactId[];
  readonly singleOrigin: readonly FactId[];
  readonly unanswered: readonly FactId[];
  readonly fewWordings: readonly FactId[];
  /** Cited documents of which not all was read. */
  readonly partlyRead: readonly SourceId[];
}

export interface PackCoverage {
  readonly pack: PackId;
  readonly company: string;
  readonly facts: number;
  readonly sources: number;
  readonly origins: number;
  readonly topics: readonly TopicCoverage[];
}

/** Days before its review date from which a fact is due. */
const SOON = 60;
const ENOUGH_WORDINGS = 6;
/** Below it a topic that pack.yaml announces holds less than it promises. */
export const ENOUGH_FACTS = 2;
const ALLEGING: ReadonlySet<string> = new Set(['finding', 'report', 'letter']);
const NOTHING: Asked = { questions: 0, failing: 0, near: 0, named: [] };

/** What the base holds of each company, by topic, and where it is thin. Facts that were withdrawn or replaced don't count.
    Pure: `asked` says how questions fare, by topic key (`pack/topic`). */
export function coverageOf(
  facts: FactBase,
  asked: ReadonlyMap<string, Asked>,
  today: IsoDate,
  only?: PackId,
): readonly PackCoverage[] {
  const standing = [...facts.facts.values()].filter(
    ({ status }) => status === 'stands' || status === 'contested',
  );
  return [...facts.packs.values()]
    .filter(({ id }) => only === undefined || id === only)
    .map((pack) => {
      const own = standing.filter((fact) => fact.pack === pack.id);
      const cited = citedBy(own);
      return {
        pack: pack.id,
        company: facts.entities.get(pack.company)?.name ?? pack.company,
        facts: own.length,
        sources: cited.length,
        origins: countOrigins(cited, facts),
        topics: pack.topics.map(({ id, titles }) =>
          ofTopic(
            own.filter(({ topic }) => topic === id),
            { pack, topic: id, title: titles.get(pack.languages[0]) ?? id },
            { facts, asked: asked.get(`${pack.id}/${id}`) ?? NOTHING, today },
          ),
        ),
      };
    });
}

function ofTopic(
  own: readonly Fact[],
  { pack, topic, title }: { readonly pack: Pack; readonly topic: TopicId; readonly title: string },
  { facts, asked, today }: { readonly facts: FactBase; readonly asked: Asked; readonly today: IsoDate },
): TopicCoverage {
  const days = own.map(({ asOf }) => asOf).sort();
  const [oldest] = days;
  const newest = days.at(-1);
  const cited = citedBy(own);
  const soon = daysAfter(today, SOON);
  const ids = (which: (fact: Fact) => boolean) => own.filter(which).map(({ id }) => id);
  return {
    topic,
    title,
    facts: own.length,
    ...(oldest !== undefined && { oldest }),
    ...(newest !== undefined && { newest }),
    sources: cited.length,
    origins: countOrigins(cited, facts),
    worded: Object.fromEntries(
      pack.languages.slice(1).map((tag) => [tag, own.filter(({ wordings }) => wordings.has(tag)).length]),
    ),
    asked,
    overdue: ids(({ reviewBy }) => reviewBy < today),
    due: ids(({ reviewBy }) => reviewBy >= today && reviewBy <= soon),
    singleOrigin: ids(({ cites }) => new Set(cites.map(({ source }) => originOf(source, facts))).size === 1),
    unanswered: ids((fact) => alleges(fact, pack, facts) && fact.reply === undefined),
    fewWordings: ids(({ wordings }) => ([...wordings.values()][0]?.questions.length ?? 0) < ENOUGH_WORDINGS),
    partlyRead: cited.filter((id) => facts.sources.get(id)?.read !== 'whole'),
  };
}

/** Says something of the pack's own company; what only tells which firm or brand this is alleges nothing. */
function alleges({ id, kind, about }: Fact, { company }: Pack, { entities }: FactBase): boolean {
  const defines = about.some((entity) => entities.get(entity)?.definedBy === id);
  return ALLEGING.has(kind) && about.includes(company) && !defines;
}

function citedBy(facts: readonly Fact[]): SourceId[] {
  return [...new Set(facts.flatMap(({ cites }) => cites.map(({ source }) => source)))].sort();
}

function daysAfter(day: IsoDate, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
