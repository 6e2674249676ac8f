import { type Answer, cited, nameOfDocument, type Paragraph, type Passage, strong, text } from '../../core/answer.ts';
import { type Citations, collectCitations, originOf } from '../../core/citations.ts';
import type { FactBase, SourceId } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import { shorten } from '../../core/text.ts';
import { type Company, dossierFacts } from './company.ts';
import { pageAnswer, paged } from './page.ts';

/** What fits a Discord message. */
const SOURCES_A_PAGE = 8;
/** Characters of a report's title, where its whole title is below. */
const TITLE = 120;

/** A document of the dossier, and how many of its facts rest on it. */
interface Counted {
  readonly source: SourceId;
  readonly facts: number;
}

/** Documents that repeat one report, or those that repeat none. */
interface Group {
  readonly report?: SourceId;
  readonly documents: readonly Counted[];
}

/** Every document that the dossier rests on, with how many of its facts rest on it: documents that repeat one report
    together under it, the most repeated report first; then those that are reports of their own. */
export function sourcesPage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const groups = grouped(company, facts);
  const all = groups.flatMap(({ documents }) => documents);
  const { shown, page } = paged(all, SOURCES_A_PAGE, number);
  const citations = collectCitations(context);
  const body = groups.flatMap((group, index): Passage[] => {
    const own = group.documents.filter((one) => shown.includes(one));
    if (own.length === 0) return [];
    const lines = own.map((one) => line(one, citations, context));
    const repeating = group.documents.filter(({ source }) => source !== group.report).length;
    const title = language.say(group.report === undefined ? 'sources-own' : 'sources-origin', { count: repeating });
    return [{ title, lines: [...nameOf(group, context), ...lines], facts: [], rank: index }];
  });
  const heading = language.say('sources-of', { company: company.company.name, documents: all.length });
  return pageAnswer(company, { heading, word: 'sources', ...page }, body, [], citations, context);
}

/** One group for each report that more than one document comes down to, and a last one for all others. */
function grouped(company: Company, facts: FactBase): readonly Group[] {
  const cited = dossierFacts(company, facts).flatMap(({ cites }) => [...new Set(cites.map(({ source }) => source))]);
  const byReport = new Map<SourceId, Counted[]>();
  for (const source of new Set(cited)) {
    const one = { source, facts: cited.filter((id) => id === source).length };
    const report = originOf(source, facts);
    byReport.set(report, [...(byReport.get(report) ?? []), one].sort(byFacts));
  }
  const groups = [...byReport].map(([report, documents]) => ({ report, documents }));
  const alone = groups.filter(({ documents }) => documents.length === 1).flatMap(({ documents }) => documents);
  return [
    ...groups.filter(({ documents }) => documents.length > 1).sort((a, b) => b.documents.length - a.documents.length),
    ...(alone.length > 0 ? [{ documents: alone.sort(byFacts) }] : []),
  ];
}

const byFacts = (a: Counted, b: Counted): number => b.facts - a.facts || (a.source < b.source ? -1 : 1);

/** The report that a group repeats, by its own document, whether the dossier rests on that or only on what repeats it. */
function nameOf({ report: id }: Group, { facts }: Context): readonly Paragraph[] {
  const report = id && facts.sources.get(id);
  if (!report) return [];
  const title = nameOfDocument({ ...report, title: shorten(report.title, TITLE) });
  return [[strong(`${report.publisher}, ${title}`)]];
}

function line({ source, facts: count }: Counted, citations: Citations, { facts, language }: Context): Paragraph {
  const publisher = facts.sources.get(source)?.publisher ?? source;
  return [cited(citations.number({ source })), text(` ${publisher}: ${language.say('facts-count', { count })}`)];
}
