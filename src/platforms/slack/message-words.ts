import { z } from 'zod';
import { TYPED } from './limits.ts';

/** What somebody typed, in plain words: Slack's `<…>` markup taken off and `& < >` unescaped. The bot's own mention is
    left out wherever it is, and so are other people's ids. Time grows with the length, whatever the text. */
export function plainWords(text: string, botUserId: string | undefined): string {
  return text
    .slice(0, TYPED)
    .replace(/<([^<>]*)>/gu, (_, inside: string) => spoken(inside, botUserId))
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')
    .replace(/\s+/gu, ' ')
    .trim();
}

function spoken(inside: string, botUserId: string | undefined): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : inside.slice(bar + 1);
  switch (target.charAt(0)) {
    case '@':
      return target.slice(1) === botUserId ? ' ' : (label ?? ' ');
    case '#':
    case '!':
      return label ?? ' ';
    default:
      return label ?? target;
  }
}

const element = z.looseObject({
  type: z.string().optional().catch(undefined),
  text: z.unknown().optional(),
  url: z.string().optional().catch(undefined),
  elements: z.array(z.unknown()).optional().catch(undefined),
});

/** How deep lists may be nested; Slack's own editor stops far before. */
const DEPTH = 8;

/** A message in plain words, line by line, without anybody's id; at most TYPED characters. Where its text is empty, as
    in messages of other apps, the rich text of its blocks. */
export function messageWords(
  message: { readonly text?: string | undefined; readonly blocks?: readonly unknown[] | undefined },
  botUserId: string | undefined,
): string {
  const written = linesOf(message.text ?? '', botUserId);
  if (written !== '') return written;
  return linesOf((message.blocks ?? []).map((block) => wordsIn(block, DEPTH)).join('\n'), botUserId);
}

function linesOf(text: string, botUserId: string | undefined): string {
  return text
    .slice(0, TYPED)
    .split('\n')
    .map((line) => plainWords(line, botUserId))
    .filter((line) => line !== '')
    .join('\n');
}

/** The text of a block or of an element in it; mentions of people and channels have none. */
function wordsIn(value: unknown, depth: number): string {
  const parsed = element.safeParse(value);
  if (!parsed.success || depth === 0) return '';
  const { type, text, url, elements } = parsed.data;
  if (elements) return elements.map((one) => wordsIn(one, depth - 1)).join(isLine(type) ? '' : '\n');
  if (typeof text === 'string') return type === 'mrkdwn' ? text : escaped(text);
  if (typeof text === 'object') return wordsIn(text, depth - 1);
  return url ?? '';
}

/** What a block holds letter by letter, written as Slack writes a message's text: both are read in one way then. */
function escaped(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

/** Elements of one of these are on one line. */
function isLine(type: string | undefined): boolean {
  return type === 'rich_text_section' || type === 'rich_text_quote' || type === 'rich_text_preformatted';
}
