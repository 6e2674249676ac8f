import { textIn } from '../../../src/platforms/slack/render.ts';
import type { Inspection } from '../conformance.ts';

/* What a Slack client shows, and Slack's limits as its documentation states them, read from a payload as Slack would get
   it; written apart from the renderer's own table, so that a mistake there is seen here. Characters are code points. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const field = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

/** What a Slack client shows of a message, and what is in it for a notification, by Slack's rules alone. */
export function inspect(message: unknown): Inspection {
  const text = field(message, 'text');
  const seen = read(message);
  const words = typeof text === 'string' ? text : '';
  return {
    visible: seen.visible.join('\n'),
    plain: unescaped(words),
    leads: seen.leads,
    links: [...seen.links, ...markup(words).filter((inside) => /^[a-z]+:/u.test(inside))],
    overLimits: blockProblems(message, textIn(field(message, 'blocks'))),
    // A bracket or an ampersand that is not escaped is markup, or becomes it beside another.
    pings: [...seen.pings, ...(words.match(/[<>]|&(?!(?:amp|lt|gt);)/gu) ?? [])],
  };
}

/** The same of a modal or a Home tab, which has no text of its own: what is shown is what is read aloud. */
export function inspectView(view: unknown): Inspection {
  const seen = read(view);
  for (const name of ['title', 'close']) if (field(view, name) !== undefined) plain(seen, name, field(view, name), 24);
  const visible = seen.visible.join('\n');
  return {
    visible,
    plain: visible,
    links: seen.links,
    leads: seen.leads,
    overLimits: viewProblems(view),
    pings: seen.pings,
  };
}

/** Every limit that a message breaks, in words. `blockText`: all of its text, which Slack limits near 9,600. */
export function blockProblems(message: unknown, blockText: number): readonly string[] {
  const seen = read(message);
  sized(seen, 'text', field(message, 'text'), 1, 4_000);
  sized(seen, 'blocks', list(field(message, 'blocks')), 0, 50);
  if (blockText > 9_500) seen.problems.push(`all text: ${blockText}`);
  return seen.problems;
}

/** Every limit that a modal or a Home tab breaks, in words. */
export function viewProblems(view: unknown): readonly string[] {
  const seen = read(view);
  const blocks = list(field(view, 'blocks'));
  sized(seen, 'blocks', blocks, 1, 100);
  if (field(view, 'type') === 'modal') {
    for (const name of ['title', 'close']) sized(seen, name, field(field(view, name), 'text'), 1, 24);
  } else if (field(view, 'type') !== 'home' || field(view, 'title') !== undefined) {
    seen.problems.push('neither a modal nor a Home tab');
  }
  const ids = blocks.map((block) => field(block, 'block_id')).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) seen.problems.push('two blocks with one block_id');
  if (JSON.stringify(view).length > 250_000) seen.problems.push('view_too_large');
  return seen.problems;
}

/** Every limit that the options of a list break, in words. */
export function optionProblems(options: unknown, least = 0, seen = nothing()): readonly string[] {
  sized(seen, 'options', list(options), least, 100);
  for (const option of list(options)) {
    sized(seen, 'option', field(field(option, 'text'), 'text'), 1, 75);
    sized(seen, 'value of an option', field(option, 'value'), 1, 150);
  }
  return seen.problems;
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
  readonly leads: [words: string, url: string][];
  /** What is live: mentions, and text that is not plain. */
  readonly pings: string[];
  /** Limits that are broken. */
  readonly problems: string[];
}

const nothing = (): Seen => ({ visible: [], links: [], leads: [], pings: [], problems: [] });

function read(holder: unknown): Seen {
  const seen = nothing();
  for (const block of list(field(holder, 'blocks'))) readBlock(block, seen);
  return seen;
}

function sized({ problems }: Seen, what: string, value: unknown, least: number, most: number): void {
  const size = Array.isArray(value) ? value.length : typeof value === 'string' ? [...value].length : 0;
  if (size < least || size > most) problems.push(`${what}: ${size} is not between ${least} and ${most}`);
}

/** A text object, in which nothing may be live. */
function plain(seen: Seen, what: string, object: unknown, most: number): void {
  const isPlain = field(object, 'type') === 'plain_text' && field(object, 'emoji') === false;
  if (!isPlain) seen.pings.push('text that is not plain');
  sized(seen, what, field(object, 'text'), 1, most);
  seen.visible.push(String(field(object, 'text') ?? ''));
}

function readBlock(block: unknown, seen: Seen): void {
  const elements = list(field(block, 'elements'));
  const type = field(block, 'type');
  switch (type) {
    case 'header':
    case 'section':
      plain(seen, type, field(block, 'text'), type === 'header' ? 150 : 3_000);
      if (field(block, 'accessory') !== undefined) readElement(field(block, 'accessory'), seen);
      return;
    case 'context':
      sized(seen, 'context', elements, 1, 10);
      for (const one of elements) plain(seen, 'context text', one, 3_000);
      return;
    case 'rich_text':
      sized(seen, 'rich text', elements, 1, 1_000);
      for (const part of elements) {
        const leaves = list(field(part, 'elements'));
        sized(seen, 'rich text part', leaves, 1, 10_000);
        seen.visible.push(leaves.map((leaf) => readLeaf(leaf, seen)).join(''));
      }
      return;
    case 'actions': {
      sized(seen, 'actions', elements, 1, 25);
      for (const one of elements) readElement(one, seen);
      const ids = elements.map((one) => field(one, 'action_id'));
      if (new Set(ids).size < ids.length) seen.problems.push('two buttons with one action_id');
      return;
    }
    case 'divider':
      return;
    default:
      seen.problems.push(`unknown block ${String(type)}`);
  }
}

/** A button or a control. */
function readElement(one: unknown, seen: Seen): void {
  sized(seen, 'action_id', field(one, 'action_id'), 1, 255);
  const [value, url, options] = [field(one, 'value'), field(one, 'url'), list(field(one, 'options'))];
  const [placeholder, first] = [field(one, 'placeholder'), field(one, 'initial_option')];
  if (placeholder !== undefined) plain(seen, 'placeholder', placeholder, 150);
  switch (field(one, 'type')) {
    case 'button':
      plain(seen, 'button', field(one, 'text'), 75);
      sized(seen, 'button for screen readers', field(one, 'accessibility_label'), 1, 75);
      if (value !== undefined) sized(seen, 'value', value, 1, 2_000);
      if (url !== undefined) sized(seen, 'url', url, 1, 3_000);
      if (typeof url === 'string') seen.links.push(url);
      return;
    case 'overflow':
    case 'static_select':
      optionProblems(options, 1, seen);
      if (field(one, 'type') === 'overflow') sized(seen, 'overflow', options, 1, 5);
      else if (placeholder === undefined && first === undefined) seen.problems.push('no placeholder');
      if (new Set(options.map((option) => field(option, 'value'))).size < options.length)
        seen.problems.push('two options with one value');
      for (const option of options) plain(seen, 'option', field(option, 'text'), 75);
      if (first !== undefined && !options.some((option) => JSON.stringify(option) === JSON.stringify(first)))
        seen.problems.push('not one of the options');
      return;
    case 'external_select':
    case 'multi_conversations_select':
      if (placeholder === undefined) seen.problems.push('no placeholder');
      return;
    default:
      seen.problems.push(`unknown element ${String(field(one, 'type'))}`);
  }
}

/** Slack reads no markup in rich text: only its elements are live, and of those only links are ours. */
function readLeaf(leaf: unknown, seen: Seen): string {
  const [type, url, text] = [field(leaf, 'type'), field(leaf, 'url'), field(leaf, 'text')];
  sized(seen, 'rich text run', text, 1, 3_000);
  if (type === 'link') sized(seen, 'link', url, 1, 3_000);
  if (type === 'link' && typeof url === 'string') {
    seen.links.push(url);
    seen.leads.push([String(text ?? url), url]);
  } else if (type !== 'text') seen.pings.push(`an element that is live: ${String(type)}`);
  return String(text ?? url);
}
