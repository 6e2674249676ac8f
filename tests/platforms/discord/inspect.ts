import type { Component, Message } from '../../../src/platforms/discord/message.ts';
import type { Inspection } from '../conformance.ts';
import { readMarkdown } from './markdown.ts';

/** What is read of a message, piece by piece. */
interface Reading {
  visible: string;
  readonly links: string[];
  readonly leads: [words: string, url: string][];
  /** Mentions and all else that the client turns into something live. */
  readonly live: string[];
  /** Formatting that is no bold, no heading and no small text: none of it is ours. */
  readonly foreign: string[];
  headings: number;
  /** The source outside code and links, where the client looks for invites. */
  raw: string;
}

const INVITE = /(?:discord\.gg|discord(?:app)?\.com\/invite)\/[\w-]+/i;

function read(source: string, into: Reading): void {
  for (const piece of readMarkdown(source)) {
    switch (piece.kind) {
      case 'text':
        into.visible += piece.shown;
        into.raw += piece.source;
        break;
      case 'code':
        into.visible += piece.text;
        break;
      case 'link':
        into.links.push(piece.url);
        if (piece.label === undefined) {
          into.leads.push([into.visible.split('\n').at(-1) ?? '', piece.url]);
          into.visible += piece.url;
        } else {
          const before = into.visible.length;
          read(piece.label, into);
          // The brackets around a citation stand outside of its link.
          into.leads.push([into.visible.slice(Math.max(0, before - 1)), piece.url]);
        }
        break;
      case 'live':
        into.live.push(piece.text);
        into.visible += piece.text;
        break;
      case 'line':
        if (piece.level > 0) into.headings += 1;
        break;
      case 'foreign':
        into.foreign.push(piece.mark);
    }
  }
}

/** One message as its readers see it, and everything in it that Discord would refuse or that would notify somebody. */
export function inspect(
  message: Message,
): Inspection & { readonly foreign: readonly string[]; readonly headings: number } {
  const into: Reading = { visible: '', links: [], leads: [], live: [], foreign: [], headings: 0, raw: '' };
  const show = (text: string): void => {
    read(text, into);
    into.visible += '\n';
    into.raw += '\n';
  };
  if (message.content !== undefined) show(message.content);
  const visit = (component: Component): void => {
    if (component.type === 10) show(component.content);
    if (component.type === 17) component.components.forEach(visit);
    if (component.type === 1)
      for (const one of component.components) if (one.type === 2 && one.style === 5) into.links.push(one.url);
  };
  message.components.forEach(visit);
  if (INVITE.test(into.raw)) into.live.push('an invite');
  const mentions = JSON.stringify(message.allowed_mentions);
  const loud = mentions === '{"parse":[],"replied_user":false}' ? [] : [`allowed_mentions ${mentions}`];
  return {
    visible: into.visible,
    // Discord has no second text: a screen reader reads the card itself.
    plain: into.visible,
    links: into.links,
    leads: into.leads,
    overLimits: messageProblems(message, 'channel'),
    pings: [...into.live, ...loud],
    foreign: into.foreign,
    headings: into.headings,
  };
}

/** What Discord refuses, written from its documentation and not from our table: resources/message, components/reference,
    interactions/receiving-and-responding at https://docs.discord.com/developers/. */

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const length = (value: unknown): number => (typeof value === 'string' ? [...value.trim()].length : 0);

/** Where a message is sent; it decides which flags may be set. */
export type Where = 'channel' | 'callback' | 'webhook' | 'edit';

const ALLOWED_FLAGS: Readonly<Record<Where, number>> = {
  channel: 4 | 4096 | 32_768,
  callback: 4 | 64 | 4096 | 32_768,
  webhook: 4 | 64 | 4096 | 32_768,
  edit: 4 | 32_768,
};
const KEYS: Readonly<Record<Where, readonly string[]>> = {
  channel: ['content', 'components', 'flags', 'allowed_mentions', 'nonce', 'enforce_nonce', 'message_reference'],
  callback: ['content', 'components', 'flags', 'allowed_mentions'],
  webhook: ['content', 'components', 'flags', 'allowed_mentions'],
  edit: ['content', 'components', 'flags', 'allowed_mentions'],
};

/** Every rule that a message breaks, in words; empty when Discord would take it. */
export function messageProblems(message: unknown, where: Where): readonly string[] {
  if (!isFields(message)) return ['no message'];
  const problems: string[] = [];
  const flags = typeof message['flags'] === 'number' ? message['flags'] : 0;
  if ((flags & ~ALLOWED_FLAGS[where]) !== 0) problems.push(`flags ${flags} can't be set here`);
  for (const key of Object.keys(message)) if (!KEYS[where].includes(key)) problems.push(`unknown key ${key}`);
  const rich = (flags & 32_768) !== 0;
  if (rich && 'content' in message) problems.push('content beside components V2');
  if (!rich && length(message['content']) === 0) problems.push('empty message');
  if (length(message['content']) > 2000) problems.push(`content of ${length(message['content'])}`);
  if (length(message['nonce']) > 25) problems.push('nonce too long');
  return [...problems, ...componentProblems(listOf(message['components']), rich)];
}

function componentProblems(top: readonly Fields[], rich: boolean): readonly string[] {
  const problems: string[] = [];
  const ids = new Set<unknown>();
  let count = 0;
  let text = 0;
  const visit = (component: Fields, inside: number): void => {
    count += 1;
    const type = component['type'];
    if (!rich && type !== 1 && type !== 2 && type !== 3) problems.push(`component ${type} without the flag`);
    if (type === 17 && inside !== 0) problems.push('nested container');
    if (type === 2 && inside !== 1) problems.push('button outside a row');
    if (type === 10) {
      text += length(component['content']);
      if (length(component['content']) === 0) problems.push('empty text');
    }
    if (type === 2) problems.push(...buttonProblems(component, ids));
    if (type === 3) {
      problems.push(...menuProblems(component, ids));
      if (inside !== 1) problems.push('menu outside a row');
    }
    const children = listOf(component['components']);
    if (type === 1 && (children.length === 0 || children.length > 5)) problems.push(`row of ${children.length}`);
    if (type === 1 && children.length > 1 && children.some((child) => child['type'] === 3))
      problems.push('a menu beside something else');
    if (type === 17 && children.length === 0) problems.push('empty container');
    for (const child of children) visit(child, typeof type === 'number' ? type : -1);
  };
  for (const component of top) visit(component, 0);
  if (!rich && top.length > 5) problems.push(`${top.length} rows`);
  if (rich && top.length === 0) problems.push('no components');
  if (count > 40) problems.push(`${count} components`);
  if (text > 4000) problems.push(`${text} characters`);
  return problems;
}

function buttonProblems(button: Fields, ids: Set<unknown>): readonly string[] {
  const problems: string[] = [];
  if (length(button['label']) === 0) problems.push('button without label');
  if (length(button['label']) > 80) problems.push(`label of ${length(button['label'])}`);
  const { custom_id: id, url } = button;
  if (button['style'] === 5) {
    if (typeof url !== 'string' || !URL.canParse(url) || url.length > 512) problems.push('bad link of a button');
    if (id !== undefined) problems.push('link button with custom_id');
  } else {
    if (typeof id !== 'string' || id.length < 1 || [...id].length > 100) problems.push('bad custom_id');
    if (ids.has(id)) problems.push('custom_id used twice');
    ids.add(id);
  }
  return problems;
}

function menuProblems(menu: Fields, ids: Set<unknown>): readonly string[] {
  const problems: string[] = [];
  const { custom_id: id, placeholder } = menu;
  if (typeof id !== 'string' || id.length < 1 || [...id].length > 100 || ids.has(id))
    problems.push('bad custom_id of a menu');
  ids.add(id);
  if (length(placeholder) > 150) problems.push(`placeholder of ${length(placeholder)}`);
  const options = listOf(menu['options']);
  if (options.length < 1 || options.length > 25) problems.push(`menu of ${options.length}`);
  for (const { label, value } of options) {
    if (length(label) < 1 || length(label) > 100) problems.push(`label of an option of ${length(label)}`);
    if (length(value) < 1 || length(value) > 100) problems.push(`value of an option of ${length(value)}`);
  }
  if (new Set(options.map(({ value }) => value)).size < options.length) problems.push('two options with one value');
  return problems;
}

/** The same for the first response to an interaction. */
export function callbackProblems(body: unknown): readonly string[] {
  if (!isFields(body)) return ['no body'];
  const data = isFields(body['data']) ? body['data'] : {};
  switch (body['type']) {
    case 4:
      return messageProblems(data, 'callback');
    case 5:
      return typeof data['flags'] === 'number' && (data['flags'] & ~64) !== 0 ? ['flags of a deferral'] : [];
    case 6:
      return 'data' in body ? ['data beside a deferred update'] : [];
    case 7:
      return messageProblems(data, 'edit');
    case 8: {
      const choices = listOf(data['choices']);
      const bad = choices.filter(
        (one) => length(one['name']) < 1 || length(one['name']) > 100 || length(one['value']) > 100,
      );
      return [...(choices.length > 25 ? ['too many choices'] : []), ...bad.map(() => 'bad choice')];
    }
    default:
      return [`callback of type ${String(body['type'])}`];
  }
}
