import type { CommandCard } from '../../core/ports.ts';
import type { Call, Question } from '../../core/question.ts';
import { plainWords } from './markup.ts';
import {
  type CommandPayload,
  commandPayload,
  type EventPayload,
  eventPayload,
  type PressPayload,
  pressPayload,
} from './payload.ts';
import { readPress } from './press.ts';
import { commandTyped } from './spell.ts';

/** Where an answer goes. */
export type Place =
  /** Through the command's or button's own response address, to the asker alone; `thread` is where the button stands. */
  | { readonly kind: 'response'; readonly thread?: string }
  /** A mention: `thread` is where everybody reads the answer. `privately` is set when that thread already exists: Slack
      shows a private message only in a thread that does, and otherwise in the channel. */
  | {
      readonly kind: 'thread';
      readonly channel: string;
      readonly thread: string;
      readonly privately?: string;
      readonly user: string;
    }
  | { readonly kind: 'direct'; readonly channel: string; readonly thread?: string };

export type Received =
  /** `replace`: the answer takes the place of the private message whose button was pressed. */
  | { readonly kind: 'ask'; readonly question: Question; readonly place: Place; readonly replace: boolean }
  | { readonly kind: 'preview' | 'post'; readonly question: Question; readonly place: Place }
  | { readonly kind: 'cancel' | 'expired'; readonly id: string; readonly place: Place };

/** What a receiver must know of itself. */
export interface Self {
  readonly botUserId?: string;
  readonly commands: readonly CommandCard[];
  readonly now: Date;
}

/** Pure, never throws: undefined for whatever is not for us, in any form: another bot's message, an edited one, our own,
    a link button, junk. */
export function receive(body: unknown, self: Self): Received | undefined {
  const command = commandPayload.safeParse(body);
  if (command.success) return fromCommand(command.data, self);
  const event = eventPayload.safeParse(body);
  if (event.success) return fromEvent(event.data, self);
  const press = pressPayload.safeParse(body);
  if (press.success) return fromPress(press.data, self);
  return undefined;
}

function question(
  id: string,
  team: string | null | undefined,
  user: string,
  call: Call,
  self: Self,
): Question {
  return {
    id,
    workspace: `slack:${team ?? 'unknown'}`,
    // Slack tells an admin from another only with the scope users:read, which the manifest does not ask for.
    asker: { id: user, mayConfigure: false },
    askedAt: self.now,
    ...call,
  };
}

function fromCommand(payload: CommandPayload, self: Self): Received | undefined {
  const command = commandTyped(payload.command, self.commands);
  if (command === undefined) return undefined;
  const call = { command, text: plainWords(payload.text, self.botUserId) };
  return {
    kind: 'ask',
    question: question(
      payload.trigger_id,
      payload.team_id ?? payload.enterprise_id,
      payload.user_id,
      call,
      self,
    ),
    place: { kind: 'response' },
    replace: false,
  };
}

function fromEvent(payload: EventPayload, self: Self): Received | undefined {
  const { event } = payload;
  const marked = [event.bot_id, event.subtype, event.edited, event.hidden].some(
    (mark) => mark !== undefined && mark !== null && mark !== false,
  );
  if (marked || event.user === self.botUserId) return undefined;
  const direct = event.type === 'message' && event.channel_type === 'im';
  if (event.type === 'message' && !direct) return undefined;
  const call = { command: 'ask', text: plainWords(event.text, self.botUserId) };
  const thread = event.thread_ts;
  return {
    kind: 'ask',
    question: question(payload.event_id, payload.team_id ?? payload.enterprise_id, event.user, call, self),
    place: direct
      ? { kind: 'direct', channel: event.channel, ...(thread && { thread }) }
      : {
          kind: 'thread',
          channel: event.channel,
          thread: thread ?? event.ts,
          user: event.user,
          ...(thread && { privately: thread }),
        },
    replace: false,
  };
}

function fromPress(payload: PressPayload, self: Self): Received | undefined {
  const [action] = payload.actions;
  if (!action || action.url !== undefined || action.action_id.startsWith('open-')) return undefined;
  const thread = payload.container?.thread_ts ?? payload.message?.thread_ts;
  const place: Place = { kind: 'response', ...(thread && { thread }) };
  const press = readPress(action.value ?? '');
  const id = payload.trigger_id;
  if (!press) return { kind: 'expired', id, place };
  if (press.kind === 'cancel') return { kind: 'cancel', id, place };
  const asked = (as: string): Question =>
    question(as, payload.team?.id ?? payload.user.team_id, payload.user.id, press.call, self);
  switch (press.kind) {
    case 'preview':
      return { kind: 'preview', question: asked(id), place };
    case 'post':
      // One preview is posted once, however often its button is pressed before it goes.
      return { kind: 'post', question: asked(`post:${payload.container?.message_ts ?? id}`), place };
    case 'ask':
    case 'pick':
      return {
        kind: 'ask',
        question: asked(id),
        place,
        replace: press.kind === 'pick' && payload.container?.is_ephemeral === true,
      };
  }
}
