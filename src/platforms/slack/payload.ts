import { z } from 'zod';

/** What we read of what Slack sends; everything else in a payload is ignored, and so is a payload of another form. */
const id = z.string().min(1).max(200);

export const commandPayload = z.object({
  command: id,
  text: z.string().default(''),
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
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

export const pressPayload = z.object({
  type: z.literal('block_actions'),
  trigger_id: id,
  user: z.object({ id, team_id: id.nullish() }),
  team: z.object({ id }).nullish(),
  container: z
    .object({ message_ts: id.optional(), thread_ts: id.optional(), is_ephemeral: z.boolean().optional() })
    .optional(),
  message: z.object({ thread_ts: id.optional() }).optional(),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().optional(), url: z.string().optional() }))
    .min(1),
});

export type CommandPayload = z.infer<typeof commandPayload>;
export type EventPayload = z.infer<typeof eventPayload>;
export type PressPayload = z.infer<typeof pressPayload>;
