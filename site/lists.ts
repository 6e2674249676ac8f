import type { Citation } from '../src/core/answer.ts';
import { sayDate, sayPeriod } from '../src/core/dates.ts';
import type { Fact } from '../src/core/fact.ts';
import { factPath } from '../src/core/permalink.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import { langOf, langOfFact, type Place, rootOf, titleOf } from './place.ts';

/** Facts as links, each by the question that heads it, with when it was and what sort of thing it is. No claim is here: it
    would be without what the company says to it. */
export function factList(shown: readonly Fact[], place: Place): Markup {
  const { say, tag } = place.context.language;
  return markup`<ul class="facts">${shown.map((one) => {
    const { status, period, asOf, kind } = one;
    const when = period ? sayPeriod(period, tag) : say('as-of', { date: sayDate(asOf, tag) });
    const word = say(status === 'contested' ? 'site-mark-contested' : `site-${status}`);
    const mark = status !== 'stands' && markup`<strong class="mark ${status}">${word}</strong> · `;
    return markup`<li>${factLink(one, place)} <span class="meta">${mark}${when} · ${say(`site-fact-${kind}`)}</span></li>`;
  })}</ul>`;
}

export function factLink(fact: Fact, place: Place): Markup {
  const { context } = place;
  const href = `${rootOf(place)}${factPath(fact.id)}`;
  return markup`<a href="${href}"${langOfFact(fact, context)}>${titleOf(fact, context.facts, context.language.tag)}</a>`;
}

/** Names with what is known of each. */
export function termList(rows: readonly (readonly [term: string, what: Insert])[]): Markup {
  return markup`<dl>${rows.map(([term, what]) => markup`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>`;
}

/** A part of a page under a heading that can be linked to. */
export function section(id: string, title: string, body: Insert): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

/** When a document was looked for, how much of it was read then, and what else a careful reader should know. */
export function readingOf({ source: id }: Citation, { context }: Place): Insert {
  const { facts, language, retriever } = context;
  const source = facts.sources.get(id);
  if (!source) return false;
  const { accessed, read, note } = source;
  const looked = language.say('site-accessed', { date: sayDate(accessed, language.tag) });
  // Of a document that was not read whole, its details say so already.
  const whole = (read === 'whole' || read === 'copy') && ` · ${language.say(`site-read-${read}`)}`;
  return markup`<p class="details">${looked}${whole}</p>${note !== undefined && markup`<p class="details"${langOf(retriever.lexicon.language.tag, context)}>${note}</p>`}`;
}
