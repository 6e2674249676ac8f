import { oneLine, severalLines } from '../src/core/text.ts';

const made: unique symbol = Symbol('markup');

/** HTML that may be put into a page as it is. Only this file makes it, so no text can pass for it. */
export interface Markup {
  readonly [made]: string;
}

/** What may be put into markup: text is escaped, markup is not, nothing is nothing. */
export type Insert = string | number | Markup | readonly Insert[] | undefined | false;

/** HTML with everything put into it escaped, in elements and in quoted attributes alike. */
export function markup(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return { [made]: parts.map((part, at) => part + written(inserts[at])).join('') };
}

/** Text whose line breaks count: what is copied elsewhere. */
export function code(text: string): Markup {
  return { [made]: escaped(severalLines(text)) };
}

export function htmlOf(one: Markup): string {
  return one[made];
}

function written(one: Insert): string {
  if (one === undefined || one === false) return '';
  if (typeof one === 'string') return escaped(oneLine(one));
  if (typeof one === 'number') return String(one);
  return isList(one) ? one.map(written).join('') : one[made];
}

function isList(one: Markup | readonly Insert[]): one is readonly Insert[] {
  return Array.isArray(one);
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it is in a page, in an element or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}
