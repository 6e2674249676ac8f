import type { Knowledge } from '../../src/core/bot.ts';
import { dayOf } from '../../src/core/dates.ts';
import type { Fact, FactId } from '../../src/core/fact.ts';
import { questionOf } from '../../src/core/passage.ts';
import { localBot } from '../local-bot.ts';
import { askAll } from './asked.ts';
import { formTools, viewHtml } from './drawing.ts';
import { problemsOf, shortPlace } from './findings.ts';
import { html } from './html.ts';
import { cardMeasures, wordingMeasures } from './measures.ts';
import { askedHtml, measuresHtml, problemsHtml } from './panels.ts';
import type { Good } from './session.ts';
import { type View, viewsOf } from './views.ts';

/** Pieces of a page by the id of the element that each fills. */
export type Parts = Readonly<Record<string, string>>;

/** Where another fact's page is. */
export type Link = (id: FactId) => string;

/** What is known of one fact by now, the card first, so that it can be shown before the rest is made: what asks for the
    index is left out while that is not made anew, and what asks for the rules while they have not looked. */
export async function* factParts(fact: Fact, good: Good, dir: string, link: Link): AsyncGenerator<Parts> {
  const { knowledge, findings, reading } = good;
  const bot = localBot(knowledge);
  const cards = await viewsOf(fact, 'card', knowledge, bot);
  const draw = (views: readonly View[]): string => views.map((view) => viewHtml(view, knowledge)).join('');
  yield {
    title: titleHtml(fact, good, dir, link),
    languages: languagesHtml(fact),
    'show-card': draw(cards),
  };
  yield { limits: limitsHtml(fact, cards, knowledge) };
  if (findings) {
    yield { lint: problemsHtml(problemsOf(fact, reading.written, findings), dir, 'No rule finds anything.') };
  }
  for (const show of ['dossier', 'post', 'cite'] as const) {
    yield { [`show-${show}`]: draw(await viewsOf(fact, show, knowledge, bot)) };
  }
  if (!good.indexed) return;
  yield { 'show-answer': draw(await viewsOf(fact, 'answer', knowledge, bot)) };
  yield { questions: askedHtml(fact.id, await askAll(fact, bot), knowledge.facts, link) };
}

/** All pieces together. */
export async function collected(pieces: AsyncIterable<Parts>): Promise<Parts> {
  let all: Parts = {};
  for await (const parts of pieces) all = { ...all, ...parts };
  return all;
}

function limitsHtml(fact: Fact, cards: readonly View[], knowledge: Knowledge): string {
  return cards
    .flatMap(({ language, answer }) => {
      if (!answer) return [];
      const measures = cardMeasures(answer, formTools(answer, knowledge));
      return [measuresHtml(language, [...wordingMeasures(fact, language), ...measures])];
    })
    .join('');
}

function titleHtml(fact: Fact, { knowledge: { facts }, reading }: Good, dir: string, link: Link): string {
  const pack = facts.packs.get(fact.pack);
  const topic = pack?.topics.find((one) => one.id === fact.topic)?.titles.get('en') ?? fact.topic;
  const due = fact.reviewBy < dayOf(new Date()) ? ' class="due"' : '';
  const siblings = [...facts.facts.values()].filter(
    (one) => one.pack === fact.pack && one.topic === fact.topic,
  );
  const at = siblings.findIndex((one) => one.id === fact.id);
  const step = (to: Fact | undefined, word: string, key: string): string =>
    to ? `<a href="${html(link(to.id))}" rel="${key}" title="${html(to.id)}">${word}</a>` : '';
  const steps = [step(siblings[at - 1], '← before', 'prev'), step(siblings[at + 1], 'after →', 'next')];
  return `<h1>${html(questionOf(fact, facts, 'en'))}</h1>
<p class="meta"><code>${html(fact.id)}</code> <span>${html(pack?.title ?? fact.pack)} › ${html(topic)}</span> <span>${fact.kind}</span> <span class="${fact.status}">${fact.status}</span> <span>weight ${fact.weight}</span> <span${due}>review by ${fact.reviewBy}</span> <code class="place">${html(shortPlace(reading.written.where('fact', fact.id), dir))}</code> <span class="steps">${steps.join(' ')}</span></p>`;
}

function languagesHtml(fact: Fact): string {
  const radios = [...fact.wordings.keys()].map(
    (tag, index) =>
      `<label><input type="radio" name="language" value="${html(tag)}"${index === 0 ? ' checked' : ''}><span>${html(tag)}</span></label>`,
  );
  return `<legend>Language</legend>${radios.join('')}`;
}
