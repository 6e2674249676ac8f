import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { EntityId, Fact, FactId, LanguageTag } from '../../src/core/fact.ts';
import { questionOf } from '../../src/core/passage.ts';
import type { Bot } from '../../src/core/ports.ts';
import type { Call } from '../../src/core/question.ts';
import { askLocally } from '../local-bot.ts';

/** What can be shown of a fact, in the order of the page's switch. */
export const SHOWS = ['card', 'answer', 'dossier', 'post', 'cite'] as const;
export type Show = (typeof SHOWS)[number];

/** One thing that a channel may see of a fact, in one of the languages in which the fact is worded. */
export interface View {
  readonly show: Show;
  /** That of the switch; an answer of a language that the bot does not speak yet is worded in another. */
  readonly language: LanguageTag;
  readonly call: Call;
  /** Undefined when nothing shows the fact so. */
  readonly answer: Answer | undefined;
}

/** One thing of a fact in each of its languages. `answer` needs an index of the facts as they are. */
export async function viewsOf(
  fact: Fact,
  show: Show,
  knowledge: Knowledge,
  bot: Bot,
): Promise<readonly View[]> {
  const views: View[] = [];
  for (const language of fact.wordings.keys()) {
    const ask = (call: Call): Promise<Answer> => askLocally(bot, call.text, language, call.command);
    views.push({ show, language, ...(await find(fact, show, language, knowledge, ask)) });
  }
  return views;
}

async function find(
  fact: Fact,
  show: Show,
  language: LanguageTag,
  knowledge: Knowledge,
  ask: (call: Call) => Promise<Answer>,
): Promise<Found> {
  const call = { command: show === 'cite' ? 'cite' : 'fact', text: fact.id };
  switch (show) {
    case 'card':
    case 'cite':
      return { call, answer: await ask(call) };
    case 'answer': {
      const asked = { command: 'ask', text: questionOf(fact, knowledge.facts, language) };
      return { call: asked, answer: await ask(asked) };
    }
    case 'dossier':
      return dossierOf(fact, knowledge, ask);
    case 'post': {
      const { share } = await ask(call);
      return { call: share ?? call, answer: share && (await ask(share)) };
    }
  }
}

type Found = Pick<View, 'call' | 'answer'>;

/** The first page of its company's dossier that holds it: the first card, a page of its topic, a page of the timeline. */
async function dossierOf(
  fact: Fact,
  { facts }: Knowledge,
  ask: (call: Call) => Promise<Answer>,
): Promise<Found> {
  const own = facts.packs.get(fact.pack)?.company;
  const companies: readonly EntityId[] = [...new Set([...(own ? [own] : []), fact.about[0]])];
  for (const company of companies) {
    for (const words of [company, `${company} ${fact.topic}`, `${company} timeline`]) {
      const found = await pageWith(fact.id, words, ask);
      if (found) return found;
    }
  }
  return { call: { command: 'boycott', text: companies[0] ?? '' }, answer: undefined };
}

/** A dossier has far fewer; whatever an answer says, this ends. */
const PAGES = 50;

async function pageWith(
  id: FactId,
  words: string,
  ask: (call: Call) => Promise<Answer>,
): Promise<Found | undefined> {
  for (let page = 1; page <= PAGES; page += 1) {
    const call = { command: 'boycott', text: page === 1 ? words : `${words} ${page}` };
    const answer = await ask(call);
    if (answer.facts.includes(id)) return { call, answer };
    const next = `${words} ${page + 1}`;
    if (!answer.actions.some((action) => 'call' in action && action.call.text === next)) return undefined;
  }
  return undefined;
}
