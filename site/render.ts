import type { Action, Answer, Citation, Passage, Span } from '../src/core/answer.ts';
import type { LanguageTag } from '../src/core/fact.ts';
import type { Say } from '../src/core/language.ts';
import type { Spell } from '../src/core/plain.ts';
import type { Call } from '../src/core/question.ts';
import type { Lead } from './links.ts';
import { code, type Insert, join, type Markup, markup } from './markup.ts';

export interface RenderOptions {
  /** Where a call leads as a link; nowhere when left out. */
  readonly lead?: Lead;
  /** How a call is typed; the bare words when left out. */
  readonly spell?: Spell;
  /** Whether a script answers calls in the page: then those that lead nowhere are buttons. */
  readonly live?: boolean;
  /** The level of its heading; 2 when left out. Titles of passages stand one below. */
  readonly level?: 1 | 2 | 3;
  /** Before the ids of its sources, so that two answers can stand on one page. */
  readonly prefix?: string;
  /** The language of a text that is not in the answer's own. */
  readonly tongue?: ((text: string) => LanguageTag | undefined) | undefined;
}

const spellPlainly: Spell = ({ command, text }) => `${command} ${text}`.trim();

/** A whole answer as HTML. Pure, never throws; nothing is cut: a page has no limit. Every text is escaped, and only addresses
    of the answer, and those that `lead` gives, are linked. */
export function renderAnswer(answer: Answer, say: Say, options: RenderOptions = {}): Markup {
  const heading = tagged(options.level ?? 2, 'answer-heading', answer.heading);
  // What only leads on by words that are typed, is led on by buttons where a script listens.
  const shown = options.live ? answer.body.filter(({ spare }) => !spare) : answer.body;
  return markup`<article class="answer" lang="${answer.language}" data-outcome="${answer.outcome}">${heading}${shown.map(
    (passage) => renderPassage(passage, options),
  )}${renderCitations(answer.citations, say, options)}${closingLine(answer)}${ownPage(answer, say, options)}${renderActions(answer.actions, options)}</article>`;
}

function tagged(level: 1 | 2 | 3 | 4, name: string, text: string): Markup {
  switch (level) {
    case 1:
      return markup`<h1 class="${name}">${text}</h1>`;
    case 2:
      return markup`<h2 class="${name}">${text}</h2>`;
    case 3:
      return markup`<h3 class="${name}">${text}</h3>`;
    case 4:
      return markup`<h4 class="${name}">${text}</h4>`;
  }
}

function below(level: 1 | 2 | 3): 2 | 3 | 4 {
  return level === 1 ? 2 : level === 2 ? 3 : 4;
}

export function renderPassage(passage: Passage, options: RenderOptions): Markup {
  const title =
    passage.title !== undefined && tagged(below(options.level ?? 2), 'passage-title', passage.title);
  return markup`<section class="passage">${title}${passage.lines.map((line) => renderLine(line, options))}</section>`;
}

/** One paragraph. */
export function renderLine(line: readonly Span[], options: RenderOptions): Markup {
  const [only] = line;
  if (only?.kind === 'code' && line.length === 1)
    return markup`<pre tabindex="0"><code>${code(only.text)}</code></pre>`;
  return markup`<p${lineClass(line)}>${renderSpans(line, options)}</p>`;
}

/** What somebody says is told apart from what qualifies it, which begins with a strong word. */
function lineClass(line: readonly Span[]): Insert {
  if (line.some(({ kind }) => kind === 'quote')) return markup` class="quoted"`;
  if (line[0]?.kind === 'strong') return line.length === 1 && markup` class="lead-in"`;
  if (line.some(({ kind }) => kind === 'cite')) return markup` class="says"`;
  return false;
}

export function renderSpans(line: readonly Span[], options: RenderOptions): Markup {
  return join(
    line.map((span) => renderSpan(span, options)),
    '',
  );
}

function renderSpan(span: Span, options: RenderOptions): Markup {
  switch (span.kind) {
    case 'text': {
      const tongue = options.tongue?.(span.text);
      return tongue ? markup`<span lang="${tongue}">${span.text}</span>` : markup`${span.text}`;
    }
    case 'strong':
      return markup`<strong>${span.text}</strong>`;
    case 'quote':
      return markup`<q>${span.text}</q>`;
    case 'code':
      return markup`<code>${code(span.text)}</code>`;
    case 'cite':
      return markup`<a class="cite" href="#${options.prefix ?? ''}source-${span.number}">[${span.number}]</a>`;
    case 'example': {
      const words = (options.spell ?? spellPlainly)(span.call);
      const href = options.lead?.(span.call);
      if (href === undefined && !options.live) return markup`<code>${words}</code>`;
      return callElement(span.call, words, href, 'example', options);
    }
  }
}

function callElement(
  call: { readonly command: string; readonly text: string },
  label: string,
  href: string | undefined,
  name: string,
  { live }: RenderOptions,
): Markup {
  const asks = live && markup` data-command="${call.command}" data-text="${call.text}"`;
  return href === undefined
    ? markup`<button type="button" class="${name}"${asks}>${label}</button>`
    : markup`<a class="${name}" href="${href}"${asks}>${label}</a>`;
}

/** The numbered list of sources, each with everything that a reader should know of it. */
export function renderCitations(citations: readonly Citation[], say: Say, options: RenderOptions): Insert {
  if (citations.length === 0) return false;
  const title = tagged(below(options.level ?? 2), 'sources-title', say('sources'));
  return markup`<section class="sources">${title}<ol>${citations.map(
    (one) =>
      markup`<li id="${options.prefix ?? ''}source-${one.number}" value="${one.number}">${renderCitation(one, say)}</li>`,
  )}</ol></section>`;
}

export function renderCitation(citation: Citation, say: Say): Markup {
  const { url, via, archivedUrl } = citation;
  const title = markup`“${citation.title}”`;
  const host = url === undefined ? undefined : hostOf(url);
  const named = url === undefined ? title : outside(url, title);
  const led = via && [
    markup` · ${say('via', { publisher: via.publisher, title: via.title })} `,
    outside(via.url, hostOf(via.url)),
  ];
  const kept = archivedUrl !== undefined && [
    markup` · ${say('archived')} `,
    outside(archivedUrl, hostOf(archivedUrl)),
  ];
  return markup`<span class="publisher">${citation.publisher}</span>, ${named}${host !== undefined && markup` <span class="host">${host}</span>`}<span class="details">${citation.details.map((detail) => markup` · ${detail}`)}${led}${kept}</span>`;
}

/** A link that leads out of the site; an address that is not https is shown and not linked. */
export function outside(url: string, label: Insert): Markup {
  if (!url.startsWith('https://')) return markup`${label}`;
  return markup`<a href="${url}" rel="noreferrer noopener external">${label}</a>`;
}

/** The place that an address leads to, for whoever wants to know before going there. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}

function closingLine({ closing }: Answer): Insert {
  return closing !== '' && markup`<p class="closing">${closing}</p>`;
}

/** Where the answer stands for good, when it is asked for in a page that changes. */
function ownPage({ permalink, share }: Answer, say: Say, { lead, live }: RenderOptions): Insert {
  const href = permalink ?? (share && live ? lead?.(share) : undefined);
  return href !== undefined && markup`<p class="own-page"><a href="${href}">${say('site-own-page')}</a></p>`;
}

function renderActions(actions: readonly Action[], options: RenderOptions): Insert {
  const shown = actions.flatMap((action) => renderAction(action, options) ?? []);
  return shown.length > 0 && markup`<ul class="actions">${shown.map((one) => markup`<li>${one}</li>`)}</ul>`;
}

/** A label that was cut for a small button is given whole where it is known. */
function wholeLabel({ label, call }: Action & { readonly call: Call }, { spell }: RenderOptions): string {
  return spell && call.command === 'fact' && label.endsWith('…') ? spell(call) : label;
}

function renderAction(action: Action, options: RenderOptions): Markup | undefined {
  if ('url' in action) return outside(action.url, action.label);
  const href = options.lead?.(action.call);
  if (href === undefined && !options.live) return undefined;
  return callElement(action.call, wholeLabel(action, options), href, 'action', options);
}
