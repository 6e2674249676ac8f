import { sayDate, sayPeriod } from '../src/core/dates.ts';
import type { Fact } from '../src/core/fact.ts';
import type { Say } from '../src/core/language.ts';
import { questionOf } from '../src/core/passage.ts';
import { factPath } from '../src/core/permalink.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import { type Place, rootOf, tongueOf } from './site.ts';

/** Facts as links, each by the question that heads it, with when it was and what sort of thing it is. No claim stands here:
    it would stand without what the company says to it. */
export function factList(shown: readonly Fact[], place: Place): Markup {
  return markup`<ul class="facts">${shown.map((one) => markup`<li>${factLink(one, place)}${meta(one, place)}</li>`)}</ul>`;
}

/** A withdrawn fact is named by its id. */
export function factLink(fact: Fact, place: Place): Markup {
  const { facts, language } = place.context;
  const href = `${rootOf(place)}${factPath(fact.id)}`;
  if (fact.status === 'withdrawn') return markup`<a href="${href}">${fact.id}</a>`;
  const tongue = tongueOf(fact, place.context);
  return markup`<a href="${href}"${tongue !== undefined && markup` lang="${tongue}"`}>${questionOf(fact, facts, language.tag)}</a>`;
}

function meta(fact: Fact, { context: { language } }: Place): Insert {
  const { say, tag } = language;
  const when = fact.period ? sayPeriod(fact.period, tag) : say('as-of', { date: sayDate(fact.asOf, tag) });
  return markup` <span class="meta">${mark(fact, say)}${when} · ${say(`site-fact-${fact.kind}`)}</span>`;
}

function mark({ status }: Fact, say: Say): Insert {
  if (status === 'stands') return false;
  const word = say(status === 'contested' ? 'site-mark-contested' : `site-${status}`);
  return markup`<strong class="mark ${status}">${word}</strong> · `;
}
