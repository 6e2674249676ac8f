import { citationOf } from '../src/core/citations.ts';
import { companiesByWeight } from '../src/core/compose.ts';
import { sayDate } from '../src/core/dates.ts';
import { companyPath, factPath } from '../src/core/permalink.ts';
import { hostOf, outside, renderCitation } from './answer.ts';
import { frame } from './frame.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import { FRONT, factLink, factList, type Place, readingOf, rootOf, topOf } from './place.ts';

const TRIED = 4;

export function frontPage(place: Place): string {
  const { language, facts } = place.context;
  const { say } = language;
  const { packs } = facts;
  const top = topOf(place);
  return frame(place, {
    title: 'Receipts',
    description: `${say('site-lead')}. ${say('site-can', { count: packs.size })}`,
    head: markup`<script defer src="${top}assets/data.js"></script>
<script defer src="${top}assets/ask.js"></script>
`,
    body: markup`<section class="front" aria-labelledby="lead">
<h1 id="lead">${say('site-lead')}</h1>
<p class="scope">${say('site-can', { count: packs.size })}</p>
<ul class="covered" id="companies">${companies(place)}</ul>
${search(place)}
${tried(place)}
</section>
<section id="answers" class="answers" aria-label="${say('site-answer')}" aria-live="polite" tabindex="-1" hidden></section>
<section class="about" aria-labelledby="about"><h2 id="about">${say('site-about-heading')}</h2>
<p>${say('site-about')}</p>
${particulars(place)}</section>`,
  });
}

/** How much there is, who keeps it, and whom to tell of a mistake. */
function particulars(place: Place): Markup {
  const { facts, language, reports, today } = place.context;
  const { say, tag } = language;
  const keepers = [...new Set([...facts.packs.values()].flatMap(({ maintainers }) => maintainers))];
  const mistakes = reports?.replaceAll('{fact}', '');
  return markup`<p>${say('facts-in-base', { facts: facts.facts.size, sources: facts.sources.size })}. ${say('site-keepers', { keepers: keepers.join(', ') })} ${say('site-made', { date: sayDate(today, tag) })}</p>
<p>${say('site-mistakes-how')} ${mistakes !== undefined && outside(mistakes, hostOf(mistakes))}</p>`;
}

/** Hidden until a script can answer. */
function search({ context: { language } }: Place): Markup {
  const { say, tag } = language;
  return markup`<form id="ask" class="ask" role="search" hidden data-language="${tag}">
<label for="question">${say('search-hint')}</label>
<div class="field">
<input id="question" name="question" type="text" list="suggestions" aria-describedby="private" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" maxlength="200">
<datalist id="suggestions"></datalist>
<button type="submit">${say('site-ask-button')}</button>
</div>
<p id="private" class="meta">${say('site-private')}</p>
</form>
<noscript><p class="meta">${say('site-no-script')}</p></noscript>`;
}

/** Questions that lead to their facts, and that a script answers in the page. */
function tried(place: Place): Insert {
  const { facts, retriever, language } = place.context;
  const all = [...facts.facts.values()].filter(({ status }) => status !== 'withdrawn');
  const shown = retriever.suggest('', 'questions', TRIED, language.tag).flatMap((question) => {
    const fact = all.find(({ wordings }) => wordings.get(language.tag)?.questions.includes(question));
    return fact ? [{ question, fact }] : [];
  });
  if (shown.length === 0) return false;
  return markup`<div class="tried"><p>${language.say('site-try')}</p><ul>${shown.map(
    ({ question, fact }) =>
      markup`<li><a href="${rootOf(place)}${factPath(fact.id)}" data-command="ask" data-text="${question}">${question}</a></li>`,
  )}</ul></div>`;
}

/** The one with most facts first. */
function companies(place: Place): readonly Markup[] {
  const packs = [...place.context.facts.packs.values()];
  return companiesByWeight(place.context.facts).flatMap(({ id, name }) => {
    const pack = packs.find(({ company }) => company === id);
    return pack ? markup`<li><a href="${rootOf(place)}${companyPath(pack.id)}">${name}</a></li>` : [];
  });
}

/** Every document, by publisher, with the facts that rest on it; last those that nobody here has seen. */
export function sourcesPage(place: Place): string {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const { compare } = new Intl.Collator(tag);
  const all = [...facts.sources.values()].sort(
    (a, b) =>
      Number(a.read === 'not-found') - Number(b.read === 'not-found') ||
      compare(a.publisher, b.publisher) ||
      compare(a.title, b.title),
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

export function correctionsPage(place: Place): string {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const corrections = [...facts.facts.values()]
    .flatMap((fact) => fact.corrections.map((correction) => ({ ...correction, fact })))
    .sort((a, b) => (a.on > b.on || (a.on === b.on && a.fact.id < b.fact.id) ? -1 : 1));
  const items = corrections.map(
    ({ fact, on, why, was }) =>
      markup`<li><p class="meta"><time datetime="${on}">${sayDate(on, tag)}</time></p><h2>${factLink(fact, place)}</h2><p>${why}</p><p class="was">${say('site-was')} <del>${was}</del></p></li>`,
  );
  const list =
    items.length === 0 ? markup`<p>${say('site-corrections-none')}</p>` : markup`<ol class="history">${items}</ol>`;
  return recordPage(place, say('site-corrections'), say('site-corrections-lead'), list);
}

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
