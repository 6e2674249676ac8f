import { LIMITS } from './limits.ts';

/** Reading what came over the wire, of which nothing is certain. */

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one when there is none. */
export function fieldsAt(fields: Fields, key: string): Fields {
  const value = fields[key];
  return isFields(value) ? value : {};
}

/** The objects of the list under a key; anything else in it is left out. */
export function listAt(fields: Fields, key: string): readonly Fields[] {
  const value = fields[key];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function textAt(fields: Fields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === 'string' ? value : undefined;
}

/** An id as Discord writes it: digits. */
export function idAt(fields: Fields, key: string): string | undefined {
  const value = textAt(fields, key);
  return value !== undefined && /^\d{1,20}$/u.test(value) ? value : undefined;
}

/** Mentions, channels, emoji, times go; a link and a command keep their words. */
function withoutCalls(text: string): string {
  return text
    .replace(/<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|id:\w+)>/gu, ' ')
    .replace(/<\/([^<>:]{1,100}):\d+>/gu, '/$1')
    .replace(/<(https?:\/\/[^<>\s]+)>/gu, '$1');
}

/** What was typed to the bot, on one line; code marks around it go. */
export function typedWords(text: string, limit: number = LIMITS.option): string {
  return withoutCalls(text.slice(0, limit))
    .replace(/```(?:[\w+-]*\n)?/gu, ' ')
    .replace(/`([^`]*)`/gu, ' $1 ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words of a message that was picked: its text, else its cards, what it forwards, its components. Emphasis, quote
    marks and addresses of links go; lines stay, since they end sentences. */
export function wordsOf(message: Fields): string {
  return withoutCalls(shownIn(message, 2).slice(0, LIMITS.message))
    .replace(/\[([^[\]\n]{1,300})\]\(<?https?:\/\/[^\s()<>]{1,1000}>?\)/gu, '$1')
    .replace(/^[^\S\n]*(?:>>>|>|-#|#{1,3}|[-*])[^\S\n]+/gmu, '')
    .replace(/\*\*|__|~~|\|\||`+|\\(?=[^0-9A-Za-z\s])/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')
    .trim();
}

/** `depth`: a forwarded message holds a message. */
function shownIn(message: Fields, depth: number): string {
  const content = textAt(message, 'content') ?? '';
  if (content.trim() !== '' || depth === 0) return content;
  const embeds = listAt(message, 'embeds').flatMap((one) => [
    textAt(one, 'title') ?? '',
    textAt(one, 'description') ?? '',
  ]);
  const forwarded = listAt(message, 'message_snapshots').map((one) => shownIn(fieldsAt(one, 'message'), depth - 1));
  return [...embeds, ...forwarded, ...displays(message, 3)].filter((text) => text.trim() !== '').join('\n');
}

/** Texts of a message in Components V2. `depth`: a container holds sections, and those hold texts. */
function displays(fields: Fields, depth: number): readonly string[] {
  if (depth === 0) return [];
  return listAt(fields, 'components').flatMap((one) =>
    one['type'] === 10 ? [textAt(one, 'content') ?? ''] : displays(one, depth - 1),
  );
}
