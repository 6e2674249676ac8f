import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIButtonComponentWithURL,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIContainerComponent,
} from 'discord.js';
import { oneLine, severalLines } from '../../core/text.ts';
import { FLAGS } from './limits.ts';

/* The part of Discord's message format that we use, as discord.js types it, and its markup. */

export type Button = APIButtonComponentWithCustomId | APIButtonComponentWithURL;
/** At most five buttons, or one menu. */
export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;
export type Component = APIComponentInContainer | APIContainerComponent;

/** In every message: nobody is ever notified, whatever the text holds. */
export const NO_PINGS = { parse: [], replied_user: false } as const;

/** A message as it is posted. `content` is there only in the classic form, never beside flag 1<<15. */
export interface Message {
  readonly flags: number;
  readonly content?: string;
  readonly components: readonly Component[];
  readonly allowed_mentions: typeof NO_PINGS;
}

/** A message in its two forms; the second is sent when Discord refuses the first. */
export interface MessageForms {
  readonly card: Message;
  readonly plain: () => Message;
}

/** A classic message as simple components: a message in Components V2 falls back to it, and can't become classic. */
export function asComponents({ flags, content, components, allowed_mentions }: Message): Message {
  const top: readonly Component[] = content === undefined ? [] : [{ type: 10, content }];
  return { flags: flags | FLAGS.componentsV2, components: [...top, ...components], allowed_mentions };
}

/* How plain text is kept from becoming markup. Every function is linear in its text. */

/** Everywhere: emphasis, code, strike, spoiler, brackets of links, `<` and `>` of mentions, timestamps, commands,
    emoji and quotes, `@`, the backslash itself; the colon of `://`, so that an address in a claim is no link; and the
    dot before a letter or at the end, so that `discord.gg/x` is no invite, not even across two spans; the bracket of
    `](`, which would be taken for the end of a link that stands before it. */
const ANYWHERE = /[\\*_~|`[\]<>@]|(?<=\])\(|:(?=\/\/)|\.(?=\p{L}|$)/gu;

/** Where a text begins, which may begin a line or follow a text: headings, small text, lists, rests of addresses. */
const AT_START = /^(\s*)([#+./()-]|\d+(?=[.)]))/u;

/** Plain text as markdown that shows just this text, on one line. Discord undoes a backslash before any other character
    than letters, digits and white space. */
export function escapeText(text: string): string {
  const escaped = oneLine(text).replace(ANYWHERE, '\\$&');
  return escaped.replace(AT_START, (_, space: string, mark: string) =>
    // A digit can't be escaped: the list `1.` is undone at its dot.
    /\d/u.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}

/** In code nothing can be escaped, and Discord looks for the end of a link before it looks for code. */
const endsNoLink = (code: string): string => code.replaceAll('](', '] (');

/** Text in a fixed width, on one line; its backticks become apostrophes, since nothing escapes them there. */
export function inlineCode(text: string): string {
  const line = endsNoLink(oneLine(text)).replaceAll('`', "'").trim();
  return line === '' ? '' : `\`${line}\``;
}

/** A block to copy from, newlines kept; three backticks in it become apostrophes, since nothing escapes them there. */
export function codeBlock(text: string): string {
  const inside = endsNoLink(severalLines(text))
    .replaceAll('```', "'''")
    .replace(/^\n+|\s+$/gu, '');
  return inside.trim() === '' ? '' : `\n\`\`\`\n${inside.replace(/^`/u, "'").replace(/`$/u, "'")}\n\`\`\`\n`;
}

/** A link without a preview; bare where label or address would break it: a label like an address shows the source. */
export function link(label: string, url: string): string {
  const shown = oneLine(label).replace(/\[/gu, '(').replace(/\]/gu, ')').trim();
  const masked = shown !== '' && !/:\/\/|www\.|\.\p{L}{2}/iu.test(shown) && !/[()\\]/u.test(url);
  return masked ? `[${escapeText(shown)}](<${url}>)` : `${escapeText(label)} <${url}>`.trimStart();
}

/** `afsc.org`: where an address leads, as text that is no link. */
export function host(url: string): string {
  return URL.canParse(url) ? escapeText(new URL(url).host.replace(/^www\./u, '')) : '';
}
