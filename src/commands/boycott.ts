import { type Answer, button, example, text, unclaimed } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { companiesByWeight, coveredButton } from '../core/compose.ts';
import type { Topic } from '../core/fact.ts';
import type { Context } from '../core/ports.ts';
import type { Question, Typing } from '../core/question.ts';
import type { Query } from '../core/retriever.ts';
import { cutTyped, fold } from '../core/text.ts';
import { QUESTION_LIMIT } from '../core/typed.ts';
import { ask, consider } from './ask.ts';
import { dossierCard } from './dossier/card.ts';
import { type Company, companyOf } from './dossier/company.ts';
import { brandsPage, datedPage, isDated, timelinePage, topicPage } from './dossier/pages.ts';
import { sourcesPage } from './dossier/sources.ts';
import { told } from './told.ts';

const PAGES = new Map(Object.entries({ timeline: timelinePage, sources: sourcesPage, brands: brandsPage }));
/** Characters of a name that is said back: DESIGN's limit for what may be echoed, and only in a private reply. */
const NAME_LIMIT = 40;

export const boycott: Command = {
  name: 'boycott',
  description: 'A company’s dossier: who lists it and why, what is reported, what it says. With sources.',
  hint: 'salesforce | salesforce contracts | salesforce timeline | list | a question',
  options: [
    { name: 'company', about: 'A company or a brand; empty for the list.', required: false, suggests: true },
    {
      name: 'page',
      about: 'A topic, timeline, sources or brands; empty for the dossier.',
      required: false,
      suggests: true,
    },
  ],
  slash: true,
  takes: 'text',
  meant: (question, context) => (isList(question.text, context) ? undefined : ask.meant?.(question, context)),
  run(question, context) {
    const typed = cutTyped(question.text, QUESTION_LIMIT);
    if (isList(typed, context)) return companiesAnswer(context);
    const [word = '', page = '1', ...more] = fold(typed).split(' ');
    if (isDated(word) && /^\d{1,3}$/.test(page) && more.length === 0)
      return datedPage(undefined, word, Number(page), context);
    const { query } = consider(typed, context);
    const [named] = query.entities;
    const company = named && companyOf(named, context.facts);
    if (company) return aboutCompany(company, query, question, context);
    const name = soleName(query, typed);
    if (name === undefined) return ask.run(question, context);
    const actions = [coveredButton(context)];
    return told(context, context.language.say('unknown-name', { name }), [], { outcome: 'unknown', actions });
  },
  suggest: (typing, context, limit) =>
    typing.option === 'page'
      ? suggestPages(typing, context, limit)
      : context.retriever.suggest(typing.text, 'companies', limit),
};

function isList(text: string, context: Context): boolean {
  return ['', 'list'].includes(pageWord(fold(cutTyped(text, QUESTION_LIMIT)), context));
}

/** A company and a word after it: a page of its dossier. A company and more: a question. */
function aboutCompany(company: Company, query: Query, question: Question, context: Context): Answer | Promise<Answer> {
  const named = company.named.id;
  const topic = topicById(company, question.text, context);
  if (topic) return topic;
  const rest = query.terms.filter((term) => term.entity !== named).map((term) => term.typed);
  if (rest.length === 0) return dossierCard(company, context);
  // `/boycott salesforce why`: the command's own word is what is asked about.
  if (query.asked.length > 0 && query.terms.every((term) => term.small || term.entity === named)) {
    return ask.run({ ...question, text: `boycott ${question.text}` }, context);
  }
  const startsWithIt = query.terms[0]?.entity === named;
  return (startsWithIt ? numberedPage(company, rest, context) : undefined) ?? ask.run(question, context);
}

/** The page that words ask for, its number last. A topic may end with a figure, `ice-2025-26`: the last figure is a page
    only when the whole names none. */
function numberedPage(company: Company, words: readonly string[], context: Context): Answer | undefined {
  const whole = pageOf(company, words.join(' '), 1, context);
  const last = words.at(-1) ?? '';
  if (whole || words.length === 1 || !/^\d{1,3}$/.test(last)) return whole;
  return pageOf(company, words.slice(0, -1).join(' '), Number(last), context);
}

/** The topic that a control asks for by its ids: together they may also be a name, `google cloud`. */
function topicById({ company, pack }: Company, text: string, context: Context): Answer | undefined {
  const [id, word, page = '1', ...more] = text.split(' ');
  const topic = pack?.topics.find((one) => one.id === word);
  if (!pack || !topic || id !== company.id || !/^\d{1,3}$/.test(page) || more.length > 0) return undefined;
  return pageOf({ company, named: company, pack }, topic.id, Number(page), context);
}

/** The page of a dossier that a word asks for; undefined when it asks for none. */
function pageOf(company: Company, word: string, page: number, context: Context): Answer | undefined {
  if (!company.pack) return undefined;
  const wanted = pageWord(word, context);
  if (isDated(wanted)) return datedPage(company, wanted, page, context);
  const own = PAGES.get(wanted) ?? PAGES.get(`${wanted}s`);
  if (own) return own(company, page, context);
  const topic = company.pack.topics.find((one) => namesTopic(word, one));
  return topic && topicPage(company, topic, page, context);
}

/** A word in any language that is spoken, as the pages are called. */
function pageWord(word: string, { languages }: Context): string {
  const local = languages.flatMap(({ commands }) => commands.get('boycott')?.words.get(word) ?? []);
  return local[0] ?? word;
}

/** The pages of the company in the option before: its topics, then what every dossier has. */
function suggestPages({ text, before = '' }: Typing, context: Context, limit: number): readonly string[] {
  const [id] = consider(before, context).query.entities;
  const topics = (id === undefined ? undefined : companyOf(id, context.facts))?.pack?.topics ?? [];
  const sought = fold(text);
  const pages = topics.map((topic) => [topic.id, topic.titles.get(context.language.tag) ?? topic.id]);
  return [...pages, ...['latest', ...PAGES.keys()].map((page) => [page, page])]
    .filter((names) => names.some((name) => fold(name).includes(sought)))
    .flatMap(([page]) => page ?? [])
    .slice(0, limit);
}

function namesTopic(word: string, topic: Topic): boolean {
  const names = [topic.id, ...topic.titles.values(), ...topic.aliases].map(fold);
  return names.includes(word) || names.includes(word.replace(/s$/, ''));
}

/** What follows `boycott` and is no question is a name: one word, or words of which nothing is known. */
function soleName(query: Query, text: string): string | undefined {
  if (query.asked.length > 0 || query.entities.length > 0 || text.includes('?')) return undefined;
  const meaning = query.terms.filter((term) => !term.small);
  const unknown = meaning.length > 0 && meaning.length <= 4 && meaning.every((term) => !term.known);
  if (meaning.length !== 1 && !unknown && query.strangers.length === 0) return undefined;
  const letters = text.replace(/['’]/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ');
  return cutTyped(letters, NAME_LIMIT) || undefined;
}

const ACTIONS = 5;

/** The companies that a pack is about, the one with most facts first, each with what to type. */
function companiesAnswer(context: Context): Answer {
  const { facts, sources } = context.facts;
  const { say } = context.language;
  const companies = companiesByWeight(context.facts);
  const lines = companies.map(({ id, name, count }) => [
    text(`${say('company-line', { company: name, count })} `),
    example('boycott', id),
  ]);
  const total = say('facts-in-base', { facts: facts.size, sources: sources.size });
  return told(context, say('companies'), [unclaimed(lines), unclaimed([[text(total)]], 1)], {
    actions: companies.slice(0, ACTIONS).map(({ id, name }) => button(name, 'boycott', id)),
  });
}
