import { TYPED } from './limits.ts';

/** What somebody typed, in plain words: Slack's `<…>` markup taken off and `& < >` unescaped. The bot's own mention goes
    wherever it stands, and so do other people's ids. Time grows with the length, whatever the text. */
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
