import { eventsOf } from '../src/commands/dossier/pages.ts';
import { type Answer, lastLine, nameOfDocument } from '../src/core/answer.ts';
import { sayPeriod } from '../src/core/dates.ts';
import type { Fact, Pack, SourceId } from '../src/core/fact.ts';
import { renderPassage } from './answer.ts';
import { frame } from './frame.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import type { Place } from './place.ts';
import { factLink, factList, firstLanguage, langOf, renderingIn, rootOf, SOURCES, topicAnchor } from './place.ts';

/** A company's dossier. `card`: the bot's own answer for it. `facts`: those of its dossier, the weightiest first. */
export function companyPage(pack: Pack, card: Answer, facts: readonly Fact[], place: Place): string {
  const { context } = place;
  const { say, tag } = context.language;
  const company = context.facts.entities.get(pack.company)?.name ?? pack.title;
  const held = pack.topics
    .map((topic) => ({
      id: topicAnchor(topic.id),
      title: topic.titles.get(tag) ?? topic.id,
      own: facts.filter((fact) => fact.pack === pack.id && fact.topic === topic.id),
    }))
    .filter(({ own }) => own.length > 0);
  const elsewhere = facts.filter((fact) => held.every(({ own }) => !own.includes(fact)));
  const part = (id: string, title: string, body: Insert): Markup =>
    markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
  const dated = eventsOf(facts);
  return frame(place, {
    title: company,
    description: pack.scope,
    body: markup`<article class="company">
<p class="crumbs"><a href="${rootOf(place)}index.html#companies">${say('site-companies')}</a></p>
<h1>${company}</h1>
<p class="scope"${langOf(firstLanguage(pack.id, context.facts), context)}>${pack.scope}</p>
${dossier(pack, card, place)}
${part('topics', say('site-topics'), [
  held.map(({ id, title, own }) => markup`<h3 id="${id}">${title}</h3>${factList(own, place)}`),
  elsewhere.length > 0 && factList(elsewhere, place),
])}
${part(
  'timeline',
  say('site-timeline'),
  markup`<ol class="timeline">${dated.map(
    ({ fact, period }) =>
      markup`<li><time datetime="${period.from}">${sayPeriod(period, tag)}</time> ${factLink(fact, place)}</li>`,
  )}</ol>`,
)}
${part('sources', say('site-documents'), markup`<ul class="facts">${countedSources(facts, place)}</ul>`)}
</article>`,
  });
}

/** The bot's own card, with links into this page for what it leads to. A listing is set apart as the position that it is. */
function dossier(pack: Pack, card: Answer, place: Place): Markup {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const isListed = facts.listings.some(({ company }) => company === pack.company);
  const options = renderingIn(rootOf(place), facts, tag);
  const parts = card.body.map((passage, at) => {
    const rendered = renderPassage(passage, card, options);
    if (!isListed || at > 0) return rendered;
    return markup`<div class="position" role="note">${rendered}<p class="meta">${say('site-position')}</p></div>`;
  });
  return markup`<div class="dossier">${parts}
<p class="closing">${lastLine(card)}</p></div>`;
}

function countedSources(facts: readonly Fact[], place: Place): readonly Markup[] {
  const { language, facts: base } = place.context;
  const { say } = language;
  const rests = (id: SourceId) => facts.filter(({ cites }) => cites.some(({ source }) => source === id)).length;
  return [...base.sources.values()]
    .map((source) => ({ ...source, count: rests(source.id) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
    .map(
      ({ count, ...source }) =>
        markup`<li><a href="${rootOf(place)}${SOURCES}#${source.id}">${source.publisher}, ${nameOfDocument(source)}</a> <span class="meta">${say(`kind-${source.kind}`)} · ${say('facts-count', { count })}</span></li>`,
    );
}
