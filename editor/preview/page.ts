import { createHash } from 'node:crypto';
import type { FactId } from '../../src/core/fact.ts';
import type { Problem } from '../lint/rule.ts';
import type { Parts } from './fact-page.ts';
import { html } from './html.ts';
import { problemsHtml } from './panels.ts';
import { messageCss, pageFile } from './screen.ts';
import { SHOWS, type Show } from './views.ts';

/** `ok`: all is as the files are. `indexing`: what asks for the index is of an earlier moment. `broken`: everything is,
    since the files do not load. `gone`: this fact is no more. */
export type Standing = 'ok' | 'indexing' | 'broken' | 'gone';

/** What changes of a page while it is open. Parts that are left out stay as they are. */
export interface Update {
  /** Of the facts that it shows. */
  readonly version: string;
  readonly standing: Standing;
  readonly parts: Parts;
}

/** What a page may fetch: its own files and news from where it came from. */
export const SERVED_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SHOW_WORDS: Readonly<Record<Show, string>> = {
  card: 'Card',
  answer: 'Answer',
  dossier: 'Dossier',
  post: 'Post here',
  cite: 'Cite',
};

/** One fact's page. `alone`: a file that needs no server, and does not change. */
export function factPage(id: string, { version, standing, parts }: Update, alone = false): string {
  const part = (name: string): string => parts[name] ?? '';
  const waiting = '<p class="nothing">Being looked at…</p>';
  const main = `<main id="main" class="fact">
<div id="messages">${SHOWS.map((show) => `<div id="show-${show}">${part(`show-${show}`)}</div>`).join('')}</div>
<aside aria-label="About this fact">
<section><h2>Questions, as they are answered now</h2><div id="questions">${parts['questions'] ?? waiting}</div></section>
<section><h2>Limits</h2><div id="limits">${part('limits')}</div></section>
<section><h2>What the rules find</h2><div id="lint">${parts['lint'] ?? waiting}</div></section>
</aside>
</main>`;
  const switches = `<fieldset><legend>Show</legend>${SHOWS.map((show) => radio('show', show, SHOW_WORDS[show])).join('')}</fieldset>
<fieldset id="languages">${part('languages')}</fieldset>
<fieldset><legend>Width</legend>${radio('width', 'desktop', 'Desktop')}${radio('width', 'phone', 'Phone')}</fieldset>`;
  const title = `<div id="title">${part('title') || `<h1>${html(id)}</h1>`}</div>`;
  return shell({
    title: id,
    version,
    standing,
    problems: part('problems'),
    head: title,
    switches,
    main,
    alone,
  });
}

/** The list of all facts. */
export function listPage({ version, standing, parts }: Update): string {
  const main = `<main id="main" class="list">
<p class="filter"><label for="filter">Filter</label> <input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="words of a question, an id, a language" aria-describedby="keys"> <span id="shown" role="status"></span></p>
<p id="keys" class="about">Press / to filter, ↑ and ↓ to go through the list, Enter to open.</p>
<div id="list">${parts['list'] ?? ''}</div>
</main>`;
  const head = `<h1>All facts</h1><p class="meta" id="counted">${parts['counted'] ?? ''}</p>`;
  return shell({
    title: 'All facts',
    version,
    standing,
    problems: parts['problems'] ?? '',
    head,
    switches: '',
    main,
  });
}

/** No fact is called so; those that may have been meant. */
export function missingPage(typed: string, near: readonly FactId[], link: (id: FactId) => string): string {
  const shown = typed.slice(0, 80);
  const main = `<main id="main" class="list">${nearHtml(near, link)}<p><a href="/">All facts</a></p></main>`;
  const head = `<h1>No fact is called <code>${html(shown)}</code></h1>`;
  return shell({
    title: 'No such fact',
    version: '',
    standing: 'ok',
    problems: '',
    head,
    switches: '',
    main,
  });
}

/** Ids that may have been meant, as links. */
export function nearHtml(near: readonly FactId[], link: (id: FactId) => string): string {
  if (near.length === 0) return '<p>No id is like it.</p>';
  const items = near.map((id) => `<li><a href="${html(link(id))}"><code>${html(id)}</code></a></li>`);
  return `<p>Did you mean:</p><ul class="near">${items.join('')}</ul>`;
}

/** Why the files do not load, above what they held before. */
export function brokenHtml(problems: readonly Problem[], dir: string): string {
  const many = problems.length === 1 ? 'one place' : `${problems.length} places`;
  return `<h2>The data does not load: ${many} to mend</h2>${problemsHtml(problems, dir, '')}<p class="about">Below is what loaded last. This goes away when it is mended and saved.</p>`;
}

interface Shell {
  readonly title: string;
  /** Empty for a page that nothing changes. */
  readonly version: string;
  readonly standing: Standing;
  readonly problems: string;
  readonly head: string;
  readonly switches: string;
  readonly main: string;
  readonly alone?: boolean;
}

function shell({ title, version, standing, problems, head, switches, main, alone = false }: Shell): string {
  const [style, script] = [`${messageCss()}\n${pageFile('preview.css')}`, pageFile('preview.js')];
  const meta = alone
    ? `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; img-src data:; base-uri 'none'; form-action 'none'">`
    : '';
  const links = alone
    ? `<style>${style}</style>`
    : '<link rel="stylesheet" href="/messages.css"><link rel="stylesheet" href="/preview.css">';
  const code = alone ? `<script>${script}</script>` : '<script src="/preview.js"></script>';
  const home = alone
    ? '<span class="home">Receipts preview</span>'
    : '<a class="home" href="/">All facts</a><span id="live" role="status"></span>';
  return `<!doctype html>
<html lang="en" data-standing="${standing}"${version === '' ? '' : ` data-version="${html(version)}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${meta}
<title>${html(title)} · preview</title>
<link rel="icon" href="data:,">
${links}
</head>
<body>
<a class="skip" href="#main">Skip the switches</a>
<header><div class="bar">${home}</div>
<div class="switches">${switches}<fieldset><legend>Theme</legend>${radio('theme', 'light', 'Light')}${radio('theme', 'dark', 'Dark')}</fieldset></div></header>
<div class="head">${head}</div>
<div id="problems" role="alert">${problems}</div>
${main}
${code}
</body>
</html>
`;
}

function radio(name: string, value: string, word: string): string {
  return `<label><input type="radio" name="${name}" value="${value}"><span>${word}</span></label>`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
