import { z } from 'zod';
import { textIn } from '../../../src/platforms/slack/render.ts';
import type { Inspection } from '../conformance.ts';

/* What a Slack client shows, and Slack's limits as its documentation states them, read from a payload as Slack would get
   it; written apart from the renderer's own table, so that a mistake there is seen here. Characters are code points. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const field = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

const chars = (most: number) =>
  z.string().refine((text) => text !== '' && [...text].length <= most, `is not between 1 and ${most} characters`);
const once = (of: (one: unknown) => unknown) => (all: readonly unknown[]) => new Set(all.map(of)).size === all.length;
/** A text in which nothing may be live. */
const plain = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), emoji: z.literal(false), text: chars(most) });
const option = z.strictObject({ text: plain(75), value: chars(150) });
const options = z.array(option).max(100);
const menu = options.min(1).refine(
  once((one) => field(one, 'value')),
  'two options with one value',
);
const action_id = chars(255);
const placeholder = plain(150);

const element = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('button'),
    action_id,
    text: plain(75),
    accessibility_label: chars(75),
    value: chars(2_000).optional(),
    url: chars(3_000).optional(),
    style: z.literal('primary').optional(),
  }),
  z.strictObject({ type: z.literal('overflow'), action_id, options: menu.max(5) }),
  z
    .strictObject({
      type: z.literal('static_select'),
      action_id,
      options: menu,
      placeholder: placeholder.optional(),
      initial_option: option.optional(),
    })
    .refine((one) => one.placeholder ?? one.initial_option, 'no placeholder')
    .refine(
      ({ initial_option: first, options: all }) =>
        !first || all.some((one) => JSON.stringify(one) === JSON.stringify(first)),
      'not one of the options',
    ),
  z.looseObject({ type: z.literal('external_select'), action_id, placeholder }),
  z.looseObject({ type: z.literal('multi_conversations_select'), action_id, placeholder }),
]);

/** Slack reads no markup in rich text: only its elements are live, and of those only links are ours. */
const run = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: chars(3_000) }),
  z.looseObject({ type: z.literal('link'), text: chars(3_000), url: chars(3_000) }),
]);
const PARTS = ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'] as const;
const part = z.strictObject({ type: z.enum(PARTS), elements: z.array(run).min(1).max(10_000) });

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150) }),
  z.strictObject({
    type: z.literal('section'),
    block_id: z.string().optional(),
    text: plain(3_000),
    accessory: element.optional(),
  }),
  z.strictObject({ type: z.literal('context'), elements: z.array(plain(3_000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(part).min(1).max(1_000) }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z
      .array(element)
      .min(1)
      .max(25)
      .refine(
        once((one) => field(one, 'action_id')),
        'two buttons with one action_id',
      ),
  }),
  z.strictObject({ type: z.literal('divider') }),
]);
const blocks = (least: number, most: number) =>
  z
    .array(block)
    .min(least)
    .max(most)
    .refine((all) => once(String)(all.flatMap((one) => field(one, 'block_id') ?? [])), 'two blocks with one block_id');
const message = z.looseObject({ text: chars(4_000), blocks: blocks(0, 50).optional() });
const view = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('modal'), title: plain(24), close: plain(24), blocks: blocks(1, 100) }),
    z.strictObject({ type: z.literal('home'), blocks: blocks(1, 100) }),
  ])
  .refine((one) => JSON.stringify(one).length <= 250_000, 'view_too_large');

const problemsIn = (form: z.ZodType, value: unknown): readonly string[] =>
  form.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

/** Every limit that a message breaks, in words. `blockText`: all of its text, which Slack limits near 9,600. */
export const blockProblems = (given: unknown, blockText: number): readonly string[] => [
  ...problemsIn(message, given),
  ...(blockText > 9_500 ? [`all text: ${blockText}`] : []),
];

/** Every limit that a modal or a Home tab breaks, in words. */
export const viewProblems = (given: unknown): readonly string[] => problemsIn(view, given);

/** Every limit that the options of a list break, in words. */
export const optionProblems = (given: unknown): readonly string[] => problemsIn(options, given);

/** What a Slack client shows of a message, and what is in it for a notification, by Slack's rules alone. */
export function inspect(given: unknown): Inspection {
  const words = String(field(given, 'text') ?? '');
  const seen = read(field(given, 'blocks'));
  return {
    visible: seen.visible.join('\n'),
    plain: unescaped(words),
    leads: seen.leads,
    links: [...seen.links, ...markup(words).filter((inside) => /^[a-z]+:/u.test(inside))],
    overLimits: blockProblems(given, textIn(field(given, 'blocks'))),
    // A bracket or an ampersand that is not escaped is markup, or becomes it beside another.
    pings: words.match(/[<>]|&(?!(?:amp|lt|gt);)/gu) ?? [],
  };
}

/** The same of a modal or a Home tab, which has no text of its own: what is shown is what is read aloud. */
export function inspectView(given: unknown): Inspection {
  const { links, leads, ...seen } = read(given);
  const visible = seen.visible.join('\n');
  return { visible, plain: visible, links, leads, overLimits: viewProblems(given), pings: [] };
}

/** Everything in mrkdwn that Slack reads as a mention, a link or a date: what stands between raw angle brackets. */
const markup = (text: string): string[] => [...text.matchAll(/<([^<>]*)>/gu)].map(([, inside = '']) => inside);

export function unescaped(text: string): string {
  return text.replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&amp;/gu, '&');
}

interface Seen {
  readonly visible: string[];
  readonly links: string[];
  readonly leads: [words: string, url: string][];
}

/** What is shown, whatever holds it, and where it leads. */
function read(value: unknown, seen: Seen = { visible: [], links: [], leads: [] }): Seen {
  const [type, url, text] = [field(value, 'type'), field(value, 'url'), field(value, 'text')];
  if (typeof url === 'string') seen.links.push(url);
  if (type === 'link') seen.leads.push([String(text), String(url)]);
  const leaves = list(field(value, 'elements'));
  if (PARTS.some((one) => one === type)) seen.visible.push(leaves.map((leaf) => field(leaf, 'text')).join(''));
  else if (type === 'plain_text') seen.visible.push(String(text));
  for (const one of Object.values(Object(typeof value === 'string' ? undefined : value))) read(one, seen);
  return seen;
}
