import type { Action, Answer, Citation, Passage, Span } from '../src/core/answer.ts';
import { addressOf, lastLine } from '../src/core/answer.ts';
import type { Say } from '../src/core/language.ts';
import { nameOfCite } from '../src/core/plain.ts';
import type { Call } from '../src/core/question.ts';
import { code, type Insert, type Markup, markup } from './markup.ts';
import type { Rendering } from './place.ts';

export interface AnswerOptions extends Rendering {
  /** Whether a script answers calls in the page: then those that lead nowhere are buttons. */
  readonly live?: true;
  /** Before the ids of its sources, so that two answers can be on one page. */
  readonly prefix?: string;
}

type Cited = Pick<Answer, 'citations' | 'sources'>;

/** A whole answer as HTML. Pure, never throws; nothing is cut: a page has no limit. Every text is escaped, and only addresses
    of the answer, and those that `lead` gives, are linked. */
export function renderAnswer(answer: Answer, say: Say, options: AnswerOptions): Markup {
  const { heading, body, citations, sources, permalink, share, actions, menu } = answer;
  const own = permalink ?? (share && options.live ? options.lead(share) : undefined);
  const last = lastLine(answer);
  const listed =
    sources === 'listed' &&
    citations.length > 0 &&
    markup`<section class="sources"><h3 class="sources-title">${say('sources')}</h3>${renderCitations(citations, say, options.prefix)}</section>`;
  const further = menu && renderActions(menu.options, options);
  return markup`<article class="answer" lang="${answer.language}" data-outcome="${answer.outcome}">
<h2 class="answer-heading">${heading}</h2>
${body.map((passage) => renderPassage(passage, answer, options))}
${listed}
${last !== '' && markup`<p class="closing">${last}</p>`}
${own !== undefined && markup`<p class="own-page"><a href="${own}">${say('site-own-page')}</a></p>`}
${renderActions(actions, options)}
${further && markup`<details class="menu"><summary>${menu.label}</summary>${further}</details>`}
</article>`;
}

export function renderPassage({ title, lines }: Passage, answer: Cited, options: AnswerOptions): Markup {
  const heading = title !== undefined && markup`<h3 class="passage-title">${title}</h3>`;
  return markup`<section class="passage">${heading}${renderLines(lines, answer, options)}</section>`;
}

export function renderLines(lines: Passage['lines'], answer: Cited, options: AnswerOptions): Insert {
  return lines.map((line) => {
    const [only] = line;
    if (only?.kind === 'code' && line.length === 1)
      return markup`<pre tabindex="0"><code>${code(only.text)}</code></pre>`;
    return markup`<p${lineClass(line)}>${line.map((span) => renderSpan(span, answer, options))}</p>`;
  });
}

/** What somebody says is told apart from what qualifies it, which begins with a strong word. */
function lineClass(line: readonly Span[]): Insert {
  if (line.some(({ kind }) => kind === 'quote')) return markup` class="quoted"`;
  if (line[0]?.kind === 'strong') return line.length === 1 && markup` class="lead-in"`;
  return line.some(({ kind }) => kind === 'cite') && markup` class="says"`;
}

function renderSpan(span: Span, answer: Cited, options: AnswerOptions): Markup {
  if (span.kind === 'cite') return renderCite(span.number, answer, options);
  if (span.kind === 'strong') return markup`<strong>${span.text}</strong>`;
  if (span.kind === 'quote') return markup`<q>${span.text}</q>`;
  if (span.kind === 'code') return markup`<code>${code(span.text)}</code>`;
  if (span.kind === 'example') {
    const words = options.spell(span.call);
    return renderCall(span.call, words, 'example', options) ?? markup`<code>${words}</code>`;
  }
  const tongue = options.tongue(span.text);
  return tongue ? markup`<span lang="${tongue}">${span.text}</span>` : markup`${span.text}`;
}

/** A link to its document, or to the list below where there is one; the label of a document without an address says so. */
function renderCite(number: number, answer: Cited, { prefix }: AnswerOptions): Markup {
  const name = `[${nameOfCite(number, answer)}]`;
  if (answer.sources === 'listed') return markup`<a class="cite" href="#${prefix}source-${number}">${name}</a>`;
  const citation = answer.citations.find((one) => one.number === number);
  const url = citation && addressOf(citation);
  return markup`<span class="cite">${url === undefined ? name : outside(url, name)}</span>`;
}

function renderCall(call: Call, label: string, name: string, options: AnswerOptions): Markup | undefined {
  const href = options.lead(call);
  const asks = options.live && markup` data-command="${call.command}" data-text="${call.text}"`;
  if (href !== undefined) return markup`<a class="${name}" href="${href}"${asks}>${label}</a>`;
  return options.live && markup`<button type="button" class="${name}"${asks}>${label}</button>`;
}

function renderActions(actions: readonly Action[], options: AnswerOptions): Markup | undefined {
  const shown = actions.flatMap((action) => renderAction(action, options) ?? []);
  return shown.length > 0 ? markup`<ul class="actions">${shown.map((one) => markup`<li>${one}</li>`)}</ul>` : undefined;
}

function renderAction(action: Action, options: AnswerOptions): Markup | undefined {
  if ('url' in action) return outside(action.url, action.label);
  const { label, call } = action;
  // A label that was cut for a small button is given whole where it is known.
  const whole = call.command === 'fact' && label.endsWith('…') ? options.spell(call) : label;
  return renderCall(call, whole, 'action', options);
}

/** A numbered list of sources. `more`: what else is told of each. */
export function renderCitations(
  citations: readonly Citation[],
  say: Say,
  prefix = '',
  more: (citation: Citation) => Insert = () => false,
): Markup {
  return markup`<ol>${citations.map(
    (one) =>
      markup`<li id="${prefix}source-${one.number}" value="${one.number}">${renderCitation(one, say)}${more(one)}</li>`,
  )}</ol>`;
}

export function renderCitation({ publisher, title, details, ...at }: Citation, say: Say): Markup {
  const { url, via, archivedUrl } = at;
  const named = markup`<cite>${title}</cite>`;
  return markup`<p class="work"><span class="publisher">${publisher}</span> ${url === undefined ? named : [outside(url, named), ' ', host(url)]}</p>
<p class="details">${details.map((detail, at) => [at > 0 && ' · ', detail])}</p>${
    via &&
    markup`<p class="details">${say('via', { publisher: via.publisher, title: via.title })} ${outside(via.url, hostOf(via.url))}</p>`
  }${archivedUrl !== undefined && markup`<p class="details">${outside(archivedUrl, say('site-archived'))} ${host(archivedUrl)}</p>`}`;
}

const host = (url: string): Markup => markup`<span class="host">${hostOf(url)}</span>`;

/** A link that leads out of the site; an address that is not https is shown and not linked. */
export function outside(url: string, label: Insert): Markup {
  if (!url.startsWith('https://')) return markup`${label}`;
  return markup`<a href="${url}" rel="noreferrer noopener external">${label}</a>`;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}
