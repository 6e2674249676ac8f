import { withWindowsSigns } from './windows-1252.ts';

/** What a reader of a page sees of it. */
export interface PageText {
  /** Empty when the page has none. */
  readonly title: string;
  /** Tags are gone; those of blocks left a space. */
  readonly text: string;
}

/** Their content is no text of the page. */
const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'textarea', 'head']);
/** They stand within a word or a sentence: nothing separates what is around them. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** The text of an HTML page. One pass from left to right, whatever the page: each character is looked at a bounded
    number of times. */
export function htmlText(html: string): PageText {
  const parts: string[] = [];
  // Not toLowerCase, which makes some letters longer: both must be counted alike.
  const lower = html.replace(/[A-Z]+/g, (run) => run.toLowerCase());
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    parts.push(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
      continue;
    }
    const name = /^<\/?([a-z][a-z0-9-]{0,20})|^<[!?]/.exec(lower.slice(open, open + 24));
    if (!name) {
      parts.push('<');
      at = open + 1;
      continue;
    }
    const tag = name[1] ?? '';
    const end = endOfTag(html, open);
    const skips = UNREAD.has(tag) && lower[open + 1] !== '/' && html[end - 2] !== '/';
    at = skips ? after(lower, `</${tag}`, end) : end;
    if (skips) at = after(html, '>', at);
    parts.push(INLINE.has(tag) || tag === 'script' ? '' : ' ');
  }
  parts.push(html.slice(at));
  return { title: titleOf(html, lower), text: decodeEntities(parts.join('')) };
}

/** Behind the next `mark`, or the end: what is never closed reaches to the end of the page. */
function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** Behind the `>` of a tag, one within a quoted attribute not counted. */
function endOfTag(html: string, open: number): number {
  const limit = Math.min(html.length, open + 20_000);
  let quote = '';
  for (let at = open + 1; at < limit; at++) {
    const char = html[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '>') return at + 1;
    else if ((char === '"' || char === "'") && /[=\s]/.test(html[at - 1] ?? '')) quote = char;
  }
  return after(html, '>', open);
}

function titleOf(html: string, lower: string): string {
  const open = lower.indexOf('<title');
  if (open < 0) return '';
  const start = after(html, '>', open);
  const end = lower.indexOf('</title', start);
  return end < 0 ? '' : decodeEntities(html.slice(start, end)).replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** Latin-1 from 160 on, as HTML names them. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const NAMED = new Map<string, string>([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCodePoint(160 + index)] as const),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    lsaquo: '‹',
    rsaquo: '›',
    ndash: '–',
    mdash: '—',
    horbar: '―',
    minus: '−',
    hyphen: '‐',
    hellip: '…',
    bull: '•',
    euro: '€',
    trade: '™',
    dagger: '†',
    prime: '′',
    Prime: '″',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    numsp: ' ',
    hairsp: ' ',
    zwnj: '\u200c',
    zwj: '\u200d',
    NewLine: '\n',
    Tab: '\t',
    comma: ',',
    period: '.',
    colon: ':',
    semi: ';',
    excl: '!',
    quest: '?',
    num: '#',
    dollar: '$',
    percnt: '%',
    lpar: '(',
    rpar: ')',
    lsqb: '[',
    rsqb: ']',
    commat: '@',
    scaron: 'š',
    Scaron: 'Š',
    oelig: 'œ',
    OElig: 'Œ',
  }),
]);

/** `&rsquo;`, `&#8217;` and `&#x2019;` as what they stand for; a name that is not known stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][\w]{1,10}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED.get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? withWindowsSigns(String.fromCodePoint(code)) : whole;
    },
  );
}
