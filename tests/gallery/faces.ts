import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx';
import { z } from 'zod';
import type { Payload } from '../../editor/preview/payloads.ts';
import { escaped as html } from '../../site/markup.ts';
import { readMarkdown } from '../platforms/discord/markdown.ts';
import { type Fields, field, fieldsIn, isFields } from '../repertoire/walk.ts';

/** A payload as Discord's client shows it; covers the component types that we send, and says so of any other. */
export function discordHtml({ kind, body }: Payload): string {
  if (kind === 'bulk_set_application_commands') return commandList(body);
  if (kind !== 'create_interaction_response') return message(body);
  const data = field(body, 'data');
  switch (field(body, 'type')) {
    case 4:
    case 7:
      return message(data);
    case 5:
      return '<div class="d-message"><small>Receipts is thinking…</small></div>';
    case 6:
      return '<p class="note">The message stays until it is edited.</p>';
    case 8: {
      const lines = fieldsIn(field(data, 'choices')).map(({ name }) => `<li>${html(String(name))}</li>`);
      return `<ul class="d-choices">${lines.join('') || '<li><small>No options match your search.</small></li>'}</ul>`;
    }
    default:
      return unknown(`callback ${html(String(field(body, 'type')))}`);
  }
}

const NOTES = [
  [64, 'Only you can see this'],
  [4096, 'Rings nowhere (@silent)'],
] as const;

function message(body: unknown): string {
  const flags = Number(field(body, 'flags') ?? 0);
  const notes = NOTES.map(([flag, note]) => (flags & flag ? `<div class="d-only">${note}</div>` : ''));
  const content = field(body, 'content');
  const words = content ? `<div class="d-text">${markdownHtml(String(content))}</div>` : '';
  return `<div class="d-message"><div class="d-avatar"></div><div class="d-body"><div class="d-author">Receipts <b>APP</b></div>${words}${componentsIn(body)}${notes.join('')}</div></div>`;
}

function componentsIn(body: unknown): string {
  return fieldsIn(field(body, 'components')).map(component).join('');
}

const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

function component(one: Fields): string {
  switch (one['type']) {
    case 1:
      return `<div class="d-row">${componentsIn(one)}</div>`;
    case 2: {
      const style = STYLES[Number(one['style'])] ?? '';
      const label = html(String(one['label'] ?? ''));
      return `<button tabindex="-1" type="button" class="d-button ${style}">${label}${style === 'link' ? ' ↗' : ''}</button>`;
    }
    case 3:
      return menu(one);
    case 10:
      return `<div class="d-text">${markdownHtml(String(one['content'] ?? ''))}</div>`;
    case 14:
      return `<div class="d-separator${one['divider'] === false ? '' : ' line'}${one['spacing'] === 2 ? ' wide' : ''}"></div>`;
    case 17:
      return `<div class="d-container">${componentsIn(one)}</div>`;
    default:
      return unknown(`component ${html(String(one['type']))}`);
  }
}

/** A list as it is before it is opened, and below it what it holds. */
function menu(one: Fields): string {
  const entries = fieldsIn(one['options']).map(({ label }) => `<li>${html(String(label))}</li>`);
  return `<div class="d-menu"><div class="d-select">${html(String(one['placeholder'] ?? ''))}<span>⌄</span></div>${opened(entries)}</div>`;
}

/** What a menu holds: no part of the message until somebody opens it. */
function opened(entries: readonly string[]): string {
  return `<details class="opened"><summary>the menu, ${entries.length} entries</summary><ul class="d-choices">${entries.join('')}</ul></details>`;
}

/** `what` is escaped. */
function unknown(what: string): string {
  return `<mark class="foreign">no drawing of ${what}</mark>`;
}

const named = z.looseObject({ name: z.string(), description: z.string().default('') });
const listed = z.array(named.extend({ type: z.number().default(1), options: z.array(named).default([]) }));

function commandList(body: unknown): string {
  const lines = listed.parse(body).map(({ type, name, description, options }) => {
    const typed = options.map((option) => ` <code>${html(option.name)}</code>`).join('');
    return `<li><b>${type === 1 ? '/' : ''}${html(name)}</b>${typed}<br><small>${html(description)}</small></li>`;
  });
  return `<ul class="d-choices">${lines.join('')}</ul>`;
}

/** Markdown as Discord's client shows it, as a piece of a page. */
function markdownHtml(source: string): string {
  let page = '';
  let isBold = false;
  /** What ends the line: of a heading or of small text. */
  let end = '';
  for (const piece of readMarkdown(source)) {
    switch (piece.kind) {
      case 'text':
        page += piece.shown === '\n' ? end || '\n' : html(piece.shown);
        if (piece.shown === '\n') end = '';
        break;
      case 'code':
        page += piece.isBlock ? `<pre>${html(piece.text)}</pre>` : `<code>${html(piece.text)}</code>`;
        break;
      case 'link': {
        const href = /^https?:/u.test(piece.url) ? ` href="${html(piece.url)}"` : '';
        page += `<a${href}>${piece.label === undefined ? html(piece.url) : markdownHtml(piece.label)}</a>`;
        break;
      }
      case 'live':
        page += `<mark>${html(piece.text)}</mark>`;
        break;
      case 'bold':
        isBold = !isBold;
        page += isBold ? '<strong>' : '</strong>';
        break;
      case 'line':
        end = piece.level === 0 ? '</small>' : `</h${piece.level}>`;
        page += end.replace('/', '');
        break;
      case 'foreign':
        page += `<mark class="foreign" title="formatting that is not ours: ${html(piece.mark)}"></mark>`;
    }
  }
  return `${page}${isBold ? '</strong>' : ''}${end}`.replaceAll('</pre>\n', '</pre>');
}

type Blocks = NonNullable<Parameters<typeof Message>[0]['blocks']>;

/** Nothing is fetched for it. */
const LOGO =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"%3E%3Crect width="36" height="36" rx="6" fill="%23576b95"/%3E%3C/svg%3E';

/** The style sheet of slack-blocks-to-jsx. */
export function slackCss(): string {
  return readFileSync(createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');
}

/** A payload as Slack's client shows it, drawn by slack-blocks-to-jsx; below it what its menus hold, and the text that
    notifications and screen readers read. */
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
  const menus = fieldsIn(blocks)
    .flatMap((block) => fieldsIn(block['elements']))
    .filter(({ options: entries }) => Array.isArray(entries))
    .map((one) => opened(fieldsIn(one['options']).map((entry) => `<li>${words(entry['text'])}</li>`)));
  return `<div class="s-message">${only}${head}${drawn}${foot}</div>${menus.join('')}${notice}`;
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
