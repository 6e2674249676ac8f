import { type Answer, cited, nameOfDocument, type Paragraph, type Passage, strong, text } from '../../core/answer.ts';
import { type Citations, collectCitations, originOf } from '../../core/citations.ts';
import type { FactBase, SourceId } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import { shorten } from '../../core/text.ts';
import { type Company, dossierFacts } from './company.ts';
import { pageAnswer, paged } from './page.ts';

/** What fits a Discord message whole. */
const SOURCES_A_PAGE = 8;
/** Characters of a report's title, where its whole title is below. */
const TITLE = 120;

/** A document of the dossier. */
interface Counted {
  readonly source: SourceId;
  /** Facts of the dossier that rest on it. */
  readonly facts: number;
  /** The report that it comes down to. */
  readonly origin: SourceId;
}

/** Every document that the dossier rests on, with how many of its facts rest on it: documents that repeat one report
    together under it, the most repeated report first; then those that are reports of their own. */
export function sourcesPage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const groups = grouped(company, facts);
  const { shown, page } = paged(groups.flat(), SOURCES_A_PAGE, number);
  const citations = collectCitations(context);
  const body = groups.flatMap((group, index): Passage[] => {
    const own = group.filter((one) => shown.includes(one));
    if (own.length === 0) return [];
    const title = titleOf(group, context);
    const lines = own.map((one) => line(one, citations, context));
    return [{ title, lines: [...nameOf(group, context), ...lines], facts: [], rank: index }];
  });
  const heading = language.say('sources-of', {
    company: company.company.name,
    documents: groups.flat().length,
  });
  return pageAnswer(company, { heading, word: 'sources', ...page }, body, [], citations, context);
}

/** One group for each report that more than one document comes down to, and a last one for all others. */
function grouped(company: Company, facts: FactBase): readonly (readonly Counted[])[] {
  const counts = new Map<SourceId, number>();
  for (const fact of dossierFacts(company, facts)) {
    for (const id of new Set(fact.cites.map((cite) => cite.source))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const byOrigin = new Map<SourceId, Counted[]>();
  for (const [source, count] of counts) {
    const origin = originOf(source, facts);
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), { source, facts: count, origin }]);
  }
  const groups = [...byOrigin.values()];
  const repeated = groups
    .filter((group) => group.length > 1)
    .sort((a, b) => b.length - a.length || byFacts(a[0], b[0]));
  const alone = groups.filter((group) => group.length === 1).flat();
  return [...repeated, alone].filter((group) => group.length > 0).map((group) => group.toSorted(byFacts));
}

function byFacts(a: Counted | undefined, b: Counted | undefined): number {
  if (!a || !b) return 0;
  return b.facts - a.facts || (a.source < b.source ? -1 : 1);
}

function titleOf(group: readonly Counted[], { language }: Context): string {
  const [first] = group;
  const repeating = isRepeated(group) ? group.filter(({ source }) => source !== first?.origin).length : 0;
  return repeating > 0
    ? language.say('sources-origin', { count: repeating })
    : language.say('sources-own', { count: group.length });
}

function isRepeated(group: readonly Counted[]): boolean {
  return group.length > 1 && group.every(({ origin }) => origin === group[0]?.origin);
}

/** The report that a group repeats, by its own document, whether the dossier rests on that or only on what repeats it. */
function nameOf(group: readonly Counted[], { facts }: Context): readonly Paragraph[] {
  const origin = isRepeated(group) ? group[0]?.origin : undefined;
  const report = origin === undefined ? undefined : facts.sources.get(origin);
  return report
    ? [[strong(`${report.publisher}, ${nameOfDocument({ ...report, title: shorten(report.title, TITLE) })}`)]]
    : [];
}

function line({ source, facts: count }: Counted, citations: Citations, { facts, language }: Context): Paragraph {
  const publisher = facts.sources.get(source)?.publisher ?? source;
  return [cited(citations.number({ source })), text(` ${publisher}: ${language.say('facts-count', { count })}`)];
}
