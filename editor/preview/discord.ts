import { z } from 'zod';
import { escaped as html } from '../../site/markup.ts';
import { markdownHtml } from './discord-markdown.ts';
import { type Fields, field, fieldsIn, isFields, type Payload } from './payload.ts';

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
    case 8: {
      const lines = fieldsIn(field(data, 'choices')).map(({ name }) => `<li>${html(String(name))}</li>`);
      return `<ul class="d-choices">${lines.join('') || '<li><small>No options match your search.</small></li>'}</ul>`;
    }
    case 9:
      return `<div class="d-modal"><h2>${text(data, 'title')}</h2>${componentsIn(data)}<div class="d-row"><button tabindex="-1" type="button" class="d-button secondary">Cancel</button><button tabindex="-1" type="button" class="d-button primary">Submit</button></div></div>`;
    default:
      return unknown(`callback ${text(body, 'type')}`);
  }
}

const NOTES = [
  [64, 'Only you can see this'],
  [4096, 'Rings nowhere (@silent)'],
] as const;

function message(body: unknown): string {
  const content = field(body, 'content');
  const flags = Number(field(body, 'flags') ?? 0);
  const notes = NOTES.map(([flag, note]) => (flags & flag ? `<div class="d-only">${note}</div>` : ''));
  const words =
    typeof content === 'string' && content ? `<div class="d-text">${markdownHtml(content)}</div>` : '';
  return `<div class="d-message"><div class="d-avatar"></div><div class="d-body"><div class="d-author">Receipts <b>APP</b></div>${words}${componentsIn(body)}${notes.join('')}</div></div>`;
}

/** The text under a key, as it stands in a page. */
function text(one: unknown, ...keys: readonly string[]): string {
  return html(String(keys.map((key) => field(one, key)).find((value) => value !== undefined) ?? ''));
}

function componentsIn(body: unknown): string {
  return fieldsIn(field(body, 'components')).map(component).join('');
}

const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

function component(one: Fields): string {
  const only = (value: unknown): string => (isFields(value) ? component(value) : '');
  switch (one['type']) {
    case 1:
      return `<div class="d-row">${componentsIn(one)}</div>`;
    case 2: {
      const style = STYLES[Number(one['style'])] ?? '';
      const disabled = one['disabled'] === true ? ' disabled' : '';
      return `<button tabindex="-1" type="button" class="d-button ${style}"${disabled}>${text(one, 'label')}${style === 'link' ? ' ↗' : ''}</button>`;
    }
    case 3:
      return `<div class="d-select">${text(one, 'placeholder') || 'Make a selection'} ▾</div>`;
    case 4:
      return `<div class="d-input${one['style'] === 2 ? ' tall' : ''}">${text(one, 'value', 'placeholder')}</div>`;
    case 9:
      return `<div class="d-section"><div>${componentsIn(one)}</div>${only(one['accessory'])}</div>`;
    case 10:
      return `<div class="d-text">${markdownHtml(String(one['content'] ?? ''))}</div>`;
    case 14:
      return `<div class="d-separator${one['divider'] === false ? '' : ' line'}${one['spacing'] === 2 ? ' wide' : ''}"></div>`;
    case 17:
      return `<div class="d-container">${componentsIn(one)}</div>`;
    case 18:
      return `<div class="d-label"><b>${text(one, 'label')}</b><small>${text(one, 'description')}</small>${only(one['component'])}</div>`;
    default:
      return unknown(`component ${text(one, 'type')}`);
  }
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
