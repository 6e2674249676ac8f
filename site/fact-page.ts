import type { Answer } from '../src/core/answer.ts';
import { correctionPage } from '../src/core/compose.ts';
import { sayDate } from '../src/core/dates.ts';
import type { Fact } from '../src/core/fact.ts';
import { addressOf, companyPath, factPath } from '../src/core/permalink.ts';
import { outside, renderCitations, renderLines, renderPassage } from './answer.ts';
import { frame } from './frame.ts';
import { type Markup, markup } from './markup.ts';
import { pictureOf, picturePath, wordsOf } from './picture.ts';
import type { Place } from './place.ts';
import { factList, langOfFact, readingOf, renderingIn, rootOf, section, titleOf, topicAnchor, topOf } from './place.ts';

/** Facts that somebody who read this one may ask for next. */
const RELATED = 6;

/** What the bot answers to each command about a fact. Of a withdrawn one each says that it was withdrawn, when and why, and
    claims nothing. */
export type Told = Readonly<Record<'fact' | 'details' | 'cite', Answer>>;

/** One fact, whole: its card is what a preview of a link shows. */
export function factPage(fact: Fact, { fact: card, details, cite }: Told, place: Place): string {
  const { context } = place;
  const { facts, language, retriever } = context;
  const { say, tag } = language;
  const isWithdrawn = fact.status === 'withdrawn';
  const options = renderingIn(rootOf(place), facts, tag);
  const { body, closing, citations } = details;
  const picture = pictureOf(card);
  const forms = cite.body.filter(({ lines }) => lines.some((line) => line.some(({ kind }) => kind === 'code')));
  const near = isWithdrawn ? [] : retriever.neighbours(fact.id, RELATED);
  const related = near.flatMap((id) => facts.facts.get(id) ?? []).filter(({ status }) => status !== 'withdrawn');
  return frame(place, {
    title: titleOf(fact, facts, tag),
    description: picture.lines.join(' '),
    picture: { path: picturePath(fact.id), words: wordsOf(picture) },
    body: markup`<article class="fact ${fact.status}">
${crumbs(fact, place)}
<h1${langOfFact(fact, context)}>${titleOf(fact, facts, tag)}</h1>
${fact.status !== 'stands' && markup`<p class="status ${fact.status}" role="note">${say(`site-${fact.status}`)}</p>`}
${body.map((passage) => renderPassage(passage, details, options))}
${closing !== '' && markup`<p class="closing">${closing}</p>`}
${isWithdrawn && markup`<p>${say('site-withdrawn-kept')}</p>`}
${
  citations.length > 0 &&
  section(
    'sources',
    say('sources'),
    renderCitations(citations, say, '', (one) => readingOf(one, place)),
  )
}
${
  forms.length > 0 &&
  section(
    'cite',
    say('site-citing'),
    forms.map(
      ({ title, lines }, at) =>
        markup`<details class="form"${at === 0 && markup` open`}><summary>${title}</summary>${renderLines(lines, cite, options)}</details>`,
    ),
  )
}
${addresses(fact, place)}
${history(fact, place)}
${related.length > 0 && section('related', say('site-related'), factList(related, place))}
</article>`,
  });
}

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

/** Where it stays for good, for people and for machines, and where to say that it is wrong. */
function addresses(fact: Fact, place: Place): Markup {
  const { context } = place;
  const { say } = context.language;
  const address = addressOf(factPath(fact.id), context);
  const wrong = correctionPage(fact, context);
  return section(
    'address',
    say(address === undefined ? 'site-fact-id' : 'site-permalink'),
    markup`<p class="address"><code>${address ?? fact.id}</code></p>
<p class="more"><a href="${topOf(place)}facts/${fact.id}.json">${say('site-as-json')}</a> ${wrong !== undefined && outside(wrong, say('button-wrong'))}</p>`,
  );
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
    changes.length > 0 ? markup`<ol class="history">${changes}</ol>` : markup`<p>${say('site-uncorrected')}</p>`,
  );
}
