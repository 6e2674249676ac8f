import { plainWords } from './markup.ts';
import {
  type CommandPayload,
  commandPayload,
  type EventPayload,
  eventPayload,
  type GlobalShortcutPayload,
  globalShortcutPayload,
  type HomePayload,
  homePayload,
  type MessageActionPayload,
  messageActionPayload,
  pressPayload,
} from './payload.ts';
import { fromPress } from './receive-press.ts';
import { inThread, type Place, questionOf, type Received, type Self } from './received.ts';
import { messageWords, SEARCH } from './shortcut.ts';
import { commandTyped } from './spell.ts';

/** Pure, never throws: undefined for whatever is not for us, in any form: another bot's message, an edited one, our own,
    a link button, junk. */
export function receive(body: unknown, self: Self): Received | undefined {
  const command = commandPayload.safeParse(body);
  if (command.success) return fromCommand(command.data, self);
  const event = eventPayload.safeParse(body);
  if (event.success) return fromEvent(event.data, self);
  const press = pressPayload.safeParse(body);
  if (press.success) return fromPress(press.data, self);
  const picked = messageActionPayload.safeParse(body);
  if (picked.success) return fromMessageAction(picked.data, self);
  const shortcut = globalShortcutPayload.safeParse(body);
  if (shortcut.success) return fromShortcut(shortcut.data, self);
  const home = homePayload.safeParse(body);
  return home.success ? fromHome(home.data, self) : undefined;
}

function fromCommand(payload: CommandPayload, self: Self): Received | undefined {
  const command = commandTyped(payload.command, self.commands);
  if (command === undefined) return undefined;
  const asker = {
    id: payload.trigger_id,
    team: payload.team_id ?? payload.enterprise_id,
    user: payload.user_id,
    channel: payload.channel_id,
  };
  const call = { command, text: plainWords(payload.text, self.botUserId) };
  return {
    kind: 'ask',
    question: questionOf(asker, call, self),
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
  const { channel, user, thread_ts: thread } = event;
  const asker = { id: payload.event_id, team: payload.team_id ?? payload.enterprise_id, user, channel };
  const call = { command: 'ask', text: plainWords(event.text, self.botUserId) };
  const spoken = thread ?? (self.agent ? event.ts : undefined);
  return {
    kind: 'ask',
    question: questionOf(asker, call, self),
    place: direct
      ? { kind: 'direct', channel, ...(spoken && { thread: spoken }) }
      : { kind: 'thread', channel, thread: thread ?? event.ts, user, ...(thread && { privately: thread }) },
    replace: false,
  };
}

function fromMessageAction(payload: MessageActionPayload, self: Self): Received {
  const id = payload.trigger_id;
  const { message, user, channel } = payload;
  const place: Place = { kind: 'response', ...inThread(message.thread_ts, message.ts) };
  const card = self.commands.find(
    ({ name, onMessage }) => onMessage !== undefined && name === payload.callback_id,
  );
  if (!card) return { kind: 'expired', id, place };
  const asker = { id, team: payload.team?.id ?? user.team_id, user: user.id, channel: channel?.id };
  const call = { command: card.name, text: messageWords(message, self.botUserId) };
  return { kind: 'ask', question: questionOf(asker, call, self), place, replace: false };
}

function fromShortcut(payload: GlobalShortcutPayload, self: Self): Received {
  const { trigger_id: trigger, user } = payload;
  if (payload.callback_id !== SEARCH)
    return { kind: 'expired', id: trigger, place: { kind: 'opening', trigger } };
  const asker = { id: trigger, team: payload.team?.id ?? user.team_id, user: user.id };
  return { kind: 'search', question: questionOf(asker, { command: 'ask', text: '' }, self), trigger };
}

function fromHome(payload: HomePayload, self: Self): Received {
  const { user, channel, tab } = payload.event;
  const asker = { id: payload.event_id, team: payload.team_id ?? payload.enterprise_id, user };
  const question = questionOf(asker, { command: 'help', text: '' }, self);
  return tab === 'home' ? { kind: 'home', question } : { kind: 'messages', question, channel };
}
