import { sayDate } from '../src/core/dates.ts';
import { CORRECTIONS, FRONT, SOURCES } from './links.ts';
import { htmlOf, type Insert, type Markup, markup } from './markup.ts';
import { folderOf, type Place, rootOf, topOf } from './site.ts';

export interface Framed {
  readonly title: string;
  /** One sentence for whoever finds the page elsewhere. */
  readonly description: string;
  readonly body: Insert;
  /** More for the head: structured data, scripts. */
  readonly head?: Insert;
  /** False for a page that stands in one language only, and at no address of its own. */
  readonly translated?: false | undefined;
}

/** Nothing is asked from elsewhere, sent anywhere or run but the site's own files. `file:` beside `'self'`: a page that is
    opened from a folder has no origin of its own that `'self'` could mean. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "img-src 'self' file:",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A whole page. */
export function frame(place: Place, { title, description, body, head, translated }: Framed): string {
  const { context, site, path } = place;
  const { language } = context;
  const top = topOf(place);
  const address =
    site.url === undefined || translated === false
      ? undefined
      : `${site.url}/${folderOf(language, site)}${publicPath(path)}`;
  const name = 'Receipts';
  const page = markup`<!doctype html>
<html lang="${language.tag}" data-copy="${language.say('site-copy')}" data-copied="${language.say('site-copied')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title === name ? name : `${title} · ${name}`}</title>
<meta name="description" content="${description}">
<link rel="icon" href="${top}assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${top}assets/site.css">
<script src="${top}assets/site.js"></script>
${address !== undefined && published(place, { title, description }, address)}${head}</head>
<body>
<a class="skip" href="#content">${language.say('site-skip')}</a>
${header(place, translated)}
<main id="content" tabindex="-1">
${body}
</main>
${footer(place)}
</body>
</html>
`;
  return htmlOf(page);
}

/** A folder stands for its index page. */
export function publicPath(path: string): string {
  return path === FRONT ? '' : path;
}

function published(
  { site, path, context }: Place,
  { title, description }: Pick<Framed, 'title' | 'description'>,
  address: string,
): Markup {
  return markup`<link rel="canonical" href="${address}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address}">
<meta property="og:type" content="article">
${site.languages.map(
  (
    one,
  ) => markup`<link rel="alternate" hreflang="${one.tag}" href="${site.url}/${folderOf(one, site)}${publicPath(path)}">
`,
)}<link rel="alternate" type="application/atom+xml" href="${site.url}/feed.xml" title="${context.language.say('site-corrections')}">
`;
}

function header(place: Place, translated: false | undefined): Markup {
  const { context, site, path } = place;
  const { say } = context.language;
  const root = rootOf(place);
  const links = [
    { path: FRONT, href: `${root}${FRONT}`, label: say('site-ask-button') },
    { path: '', href: `${root}${FRONT}#companies`, label: say('site-companies') },
    { path: SOURCES, href: `${root}${SOURCES}`, label: say('sources') },
    { path: CORRECTIONS, href: `${root}${CORRECTIONS}`, label: say('site-corrections') },
  ];
  const other = translated === false ? FRONT : path;
  return markup`<header class="site">
<div class="band">
<a class="wordmark" href="${root}${FRONT}">Receipts</a>
<nav aria-label="${say('site-pages')}"><ul>${links.map(
    (one) =>
      markup`<li><a href="${one.href}"${one.path === path && markup` aria-current="page"`}>${one.label}</a></li>`,
  )}</ul></nav>
<div class="switches">${site.languages
    .filter(({ tag }) => tag !== context.language.tag)
    .map(
      (one) =>
        markup`<a class="tongue" href="${topOf(place)}${folderOf(one, site)}${other}" lang="${one.tag}" hreflang="${one.tag}">${one.name}</a>`,
    )}<button type="button" id="theme" class="theme" hidden>${say('site-theme')}</button></div>
</div>
</header>`;
}

/** What may be done with the words of the facts; leads to the terms where they stand on the site. */
export function licence(place: Place): Markup {
  const { facts, language } = place.context;
  const names = [...new Set([...facts.packs.values()].map((pack) => pack.licence))].join(', ');
  const file = place.site.licence;
  const terms = file !== undefined && [
    ' ',
    markup`<a href="${topOf(place)}${file}">${language.say('site-terms-whole')}</a>.`,
  ];
  return markup`${language.say('site-licence', { licence: names })}${terms}`;
}

function footer(place: Place): Markup {
  const { facts, language } = place.context;
  const { say } = language;
  const packs = [...facts.packs.values()];
  const readTo = packs.map((pack) => pack.readTo).sort()[0];
  return markup`<footer class="site"><div class="band">
<p>${licence(place)}${readTo !== undefined && ` ${say('site-read-to', { date: sayDate(readTo, language.tag) })}.`}</p>
<p>${say('site-about-lists')}</p>
<p><a href="${topOf(place)}data.json">${say('site-all-json')}</a></p>
</div></footer>`;
}
