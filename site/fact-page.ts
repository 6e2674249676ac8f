import type { Answer } from '../src/core/answer.ts';
import { collectCitations } from '../src/core/citations.ts';
import { closing, correctionPage } from '../src/core/compose.ts';
import { sayDate, sayPeriod } from '../src/core/dates.ts';
import type { Fact, FactId } from '../src/core/fact.ts';
import { factParts, wordingOf } from '../src/core/passage.ts';
import { addressOf, companyPath, factPath } from '../src/core/permalink.ts';
import { outside, renderCitations, renderLines, renderPassage } from './answer.ts';
import { frame } from './frame.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import {
  factList,
  firstLanguage,
  langOf,
  langOfFact,
  type Place,
  readingOf,
  renderingIn,
  rootOf,
  section,
  termList,
  titleOf,
  topicAnchor,
  topOf,
} from './place.ts';

/** Facts that somebody who read this one may ask for next. */
const RELATED = 6;

/** One fact, whole. `cite`: the bot's own answer to `cite`, whose forms to copy are here too. A withdrawn fact says that it
    was withdrawn, when and why, and claims nothing. */
export function factPage(fact: Fact, cite: Answer, place: Place): string {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const withdrawn = fact.status === 'withdrawn';
  return frame(place, {
    title: titleOf(fact, facts, tag),
    description: withdrawn ? say('site-withdrawn') : wordingOf(fact, facts, tag).claim,
    body: markup`<article class="fact ${fact.status}">
${crumbs(fact, place)}
${withdrawn ? withdrawal(fact, cite, place) : statement(fact, cite, place)}
</article>`,
  });
}

/** The company and the topic to which it belongs. */
function crumbs(fact: Fact, place: Place): Markup {
  const { facts, language } = place.context;
  const pack = facts.packs.get(fact.pack);
  const company = pack && facts.entities.get(pack.company)?.name;
  const topic = pack?.topics.find(({ id }) => id === fact.topic);
  const href = `${rootOf(place)}${companyPath(fact.pack)}`;
  return markup`<p class="crumbs"><a href="${href}">${company ?? pack?.title ?? fact.pack}</a>${
    topic &&
    markup` <span aria-hidden="true">/</span> <a href="${href}#${topicAnchor(topic.id)}">${topic.titles.get(language.tag) ?? topic.id}</a>`
  }</p>`;
}

function withdrawal(fact: Fact, { body }: Answer, place: Place): Markup {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const options = renderingIn(rootOf(place), facts, tag);
  return markup`<h1>${say('site-withdrawn')}: <span class="id">${fact.id}</span></h1>
<div class="status withdrawn" role="note">${body.map((passage) => renderPassage(passage, 3, options))}<p>${say('site-withdrawn-kept')}</p></div>
${history(fact, place)}
${addresses(fact, place)}`;
}

function statement(fact: Fact, cite: Answer, place: Place): Markup {
  const { context } = place;
  const { facts, language, retriever } = context;
  const { say, tag } = language;
  const options = renderingIn(rootOf(place), facts, tag);
  const citations = collectCitations(context);
  const { claim, qualifications, replies, otherwise, quotations } = factParts(fact, citations, context);
  const lines = (all: typeof replies) => renderLines(all, options);
  const standing = (ids: readonly FactId[]): readonly Fact[] =>
    ids.flatMap((id) => facts.facts.get(id) ?? []).filter(({ status }) => status !== 'withdrawn');
  const listed = (ids: readonly FactId[]): Insert =>
    standing(ids).length > 0 && factList(standing(ids), place);
  const near = listed(retriever.neighbours(fact.id, RELATED));
  const [, ...questions] = wordingOf(fact, facts, tag).questions;
  return markup`<h1${langOfFact(fact, context)}>${titleOf(fact, facts, tag)}</h1>
${fact.status === 'contested' && markup`<p class="status contested" role="note">${say('site-contested')}</p>`}
${fact.status === 'superseded' && markup`<p class="status superseded" role="note">${say('site-superseded')}. ${say('superseded')}</p>`}
<div class="claim">${lines([claim])}</div>
${qualifications.length > 0 && markup`<div class="qualified">${lines(qualifications)}</div>`}
<p class="closing">${closing([fact], citations, context).closing}</p>
<p class="shortcuts"><a href="#cite">${say('site-citing')}</a> <a href="#address">${addressTitle(fact, place)}</a> ${wrong(fact, place)}</p>
${replies.length > 0 && section('reply', say('site-reply'), lines(replies))}
${
  otherwise.length > 0 &&
  section('otherwise', say('disagrees').replace(/:$/u, ''), [
    lines(otherwise.slice(1)),
    listed(fact.disagreesWith),
  ])
}
${quotations.length > 0 && section('words', say('site-words'), lines(quotations))}
${section(
  'sources',
  say('sources'),
  renderCitations(citations.all(), say, '', (one) => readingOf(one, place)),
)}
${section('cite', say('site-citing'), forms(cite, place))}
${addresses(fact, place)}
${section('glance', say('site-at-a-glance'), glance(fact, place))}
${history(fact, place)}
${wordings(fact, place)}
${near && section('related', say('site-related'), near)}
${
  questions.length > 0 &&
  markup`<details class="asked"><summary>${say('site-asked')}</summary><ul${langOfFact(fact, context)}>${questions.map(
    (one) => markup`<li>${one}</li>`,
  )}</ul></details>`
}`;
}

/** What can be copied elsewhere, in the bot's own forms. */
function forms({ body }: Answer, place: Place): Insert {
  const { facts, language } = place.context;
  const options = renderingIn(rootOf(place), facts, language.tag);
  return body
    .filter(({ lines }) => lines.some((line) => line.some(({ kind }) => kind === 'code')))
    .map(
      ({ title, lines }, at) =>
        markup`<details class="form"${at === 0 && markup` open`}><summary>${title}</summary>${renderLines(lines, options)}</details>`,
    );
}

/** Where it stays for good, for people and for machines, and where to say that it is wrong. */
function addresses(fact: Fact, place: Place): Markup {
  const address = addressOf(factPath(fact.id), place.context) ?? fact.id;
  const json = markup`<a href="${topOf(place)}facts/${fact.id}.json">${place.context.language.say('site-as-json')}</a>`;
  return section(
    'address',
    addressTitle(fact, place),
    markup`<p class="address"><code>${address}</code></p>
<p class="more">${json} ${wrong(fact, place)}</p>`,
  );
}

function addressTitle({ id }: Fact, { context }: Place): string {
  const known = addressOf(factPath(id), context) !== undefined;
  return context.language.say(known ? 'site-permalink' : 'site-fact-id');
}

function wrong(fact: Fact, { context }: Place): Insert {
  const page = correctionPage(fact, context);
  return page !== undefined && outside(page, context.language.say('button-wrong'));
}

function glance(fact: Fact, place: Place): Markup {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const names = fact.about
    .flatMap((id) => facts.entities.get(id) ?? [])
    .map(({ name, definedBy }) =>
      definedBy === undefined || definedBy === fact.id
        ? name
        : markup`<a href="${rootOf(place)}${factPath(definedBy)}">${name}</a>`,
    );
  return termList([
    [say('site-status'), say(`site-${fact.status}`)],
    [say('site-kind'), say(`site-fact-${fact.kind}`)],
    ...(fact.period ? [[say('site-happened'), sayPeriod(fact.period, tag)] as const] : []),
    [say('site-known'), sayDate(fact.asOf, tag)],
    [say('site-review'), sayDate(fact.reviewBy, tag)],
    [say('site-named'), names.map((name, at) => [at > 0 && ', ', name])],
  ]);
}

function history(fact: Fact, { context: { language } }: Place): Markup {
  const { say, tag } = language;
  const changes = fact.corrections.map(
    ({ on, why, was }) =>
      markup`<li><p>${say('corrected', { date: sayDate(on, tag), why })}</p><p class="was">${say('site-was')} <del>${was}</del></p></li>`,
  );
  return section(
    'history',
    say('site-history'),
    changes.length > 0
      ? markup`<ol class="history">${changes}</ol>`
      : markup`<p>${say('site-uncorrected')}</p>`,
  );
}

/** How the fact is worded in the other languages that it is worded in. */
function wordings(fact: Fact, { context }: Place): Insert {
  const { facts, language } = context;
  const shown = fact.wordings.has(language.tag) ? language.tag : firstLanguage(fact.pack, facts);
  const others = [...fact.wordings].filter(([tag]) => tag !== shown);
  const named = new Intl.DisplayNames(language.tag, { type: 'language' });
  const body = others.map(
    ([tag, { claim, caveat }]) =>
      markup`<h3>${named.of(tag) ?? tag}</h3><blockquote${langOf(tag, context)}><p>${claim}</p>${caveat !== undefined && markup`<p class="caveat">${caveat}</p>`}</blockquote>`,
  );
  return body.length > 0 && section('tongues', language.say('site-tongues'), body);
}
