import type { FactBase, FactId, PackId, SourceId } from '../../src/core/fact.ts';
import type { WrittenFacts } from '../../src/facts/join.ts';
import type { Problem } from '../../src/facts/problems.ts';

/** Words that a fact quotes from a source, and where: `file:line:column`. */
export interface Quotation {
  readonly fact: FactId;
  readonly source: SourceId;
  readonly quote: string;
  readonly where: string;
}

/** Everything that is quoted, or what the facts of one pack quote. `where`: of a part of a fact. */
export function quotationsIn({ facts }: FactBase, where: WrittenFacts['where'], only?: PackId): Quotation[] {
  return [...facts.values()]
    .filter(({ pack }) => only === undefined || pack === only)
    .flatMap(({ id, cites }) =>
      cites.flatMap(({ source, quote }, index) =>
        quote === undefined
          ? []
          : [{ fact: id, source, quote, where: where('fact', id, ['cites', index, 'quote']) }],
      ),
    );
}

/** What came of looking for a quotation in a text. */
export type Found =
  | { readonly kind: 'same' }
  /** Nearly: what the text says instead, with its own signs. */
  | { readonly kind: 'differs'; readonly theirs: string }
  | { readonly kind: 'absent' };

/** A text with what typesetting may change made the same: white space, soft hyphens, quotation marks, dashes, ellipses.
    Not one letter, digit, comma or capital. */
export interface Evened {
  readonly text: string;
  readonly written: string;
  /** Where in `written` each character of `text` was. */
  readonly places: Uint32Array;
}

/** Texts are compared up to here, as characters: some hundred pages. */
const MAX_TEXT = 1_500_000;
/** Of a quotation's characters, the share that may differ for the passage still to be the one that was meant. */
const NEAR = 0.25;

const TYPESET: readonly (readonly [signs: RegExp, plain: string])[] = [
  [/[\u00ad\u200b-\u200d\u2060\ufeff]/, ''],
  [/[‘’‚‛`´′ʼ＇]/, "'"],
  [/[“”„‟″«»＂]/, '"'],
  [/[‐‑‒–—―−]/, '-'],
  [/…/, '...'],
  [/\s/, ' '],
];

export function evened(raw: string): Evened {
  const written = raw.normalize('NFC').slice(0, MAX_TEXT).trim();
  const places = new Uint32Array(written.length * 3);
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; at < written.length; at += 1) {
    const char = written[at] ?? '';
    const plain = /[\w,.]/.test(char) ? char : (TYPESET.find(([signs]) => signs.test(char))?.[1] ?? char);
    if (plain === '' || (plain === ' ' && parts.at(-1) === ' ')) continue;
    places.fill(at, length, length + plain.length);
    length += plain.length;
    parts.push(plain);
  }
  return { text: parts.join(''), written, places };
}

/** A page or a document, or why it can't be read. */
export interface Readable {
  /** Its address, or its name. */
  readonly at: string;
  /** Of which it is a copy; left out when it is nobody's. */
  readonly source?: SourceId;
  readonly text: Evened | string;
}

/** A quotation and what came of looking for it. `unchecked` is never wrong: nobody could look. */
export interface CheckedQuote {
  readonly quotation: Quotation;
  readonly result: (Found & { readonly at: string }) | { readonly kind: 'unchecked' };
}

const BEST_FIRST = ['same', 'differs', 'absent', 'unchecked'] as const;

/** Looks for each quotation in everything that there is of its source: found anywhere is found. */
export function checkQuotes(
  quotations: readonly Quotation[],
  read: readonly Readable[],
): readonly CheckedQuote[] {
  return quotations.map((quotation) => {
    const results = read
      .filter(({ source }) => source === quotation.source)
      .map(({ at, text }): CheckedQuote['result'] =>
        typeof text === 'string' ? { kind: 'unchecked' } : { ...findQuote(quotation.quote, text), at },
      );
    const [result = { kind: 'unchecked' }] = BEST_FIRST.flatMap((kind) =>
      results.filter((one) => one.kind === kind),
    );
    return { quotation, result };
  });
}

/** What an editor has to do. Words that are nowhere in a page are a warning, since what a robot is shown is not always what
    people read; a document is `whole`. */
export function problemsOf(checked: readonly CheckedQuote[], whole: boolean): readonly Problem[] {
  return checked.flatMap(({ quotation, result }): Problem[] => {
    const { quote, where, fact, source } = quotation;
    const about = `${fact} quotes ${source}`;
    if (result.kind === 'differs') {
      const { theirs, at } = result;
      let same = 0;
      while (same < quote.length && quote[same] === theirs[same]) same += 1;
      const message = `${about}: ${around(quote, same)}, and there it is: ${around(theirs, same)}`;
      const tip = `Copied from ${at}: quote: ${JSON.stringify(theirs)}`;
      return [{ level: 'error', where, message, tip }];
    }
    if (result.kind !== 'absent') return [];
    const message = `${about}, and nothing like it is in ${result.at}: ${around(quote, 0)}`;
    const tip = 'Look for it yourself, and copy it letter by letter.';
    return [{ level: whole ? 'error' : 'warning', where, message, tip }];
  });
}

/** The words about a place: enough to find it, and to see what is different. */
function around(text: string, at: number): string {
  const from = at > 18 ? Math.min(text.indexOf(' ', at - 18) + 1, at) : 0;
  const space = text.indexOf(' ', at + 18);
  const to = space < 0 ? text.length : space;
  return `“${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}”`;
}

/** Looks for a quotation, which must stand there word for word, and begin and end where a word does. */
export function findQuote(quoted: string, page: Evened): Found {
  const { text: quote } = evened(quoted);
  const { text } = page;
  if (quote === '') return { kind: 'absent' };
  let within: number | undefined;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    if (!joins(text, at) && !joins(text, end)) return { kind: 'same' };
    within ??= at;
  }
  const near =
    within === undefined ? nearest(quote, text) : { start: within, end: within + quote.length, distance: 0 };
  return near && near.distance <= Math.max(2, Math.floor(quote.length * NEAR))
    ? { kind: 'differs', theirs: wholeWords(page, near) }
    : { kind: 'absent' };
}

/** Whether a place is within a word. */
function joins(text: string, at: number): boolean {
  return at > 0 && /^[\p{L}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1));
}

function wholeWords(
  { text, written, places }: Evened,
  { start, end }: { start: number; end: number },
): string {
  let [from, to] = [start, end];
  while (start - from < 30 && joins(text, from)) from -= 1;
  while (to - end < 30 && joins(text, to)) to += 1;
  const passage = written.slice(places[from], (places[to - 1] ?? written.length) + 1);
  return passage
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The passage of the text that takes the fewest changed, missing or added characters to become the quotation
    (Sellers’ algorithm). Time is the product of both lengths, so that what shares no longer word is left out. */
function nearest(quote: string, text: string): { start: number; end: number; distance: number } | undefined {
  const words = quote.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
  if (words.length > 0 && !words.some((word) => text.includes(word))) return undefined;
  const size = quote.length;
  const cost = new Uint16Array(size + 1).map((_, row) => row);
  const start = new Uint32Array(size + 1);
  let best = { start: 0, end: 0, distance: size };
  for (let column = 1; column <= text.length; column += 1) {
    const char = text.charCodeAt(column - 1);
    let [diagonal, diagonalStart] = [0, column - 1];
    start[0] = column;
    for (let row = 1; row <= size; row += 1) {
      const left = (cost[row] ?? 0) + 1;
      const above = (cost[row - 1] ?? 0) + 1;
      const across = diagonal + (quote.charCodeAt(row - 1) === char ? 0 : 1);
      const least = Math.min(across, above, left);
      const origin = least === across ? diagonalStart : least === above ? start[row - 1] : start[row];
      diagonal = cost[row] ?? 0;
      diagonalStart = start[row] ?? 0;
      cost[row] = least;
      start[row] = origin ?? 0;
    }
    const distance = cost[size] ?? size;
    if (distance < best.distance) best = { start: start[size] ?? 0, end: column, distance };
  }
  return best;
}
