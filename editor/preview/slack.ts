import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message } from 'slack-blocks-to-jsx';
import { html } from './html.ts';
import { field, isFields, type Payload } from './payload.ts';

type Blocks = Parameters<typeof Message>[0]['blocks'];

/** Nothing is fetched for it. */
const LOGO =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"%3E%3Crect width="36" height="36" rx="6" fill="%23576b95"/%3E%3C/svg%3E';

/** A payload as Slack's client shows it, drawn by slack-blocks-to-jsx; below it the text that notifications and screen
    readers read. */
export function slackHtml({ kind, body }: Payload): string {
  if (kind === 'removal') return '<p class="note">The message is taken away.</p>';
  const blocks = field(body, 'blocks');
  const text = field(body, 'text');
  const title = field(field(body, 'title'), 'text');
  const submit = field(field(body, 'submit'), 'text');
  const options = field(body, 'options');
  if (Array.isArray(options)) return `<ul class="d-choices">${options.map(option).join('')}</ul>`;
  const drawn = isBlocks(blocks)
    ? draw(blocks, kind === 'message' || kind === 'ephemeral')
    : `<div class="s-text">${html(unescaped(String(text)))}</div>`;
  const parts = [
    kind === 'ephemeral' ? '<div class="s-only">Only visible to you</div>' : '',
    typeof title === 'string' ? `<h2>${html(title)}</h2>` : '',
    drawn,
    typeof submit === 'string' ? `<p class="s-submit">${html(submit)}</p>` : '',
  ];
  const words =
    typeof text === 'string' && isBlocks(blocks)
      ? `<details><summary>as text, ${text.length} characters</summary><pre>${html(unescaped(text))}</pre></details>`
      : '';
  return `<div class="s-message">${parts.join('')}</div>${words}`;
}

function option(one: unknown): string {
  return `<li>${html(String(field(field(one, 'text'), 'text')))}</li>`;
}

function isBlocks(value: unknown): value is NonNullable<Blocks> {
  return Array.isArray(value) && value.every(isFields);
}

/** Without styles of its own, which a page's policy refuses, without the ids of buttons, which a page of several messages
    would hold twice, and in the theme of the page around it. */
function draw(blocks: NonNullable<Blocks>, inMessage: boolean): string {
  const drawn = renderToStaticMarkup(
    createElement(Message, {
      blocks,
      withoutWrapper: !inMessage,
      name: 'Receipts',
      logo: LOGO,
      theme: 'light',
      time: new Date(0),
    }),
  );
  return drawn.replaceAll(/ (?:style|data-theme|id(?!="slack_blocks_to_jsx"))="[^"]*"/gu, '');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
