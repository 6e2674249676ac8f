import type { Answer, Passage } from '../src/core/answer.ts';
import { sayPeriod } from '../src/core/dates.ts';
import type { Fact, FactBase, LooseDate, Pack, SourceId } from '../src/core/fact.ts';
import { factLink, factList } from './fact-list.ts';
import { frame } from './frame.ts';
import { SOURCES, topicAnchor } from './links.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import { renderCitations, renderPassage } from './render.ts';
import { firstLanguage, type Place, renderingOn, rootOf } from './site.ts';

/** Facts that can be looked over in one list. */
const SHORT = 30;

const isLong = (facts: readonly Fact[]): boolean => facts.length > SHORT;

/** A company's dossier. `card`: the bot's own answer for it. `facts`: those of its dossier, the weightiest first. */
export function companyPage(pack: Pack, card: Answer, facts: readonly Fact[], place: Place): string {
  const { context } = place;
  const { say } = context.language;
  const company = context.facts.entities.get(pack.company)?.name ?? pack.title;
  const first = firstLanguage(pack.id, context.facts);
  const lang = first !== context.language.tag && markup` lang="${first}"`;
  return frame(place, {
    title: company,
    description: pack.scope,
    body: markup`<article class="company">
<p class="crumbs"><a href="${rootOf(place)}index.html#companies">${say('site-companies')}</a></p>
<h1>${company}</h1>
<p class="scope"${lang}>${pack.scope}</p>
${contents(pack, facts, place)}
<div class="dossier">${card.body.filter(({ spare }) => !spare).map((passage) => dossierPart(passage, pack, place))}</div>
<p class="closing">${card.closing}</p>
${renderCitations(card.citations, say, { ...renderingOn(place), level: 1 })}
<section aria-labelledby="topics"><h2 id="topics">${say('site-topics')}</h2>
${topicSections(pack, facts, place)}</section>
${timeline(facts, place)}
${brands(pack, place)}
${documents(facts, place)}
</article>`,
  });
}

/** A listing is set apart as the position that it is. */
function dossierPart(passage: Passage, pack: Pack, place: Place): Markup {
  const { facts, language } = place.context;
  const count = facts.listings.filter(({ company }) => company === pack.company).length;
  const rendered = renderPassage(passage, { ...renderingOn(place), level: 1 });
  if (count === 0 || passage.title !== language.say('listed', { count })) return rendered;
  return markup`<div class="position" role="note">${rendered}<p class="meta">${language.say('site-position')}</p></div>`;
}

function held(pack: Pack, topic: string, facts: readonly Fact[]): readonly Fact[] {
  return facts.filter((fact) => fact.pack === pack.id && fact.topic === topic);
}

function contents(pack: Pack, facts: readonly Fact[], { context: { language } }: Place): Markup {
  const { say, tag } = language;
  const topics = pack.topics.filter(({ id }) => held(pack, id, facts).length > 0);
  return markup`<nav class="contents" aria-label="${say('site-topics')}"><ul>${topics.map(
    ({ id, titles }) => markup`<li><a href="#${topicAnchor(id)}">${titles.get(tag) ?? id}</a></li>`,
  )}<li><a href="#timeline">${say('site-timeline')}</a></li><li><a href="#sources">${say('site-documents')}</a></li></ul></nav>`;
}

/** A part of the page under a heading; folded when the page would be too long to look over, with how much is in it. */
function part(id: string, heading: Markup, body: Insert, folded: string | undefined): Markup {
  if (folded === undefined) return markup`<section aria-labelledby="${id}">${heading}${body}</section>`;
  return markup`<details class="part"><summary>${heading} <span class="meta">${folded}</span></summary>${body}</details>`;
}

function topicSections(pack: Pack, facts: readonly Fact[], place: Place): Insert {
  const { language } = place.context;
  const fold = isLong(facts);
  const known = new Set(pack.topics.map(({ id }) => id));
  const elsewhere = facts.filter((fact) => fact.pack !== pack.id || !known.has(fact.topic));
  return [
    pack.topics.map(({ id, titles }) => {
      const own = held(pack, id, facts);
      return (
        own.length > 0 &&
        part(
          topicAnchor(id),
          markup`<h3 id="${topicAnchor(id)}">${titles.get(language.tag) ?? id}</h3>`,
          factList(own, place),
          fold ? language.say('facts-count', { count: own.length }) : undefined,
        )
      );
    }),
    elsewhere.length > 0 && factList(elsewhere, place),
  ];
}

/** What happened when, the oldest first. */
function timeline(facts: readonly Fact[], place: Place): Insert {
  const { language } = place.context;
  const dated = facts
    .flatMap((fact) => (fact.period && fact.kind !== 'metadata' ? [{ fact, period: fact.period }] : []))
    .sort((a, b) => order(a.period.from, b.period.from) || order(a.fact.id, b.fact.id));
  return part(
    'timeline',
    markup`<h2 id="timeline">${language.say('site-timeline')}</h2>`,
    markup`<ol class="timeline">${dated.map(
      ({ fact, period }) =>
        markup`<li><time datetime="${period.from}">${sayPeriod(period, language.tag)}</time> ${factLink(fact, place)}</li>`,
    )}</ol>`,
    isLong(facts) ? language.say('facts-count', { count: dated.length }) : undefined,
  );
}

function order(one: LooseDate | string, other: LooseDate | string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Each brand with the fact that says whose it is. */
function brands(pack: Pack, place: Place): Insert {
  const { facts, language } = place.context;
  const owned = [...facts.entities.values()].filter(({ ownedBy }) => ownedBy === pack.company);
  if (owned.length === 0) return false;
  return markup`<section aria-labelledby="brands"><h2 id="brands">${language.say('site-brands')}</h2><ul class="facts">${owned.map(
    ({ name, definedBy }) => {
      const fact = definedBy === undefined ? undefined : facts.facts.get(definedBy);
      return markup`<li><strong>${name}</strong>${fact && [' ', factLink(fact, place)]}</li>`;
    },
  )}</ul></section>`;
}

/** Every document that the dossier rests on, the most used first. */
function documents(facts: readonly Fact[], place: Place): Markup {
  const { context } = place;
  const { say } = context.language;
  const counted = countSources(facts, context.facts);
  return part(
    'sources',
    markup`<h2 id="sources">${say('site-documents')}</h2>`,
    markup`<ul class="facts">${counted.map(({ id, count }) => {
      const source = context.facts.sources.get(id);
      return (
        source &&
        markup`<li><a href="${rootOf(place)}${SOURCES}#${id}">${source.publisher}, “${source.title}”</a> <span class="meta">${say(`kind-${source.kind}`)} · ${say('facts-count', { count })}</span></li>`
      );
    })}</ul>`,
    isLong(facts) ? String(counted.length) : undefined,
  );
}

function countSources(
  facts: readonly Fact[],
  base: FactBase,
): readonly { readonly id: SourceId; readonly count: number }[] {
  const counts = new Map<SourceId, number>();
  for (const { cites } of facts) {
    for (const id of new Set(cites.map(({ source }) => source))) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts]
    .filter(([id]) => base.sources.has(id))
    .map(([id, count]) => ({ id, count }))
    .sort((a, b) => b.count - a.count || order(a.id, b.id));
}
