import { type Answer, button, note, type Span, strong, text } from '../../core/answer.ts';
import { knownOn, linePassages, newestDate, replyPassages } from '../../core/card.ts';
import { collectCitations } from '../../core/citations.ts';
import { sayPeriod } from '../../core/dates.ts';
import type { Fact, LooseDate, Period, Topic } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import { type Company, dossierFacts } from './company.ts';
import { pageAnswer, paged } from './page.ts';

/** Facts in one line each: what is read at a glance, and what fits a Discord message with its links. */
const LINES_A_PAGE = 6;
const DATES_A_PAGE = 12;
/** Pages of a timeline; what weighs least is left to the pages of its years. */
const TIMELINE_PAGES = 3;
/** Years in the menu of a timeline. */
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
    .sort((a, b) => b.weight - a.weight || order(newestDate(b, facts) ?? '0', newestDate(a, facts) ?? '0'));
  const { shown, page } = paged(all, LINES_A_PAGE, number);
  const citations = collectCitations(context);
  const body = [...linePassages(shown, citations, context, 1), ...replyPassages(shown, citations, context)];
  const title = topic.titles.get(language.tag) ?? topic.id;
  const heading = `${company.company.name}: ${title}`;
  return pageAnswer(company, { heading, word: topic.id, ...page }, body, shown, citations, context);
}

/** What happened when, one line each, the newest first; what has no date is not in it. Its menu leads to each year. */
export function timelinePage(company: Company, number: number, context: Context): Answer {
  const dated = eventsOf(dossierFacts(company, context.facts));
  const weighty = dated
    .toSorted((a, b) => b.fact.weight - a.fact.weight || newestFirst(a, b))
    .slice(0, DATES_A_PAGE * TIMELINE_PAGES)
    .sort(newestFirst);
  const heading = context.language.say('timeline', { company: company.company.name });
  const years = [...new Set(dated.flatMap(yearsOf))].sort((a, b) => b - a).slice(0, YEARS);
  const options = years.map((year) => button(String(year), 'boycott', `${company.company.id} ${year}`));
  const menu = options.length > 0 ? { menu: { label: context.language.say('menu-years'), options } } : {};
  return pageOfDates(company, { heading, word: 'timeline' }, weighty, [number, DATES_A_PAGE], context, menu);
}

/** `latest`, or a year. */
export function isDated(word: string): boolean {
  return word === 'latest' || /^(?:19|20)\d\d$/.test(word);
}

/** The newest facts first, or those of one year, what began in it first; of a company or of all. */
export function datedPage(company: Company | undefined, word: string, number: number, context: Context): Answer {
  const { facts, language } = context;
  const held = company ? dossierFacts(company, facts) : [...facts.facts.values()];
  const dated = datedOf(held)
    .filter((one) => word === 'latest' || yearsOf(one).includes(Number(word)))
    .sort(
      word === 'latest' ? newestFirst : (a, b) => order(b.period.from, a.period.from) || order(a.fact.id, b.fact.id),
    );
  const name = company?.company.name ?? 'none';
  const heading = language.say(dated.length > 0 ? 'dated' : 'dated-none', { company: name, word });
  return pageOfDates(company, { heading, word }, dated, [number, LINES_A_PAGE], context);
}

/** Facts that tell of a time and stand. */
function datedOf(held: readonly Fact[]): readonly Dated[] {
  return held
    .filter(
      ({ status, kind }) =>
        status !== 'withdrawn' && status !== 'superseded' && kind !== 'metadata' && kind !== 'summary',
    )
    .flatMap((fact) =>
      fact.period
        ? [
            {
              fact,
              period: fact.period,
              end: fact.period.to ?? fact.period.from,
              known: knownOn(fact, fact.period),
            },
          ]
        : [],
    );
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

/** One page of facts, a line each after the time that it is of. */
function pageOfDates(
  company: Company | undefined,
  head: { readonly heading: string; readonly word: string },
  dated: readonly Dated[],
  [number, size]: readonly [number: number, size: number],
  context: Context,
  menu?: Pick<Answer, 'menu'>,
): Answer {
  const { shown, page } = paged(dated, size, number);
  const citations = collectCitations(context);
  const listed = shown.map(({ fact }) => fact);
  const when = ({ period }: Fact): readonly Span[] =>
    period ? [strong(sayPeriod(period, context.language.tag, 'shortMonth')), text(' · ')] : [];
  const body = [...linePassages(listed, citations, context, 1, when), ...replyPassages(listed, citations, context)];
  return pageAnswer(company, { ...head, ...page }, body, listed, citations, context, menu);
}

/** A year alone comes before its months, a month before its days. */
function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The brands and products that a document of the base names as the company's. */
export function brandsPage(company: Company, number: number, context: Context): Answer {
  const { facts, language } = context;
  const owned = [...facts.entities.values()].filter((entity) => entity.ownedBy === company.company.id);
  const defining = [...new Set(owned.flatMap((entity) => entity.definedBy ?? []))].flatMap(
    (id) => facts.facts.get(id) ?? [],
  );
  const { shown, page } = paged(defining, LINES_A_PAGE, number);
  const citations = collectCitations(context);
  const names = note(owned.map((entity) => entity.name).join(' · '));
  const body = [names, ...linePassages(shown, citations, context, 1)];
  const heading = language.say('brands', { company: company.company.name });
  return pageAnswer(company, { heading, word: 'brands', ...page }, body, shown, citations, context);
}
