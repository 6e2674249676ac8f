import type { Action, Answer, Paragraph, Passage } from '../../core/answer.ts';
import { type Citations, collectCitations } from '../../core/citations.ts';
import { closing } from '../../core/compose.ts';
import { sayPeriod } from '../../core/dates.ts';
import type { Fact, LooseDate, SourceId, Topic } from '../../core/fact.ts';
import { factPassage } from '../../core/passage.ts';
import type { Context } from '../../core/ports.ts';
import { type Company, dossierFacts } from './company.ts';

/** How much stands on one page: what fits a Discord message whole, with its sources. */
const FACTS_A_PAGE = 2;
const DATES_A_PAGE = 4;
const SOURCES_A_PAGE = 8;
/** Sources that a claim names in a timeline. */
const CITES = 2;

/** What a page of a dossier needs besides its passages. */
interface Page {
  readonly heading: string;
  /** What asks for it: `contracts`, `timeline`. */
  readonly word: string;
  readonly number: number;
  readonly pages: number;
}

/** The facts of one topic, whole, the weightiest first. */
export function topicPage(company: Company, topic: Topic, number: number, context: Context): Answer {
  const all = dossierFacts(company, context.facts).filter((fact) => fact.topic === topic.id);
  const { shown, page } = paged(all, FACTS_A_PAGE, number);
  const citations = collectCitations(context.facts, context.language.say, context.language.tag);
  const body = shown.map((fact, index) => factPassage(fact, citations, context, { rank: index }));
  const title = topic.titles.get(context.language.tag) ?? topic.id;
  const heading = `${company.company.name}: ${title}`;
  return pageAnswer(company, { heading, word: topic.id, ...page }, body, shown, citations, context);
}

/** What happened when, the oldest first; what has no date is not in it. */
export function timelinePage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const dated = dossierFacts(company, facts)
    .flatMap((fact) => (fact.period && fact.kind !== 'metadata' ? [{ fact, period: fact.period }] : []))
    .sort((a, b) => order(a.period.from, b.period.from) || (a.fact.id < b.fact.id ? -1 : 1));
  const { shown, page } = paged(dated, DATES_A_PAGE, number);
  const citations = collectCitations(facts, language.say, language.tag);
  const body = shown.map(({ fact, period }, index) =>
    factPassage(fact, citations, context, {
      rank: index,
      title: sayPeriod(period, language.tag),
      cites: CITES,
    }),
  );
  const heading = language.say('timeline', { company: company.company.name });
  const told = shown.map(({ fact }) => fact);
  return pageAnswer(company, { heading, word: 'timeline', ...page }, body, told, citations, context);
}

/** A year alone stands before its months, a month before its days. */
function order(one: LooseDate, other: LooseDate): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Every document that the dossier rests on, with how many of its facts rest on it. */
export function sourcesPage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const counts = new Map<SourceId, number>();
  for (const fact of dossierFacts(company, facts)) {
    for (const id of new Set(fact.cites.map((cite) => cite.source)))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const inOrder = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const { shown, page } = paged(inOrder, SOURCES_A_PAGE, number);
  const everything = collectCitations(facts, language.say, language.tag);
  for (const [source] of inOrder) everything.number({ source });
  const citations = collectCitations(facts, language.say, language.tag);
  const lines = shown.map(([source, count]): Paragraph => {
    const { publisher, title } = facts.sources.get(source) ?? { publisher: source, title: '' };
    return [
      { kind: 'text', text: `${publisher}, “${title}”: ${language.say('facts-count', { count })} ` },
      { kind: 'cite', number: citations.number({ source }) },
    ];
  });
  const body = lines.map((line, index): Passage => ({ lines: [line], facts: [], rank: index }));
  const heading = language.say('sources-of', { company: company.company.name, ...everything.origins() });
  return pageAnswer(company, { heading, word: 'sources', ...page }, body, [], citations, context);
}

/** The brands and products that a document of the base names as the company's. */
export function brandsPage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const owned = [...facts.entities.values()].filter((entity) => entity.ownedBy === company.company.id);
  const defining = [...new Set(owned.flatMap((entity) => entity.definedBy ?? []))].flatMap(
    (id) => facts.facts.get(id) ?? [],
  );
  const { shown, page } = paged(defining, FACTS_A_PAGE, number);
  const citations = collectCitations(facts, language.say, language.tag);
  const names: Passage = {
    lines: [[{ kind: 'text', text: owned.map((entity) => entity.name).join(' · ') }]],
    facts: [],
    rank: 0,
  };
  const body = shown.map((fact, index) => factPassage(fact, citations, context, { rank: index + 1 }));
  const heading = language.say('brands', { company: company.company.name });
  return pageAnswer(
    company,
    { heading, word: 'brands', ...page },
    [names, ...body],
    shown,
    citations,
    context,
  );
}

/** One page of a list; a number beyond the last gives the last. */
function paged<Item>(
  all: readonly Item[],
  size: number,
  wanted: number,
): { readonly shown: readonly Item[]; readonly page: Pick<Page, 'number' | 'pages'> } {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const number = Math.min(Math.max(1, wanted), pages);
  return { shown: all.slice((number - 1) * size, number * size), page: { number, pages } };
}

function pageAnswer(
  { company, named }: Company,
  { heading, word, number, pages }: Page,
  body: readonly Passage[],
  shown: readonly Fact[],
  citations: Citations,
  context: Context,
): Answer {
  const { language } = context;
  const self = (page: number): string => [company.id, word, ...(page > 1 ? [page] : [])].join(' ');
  const actions: Action[] = [];
  if (number < pages) {
    actions.push({
      label: language.say('button-next'),
      call: { command: 'boycott', text: self(number + 1) },
    });
  }
  actions.push({
    label: language.say('button-company', { company: named.name }),
    call: { command: 'boycott', text: company.id },
  });
  return {
    outcome: 'answered',
    heading: pages > 1 ? `${heading} (${number}/${pages})` : heading,
    body,
    citations: citations.all(),
    ...closing(shown, citations, context),
    actions,
    facts: [...new Set(body.flatMap((passage) => passage.facts))],
    offered: [],
    share: { command: 'boycott', text: self(number) },
    audience: context.settings.audience,
    language: language.tag,
  };
}
