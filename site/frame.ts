import { sayDate } from '../src/core/dates.ts';
import { htmlOf, type Insert, type Markup, markup } from './markup.ts';
import { addressIn, CORRECTIONS, FRONT, folderOf, type Place, rootOf, SOURCES, topOf } from './place.ts';

export interface Framed {
  readonly title: string;
  /** One sentence for those who find the page elsewhere. */
  readonly description: string;
  /** What a preview of a link shows, from the root of the language's pages, and all the words on it. */
  readonly picture?: { readonly path: string; readonly words: string };
  readonly body: Insert;
  /** More for the head: scripts. */
  readonly head?: Insert;
}

const NAME = 'Receipts';

/** Nothing is asked from elsewhere, sent anywhere or run but the site's own files. `file:` beside `'self'`: a page that is
    opened from a folder has no origin of its own that `'self'` could mean. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "img-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function frame(place: Place, framed: Framed): string {
  const { title, description, body, head } = framed;
  const { say, tag } = place.context.language;
  const top = topOf(place);
  return htmlOf(markup`<!doctype html>
<html lang="${tag}" data-copy="${say('site-copy')}" data-copied="${say('site-copied')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title === NAME ? NAME : `${title} · ${NAME}`}</title>
<meta name="description" content="${description}">
<link rel="icon" href="${top}assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${top}assets/site.css">
<script defer src="${top}assets/page.js"></script>
${published(place, framed)}${head}</head>
<body>
<a class="skip" href="#content">${say('site-skip')}</a>
${header(place)}
<main id="content" tabindex="-1">
${body}
</main>
${footer(place)}
</body>
</html>
`);
}

/** What other sites want to know, where the page has an address of its own. */
function published({ site, path, context, top }: Place, { title, description, picture }: Framed): Insert {
  if (site.url === undefined || top !== undefined) return false;
  const address = addressIn(context.language, path, site);
  const image =
    picture &&
    markup`<meta property="og:image" content="${addressIn(context.language, picture.path, site)}">
<meta property="og:image:alt" content="${picture.words}">
<meta name="twitter:card" content="summary_large_image">
`;
  return markup`<link rel="canonical" href="${address}">
<meta property="og:site_name" content="${NAME}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address}">
${image}<meta property="og:type" content="article">
${site.languages.map((one) => markup`<link rel="alternate" hreflang="${one.tag}" href="${addressIn(one, path, site)}">\n`)}
`;
}

function header(place: Place): Markup {
  const { context, site, path, top } = place;
  const { say, tag } = context.language;
  const root = rootOf(place);
  const current = path === SOURCES && markup` aria-current="page"`;
  const other = top === undefined ? path : FRONT;
  return markup`<header class="site">
<div class="band">
<a class="wordmark" href="${root}${FRONT}">${NAME}</a>
<nav aria-label="${say('site-pages')}"><ul><li><a href="${root}${FRONT}#companies">${say('site-companies')}</a></li><li><a href="${root}${SOURCES}"${current}>${say('sources')}</a></li></ul></nav>
${site.languages
  .filter((one) => one.tag !== tag)
  .map(
    (one) =>
      markup`<a class="tongue" href="${topOf(place)}${folderOf(one, site)}${other}" lang="${one.tag}" hreflang="${one.tag}">${one.name}</a>`,
  )}
</div>
</header>`;
}

/** What may be done with the words of the facts, and to which day every pack's sources were read. */
function footer(place: Place): Markup {
  const { facts, language } = place.context;
  const { say, tag } = language;
  const packs = [...facts.packs.values()];
  const [read] = packs.map(({ readTo }) => readTo).sort();
  const licence = [...new Set(packs.map((pack) => pack.licence))].join(', ');
  const file = place.site.licence;
  const terms = file !== undefined && markup` <a href="${topOf(place)}${file}">${say('site-terms-whole')}</a>.`;
  return markup`<footer class="site"><div class="band">
<p>${say('site-licence', { licence })}${terms}${read !== undefined && ` ${say('site-read-to', { date: sayDate(read, tag) })}.`}</p>
<p>${say('site-about-lists')}</p>
<p><a href="${rootOf(place)}${CORRECTIONS}">${say('site-corrections')}</a> · <a href="${topOf(place)}data.json">${say('site-all-json')}</a></p>
</div></footer>`;
}
