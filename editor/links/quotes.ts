/** What came of looking for a quotation in a text. */
export type Found =
  | { readonly kind: 'same' }
  /** Nearly: what the text says instead, and where the two part. */
  | { readonly kind: 'differs'; readonly theirs: string; readonly atOurs: string; readonly atTheirs: string }
  | { readonly kind: 'absent' };

/** Texts are compared up to here, as characters: some hundred pages. */
const MAX_TEXT = 1_500_000;
/** Of a quotation's characters, how many may differ for the passage still to be the one that was meant. */
const NEAR = 0.25;
const AROUND = 18;

const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** What may have stood for a sign of an evened text. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  [' ', '\\s+'],
  ["'", "['‘’‚‛`´′ʼ＇]"],
  ['"', '["“”„‟″«»＂]'],
  ['-', '[-‐‑‒–—―−]'],
  ['…', '(?:…|\\.{3})'],
]);

/** A text with what typesetting may change made the same: white space, soft hyphens, quotation marks, dashes, ellipses.
    Not one letter, digit, comma or capital. */
export function evened(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[‘’‚‛`´′ʼ＇]/g, "'")
    .replace(/[“”„‟″«»＂]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replaceAll('…', '...')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Looks for a quotation in a text, both as they were written. It must stand there word for word and end where a word
    ends. */
export function findQuote(quote: string, text: string): Found {
  return findIn(searchable(text), quote);
}

/** A text made ready to look for several quotations. */
export interface Searchable {
  readonly written: string;
  readonly evened: string;
}

export function searchable(written: string): Searchable {
  return { written, evened: evened(written).slice(0, MAX_TEXT) };
}

export function findIn(text: Searchable, quote: string): Found {
  const found = findEvened(evened(quote), text.evened);
  return found.kind === 'differs' ? { ...found, theirs: asWritten(found.theirs, text.written) } : found;
}

/** An evened passage with the signs that the text itself has; as it is when it can't be found again. */
function asWritten(passage: string, written: string): string {
  const signs = passage
    .replaceAll('...', '…')
    .split('')
    .map((char) => SIGNS.get(char) ?? char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'));
  const found = new RegExp(signs.join('[\u00ad\u200b-\u200d\u2060\ufeff]*')).exec(written);
  return found ? found[0].replace(UNSEEN, '').replace(/\s+/g, ' ') : passage;
}

function findEvened(quote: string, text: string): Found {
  if (quote === '') return { kind: 'absent' };
  let inWord: number | undefined;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    if (!joins(text[at - 1], text[at]) && !joins(text[end - 1], text[end])) return { kind: 'same' };
    inWord ??= at;
  }
  if (inWord !== undefined) {
    const theirs = wholeWords(text, inWord, inWord + quote.length);
    return differing(quote, theirs);
  }
  const near = nearest(quote, text);
  return near && near.distance <= Math.max(2, Math.floor(quote.length * NEAR))
    ? differing(quote, wholeWords(text, near.start, near.end))
    : { kind: 'absent' };
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

function joins(one: string | undefined, other: string | undefined): boolean {
  return isWord(one) && isWord(other);
}

function wholeWords(text: string, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from > 0 && start - from < 30 && joins(text[from - 1], text[from])) from -= 1;
  while (to < text.length && to - end < 30 && joins(text[to - 1], text[to])) to += 1;
  return text.slice(from, to).trim();
}

function differing(ours: string, theirs: string): Found {
  let at = 0;
  while (at < ours.length && at < theirs.length && ours[at] === theirs[at]) at += 1;
  return { kind: 'differs', theirs, atOurs: around(ours, at), atTheirs: around(theirs, at) };
}

/** The words about a place: enough to find it, and to see what is different. */
function around(text: string, at: number): string {
  const before = at > AROUND ? text.indexOf(' ', at - AROUND) + 1 : 0;
  const from = Math.min(before, at);
  const space = text.indexOf(' ', at + AROUND);
  const to = space < 0 ? text.length : space;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

/** The passage of the text that takes the fewest changed, missing or added characters to become the quotation
    (Sellers’ algorithm). Time is the product of both lengths. */
function nearest(quote: string, text: string): { start: number; end: number; distance: number } | undefined {
  if (!sharesWords(quote, text)) return undefined;
  const size = quote.length;
  const cost = new Uint16Array(size + 1).map((_, row) => row);
  const start = new Uint32Array(size + 1);
  let best = { start: 0, end: 0, distance: size };
  for (let column = 1; column <= text.length; column++) {
    const char = text.charCodeAt(column - 1);
    let diagonal = 0;
    let diagonalStart = column - 1;
    start[0] = column;
    for (let row = 1; row <= size; row++) {
      const left = (cost[row] ?? 0) + 1;
      const above = (cost[row - 1] ?? 0) + 1;
      const across = diagonal + (quote.charCodeAt(row - 1) === char ? 0 : 1);
      diagonal = cost[row] ?? 0;
      const startHere = start[row] ?? 0;
      if (across <= left && across <= above) {
        cost[row] = across;
        start[row] = diagonalStart;
      } else if (above <= left) {
        cost[row] = above;
        start[row] = start[row - 1] ?? 0;
      } else cost[row] = left;
      diagonalStart = startHere;
    }
    const distance = cost[size] ?? size;
    if (distance < best.distance) best = { start: start[size] ?? 0, end: column, distance };
  }
  return best;
}

/** Whether it is worth the time: a passage that is near holds some of the longer words. */
function sharesWords(quote: string, text: string): boolean {
  const words = quote.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
  return words.length === 0 || words.some((word) => text.includes(word));
}
