import { type Answer, button, note, type Span, strong, text } from '../../core/answer.ts';
import { knownOn, linePassages, replyPassages } from '../../core/card.ts';
import { collectCitations } from '../../core/citations.ts';
import { sayPeriod } from '../../core/dates.ts';
import type { Fact, LooseDate, Period, Topic } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import { byWeightAndDate, type Company, dossierFacts, order } from './company.ts';
import { pageAnswer, paged } from './page.ts';

/** Facts in one line each: what is read at a glance, and what fits a Discord message with its links. */
const LINES_A_PAGE = 6;
const DATES_A_PAGE = 12;
/** Pages of a timeline; what weighs least is left to the pages of its years. */
const TIMELINE_PAGES = 3;
const YEARS = 25;

interface Dated {
  readonly fact: Fact;
  readonly period: Period;
  readonly end: LooseDate;
  /** Until when its source can know of it. */
  readonly known: LooseDate;
}

/** The facts of one topic, the newest of the weightiest first. */
export function topicPage(company: Company, topic: Topic, number: number, context: Context): Answer {
  const { facts, language } = context;
  const all = dossierFacts(company, facts)
    .filter((fact) => fact.topic === topic.id)
    .sort(byWeightAndDate(facts));
  const heading = `${company.company.name}: ${topic.titles.get(language.tag) ?? topic.id}`;
  return listPage(company, { heading, word: topic.id }, all, [number, LINES_A_PAGE], context);
}

/** What happened when, one line each, the newest first; what has no date is not in it. Its menu leads to each year. */
export function timelinePage(company: Company, number: number, context: Context): Answer {
  const dated = eventsOf(dossierFacts(company, context.facts));
  const weighty = dated
    .toSorted((a, b) => b.fact.weight - a.fact.weight || newestFirst(a, b))
    .slice(0, DATES_A_PAGE * TIMELINE_PAGES)
    .sort(newestFirst);
  const { say } = context.language;
  const heading = say('timeline', { company: company.company.name });
  const years = [...new Set(dated.flatMap(yearsOf))].sort((a, b) => b - a).slice(0, YEARS);
  const options = years.map((year) => button(String(year), 'boycott', `${company.company.id} ${year}`));
  const menu = options.length > 0 ? { menu: { label: say('menu-years'), options } } : {};
  const shown = weighty.map(({ fact }) => fact);
  return listPage(
    company,
    { heading, word: 'timeline' },
    shown,
    [number, DATES_A_PAGE],
    context,
    dateOf(context),
    menu,
  );
}

export const isDated = (word: string): boolean => word === 'latest' || /^(?:19|20)\d\d$/.test(word);

/** The newest facts first, or those of one year, what began in it first; of a company or of all. */
export function datedPage(company: Company | undefined, word: string, number: number, context: Context): Answer {
  const { facts, language } = context;
  const held = company ? dossierFacts(company, facts) : [...facts.facts.values()];
  const firstOfYear = (a: Dated, b: Dated) => order(b.period.from, a.period.from) || order(a.fact.id, b.fact.id);
  const dated = datedOf(held)
    .filter((one) => word === 'latest' || yearsOf(one).includes(Number(word)))
    .sort(word === 'latest' ? newestFirst : firstOfYear)
    .map(({ fact }) => fact);
  const name = company?.company.name ?? 'none';
  const heading = language.say(dated.length > 0 ? 'dated' : 'dated-none', { company: name, word });
  return listPage(company, { heading, word }, dated, [number, LINES_A_PAGE], context, dateOf(context));
}

function datedOf(held: readonly Fact[]): readonly Dated[] {
  return held.flatMap((fact) => {
    const { status, kind, period } = fact;
    const isOver = status === 'withdrawn' || status === 'superseded';
    if (!period || isOver || kind === 'metadata' || kind === 'summary') return [];
    return [{ fact, period, end: period.to ?? period.from, known: knownOn(fact, period) }];
  });
}

/** What happened when, the newest first; what took longer than a year is a state, not an event. */
export function eventsOf(held: readonly Fact[]): readonly Dated[] {
  return datedOf(held)
    .filter(({ period, end }) => Number(end.slice(0, 4)) - Number(period.from.slice(0, 4)) <= 1)
    .sort(newestFirst);
}

function yearsOf({ period, end }: Dated): readonly number[] {
  const first = Number(period.from.slice(0, 4));
  return Array.from({ length: Number(end.slice(0, 4)) - first + 1 }, (_, at) => first + at);
}

/** What goes on beyond its source is as new as that. Of what reaches to one day, what began last is the news. */
const newestFirst = (a: Dated, b: Dated): number =>
  order(b.known, a.known) || order(b.period.from, a.period.from) || order(a.fact.id, b.fact.id);

/** The time that a fact is of, before its line. */
const dateOf =
  ({ language }: Context) =>
  ({ period }: Fact): readonly Span[] =>
    period ? [strong(sayPeriod(period, language.tag, 'shortMonth')), text(' · ')] : [];

/** One page of facts, a line each, with what the company says to them below. */
function listPage(
  company: Company | undefined,
  head: { readonly heading: string; readonly word: string },
  all: readonly Fact[],
  [number, size]: readonly [number: number, size: number],
  context: Context,
  before?: ReturnType<typeof dateOf>,
  menu?: Pick<Answer, 'menu'>,
): Answer {
  const { shown, page } = paged(all, size, number);
  const citations = collectCitations(context);
  const body = [...linePassages(shown, citations, context, 1, before), ...replyPassages(shown, citations, context)];
  return pageAnswer(company, { ...head, ...page }, body, shown, citations, context, menu);
}

/** The brands and products that a document of the base names as the company's. */
export function brandsPage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const owned = [...facts.entities.values()].filter((entity) => entity.ownedBy === company.company.id);
  const defining = [...new Set(owned.flatMap(({ definedBy }) => (definedBy && facts.facts.get(definedBy)) ?? []))];
  const { shown, page } = paged(defining, LINES_A_PAGE, number);
  const citations = collectCitations(context);
  const names = note(owned.map((entity) => entity.name).join(' · '));
  const body = [names, ...linePassages(shown, citations, context, 1)];
  const heading = language.say('brands', { company: company.company.name });
  return pageAnswer(company, { heading, word: 'brands', ...page }, body, shown, citations, context);
}
