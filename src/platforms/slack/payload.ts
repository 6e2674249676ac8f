import { z } from 'zod';

/** What we read of what Slack sends; everything else in a payload is ignored, and so is a payload of another form. */
const id = z.string().min(1).max(200);
const team = z.object({ id }).nullish();

export const commandPayload = z.object({
  command: id,
  text: z.string().default(''),
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  channel_id: id.nullish(),
  user_id: id,
  trigger_id: id,
});

export const eventPayload = z.object({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    user: id,
    text: z.string(),
    ts: id,
    thread_ts: id.optional(),
    channel: id,
    channel_type: z.string().optional(),
    bot_id: z.unknown().optional(),
    subtype: z.unknown().optional(),
    edited: z.unknown().optional(),
    hidden: z.unknown().optional(),
  }),
});

/** Somebody opened the app's own pages: `home`, or `messages`, where people write to the bot. */
export const homePayload = z.object({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  event: z.object({
    type: z.literal('app_home_opened'),
    user: id,
    channel: id,
    tab: z.enum(['home', 'messages']),
  }),
});

export const pressPayload = z.object({
  type: z.literal('block_actions'),
  trigger_id: id,
  user: z.object({
    id,
    team_id: id.nullish(),
    name: z.string().optional(),
    username: z.string().optional(),
  }),
  team,
  channel: z.object({ id }).nullish(),
  container: z
    .object({
      message_ts: id.optional(),
      thread_ts: id.optional(),
      channel_id: id.optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.object({ ts: id.optional(), thread_ts: id.optional() }).optional(),
  /** Where the button stands when it stands in no message. */
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

/** Picked from the menu of a message. */
export const messageActionPayload = z.object({
  type: z.literal('message_action'),
  callback_id: id,
  trigger_id: id,
  user: z.object({ id, team_id: id.nullish() }),
  team,
  channel: z.object({ id }).nullish(),
  message: z.object({
    text: z.string().optional().catch(undefined),
    blocks: z.array(z.unknown()).optional().catch(undefined),
    ts: id.optional().catch(undefined),
    thread_ts: id.optional().catch(undefined),
  }),
});

/** Picked from Slack's own search or from the menu beside the message field; belongs to no channel. */
export const globalShortcutPayload = z.object({
  type: z.literal('shortcut'),
  callback_id: id,
  trigger_id: id,
  user: z.object({ id, team_id: id.nullish() }),
  team,
});

/** Somebody types into a list whose options come from us. */
export const suggestionPayload = z.object({
  type: z.literal('block_suggestion'),
  action_id: id,
  value: z.string().default(''),
  user: z.object({ id, team_id: id.nullish() }),
  team,
});

export type CommandPayload = z.infer<typeof commandPayload>;
export type EventPayload = z.infer<typeof eventPayload>;
export type HomePayload = z.infer<typeof homePayload>;
export type PressPayload = z.infer<typeof pressPayload>;
export type MessageActionPayload = z.infer<typeof messageActionPayload>;
export type GlobalShortcutPayload = z.infer<typeof globalShortcutPayload>;
