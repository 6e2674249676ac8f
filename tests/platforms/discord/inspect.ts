import { z } from 'zod';
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

/* What Discord refuses, written from its documentation and not from our table: resources/message, components/reference,
   interactions/receiving-and-responding at https://docs.discord.com/developers/. Characters are code points. */

const chars = (least: number, most: number) =>
  z.string().refine((text) => {
    const size = [...text.trim()].length;
    return size >= least && size <= most;
  }, `is not between ${least} and ${most} characters`);
const label = chars(1, 80);
const custom_id = chars(1, 100);
const address = z.string().max(512).refine(URL.canParse, 'is no address');
const button = z.union([
  z.strictObject({ type: z.literal(2), style: z.literal(5), label, url: address }),
  z.strictObject({ type: z.literal(2), style: z.literal([1, 2, 3]), label, custom_id }),
]);
const option = z.strictObject({ label: chars(1, 100), value: custom_id });
const options = z
  .array(option)
  .min(1)
  .max(25)
  .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, 'two options with one value');
const menu = z.strictObject({ type: z.literal(3), custom_id, placeholder: chars(0, 150), options });
/** Buttons, or one menu. */
const row = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.tuple([menu])]),
});
const display = z.strictObject({ type: z.literal(10), content: chars(1, 4_000) });
const separator = z.strictObject({ type: z.literal(14), divider: z.boolean(), spacing: z.number() });
const container = z.strictObject({
  type: z.literal(17),
  components: z.array(z.union([display, separator, row])).min(1),
});

/** Where a message is sent decides which flags may be set. */
const ALLOWED_FLAGS = { channel: 4 | 4096 | 32_768, callback: 4 | 64 | 4096 | 32_768, edit: 4 | 32_768 };
export type Where = keyof typeof ALLOWED_FLAGS;
const RICH = 32_768;

function messageFor(where: Where) {
  const may = {
    allowed_mentions: z.unknown(),
    ...(where === 'channel' && {
      nonce: chars(0, 25).optional(),
      enforce_nonce: z.boolean().optional(),
      message_reference: z.unknown().optional(),
    }),
  };
  const flags = z.number().refine((given) => (given & ~ALLOWED_FLAGS[where]) === 0, "can't be set here");
  const isRich = (given: number): boolean => (given & RICH) !== 0;
  return z.union([
    z.strictObject({
      ...may,
      flags: flags.refine(isRich),
      components: z
        .array(z.union([display, row, container]))
        .min(1)
        .superRefine(measure),
    }),
    z.strictObject({
      ...may,
      flags: flags.refine((given) => !isRich(given)),
      content: chars(1, 2_000),
      components: z.array(row).max(5).superRefine(measure),
    }),
  ]);
}

/** What holds for all components of a message together, nested ones counted. */
function measure(components: readonly unknown[], { addIssue }: { addIssue(problem: string): void }): void {
  const all = nested(components);
  const ids = all.flatMap((one) => Reflect.get(Object(one), 'custom_id') ?? []);
  const text = all.map((one) => [...String(Reflect.get(Object(one), 'content') ?? '').trim()].length);
  const characters = text.reduce((sum, length) => sum + length, 0);
  if (new Set(ids).size < ids.length) addIssue('custom_id used twice');
  if (all.length > 40) addIssue(`${all.length} components`);
  if (characters > 4_000) addIssue(`${characters} characters`);
}

const nested = (components: readonly unknown[]): readonly unknown[] =>
  components.flatMap((one) => [one, ...nested(Reflect.get(Object(one), 'components') ?? [])]);

const messages = { channel: messageFor('channel'), callback: messageFor('callback'), edit: messageFor('edit') };
const callback = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal(4), data: messages.callback }),
  z.looseObject({ type: z.literal(5), data: z.strictObject({ flags: z.literal(64) }).optional() }),
  z.strictObject({ type: z.literal(6) }),
  z.looseObject({ type: z.literal(7), data: messages.edit }),
  z.looseObject({
    type: z.literal(8),
    data: z.strictObject({ choices: z.array(z.strictObject({ name: chars(1, 100), value: chars(0, 100) })).max(25) }),
  }),
]);

const problemsIn = (form: z.ZodType, value: unknown): readonly string[] => {
  const { error } = form.safeParse(value);
  return error ? [z.prettifyError(error)] : [];
};

/** Every rule that a message breaks, in words; empty when Discord would take it. */
export const messageProblems = (message: unknown, where: Where): readonly string[] =>
  problemsIn(messages[where], message);

/** The same for the first response to an interaction. */
export const callbackProblems = (body: unknown): readonly string[] => problemsIn(callback, body);
