import { type Answer, note } from '../../core/answer.ts';
import { collectCitations } from '../../core/citations.ts';
import { sayPeriod } from '../../core/dates.ts';
import type { Fact, LooseDate, Period, Topic } from '../../core/fact.ts';
import { factPassage } from '../../core/passage.ts';
import type { Context } from '../../core/ports.ts';
import { type Company, dossierFacts } from './company.ts';
import { pageAnswer, paged } from './page.ts';

/** How much is on one page: what fits a Discord message whole, with its sources. */
const FACTS_A_PAGE = 2;
const DATES_A_PAGE = 4;
/** Sources that a claim names in a timeline. */
const CITES = 2;

/** The facts of one topic, whole, the weightiest first. */
export function topicPage(company: Company, topic: Topic, number: number, context: Context): Answer {
  const all = dossierFacts(company, context.facts).filter((fact) => fact.topic === topic.id);
  const { shown, page } = paged(all, FACTS_A_PAGE, number);
  const citations = collectCitations(context);
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
  const heading = language.say('timeline', { company: company.company.name });
  return pageOfDates(company, { heading, word: 'timeline' }, dated, [number, DATES_A_PAGE], context);
}

/** `latest`, or a year. */
export function isDated(word: string): boolean {
  return word === 'latest' || /^(?:19|20)\d\d$/.test(word);
}

/** The newest facts first, or those of one year, what began in it first; of a company or of all. */
export function datedPage(
  company: Company | undefined,
  word: string,
  number: number,
  context: Context,
): Answer {
  const { facts, language } = context;
  const held = company ? dossierFacts(company, facts) : [...facts.facts.values()];
  const dated = held
    .filter(({ status, kind }) => status !== 'withdrawn' && status !== 'superseded' && kind !== 'metadata')
    .flatMap((fact) =>
      fact.period ? [{ fact, period: fact.period, end: fact.period.to ?? fact.period.from }] : [],
    )
    .filter(
      ({ period, end }) => word === 'latest' || (period.from.slice(0, 4) <= word && word <= end.slice(0, 4)),
    )
    .sort(
      (a, b) =>
        // Of what reaches to one day, what began last is the news.
        (word === 'latest' ? order(b.end, a.end) : 0) ||
        order(b.period.from, a.period.from) ||
        (a.fact.id < b.fact.id ? -1 : 1),
    );
  const name = company?.company.name ?? 'none';
  const heading = language.say(dated.length > 0 ? 'dated' : 'dated-none', { company: name, word });
  return pageOfDates(company, { heading, word }, dated, [number, FACTS_A_PAGE], context);
}

/** One page of facts, each below the time that it is of. */
function pageOfDates(
  company: Company | undefined,
  head: { readonly heading: string; readonly word: string },
  dated: readonly { readonly fact: Fact; readonly period: Period }[],
  [number, size]: readonly [number: number, size: number],
  context: Context,
): Answer {
  const { shown, page } = paged(dated, size, number);
  const citations = collectCitations(context);
  const body = shown.map(({ fact, period }, index) =>
    factPassage(fact, citations, context, {
      rank: index,
      title: sayPeriod(period, context.language.tag),
      cites: CITES,
    }),
  );
  const told = shown.map(({ fact }) => fact);
  return pageAnswer(company, { ...head, ...page }, body, told, citations, context);
}

/** A year alone comes before its months, a month before its days. */
function order(one: LooseDate, other: LooseDate): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The brands and products that a document of the base names as the company's. */
export function brandsPage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const owned = [...facts.entities.values()].filter((entity) => entity.ownedBy === company.company.id);
  const defining = [...new Set(owned.flatMap((entity) => entity.definedBy ?? []))].flatMap(
    (id) => facts.facts.get(id) ?? [],
  );
  const { shown, page } = paged(defining, FACTS_A_PAGE, number);
  const citations = collectCitations(context);
  const names = note(owned.map((entity) => entity.name).join(' · '));
  const body = shown.map((fact, index) => factPassage(fact, citations, context, { rank: index + 1 }));
  const heading = language.say('brands', { company: company.company.name });
  const all = [names, ...body];
  return pageAnswer(company, { heading, word: 'brands', ...page }, all, shown, citations, context);
}
