import { citationOf } from '../src/core/citations.ts';
import { sayDate } from '../src/core/dates.ts';
import type { Correction, Fact, FactBase } from '../src/core/fact.ts';
import { renderCitation } from './answer.ts';
import { frame } from './frame.ts';
import { factLink, factList, readingOf } from './lists.ts';
import { type Insert, markup } from './markup.ts';
import { FRONT, type Place, rootOf } from './place.ts';

/** Every document, by publisher, with the facts that rest on it. */
export function sourcesPage(place: Place): string {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const { compare } = new Intl.Collator(tag);
  const all = [...facts.sources.values()].sort(
    (a, b) => compare(a.publisher, b.publisher) || compare(a.title, b.title),
  );
  const items = all.map((source) => {
    const citation = citationOf(source, 1, [], place.context);
    const resting = [...facts.facts.values()].filter(
      (fact) => fact.status !== 'withdrawn' && fact.cites.some((cite) => cite.source === source.id),
    );
    const count = say('facts-count', { count: resting.length });
    return markup`<li id="${source.id}">${renderCitation(citation, say)}${readingOf(citation, place)}${
      resting.length > 0 &&
      markup`<details><summary>${say('site-rests')}: ${count}</summary>${factList(resting, place)}</details>`
    }</li>`;
  });
  return recordPage(place, say('sources'), say('site-sources-lead'), markup`<ul class="works">${items}</ul>`);
}

/** Each change of a fact, the newest first. */
export function correctionsOf(facts: FactBase): readonly (Correction & { readonly fact: Fact })[] {
  return [...facts.facts.values()]
    .flatMap((fact) => fact.corrections.map((correction) => ({ ...correction, fact })))
    .sort((a, b) => (a.on > b.on || (a.on === b.on && a.fact.id < b.fact.id) ? -1 : 1));
}

export function correctionsPage(place: Place): string {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const items = correctionsOf(facts).map(
    ({ fact, on, why, was }) =>
      markup`<li><p class="meta"><time datetime="${on}">${sayDate(on, tag)}</time></p><h2>${factLink(fact, place)}</h2><p>${why}</p><p class="was">${say('site-was')} <del>${was}</del></p></li>`,
  );
  const list =
    items.length === 0
      ? markup`<p>${say('site-corrections-none')}</p>`
      : markup`<ol class="history">${items}</ol>`;
  return recordPage(place, say('site-corrections'), say('site-corrections-lead'), list);
}

/** For an address at which there is nothing. */
export function lostPage(place: Place): string {
  const { say } = place.context.language;
  const way = markup`<p><a href="${rootOf(place)}${FRONT}">${say('site-ask')}</a></p>`;
  return recordPage(place, say('site-lost'), say('site-lost-hint'), way);
}

function recordPage(place: Place, title: string, lead: string, body: Insert): string {
  return frame(place, {
    title,
    description: lead,
    body: markup`<h1>${title}</h1><p class="scope">${lead}</p>
${body}`,
  });
}
