import { companiesByWeight } from '../src/core/compose.ts';
import { sayDate } from '../src/core/dates.ts';
import type { Pack } from '../src/core/fact.ts';
import { companyPath, factPath } from '../src/core/permalink.ts';
import { frame, licence } from './frame.ts';
import { type Insert, type Markup, markup } from './markup.ts';
import { hostOf, outside } from './render.ts';
import { firstLanguage, type Place, rootOf, topOf } from './site.ts';

/** Questions to begin with. */
const TRIED = 4;

/** The first page: the search, the companies, what this is. */
export function frontPage(place: Place): string {
  const { context } = place;
  const { say } = context.language;
  const top = topOf(place);
  return frame(place, {
    title: 'Receipts',
    description: say('site-lead'),
    head: markup`<script defer src="${top}assets/data.js"></script>
<script defer src="${top}assets/engine.js"></script>
<script defer src="${top}assets/ask.js"></script>
`,
    body: markup`<section class="front" aria-labelledby="lead">
<h1 id="lead">${say('site-lead')}</h1>
${search(place)}
</section>
<section id="answers" class="answers" aria-label="${say('site-answer')}" aria-live="polite" tabindex="-1" hidden></section>
<section aria-labelledby="companies"><h2 id="companies">${say('site-companies')}</h2>
<ul class="companies">${companiesByWeight(context.facts).map(({ id, name, count }) => {
      const pack = [...context.facts.packs.values()].find(({ company }) => company === id);
      return pack && company(pack, name, count, place);
    })}</ul></section>
<section class="about" aria-labelledby="about"><h2 id="about">${say('site-about-heading')}</h2>
<p>${say('site-about')}</p>
${particulars(place)}</section>`,
  });
}

/** How much there is, how old it is, who keeps it, whom to tell of a mistake, and what may be done with it. */
function particulars(place: Place): Markup {
  const { facts, language, reports, today } = place.context;
  const { say, tag } = language;
  const packs = [...facts.packs.values()];
  const readTo = packs.map((pack) => pack.readTo).sort()[0];
  const keepers = [...new Set(packs.flatMap(({ maintainers }) => maintainers))];
  const mistakes = reports?.replaceAll('{fact}', '');
  const rows: readonly (readonly [string, Insert])[] = [
    [say('site-size'), say('facts-in-base', { facts: facts.facts.size, sources: facts.sources.size })],
    [
      say('site-age'),
      [
        readTo !== undefined && `${say('site-read-to', { date: sayDate(readTo, tag) })}. `,
        say('site-made', { date: sayDate(today, tag) }),
      ],
    ],
    [say('site-keepers'), keepers.join(', ')],
    [
      say('site-mistakes'),
      [say('site-mistakes-how'), mistakes !== undefined && [' ', outside(mistakes, hostOf(mistakes))]],
    ],
    [say('site-terms'), licence(place)],
  ];
  return markup`<dl>${rows.map(([term, what]) => markup`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>`;
}

/** A combobox in the pattern of the ARIA Authoring Practices; hidden until a script can answer. */
function search(place: Place): Markup {
  const { language } = place.context;
  const { say, tag } = language;
  return markup`<form id="ask" class="ask" role="search" hidden data-language="${tag}" data-opening="${say('site-opening')}" data-failed="${say('site-search-failed')}" data-none="${say('site-suggested', { count: 0 })}" data-one="${say('site-suggested', { count: 1 })}" data-many="${say('site-suggested', { count: 2 })}">
<label for="question">${say('search-hint')}</label>
<div class="field">
<div class="box"><input id="question" name="question" type="text" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="suggestions" aria-describedby="private" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" maxlength="200">
<ul id="suggestions" role="listbox" aria-label="${say('site-suggestions')}" hidden></ul></div>
<button type="submit">${say('site-ask-button')}</button>
</div>
<p id="private" class="meta">${say('site-private')}</p>
<p id="status" class="meta" role="status"></p>
<p id="count" class="unseen" role="status"></p>
</form>
<noscript><p class="meta">${say('site-no-script')}</p></noscript>
${tried(place)}`;
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

function company(pack: Pack, name: string, count: number, place: Place): Markup {
  const { facts, language } = place.context;
  const first = firstLanguage(pack.id, facts);
  const lang = first !== language.tag && markup` lang="${first}"`;
  return markup`<li><h3><a href="${rootOf(place)}${companyPath(pack.id)}">${name}</a></h3><p${lang}>${pack.scope}</p><p class="meta">${language.say('facts-count', { count })}</p></li>`;
}
