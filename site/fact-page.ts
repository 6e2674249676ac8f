import type { Answer } from '../src/core/answer.ts';
import { collectCitations } from '../src/core/citations.ts';
import { closing, correctionPage } from '../src/core/compose.ts';
import { sayDate, sayPeriod } from '../src/core/dates.ts';
import type { Fact } from '../src/core/fact.ts';
import { factParts, questionOf, wordingOf } from '../src/core/passage.ts';
import { addressOf, companyPath, factPath } from '../src/core/permalink.ts';
import type { Context } from '../src/core/ports.ts';
import { factList } from './fact-list.ts';
import { frame } from './frame.ts';
import { topicAnchor } from './links.ts';
import { claimsOn } from './machine-files.ts';
import { type Insert, jsonScript, type Markup, markup } from './markup.ts';
import { outside, type RenderOptions, renderLine, renderPassage } from './render.ts';
import { firstLanguage, type Place, renderingOn, rootOf, tongueOf, topOf } from './site.ts';
import { sourceItem } from './source-item.ts';

/** Facts that somebody who read this one may ask for next. */
const RELATED = 6;

/** One fact, whole. `cite`: the bot's own answer to `cite`, whose forms to copy stand here too. A withdrawn fact says that it
    was withdrawn, when and why, and claims nothing. */
export function factPage(fact: Fact, cite: Answer, place: Place): string {
  const { context } = place;
  const title = fact.status === 'withdrawn' ? fact.id : questionOf(fact, context.facts, context.language.tag);
  const description =
    fact.status === 'withdrawn'
      ? context.language.say('site-withdrawn')
      : wordingOf(fact, context.facts, context.language.tag).claim;
  return frame(place, {
    title,
    description,
    head: jsonScript('application/ld+json', claimsOn(fact, place)),
    body: fact.status === 'withdrawn' ? withdrawnBody(fact, cite, place) : standingBody(fact, cite, place),
  });
}

function withdrawnBody(fact: Fact, withdrawn: Answer, place: Place): Markup {
  const { say } = place.context.language;
  const options = renderingOn(place);
  return markup`<article class="fact withdrawn">
${crumbs(fact, place)}
<h1>${say('site-withdrawn')}: <span class="id">${fact.id}</span></h1>
<div class="status withdrawn" role="note">${withdrawn.body.map((passage) => renderPassage(passage, options))}<p>${say('site-withdrawn-kept')}</p></div>
${history(fact, place)}
${addresses(fact, place)}
</article>`;
}

function standingBody(fact: Fact, cite: Answer, place: Place): Markup {
  const { context } = place;
  const { facts, language } = context;
  const { say, tag } = language;
  const options = renderingOn(place);
  const citations = collectCitations({ facts, language });
  const parts = factParts(fact, citations, context);
  const lines = (all: readonly Parameters<typeof renderLine>[0][]): Insert =>
    all.map((line) => renderLine(line, options));
  const tongue = tongueOf(fact, context);
  return markup`<article class="fact ${fact.status}">
${crumbs(fact, place)}
<h1${tongue !== undefined && markup` lang="${tongue}"`}>${questionOf(fact, facts, tag)}</h1>
${status(fact, context)}
<div class="claim">${renderLine(parts.claim, options)}</div>
${parts.qualifications.length > 0 && markup`<div class="qualified">${lines(parts.qualifications)}</div>`}
<p class="closing">${closing([fact], citations, context).closing}</p>
${shortcuts(fact, context)}
${parts.replies.length > 0 && section('reply', say('site-reply'), lines(parts.replies))}
${parts.otherwise.length > 0 && section('otherwise', say('disagrees').replace(/:$/u, ''), [lines(parts.otherwise.slice(1)), pagesOf(fact.disagreesWith, place)])}
${parts.quotations.length > 0 && section('words', say('site-words'), lines(parts.quotations))}
${section(
  'sources',
  say('sources'),
  markup`<ol>${citations.all().map((one) => markup`<li id="source-${one.number}" value="${one.number}">${sourceItem(one, place)}</li>`)}</ol>`,
)}
${section('cite', say('site-citing'), forms(cite, options))}
${addresses(fact, place)}
${section('glance', say('site-at-a-glance'), glance(fact, place))}
${history(fact, place)}
${tongues(fact, context)}
${related(fact, place)}
${asked(fact, context)}
</article>`;
}

/** What a reader who wants to pass it on, or doubts it, looks for first. */
function shortcuts(fact: Fact, context: Context): Markup {
  const { say } = context.language;
  const page = correctionPage(fact, context);
  return markup`<p class="shortcuts"><a href="#cite">${say('site-citing')}</a> <a href="#address">${addressTitle(fact, context)}</a>${page !== undefined && [' ', outside(page, say('button-wrong'))]}</p>`;
}

function addressTitle({ id }: Fact, context: Context): string {
  return context.language.say(
    addressOf(factPath(id), context) === undefined ? 'site-fact-id' : 'site-permalink',
  );
}

function section(id: string, title: string, body: Insert): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>`;
}

/** The company and the topic under which it stands. */
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

function status(fact: Fact, { language }: Context): Insert {
  if (fact.status === 'stands' || fact.status === 'withdrawn') return false;
  const { say } = language;
  const words =
    fact.status === 'contested' ? say('site-contested') : `${say('site-superseded')}. ${say('superseded')}`;
  return markup`<p class="status ${fact.status}" role="note">${words}</p>`;
}

function glance(fact: Fact, place: Place): Markup {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const names = fact.about.flatMap((id) => {
    const entity = facts.entities.get(id);
    if (!entity) return [];
    const defines =
      entity.definedBy !== undefined && entity.definedBy !== fact.id ? entity.definedBy : undefined;
    return [
      defines
        ? markup`<a href="${rootOf(place)}${factPath(defines)}">${entity.name}</a>`
        : markup`${entity.name}`,
    ];
  });
  const rows: readonly (readonly [string, Insert])[] = [
    [say('site-status'), statusWord(fact, place.context)],
    [say('site-kind'), say(`site-fact-${fact.kind}`)],
    ...(fact.period ? [[say('site-happened'), sayPeriod(fact.period, tag)] as const] : []),
    [say('site-known'), sayDate(fact.asOf, tag)],
    [say('site-review'), sayDate(fact.reviewBy, tag)],
    [say('site-named'), names.map((name, at) => [at > 0 && ', ', name])],
  ];
  return markup`<dl>${rows.map(([term, what]) => markup`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>`;
}

function statusWord(fact: Fact, { language: { say } }: Context): string {
  if (fact.status === 'contested') return say('site-contested');
  return say(fact.status === 'stands' ? 'site-stands' : `site-${fact.status}`);
}

function pagesOf(ids: Fact['disagreesWith'], place: Place): Insert {
  const { facts } = place.context;
  const shown = ids.flatMap((id) => facts.facts.get(id) ?? []).filter((one) => one.status !== 'withdrawn');
  return shown.length > 0 && factList(shown, place);
}

/** What can be copied elsewhere, in the bot's own forms. */
function forms(cite: Answer, options: RenderOptions): Insert {
  const copied = cite.body.filter(({ lines }) =>
    lines.some((line) => line.some(({ kind }) => kind === 'code')),
  );
  return copied.map(
    ({ title, lines }, at) =>
      markup`<details class="form"${at === 0 && markup` open`}><summary>${title}</summary>${lines.map((line) => renderLine(line, options))}</details>`,
  );
}

function history(fact: Fact, { context: { language } }: Place): Markup {
  const { say, tag } = language;
  const body =
    fact.corrections.length === 0
      ? markup`<p>${say('site-uncorrected')}</p>`
      : markup`<ol class="history">${fact.corrections.map(
          (one) =>
            markup`<li><p>${say('corrected', { date: sayDate(one.on, tag), why: one.why })}</p><p class="was">${say('site-was')} <del>${one.was}</del></p></li>`,
        )}</ol>`;
  return section('history', say('site-history'), body);
}

/** How the fact is worded in the other languages that it is worded in. */
function tongues(fact: Fact, { facts, language }: Context): Insert {
  const own = fact.wordings.has(language.tag) ? language.tag : firstLanguage(fact.pack, facts);
  const others = [...fact.wordings].filter(([tag]) => tag !== own);
  if (others.length === 0) return false;
  const named = new Intl.DisplayNames(language.tag, { type: 'language' });
  return section(
    'tongues',
    language.say('site-tongues'),
    others.map(
      ([tag, wording]) =>
        markup`<h3>${named.of(tag) ?? tag}</h3><blockquote lang="${tag}"><p>${wording.claim}</p>${wording.caveat !== undefined && markup`<p class="caveat">${wording.caveat}</p>`}</blockquote>`,
    ),
  );
}

function related(fact: Fact, place: Place): Insert {
  const { facts, retriever, language } = place.context;
  const near = retriever
    .neighbours(fact.id, RELATED)
    .flatMap((id) => facts.facts.get(id) ?? [])
    .filter((one) => one.status !== 'withdrawn');
  return near.length > 0 && section('related', language.say('site-related'), factList(near, place));
}

function asked(fact: Fact, { facts, language }: Context): Insert {
  const [, ...others] = wordingOf(fact, facts, language.tag).questions;
  if (others.length === 0) return false;
  const tongue = fact.wordings.has(language.tag) ? undefined : firstLanguage(fact.pack, facts);
  return markup`<details class="asked"><summary>${language.say('site-asked')}</summary><ul${tongue !== undefined && markup` lang="${tongue}"`}>${others.map((one) => markup`<li>${one}</li>`)}</ul></details>`;
}

/** Where it stands for good, for people and for machines, and where to say that it is wrong. */
function addresses(fact: Fact, place: Place): Markup {
  const { context } = place;
  const { say } = context.language;
  const page = correctionPage(fact, context);
  const address = addressOf(factPath(fact.id), place.context);
  return markup`<section id="address" aria-labelledby="address-title"><h2 id="address-title">${addressTitle(fact, context)}</h2>
<p class="address"><code>${address ?? fact.id}</code></p>
<p class="more"><a href="${topOf(place)}facts/${fact.id}.json">${say('site-as-json')}</a>${page !== undefined && [' · ', outside(page, say('button-wrong'))]}</p></section>`;
}
