import { oneLine, severalLines } from '../src/core/text.ts';

const made: unique symbol = Symbol('markup');

/** HTML that may stand in a page as it is. Only `markup` and `join` make it, so no text can pass for it. */
export interface Markup {
  readonly [made]: string;
}

/** What may be put into markup: text is escaped, markup is not, nothing is nothing. */
export type Insert = string | number | Markup | readonly Insert[] | undefined | false;

/** HTML with everything put into it escaped, in elements and in quoted attributes alike. */
export function markup(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  const html = parts.map((part, at) => part + (at < inserts.length ? written(inserts[at]) : '')).join('');
  return { [made]: html };
}

/** Text whose line breaks count: what is copied elsewhere. */
export function code(text: string): Markup {
  return { [made]: escaped(severalLines(text)) };
}

/** A value as a script that is no program: JSON-LD. No text in it can end the script. */
export function jsonScript(type: string, value: unknown): Markup {
  const json = JSON.stringify(value).replace(/[<>&\u2028\u2029]/gu, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return { [made]: `<script type="${escaped(type)}">${json}</script>` };
}

export function htmlOf(one: Markup): string {
  return one[made];
}

/** Several, with the same between them. */
export function join(all: readonly Insert[], between: Insert): Markup {
  const shown = all.map(written).filter((one) => one !== '');
  return { [made]: shown.join(written(between)) };
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

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}
