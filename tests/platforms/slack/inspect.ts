import { textIn } from '../../../src/platforms/slack/render.ts';
import type { Inspection } from '../conformance.ts';

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

/** Slack's limits as its documentation states them, checked on a payload as Slack would get it; written apart from the
    renderer's own table, so that a mistake there is seen here. Characters are code points. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const count = (value: unknown): number => (typeof value === 'string' ? [...value].length : 0);
export const field = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

/** Every limit that a message breaks, in words. `blockText`: all of its text, which Slack limits near 9,600. */
export function blockProblems(message: unknown, blockText: number): string[] {
  const problems: string[] = [];
  const between = counter(problems);
  const blocks = list(field(message, 'blocks'));
  between('text', field(message, 'text'), 1, 4_000);
  between('blocks', blocks, 0, 50);
  if (blockText > 9_500) problems.push(`all text: ${blockText}`);
  for (const block of blocks) checkBlock(block, between, problems);
  return problems;
}

/** Every limit that a modal or a Home tab breaks, in words. */
export function viewProblems(view: unknown): string[] {
  const problems: string[] = [];
  const between = counter(problems);
  const blocks = list(field(view, 'blocks'));
  between('blocks', blocks, 1, 100);
  if (field(view, 'type') === 'modal') {
    between('title', field(field(view, 'title'), 'text'), 1, 24);
    between('close', field(field(view, 'close'), 'text'), 1, 24);
  } else if (field(view, 'type') !== 'home' || field(view, 'title') !== undefined) {
    problems.push('neither a modal nor a Home tab');
  }
  for (const block of blocks) checkBlock(block, between, problems);
  const ids = blocks.map((block) => field(block, 'block_id')).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) problems.push('two blocks with one block_id');
  if (JSON.stringify(view).length > 250_000) problems.push('view_too_large');
  return problems;
}

/** Every limit that the options of a list break, in words. */
export function optionProblems(options: unknown): string[] {
  const problems: string[] = [];
  const between = counter(problems);
  between('options', list(options), 0, 100);
  for (const option of list(options)) optionLimits(option, between);
  return problems;
}

function counter(problems: string[]): Between {
  return (what, value, least, most) => {
    const size = Array.isArray(value) ? value.length : count(value);
    if (size < least || size > most) problems.push(`${what}: ${size} is not between ${least} and ${most}`);
  };
}

function checkBlock(block: unknown, between: Between, problems: string[]): void {
  const elements = list(field(block, 'elements'));
  switch (field(block, 'type')) {
    case 'header':
      between('header', field(field(block, 'text'), 'text'), 1, 150);
      return;
    case 'context':
      between('context', elements, 1, 10);
      for (const one of elements) between('context text', field(one, 'text'), 1, 3_000);
      return;
    case 'rich_text':
      between('rich text', elements, 1, 1_000);
      for (const part of elements) {
        between('rich text part', list(field(part, 'elements')), 1, 10_000);
        for (const leaf of list(field(part, 'elements'))) richText(leaf, between);
      }
      return;
    case 'actions':
      between('actions', elements, 1, 25);
      problems.push(...buttonProblems(elements, between));
      return;
    case 'section':
      between('section', field(field(block, 'text'), 'text'), 1, 3_000);
      checkAccessory(field(block, 'accessory'), between, problems);
      return;
    case 'divider':
      return;
    default:
      problems.push(`unknown block ${String(field(block, 'type'))}`);
  }
}

function checkAccessory(one: unknown, between: Between, problems: string[]): void {
  if (one === undefined) return;
  between('action_id', field(one, 'action_id'), 1, 255);
  switch (field(one, 'type')) {
    case 'button':
      problems.push(...buttonProblems([one], between));
      return;
    case 'static_select': {
      const options = list(field(one, 'options'));
      between('options', options, 1, 100);
      for (const option of options) optionLimits(option, between);
      const first = field(one, 'initial_option');
      const known = options.map((option) => JSON.stringify(option));
      if (first !== undefined && !known.includes(JSON.stringify(first)))
        problems.push('not one of the options');
      return;
    }
    case 'external_select':
    case 'multi_conversations_select':
      between('placeholder', field(field(one, 'placeholder'), 'text'), 1, 150);
      return;
    default:
      problems.push(`unknown element ${String(field(one, 'type'))}`);
  }
}

function optionLimits(option: unknown, between: Between): void {
  between('option', field(field(option, 'text'), 'text'), 1, 75);
  between('value of an option', field(option, 'value'), 1, 150);
}

type Between = (what: string, value: unknown, least: number, most: number) => void;

function richText(leaf: unknown, between: Between): void {
  between('rich text run', field(leaf, 'text'), 1, 3_000);
  if (field(leaf, 'type') === 'link') between('link', field(leaf, 'url'), 1, 3_000);
}

function buttonProblems(buttons: readonly unknown[], between: Between): string[] {
  for (const button of buttons) {
    between('button', field(field(button, 'text'), 'text'), 1, 75);
    between('button for screen readers', field(button, 'accessibility_label'), 1, 75);
    between('action_id', field(button, 'action_id'), 1, 255);
    if (field(button, 'value') !== undefined) between('value', field(button, 'value'), 1, 2_000);
    if (field(button, 'url') !== undefined) between('url', field(button, 'url'), 1, 3_000);
  }
  const ids = buttons.map((button) => field(button, 'action_id'));
  return new Set(ids).size === ids.length ? [] : ['two buttons with one action_id'];
}
