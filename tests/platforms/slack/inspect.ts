import { textIn } from '../../../src/platforms/slack/render.ts';
import type { Inspection } from '../conformance.ts';
import { blockProblems, field, list, viewProblems } from './rules.ts';

/** What a Slack client shows of a message, and what is in it for a notification, by Slack's rules alone. */
export function inspect(message: unknown): Inspection {
  const text = field(message, 'text');
  const blocks = field(message, 'blocks');
  const seen: Seen = { visible: [], links: [], pings: [] };
  for (const block of list(blocks)) look(block, seen);
  const words = typeof text === 'string' ? text : '';
  return {
    visible: seen.visible.join('\n'),
    plain: unescaped(words),
    links: [...seen.links, ...markup(words).filter((inside) => /^[a-z]+:/u.test(inside))],
    overLimits: blockProblems(message, textIn(blocks)),
    // A bracket or an ampersand that is not escaped is markup, or becomes it beside another.
    pings: [...seen.pings, ...(words.match(/[<>]|&(?!(?:amp|lt|gt);)/gu) ?? [])],
  };
}

/** The same of a modal or a Home tab, which has no text of its own: what is shown is what is read aloud. */
export function inspectView(view: unknown): Inspection {
  const seen: Seen = { visible: [], links: [], pings: [] };
  for (const block of list(field(view, 'blocks'))) look(block, seen);
  for (const name of ['title', 'close']) {
    if (field(view, name) !== undefined) plainObject(field(view, name), seen);
  }
  const visible = seen.visible.join('\n');
  return { visible, plain: visible, links: seen.links, overLimits: viewProblems(view), pings: seen.pings };
}

/** Everything in mrkdwn that Slack reads as a mention, a link or a date: what stands between raw angle brackets. */
export function markup(text: string): string[] {
  return [...text.matchAll(/<([^<>]*)>/gu)].map(([, inside = '']) => inside);
}

export function unescaped(text: string): string {
  return text.replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&amp;/gu, '&');
}

interface Seen {
  readonly visible: string[];
  readonly links: string[];
  readonly pings: string[];
}

function look(block: unknown, seen: Seen): void {
  const elements = list(field(block, 'elements'));
  switch (field(block, 'type')) {
    case 'rich_text':
      for (const part of elements) {
        const leaves = list(field(part, 'elements'));
        seen.visible.push(leaves.map((leaf) => shown(leaf, seen)).join(''));
      }
      return;
    case 'header':
      seen.visible.push(plainObject(field(block, 'text'), seen));
      return;
    case 'context':
      for (const one of elements) seen.visible.push(plainObject(one, seen));
      return;
    case 'actions':
      for (const one of elements) {
        seen.visible.push(plainObject(field(one, 'text'), seen));
        const url = field(one, 'url');
        if (typeof url === 'string') seen.links.push(url);
      }
      return;
    case 'section':
      seen.visible.push(plainObject(field(block, 'text'), seen));
      accessory(field(block, 'accessory'), seen);
      return;
    case 'divider':
      return;
    default:
      seen.pings.push(`a block of another type: ${String(field(block, 'type'))}`);
  }
}

function accessory(one: unknown, seen: Seen): void {
  if (one === undefined) return;
  const texts = [
    field(one, 'text'),
    field(one, 'placeholder'),
    ...list(field(one, 'options')).map((option) => field(option, 'text')),
  ];
  for (const text of texts) if (text !== undefined) seen.visible.push(plainObject(text, seen));
}

/** Slack reads no markup in rich text: only its elements are live, and of those only links are ours. */
function shown(leaf: unknown, seen: Seen): string {
  const url = field(leaf, 'url');
  const type = field(leaf, 'type');
  if (type === 'link' && typeof url === 'string') seen.links.push(url);
  else if (type !== 'text') seen.pings.push(`an element that is live: ${String(type)}`);
  return String(field(leaf, 'text') ?? url);
}

function plainObject(object: unknown, seen: Seen): string {
  const isPlain = field(object, 'type') === 'plain_text' && field(object, 'emoji') === false;
  if (!isPlain) seen.pings.push('text that is not plain');
  return String(field(object, 'text') ?? '');
}
