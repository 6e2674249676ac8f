import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx';
import type { Payload } from '../../editor/preview/payloads.ts';
import { escaped as html } from '../../site/markup.ts';
import { field, fieldsIn, isFields } from '../repertoire/walk.ts';

type Blocks = NonNullable<Parameters<typeof Message>[0]['blocks']>;

/** Nothing is fetched for it. */
const LOGO =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"%3E%3Crect width="36" height="36" rx="6" fill="%23576b95"/%3E%3C/svg%3E';

/** The style sheet of slack-blocks-to-jsx. */
export function slackCss(): string {
  return readFileSync(createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');
}

/** A payload as Slack's client shows it, drawn by slack-blocks-to-jsx; below it the text that notifications and screen
    readers read. */
export function slackHtml({ kind, body }: Payload): string {
  if (kind === 'removal') return '<p class="note">The message is taken away.</p>';
  const [blocks, text, options] = [field(body, 'blocks'), field(body, 'text'), field(body, 'options')];
  if (Array.isArray(options)) {
    const lines = fieldsIn(options).map((one) => `<li>${words(field(one, 'text'))}</li>`);
    return `<ul class="d-choices">${lines.join('')}</ul>`;
  }
  const [title, submit] = [words(field(body, 'title')), words(field(body, 'submit'))];
  const plain = html(unescaped(String(text)));
  const drawn = isBlocks(blocks)
    ? draw(blocks, kind === 'message' || kind === 'ephemeral')
    : `<div class="s-text">${plain}</div>`;
  const only = kind === 'ephemeral' ? '<div class="s-only">Only visible to you</div>' : '';
  const head = title && `<h2>${title}</h2>`;
  const foot = submit && `<p class="s-submit">${submit}</p>`;
  const notice =
    typeof text === 'string' && isBlocks(blocks)
      ? `<details><summary>as text, ${text.length} characters</summary><pre>${plain}</pre></details>`
      : '';
  return `<div class="s-message">${only}${head}${drawn}${foot}</div>${notice}`;
}

/** A text object's text, as it stands in a page. */
function words(value: unknown): string {
  return html(String(field(value, 'text') ?? ''));
}

function isBlocks(value: unknown): value is Blocks {
  return Array.isArray(value) && value.every(isFields);
}

/** Without styles of its own, which a page's policy refuses, without the ids of buttons, which a page of several messages
    would hold twice, and in the theme of the page around it. Buttons do nothing: the keyboard goes past them. */
function draw(blocks: Blocks, isMessage: boolean): string {
  const looks = { name: 'Receipts', logo: LOGO, theme: 'light', time: new Date(0) } as const;
  const drawn = renderToStaticMarkup(
    createElement(Message, { blocks, withoutWrapper: !isMessage, ...looks }),
  );
  return drawn
    .replaceAll(/ (?:style|data-theme|id(?!="slack_blocks_to_jsx"))="[^"]*"/gu, '')
    .replaceAll('<button ', '<button tabindex="-1" ');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
