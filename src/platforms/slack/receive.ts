import type { CommandCard } from '../../core/ports.ts';
import type { Call, Question, WorkspaceId } from '../../core/question.ts';
import { shorten } from '../../core/text.ts';
import { EDITABLE } from '../chat.ts';
import { readButtonValue } from './buttons.ts';
import {
  chainOf,
  chainOfPress,
  type MessageEvent,
  messageWords,
  type Payload,
  payload,
  plainWords,
  privateChain,
} from './payload.ts';
import { changeOf, SEARCH_FIELD } from './views.ts';

/** The global shortcut that opens the search; the others are called as their commands. */
const SEARCH = 'search';

/** Subtypes of messages that people write: with a file, from a thread to its channel too, `/me`. */
const PERSONS: ReadonlySet<unknown> = new Set(['file_share', 'thread_broadcast', 'me_message']);
const SLACKBOT = 'USLACKBOT';

export type Destination =
  /** To the asker alone, through a response address, else to `user` in the channel. `thread`: where the button is. */
  | {
      readonly kind: 'response';
      readonly url?: string;
      readonly thread?: string;
      readonly user: string;
      readonly channel?: string;
    }
  /** A mention. `thread`: where everybody reads. `privately`: the same once it exists; else Slack shows what is
      private in the channel. */
  | {
      readonly kind: 'thread';
      readonly channel: string;
      readonly thread: string;
      readonly privately?: string;
      readonly user: string;
    }
  | { readonly kind: 'direct'; readonly channel: string; readonly thread?: string }
  /** A button in a modal: the answer takes the place of what the modal showed. */
  | { readonly kind: 'modal'; readonly view: string }
  /** A button that is in no message: the answer opens a modal of its own. */
  | { readonly kind: 'opening'; readonly trigger: string };

export type Received =
  /** `replace`: the answer takes the place of the private message whose button was pressed. */
  | { readonly kind: 'ask'; readonly question: Question; readonly to: Destination; readonly replace: boolean }
  /** `poster`: the name of whoever pressed, as Slack gives it. */
  | {
      readonly kind: 'preview' | 'post' | 'insist';
      readonly question: Question;
      readonly to: Destination;
      readonly poster?: string;
    }
  | { readonly kind: 'cancel' | 'expired'; readonly id: string; readonly to: Destination }
  | { readonly kind: 'search'; readonly question: Question; readonly trigger: string }
  /** Somebody types into the search; the question holds what was typed. */
  | { readonly kind: 'typing'; readonly text: string; readonly workspace: WorkspaceId }
  /** The app's own page was opened, or one of its controls was changed: `change` says to what. */
  | { readonly kind: 'home'; readonly question: Question; readonly change?: string }
  | { readonly kind: 'removed'; readonly id: string; readonly workspace: WorkspaceId }
  /** The place where people write to the bot was opened. */
  | { readonly kind: 'messages'; readonly question: Question; readonly channel: string };

/** Whom Slack knows the bot as, and what it may tell apart there. */
export interface Identity {
  readonly botToken: string;
  readonly botId?: string;
  readonly botUserId?: string;
  /** What people type after `@` to name it. */
  readonly botName?: string;
  /** The workspace where it is installed; left out where it may be several, or isn't known. */
  readonly team?: string;
  /** Whether it was installed with the agent surface of the manifest: people write to it in conversations of their own. */
  readonly agent: boolean;
  readonly admins: ReadonlySet<string>;
}

export interface ReceiveContext {
  readonly identity: Identity;
  readonly commands: readonly CommandCard[];
  readonly now: Date;
}

/** Undefined for whatever is not for us: another bot's message, our own, the system's, a link button, junk. A message
    that was edited counts as the same one. Pure, never throws. */
export function receive(body: unknown, by: ReceiveContext): Received | undefined {
  const { success, data } = payload.safeParse(body);
  if (!success) return undefined;
  switch (data.type) {
    case undefined:
      return fromCommand(data, by);
    case 'event_callback':
      return fromEvent(data, by);
    case 'block_actions':
      return fromButton(data, by);
    case 'message_action':
      return fromMessageShortcut(data, by);
    case 'shortcut':
      return fromGlobalShortcut(data, by);
    case 'block_suggestion':
      return { kind: 'typing', text: data.value, workspace: workspaceOf(data.team?.id ?? data.user.team_id, by) };
  }
}

function fromCommand(given: Payload<undefined>, by: ReceiveContext): Received | undefined {
  const typed = given.command.replace(/^\//u, '');
  const card = by.commands.find((one) => one.slash && one.typed === typed);
  if (!card) return undefined;
  const { trigger_id: id, user_id: user, channel_id: channel } = given;
  const team = given.team_id ?? given.enterprise_id;
  const call = { command: card.name, text: plainWords(given.text, by.identity.botUserId) };
  const asker = { id, team, user, channel, thread: privateChain(channel, user) };
  const to = responseTo(given, user, channel);
  return { kind: 'ask', question: questionOf(asker, call, by), to, replace: false };
}

function fromEvent(given: Payload<'event_callback'>, by: ReceiveContext): Received | undefined {
  const { event, event_id: id } = given;
  const team = given.team_id ?? given.enterprise_id;
  if (!('user' in event)) {
    // Where only a person's token was withdrawn the bot stays.
    const stays = event.type === 'tokens_revoked' && !event.tokens?.bot?.length;
    return stays ? undefined : { kind: 'removed', id, workspace: workspaceOf(team, by) };
  }
  const asker = { id, team, user: event.user };
  if (event.type !== 'app_home_opened') return fromMessage(event, asker, by);
  const question = questionOf(asker, { command: 'help', text: '' }, by);
  if (event.tab === 'home') return { kind: 'home', question };
  return by.identity.agent ? { kind: 'messages', question, channel: event.channel } : undefined;
}

function fromMessage(event: MessageEvent, asker: Asker, by: ReceiveContext): Received | undefined {
  const isSet = (mark: unknown): boolean => mark !== undefined && mark !== null && mark !== false;
  const { agent, botUserId } = by.identity;
  if ([event.bot_id, event.bot_profile, event.hidden].some(isSet)) return undefined;
  if (isSet(event.subtype) && !PERSONS.has(event.subtype)) return undefined;
  if (event.user === botUserId || event.user === SLACKBOT) return undefined;
  // What was seen is forgotten after a day: an older message that is edited may have been answered.
  if (isSet(event.edited) && by.now.getTime() - Number(event.ts) * 1000 > EDITABLE) return undefined;
  const direct =
    event.type === 'message' && (event.channel_type ?? (event.channel.startsWith('D') ? 'im' : '')) === 'im';
  if (event.type === 'message' && !direct) return undefined;
  const { channel, user, thread_ts: thread } = event;
  const call = { command: 'ask', text: plainWords(event.text, botUserId) };
  const spoken = thread ?? (agent ? event.ts : undefined);
  const chain = chainOf(channel, direct ? spoken : (thread ?? event.ts));
  return {
    kind: 'ask',
    // One message, however often it is sent or edited.
    question: questionOf({ ...asker, id: `${channel}:${event.ts}`, channel, thread: chain }, call, by),
    to: direct
      ? { kind: 'direct', channel, ...(spoken && { thread: spoken }) }
      : { kind: 'thread', channel, thread: thread ?? event.ts, user, ...(thread && { privately: thread }) },
    replace: false,
  };
}

function fromMessageShortcut(given: Payload<'message_action'>, by: ReceiveContext): Received {
  const { message, channel, trigger_id: id, callback_id: picked } = given;
  const to = responseTo(given, given.user.id, channel?.id, message.thread_ts, message.ts);
  const card = by.commands.find(({ name, onMessage }) => onMessage !== undefined && name === picked);
  if (!card) return { kind: 'expired', id, to };
  const asker = { ...userOf(given), channel: channel?.id };
  const call = { command: card.name, text: messageWords(message, by.identity.botUserId) };
  return { kind: 'ask', question: questionOf(asker, call, by), to, replace: false };
}

function fromGlobalShortcut(given: Payload<'shortcut'>, by: ReceiveContext): Received {
  const trigger = given.trigger_id;
  if (given.callback_id !== SEARCH) return { kind: 'expired', id: trigger, to: { kind: 'opening', trigger } };
  return { kind: 'search', question: questionOf(userOf(given), { command: 'ask', text: '' }, by), trigger };
}

/** What a pressed button or a changed control asks for; undefined for a button that leads to a page. */
function fromButton(given: Payload<'block_actions'>, by: ReceiveContext): Received | undefined {
  const [action] = given.actions;
  if (!action || action.url !== undefined || action.action_id.startsWith('open-')) return undefined;
  const { trigger_id: id, container, user, view } = given;
  const channel = given.channel?.id ?? container?.channel_id;
  const to = destinationOf(given, channel);
  const asked = (call: Call, as = id): Question =>
    questionOf({ ...userOf(given), id: as, channel, thread: chainOfPress(given, channel) }, call, by);
  const change = view?.type === 'home' ? changeOf(action) : undefined;
  if (change !== undefined) return { kind: 'home', question: asked({ command: 'help', text: '' }), change };
  if (action.action_id === SEARCH_FIELD) {
    const text = action.selected_option?.value;
    if (text === undefined) return undefined;
    return { kind: 'ask', question: asked({ command: 'ask', text }), to, replace: false };
  }
  const pressed = readButtonValue(action.value ?? action.selected_option?.value ?? '');
  if (!pressed) return { kind: 'expired', id, to };
  if (!('call' in pressed)) {
    return pressed.kind === 'cancel'
      ? { kind: 'cancel', id, to }
      : { kind: 'search', question: asked({ command: 'ask', text: '' }), trigger: id };
  }
  const { kind, call, language } = pressed;
  // One preview is posted once, however often its button is pressed before it goes.
  const once = kind === 'post' || kind === 'insist' ? `${kind}:${container?.message_ts ?? id}` : id;
  const question = { ...asked(call, once), ...(language !== undefined && { language }) };
  if (kind === 'ask' || kind === 'pick')
    return { kind: 'ask', question, to, replace: kind === 'pick' && container?.is_ephemeral === true };
  const poster = user.name || user.username;
  return { kind, question, to, ...(poster && { poster: shorten(poster, 200) }) };
}

function destinationOf(given: Payload<'block_actions'>, channel: string | undefined): Destination {
  const { view, trigger_id: trigger, container, message, user } = given;
  if (view) return view.type === 'modal' ? { kind: 'modal', view: view.id } : { kind: 'opening', trigger };
  const thread = container?.thread_ts ?? message?.thread_ts;
  return responseTo(given, user.id, channel, thread, container?.message_ts ?? message?.ts);
}

/** `thread`, `own`: of the message where it was pressed. A thread's first message is in the channel too, and so is
    what is said to it in private. */
function responseTo(
  { response_url: url }: { readonly response_url?: string | undefined },
  user: string,
  channel: string | null | undefined,
  thread?: string,
  own?: string,
): Destination {
  return {
    kind: 'response',
    user,
    ...(channel && { channel }),
    ...(url !== undefined && { url }),
    ...(thread !== undefined && thread !== own && { thread }),
  };
}

/** Who asked for something, and where. */
interface Asker {
  readonly id: string;
  readonly team: string | null | undefined;
  readonly user: string;
  readonly channel?: string | null | undefined;
  readonly thread?: string | undefined;
}

const userOf = ({ trigger_id: id, team, user }: Pick<Payload<'shortcut'>, 'trigger_id' | 'team' | 'user'>): Asker => {
  return { id, team: team?.id ?? user.team_id, user: user.id };
};

function questionOf({ id, team, user, channel, thread }: Asker, call: Call, by: ReceiveContext): Question {
  return {
    id,
    workspace: workspaceOf(team, by),
    ...(channel && { channel }),
    ...(thread !== undefined && { thread }),
    // Slack tells an admin from another only with the scope users:read, which the manifest does not ask for.
    asker: { id: user, mayConfigure: by.identity.admins.has(user) },
    askedAt: by.now,
    ...call,
  };
}

/** In a shared channel the team is that of whoever pressed; what holds is what this workspace has set. */
function workspaceOf(given: string | null | undefined, { identity }: ReceiveContext): WorkspaceId {
  return `slack:${identity.team ?? given ?? 'unknown'}`;
}
