import { z } from 'zod';
import { markdownHtml } from './discord-markdown.ts';
import { html } from './html.ts';
import { type Fields, isFields, type Payload } from './payload.ts';

/** A payload as Discord's client shows it; covers the component types that we send, and says so of any other. */
export function discordHtml({ kind, body }: Payload): string {
  const fields = isFields(body) ? body : {};
  if (kind === 'bulk_set_application_commands') return commandList(body);
  if (kind !== 'create_interaction_response') return message(fields);
  const data = isFields(fields['data']) ? fields['data'] : {};
  switch (fields['type']) {
    case 4:
    case 7:
      return message(data);
    case 5:
      return '<div class="d-message"><small>Receipts is thinking…</small></div>';
    case 8:
      return choices(data);
    case 9:
      return modal(data);
    default:
      return unknown(`callback ${String(fields['type'])}`);
  }
}

const FLAG = { ephemeral: 64, quiet: 4096 };

function message(fields: Fields): string {
  const flags = Number(fields['flags'] ?? 0);
  const parts = [
    typeof fields['content'] === 'string' && fields['content'] !== ''
      ? `<div class="d-text">${markdownHtml(fields['content'])}</div>`
      : '',
    ...listOf(fields['components']).map(component),
    flags & FLAG.ephemeral ? '<div class="d-only">Only you can see this</div>' : '',
    flags & FLAG.quiet ? '<div class="d-only">Rings nowhere (@silent)</div>' : '',
  ];
  return `<div class="d-message"><div class="d-avatar"></div><div class="d-body"><div class="d-author">Receipts <b>APP</b></div>${parts.join('')}</div></div>`;
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

function component(one: Fields): string {
  const inside = (): string => listOf(one['components']).map(component).join('');
  switch (one['type']) {
    case 1:
      return `<div class="d-row">${inside()}</div>`;
    case 2: {
      const style = STYLES[Number(one['style'])] ?? '';
      const disabled = one['disabled'] === true ? ' disabled' : '';
      const label = html(String(one['label'] ?? ''));
      return `<button type="button" class="d-button ${style}"${disabled}>${label}${style === 'link' ? ' ↗' : ''}</button>`;
    }
    case 3:
      return `<div class="d-select">${html(String(one['placeholder'] ?? 'Make a selection'))} ▾</div>`;
    case 10:
      return `<div class="d-text">${markdownHtml(String(one['content'] ?? ''))}</div>`;
    case 14:
      return `<div class="d-separator${one['divider'] === false ? '' : ' line'}${one['spacing'] === 2 ? ' wide' : ''}"></div>`;
    case 9: {
      const accessory = isFields(one['accessory']) ? component(one['accessory']) : '';
      return `<div class="d-section"><div>${inside()}</div>${accessory}</div>`;
    }
    case 17: {
      const accent = one['accent_color'];
      const colour =
        typeof accent === 'number'
          ? ` style="border-left: 4px solid #${accent.toString(16).padStart(6, '0')}"`
          : '';
      return `<div class="d-container"${colour}>${inside()}</div>`;
    }
    case 18: {
      const inner = isFields(one['component']) ? component(one['component']) : '';
      const description =
        one['description'] === undefined ? '' : `<small>${html(String(one['description']))}</small>`;
      return `<div class="d-label"><b>${html(String(one['label'] ?? ''))}</b>${description}${inner}</div>`;
    }
    case 4:
      return `<div class="d-input${one['style'] === 2 ? ' tall' : ''}">${html(String(one['value'] ?? one['placeholder'] ?? ''))}</div>`;
    default:
      return unknown(`component ${String(one['type'])}`);
  }
}

function unknown(what: string): string {
  return `<mark class="foreign">no drawing of ${html(what)}</mark>`;
}

function choices(data: Fields): string {
  const lines = listOf(data['choices']).map((choice) => `<li>${html(String(choice['name']))}</li>`);
  return `<ul class="d-choices">${lines.join('') || '<li><small>No options match your search.</small></li>'}</ul>`;
}

function modal(data: Fields): string {
  const inside = listOf(data['components']).map(component).join('');
  return `<div class="d-modal"><h2>${html(String(data['title'] ?? ''))}</h2>${inside}<div class="d-row"><button type="button" class="d-button secondary">Cancel</button><button type="button" class="d-button primary">Submit</button></div></div>`;
}

const listed = z.array(
  z.looseObject({
    type: z.number().default(1),
    name: z.string(),
    description: z.string().default(''),
    options: z.array(z.looseObject({ name: z.string(), description: z.string().default('') })).default([]),
  }),
);

function commandList(body: unknown): string {
  const lines = listed.parse(body).map(({ type, name, description, options }) => {
    const typed = options.map((option) => ` <code>${html(option.name)}</code>`).join('');
    return `<li><b>${type === 1 ? '/' : ''}${html(name)}</b>${typed}<br><small>${html(description)}</small></li>`;
  });
  return `<ul class="d-choices">${lines.join('')}</ul>`;
}
