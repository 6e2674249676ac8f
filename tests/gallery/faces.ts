import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx';
import type { Payload } from '../../editor/preview/payloads.ts';
import { escaped as html } from '../../site/markup.ts';
import { readMarkdown } from '../platforms/discord/markdown.ts';
import { field, isRecord, list } from '../platforms/slack/inspect.ts';

const recordsIn = (value: unknown) => list(value).filter(isRecord);
const textIn = (one: unknown, key: string): string => html(String(field(one, key) ?? ''));

const choices = (lines: readonly string[]): string =>
  `<ul class="choices">${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

/** What a menu holds: no part of the message until somebody opens it. */
const opened = (lines: readonly string[]): string =>
  `<details><summary>the menu, ${lines.length} entries</summary>${choices(lines)}</details>`;

/** A payload as Discord's client shows it; covers the component types that we send, and says so of any other. */
export function discordHtml({ kind, body }: Payload): string {
  const data = kind === 'create_interaction_response' ? field(body, 'data') : body;
  const flags = Number(field(data, 'flags') ?? 0);
  const note = flags & 64 ? 'Only you can see this' : flags & 4096 ? 'Rings nowhere (@silent)' : '';
  const words = markdownHtml(String(field(data, 'content') ?? ''));
  return `<div class="discord"><b>Receipts APP</b><div class="text">${words}</div>${componentsIn(data)}<small>${note}</small></div>`;
}

const componentsIn = (one: unknown): string => recordsIn(field(one, 'components')).map(component).join('');

function component(one: Record<string, unknown>): string {
  switch (one['type']) {
    case 1:
      return `<div class="row">${componentsIn(one)}</div>`;
    case 2:
      return `<span class="button">${textIn(one, 'label')}${one['url'] === undefined ? '' : ' ↗'}</span>`;
    case 3:
      return `<span class="button">${textIn(one, 'placeholder')} ⌄</span>${opened(recordsIn(one['options']).map((entry) => textIn(entry, 'label')))}`;
    case 10:
      return `<div class="text">${markdownHtml(String(one['content'] ?? ''))}</div>`;
    case 14:
      return '<hr>';
    case 17:
      return `<div class="card">${componentsIn(one)}</div>`;
    default:
      return `<mark>no drawing of component ${textIn(one, 'type')}</mark>`;
  }
}

/** Markdown as Discord's client shows it, as a piece of a page. */
function markdownHtml(source: string): string {
  let [page, isBold, end] = ['', false, ''];
  for (const piece of readMarkdown(source)) {
    switch (piece.kind) {
      case 'text':
        page += piece.shown === '\n' ? end || '\n' : html(piece.shown);
        if (piece.shown === '\n') end = '';
        break;
      case 'code':
        page += `<code>${html(piece.text)}</code>`;
        break;
      case 'link':
        page += `<a>${piece.label === undefined ? html(piece.url) : markdownHtml(piece.label)}</a>`;
        break;
      case 'bold':
        isBold = !isBold;
        page += isBold ? '<strong>' : '</strong>';
        break;
      case 'line':
        // What ends a heading or small text is the end of its line.
        end = piece.level === 0 ? '</small>' : `</h${piece.level}>`;
        page += end.replace('/', '');
        break;
      default:
        page += `<mark>${html('text' in piece ? piece.text : piece.mark)}</mark>`;
    }
  }
  return `${page}${isBold ? '</strong>' : ''}${end}`;
}

/** The style sheet of slack-blocks-to-jsx. */
export const slackCss = (): string =>
  readFileSync(createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');

/** Nothing is fetched for it. */
const LOGO =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"%3E%3Crect width="36" height="36" rx="6" fill="%23576b95"/%3E%3C/svg%3E';

type Blocks = NonNullable<Parameters<typeof Message>[0]['blocks']>;
const isBlocks = (value: unknown): value is Blocks => Array.isArray(value) && value.every(isRecord);

/** A payload as Slack's client shows it, drawn by slack-blocks-to-jsx; below it what its menus hold, and the text that
    notifications and screen readers read. */
export function slackHtml({ kind, body }: Payload): string {
  const [blocks, text] = ['blocks', 'text'].map((key) => field(body, key));
  const look = { name: 'Receipts', logo: LOGO, theme: 'light', time: new Date(0) } as const;
  const isMessage = kind === 'message' || kind === 'ephemeral';
  // Without styles of its own, which the page's policy refuses, and in the theme of the page.
  const drawn = isBlocks(blocks)
    ? renderToStaticMarkup(createElement(Message, { blocks, withoutWrapper: !isMessage, ...look })).replaceAll(
        / (?:style|data-theme)="[^"]*"/gu,
        '',
      )
    : '';
  const menus = recordsIn(blocks)
    .flatMap((block) => recordsIn(block['elements']))
    .filter((one) => Array.isArray(one['options']))
    .map((one) => opened(recordsIn(one['options']).map((entry) => textIn(entry['text'], 'text'))));
  const plain = `<details><summary>as text</summary><pre>${html(String(text ?? kind))}</pre></details>`;
  return `<div class="slack">${textIn(field(body, 'title'), 'text')}${drawn}</div>${menus.join('')}${plain}`;
}
