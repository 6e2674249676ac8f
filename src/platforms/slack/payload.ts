import { z } from 'zod';
import { TYPED } from './limits.ts';
import { escaped } from './rich-text.ts';

/* What we read of what Slack sends; everything else in a payload is ignored, and so is a payload of another form. */

/** Left out where it is missing, or has another form. */
const maybe = <Form extends z.ZodType>(form: Form) => form.optional().catch(undefined);
const id = z.string().min(1).max(200);
const name = maybe(z.string());
const response_url = maybe(z.string().max(2_000));
const team = z.object({ id }).nullish();
const person = z.object({ id, team_id: id.nullish(), name, username: name });
/** What comes with everything that is pressed or picked, and with what is in a channel. */
const used = { trigger_id: id, user: person, team };
const usedIn = { ...used, channel: z.object({ id }).nullish(), response_url };

const command = z.object({
  type: z.undefined().optional(),
  command: id,
  text: z.string().default(''),
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  channel_id: id.nullish(),
  user_id: id,
  trigger_id: id,
  response_url,
});

const message = z.object({
  type: z.enum(['app_mention', 'message']),
  user: id,
  text: z.string(),
  ts: id,
  thread_ts: id.optional(),
  channel: id,
  channel_type: z.string().optional(),
  bot_id: z.unknown().optional(),
  bot_profile: z.unknown().optional(),
  subtype: z.unknown().optional(),
  edited: z.unknown().optional(),
  hidden: z.unknown().optional(),
});

/** Slack wraps an edited message of a conversation into another one; a mention that was edited comes as itself. */
function unwrapped(event: unknown): unknown {
  const edit = z
    .object({ subtype: z.literal('message_changed'), message: z.looseObject({ edited: z.looseObject({}) }) })
    .safeParse(event);
  if (!edit.success) return event;
  const { channel, channel_type, type }: Record<string, unknown> = { ...Object(event) };
  return { ...edit.data.message, channel, channel_type, type };
}

/** Somebody opened the app's own pages: `home`, or `messages`, where people write to the bot. */
const opened = z.object({
  type: z.literal('app_home_opened'),
  user: id,
  channel: id,
  tab: z.enum(['home', 'messages']),
});

/** The workspace took the bot out, or withdrew its token. */
const removed = z.object({
  type: z.enum(['app_uninstalled', 'tokens_revoked']),
  tokens: z.object({ bot: z.array(z.unknown()).optional() }).optional(),
});

const event = z.object({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  event: z.preprocess(unwrapped, z.discriminatedUnion('type', [message, opened, removed])),
});

const buttonPress = z.object({
  type: z.literal('block_actions'),
  ...usedIn,
  container: z
    .object({ message_ts: id, thread_ts: id, channel_id: id, is_ephemeral: z.boolean() })
    .partial()
    .optional(),
  message: z.object({ ts: id, thread_ts: id }).partial().optional(),
  /** Where the button is when it is in no message. */
  view: z.object({ id, type: z.enum(['modal', 'home']) }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        url: z.string().optional(),
        selected_option: z.object({ value: z.string().max(200) }).nullish(),
        selected_conversations: z.array(id).optional(),
      }),
    )
    .min(1),
});

const messageShortcut = z.object({
  type: z.literal('message_action'),
  callback_id: id,
  ...usedIn,
  message: z.object({
    text: maybe(z.string()),
    blocks: maybe(z.array(z.unknown())),
    ts: maybe(id),
    thread_ts: maybe(id),
  }),
});

/** Picked from Slack's own search or from the menu beside the message field; belongs to no channel. */
const globalShortcut = z.object({ type: z.literal('shortcut'), callback_id: id, ...used });

const suggestion = z.object({
  type: z.literal('block_suggestion'),
  action_id: id,
  value: z.string().default(''),
  user: person,
  team,
});

const shortcuts = [messageShortcut, globalShortcut] as const;
export const payload = z.discriminatedUnion('type', [command, event, buttonPress, ...shortcuts, suggestion]);

/** What Slack sends under one name; a command has none. */
export type Payload<Type> = Extract<z.infer<typeof payload>, { type?: Type }>;
export type MessageEvent = z.infer<typeof message>;

/* The conversation that an event belongs to. */

/** A thread; a direct message without one is a conversation of its own. */
export function chainOf(channel: string, thread: string | undefined): string {
  return thread === undefined ? channel : `${channel} ${thread}`;
}

/** What one person is answered in private in a channel. */
export function privateChain(channel: string | null | undefined, user: string): string | undefined {
  return channel ? `${channel} ${user}` : undefined;
}

/** A button continues the conversation that its card belongs to. */
export function chainOfPress(
  { container, message, view, user }: Payload<'block_actions'>,
  channel: string | undefined,
): string | undefined {
  if (view) return `view ${view.id}`;
  const thread = container?.thread_ts ?? message?.thread_ts;
  if (channel === undefined) return undefined;
  if (thread !== undefined || channel.startsWith('D')) return chainOf(channel, thread);
  if (container?.is_ephemeral === true) return privateChain(channel, user.id);
  return chainOf(channel, container?.message_ts ?? message?.ts);
}

/** What was typed, in plain words: Slack's `<…>` markup off, `& < >` unescaped, without the bot's mention and other
    people's ids. Time grows with the length, whatever the text. */
export function plainWords(text: string, botUserId: string | undefined): string {
  return text
    .slice(0, TYPED)
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/gu, (_, target: string, label?: string) => {
      if (target === `@${botUserId}`) return ' ';
      return label ?? (/^[@#!]/u.test(target) ? ' ' : target);
    })
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')
    .replace(/\s+/gu, ' ')
    .trim();
}

const element = z.object({
  type: name,
  text: z.unknown().optional(),
  url: name,
  elements: maybe(z.array(z.unknown())),
});
/** Elements of one of these are on one line. */
const ON_ONE_LINE = /^rich_text_(?:section|quote|preformatted)$/u;

/** How deep lists may be nested; Slack's own editor stops far before. */
const DEPTH = 8;

/** A message line by line, without ids, cut at TYPED; where its text is empty, as of other apps, that of its blocks. */
export function messageWords(
  message: { readonly text?: string | undefined; readonly blocks?: readonly unknown[] | undefined },
  botUserId: string | undefined,
): string {
  const written = linesOf(message.text ?? '', botUserId);
  if (written !== '') return written;
  return linesOf((message.blocks ?? []).map((block) => wordsIn(block, DEPTH)).join('\n'), botUserId);
}

function linesOf(text: string, botUserId: string | undefined): string {
  return text
    .slice(0, TYPED)
    .split('\n')
    .map((line) => plainWords(line, botUserId))
    .filter((line) => line !== '')
    .join('\n');
}

/** The text of a block or of an element in it; mentions of people and channels have none. */
function wordsIn(value: unknown, depth: number): string {
  const parsed = element.safeParse(value);
  if (!parsed.success || depth === 0) return '';
  const { type, text, url, elements } = parsed.data;
  if (elements) return elements.map((one) => wordsIn(one, depth - 1)).join(ON_ONE_LINE.test(type ?? '') ? '' : '\n');
  // What a block holds letter by letter is written as Slack writes a message's text: both are read in one way then.
  if (typeof text === 'string') return type === 'mrkdwn' ? text : escaped(text);
  if (typeof text === 'object') return wordsIn(text, depth - 1);
  return url ?? '';
}
