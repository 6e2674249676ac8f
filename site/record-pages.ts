import { citationOf } from '../src/core/citations.ts';
import { sayDate } from '../src/core/dates.ts';
import type { Fact, Source } from '../src/core/fact.ts';
import { factLink, factList } from './fact-list.ts';
import { frame } from './frame.ts';
import { FRONT } from './links.ts';
import { type Markup, markup } from './markup.ts';
import { type Place, rootOf } from './site.ts';
import { sourceItem } from './source-item.ts';

/** Every document, by publisher, with the facts that rest on it. */
export function sourcesPage(place: Place): string {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const collator = new Intl.Collator(tag);
  const all = [...facts.sources.values()].sort(
    (a, b) => collator.compare(a.publisher, b.publisher) || collator.compare(a.title, b.title),
  );
  return frame(place, {
    title: say('sources'),
    description: say('site-sources-lead'),
    body: markup`<h1>${say('sources')}</h1><p class="scope">${say('site-sources-lead')}</p>
<ul class="works">${all.map((source) => documentItem(source, place))}</ul>`,
  });
}

function documentItem(source: Source, place: Place): Markup {
  const { facts, language } = place.context;
  const citation = citationOf(source, 1, [], place.context);
  const resting = [...facts.facts.values()].filter(
    (fact) => fact.status !== 'withdrawn' && fact.cites.some((cite) => cite.source === source.id),
  );
  return markup`<li id="${source.id}">${sourceItem(citation, place)}${
    resting.length > 0 &&
    markup`<details><summary>${language.say('site-rests')}: ${language.say('facts-count', { count: resting.length })}</summary>${factList(resting, place)}</details>`
  }</li>`;
}

/** Each change of a fact, the newest first. */
export function correctionsOf(
  facts: readonly Fact[],
): readonly { readonly fact: Fact; readonly at: Fact['corrections'][number] }[] {
  return facts
    .flatMap((fact) => fact.corrections.map((at) => ({ fact, at })))
    .sort((a, b) => (a.at.on > b.at.on ? -1 : a.at.on < b.at.on ? 1 : a.fact.id < b.fact.id ? -1 : 1));
}

export function correctionsPage(place: Place): string {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const all = correctionsOf([...facts.facts.values()]);
  const list =
    all.length === 0
      ? markup`<p>${say('site-corrections-none')}</p>`
      : markup`<ol class="history">${all.map(
          ({ fact, at }) =>
            markup`<li><p class="meta"><time datetime="${at.on}">${sayDate(at.on, tag)}</time></p><h2>${factLink(fact, place)}</h2><p>${at.why}</p><p class="was">${say('site-was')} <del>${at.was}</del></p></li>`,
        )}</ol>`;
  return frame(place, {
    title: say('site-corrections'),
    description: say('site-corrections-lead'),
    body: markup`<h1>${say('site-corrections')}</h1><p class="scope">${say('site-corrections-lead')}</p>${list}`,
  });
}

/** For an address at which there is nothing. */
export function lostPage(place: Place): string {
  const { say } = place.context.language;
  return frame(place, {
    title: say('site-lost'),
    description: say('site-lost-hint'),
    translated: false,
    body: markup`<h1>${say('site-lost')}</h1><p class="scope">${say('site-lost-hint')}</p><p><a href="${rootOf(place)}${FRONT}">${say('site-ask')}</a></p>`,
  });
}
