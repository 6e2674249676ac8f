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
  const own = [...facts.values()].filter(({ pack }) => only === undefined || pack === only);
  return own.flatMap(({ id, cites }) =>
    cites.flatMap(({ source, quote }, index) =>
      quote === undefined ? [] : { fact: id, source, quote, where: where('fact', id, ['cites', index, 'quote']) },
    ),
  );
}

/** What came of looking for a quotation in a text. `theirs`: what the text says where it is nearly there. */
type Found = { readonly kind: 'same' | 'absent' } | { readonly kind: 'differs'; readonly theirs: string };

/** Windows' signs among them, which pages that say Latin-1 mean by control characters. */
const TYPESET: readonly (readonly [signs: RegExp, plain: string])[] = [
  [/[\u00ad\u200b-\u200d\u2060\ufeff]/g, ''],
  [/[‘’‚‛`´′ʼ＇\u0091\u0092]/g, "'"],
  [/[“”„‟″«»＂\u0093\u0094]/g, '"'],
  [/[‐‑‒–—―−\u0096\u0097]/g, '-'],
  [/…|\u0085/g, '...'],
  [/\s+/g, ' '],
];

/** A text with what typesetting may change made the same: not one letter, digit, comma or capital. */
export function evened(raw: string): string {
  return TYPESET.reduce((text, [signs, plain]) => text.replace(signs, plain), raw.normalize('NFC')).trim();
}

/** A page or a document, or why it can't be read. `source`: of which it is a copy. */
export interface Readable {
  readonly at: string;
  readonly source?: SourceId;
  readonly text: { readonly words: string } | string;
}

/** What came of looking in all that there is. `unchecked` is never wrong: nobody could look. */
type Result = (Found & { readonly at: string }) | { readonly kind: 'unchecked' };
type CheckedQuote = { readonly quotation: Quotation; readonly result: Result };

const BEST_FIRST = ['same', 'differs', 'absent'] as const;

/** Looks for each quotation in everything that there is of its source: found anywhere is found. */
export function checkQuotes(quotations: readonly Quotation[], read: readonly Readable[]): readonly CheckedQuote[] {
  return quotations.map((quotation) => {
    const results = read.flatMap(({ source, at, text }): Result[] => {
      if (source !== quotation.source || typeof text === 'string') return [];
      return [{ ...findQuote(quotation.quote, text.words), at }];
    });
    const [result = { kind: 'unchecked' }] = BEST_FIRST.flatMap((kind) => results.filter((one) => one.kind === kind));
    return { quotation, result };
  });
}

/** Words that are nowhere in a page are a warning, since a robot is not always shown what people read; a document is
    `whole`. */
export function problemsOf(checked: readonly CheckedQuote[], whole: boolean): readonly Problem[] {
  return checked.flatMap(({ quotation: { quote, where, fact, source }, result }): Problem[] => {
    if (result.kind === 'same' || result.kind === 'unchecked') return [];
    const { at, kind } = result;
    const nothing = `, and nothing like it is in ${at}: “${quote}”`;
    const what = kind === 'differs' ? `: “${quote}”, and ${at} has: “${result.theirs}”` : nothing;
    const tip = 'Look for it yourself, and copy it letter by letter.';
    const level = kind === 'differs' || whole ? 'error' : 'warning';
    return [{ level, where, message: `${fact} quotes ${source}${what}`, tip }];
  });
}

/** Of a quotation, the share at its beginning or its end that has to be there for the passage to be the one that was meant. */
const NEAR = 0.45;

/** A quotation must stand there word for word, and begin and end where a word does. Of one that is only nearly there, the
    passage around its longest beginning or end is given. */
export function findQuote(quoted: string, text: string): Found {
  const quote = evened(quoted);
  if (quote === '') return { kind: 'absent' };
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    if (!joins(text, at) && !joins(text, at + quote.length)) return { kind: 'same' };
  const least = Math.max(3, Math.floor(quote.length * NEAR));
  for (let size = quote.length; size >= least; size -= 1) {
    const start = text.indexOf(quote.slice(0, size));
    if (start >= 0) return { kind: 'differs', theirs: wholeWords(text, start, start + quote.length) };
    const end = text.indexOf(quote.slice(-size));
    if (end >= 0) return { kind: 'differs', theirs: wholeWords(text, end + size - quote.length, end + size) };
  }
  return { kind: 'absent' };
}

function joins(text: string, at: number): boolean {
  return at > 0 && /^[\p{L}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1));
}

function wholeWords(text: string, start: number, end: number): string {
  let [from, to] = [Math.max(0, start), end];
  while (from > 0 && text[from - 1] !== ' ') from -= 1;
  while (to < text.length && text[to] !== ' ') to += 1;
  return text.slice(from, to).trim();
}
