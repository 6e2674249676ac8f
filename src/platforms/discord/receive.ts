import { PermissionFlagsBits as MAY, PermissionsBitField, SnowflakeUtil } from 'discord.js';
import type { CommandCard, CommandOption } from '../../core/ports.ts';
import type { Call, Question, Typing, WorkspaceId } from '../../core/question.ts';
import { EDITABLE } from '../chat.ts';
import { type ButtonValue, readCustomId } from './buttons.ts';
import { languageOf, lengthOf, MESSAGE_MENU } from './commands.ts';
import { FLAGS, TIMES } from './limits.ts';
import { type Fields, fieldsAt, idAt, isFields, listAt, textAt, typedWords, wordsOf } from './payload.ts';

/** What Discord tells us and we act on. */
export type Received =
  /** A slash command, or one that was picked in the menu of a message. */
  | { readonly kind: 'command'; readonly question: Question; readonly reply: Interaction }
  | {
      readonly kind: 'button';
      readonly button: ButtonValue;
      readonly question: Question;
      readonly reply: Interaction;
      /** What the one who pressed is called where they pressed; as typed by them, so to be cleaned. */
      readonly presser: string;
    }
  | { readonly kind: 'typing'; readonly typed: Typing; readonly question: Question; readonly reply: Interaction }
  | { readonly kind: 'mention' | 'direct'; readonly question: Question; readonly reply: MessageTarget };

/** Where an interaction is answered: its token lives 15 minutes and needs no permission. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** Until when a first response makes sense; milliseconds since 1970. */
  readonly until: number;
  readonly access: ChannelAccess;
  /** Whether the message whose button was pressed is in Components V2: it can't become a classic one again. */
  readonly rich: boolean;
  /** Whether only the asker sees that message. */
  readonly alone: boolean;
}

export interface MessageTarget {
  readonly channelId: string;
  readonly messageId: string;
}

export interface ReceiveContext {
  readonly commands: readonly CommandCard[];
  readonly me: string | undefined;
  readonly roles: ReadonlySet<unknown>;
  readonly now: Date;
}

/** Undefined for what isn't ours: bots (our own messages too), webhooks, system messages, messages that don't mention
    us, and whatever is malformed. Pure, never throws. */
export function receive(dispatch: unknown, by: ReceiveContext): Received | undefined {
  if (!isFields(dispatch)) return undefined;
  const data = fieldsAt(dispatch, 'd');
  if (dispatch['t'] === 'INTERACTION_CREATE') return receiveInteraction(data, by);
  const isWritten =
    dispatch['t'] === 'MESSAGE_UPDATE' ? isRecentEdit(data, by.now) : dispatch['t'] === 'MESSAGE_CREATE';
  return isWritten ? receiveMessage(data, by) : undefined;
}

/** Whether somebody edited it: Discord also tells of a preview that it added itself. */
function isRecentEdit(event: Fields, now: Date): boolean {
  const written = SnowflakeUtil.timestampFrom(idAt(event, 'id') ?? '0');
  return isSet(event['edited_timestamp']) && now.getTime() - written < EDITABLE;
}

/** A reply to a card pings its author, asking or not: only a message that names the bot or its role counts. */
function receiveMessage(event: Fields, by: ReceiveContext): Received | undefined {
  const id = idAt(event, 'id');
  const channelId = idAt(event, 'channel_id');
  const author = fieldsAt(event, 'author');
  const asker = idAt(author, 'id');
  const content = textAt(event, 'content');
  if (!id || !channelId || !asker || content === undefined) return undefined;
  if (author['bot'] === true || author['system'] === true || isSet(event['webhook_id'])) return undefined;
  // 0 a message, 19 a reply; all others are the system's.
  if ((event['type'] ?? 0) !== 0 && event['type'] !== 19) return undefined;
  const direct = !isSet(event['guild_id']);
  const roles = Array.isArray(event['mention_roles']) ? event['mention_roles'] : [];
  const named =
    roles.some((role) => by.roles.has(role)) ||
    (by.me !== undefined && (content.includes(`<@${by.me}>`) || content.includes(`<@!${by.me}>`)));
  if (!direct && !named) return undefined;
  const question: Question = {
    command: 'ask',
    text: typedWords(content),
    id,
    workspace: workspaceOf(event),
    channel: channelId,
    // A thread is a channel of its own, and an event does not tell the two apart.
    thread: channelId,
    asker: { id: asker, mayConfigure: false },
    askedAt: by.now,
  };
  return { kind: direct ? 'direct' : 'mention', question, reply: { channelId, messageId: id } };
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** Kinds of interactions and of commands (interactions/receiving-and-responding). */
const KIND = { command: 2, component: 3, autocomplete: 4 } as const;
const TYPED = 1;

/** From the `d` of an INTERACTION_CREATE. Undefined for what isn't ours or is malformed. Pure, never throws. */
function receiveInteraction(event: Fields, by: ReceiveContext): Received | undefined {
  const id = idAt(event, 'id');
  const token = textAt(event, 'token');
  const applicationId = idAt(event, 'application_id');
  const member = fieldsAt(event, 'member');
  const user = isFields(event['user']) ? event['user'] : fieldsAt(member, 'user');
  const asker = idAt(user, 'id');
  if (!id || !token || !applicationId || !asker) return undefined;
  const access = accessOf(event);
  const given = fieldsAt(event, 'message')['flags'];
  const flags = typeof given === 'number' ? given : 0;
  const rich = (flags & FLAGS.componentsV2) !== 0;
  const alone = access.kind === 'bot' || (flags & FLAGS.ephemeral) !== 0;
  const until = by.now.getTime() + TIMES.interaction;
  const reply: Interaction = { id, token, applicationId, until, access, rich, alone };
  const data = fieldsAt(event, 'data');
  const locale = languageOf(textAt(event, 'locale'));
  const thread = threadOf(event, access, asker);
  const ask = (call: Call, language: string | undefined): Question => ({
    command: call.command,
    text: call.text,
    id,
    workspace: workspaceOf(event),
    asker: { id: asker, mayConfigure: access.manages && configures(call, by.commands) },
    ...(access.channelId !== undefined && { channel: access.channelId }),
    ...(thread !== undefined && { thread }),
    ...(language !== undefined && { language }),
    askedAt: by.now,
  });
  switch (event['type']) {
    case KIND.command: {
      const call = calledIn(data, by.commands);
      return call && { kind: 'command', question: ask(call, locale), reply };
    }
    case KIND.component: {
      const pressed = pressedIn(data);
      if (pressed === undefined) return undefined;
      const button = readCustomId(pressed);
      const { call = { command: '', text: '' }, language = locale } = 'call' in button ? button : {};
      return { kind: 'button', button, question: ask(call, language), reply, presser: nameOf(member, user) };
    }
    case KIND.autocomplete: {
      const found = typingIn(data, by.commands);
      const typed = found && { ...found, ...(locale !== undefined && { language: locale }) };
      return typed && { kind: 'typing', typed, question: ask(typed, locale), reply };
    }
  }
  return undefined;
}

/** A button's own id, or the entry that was picked from a menu; undefined for anything else that can be pressed. */
function pressedIn(data: Fields): string | undefined {
  const values = data['values'];
  const [picked]: readonly unknown[] = Array.isArray(values) ? values : [];
  if (data['component_type'] === 3) return typeof picked === 'string' ? picked : '';
  return data['component_type'] === 2 ? (textAt(data, 'custom_id') ?? '') : undefined;
}

/** The conversation of the channel, or where only the asker sees it a chain of its own. */
function threadOf(event: Fields, { channelId, kind }: ChannelAccess, asker: string): string | undefined {
  const flags = isFields(event['message']) ? Number(event['message']['flags']) : FLAGS.ephemeral;
  const shared = kind === 'bot' || channelId === undefined || (flags & FLAGS.ephemeral) === 0;
  return shared ? channelId : `${channelId} ${asker}`;
}

/** Everybody's direct messages are one workspace, so that no store ever holds a user's id. */
function workspaceOf(event: Fields): WorkspaceId {
  return `discord:${idAt(event, 'guild_id') ?? 'direct'}`;
}

function calledIn(data: Fields, commands: readonly CommandCard[]): Call | undefined {
  const name = textAt(data, 'name');
  if (data['type'] === MESSAGE_MENU) {
    const card = commands.find(({ onMessage }) => onMessage !== undefined && onMessage === name);
    const picked = fieldsAt(fieldsAt(data, 'resolved'), 'messages')[idAt(data, 'target_id') ?? ''];
    return card && isFields(picked) ? { command: card.name, text: wordsOf(picked) } : undefined;
  }
  if ((data['type'] ?? TYPED) !== TYPED) return undefined;
  const card = commands.find((one) => one.typed === name);
  return card && { command: card.name, text: joined(card.options, data) };
}

/** The options' values as a command's one text. Names come back in English, whatever they were shown as. */
function joined(options: readonly CommandOption[], data: Fields): string {
  const given = listAt(data, 'options');
  return options
    .map((option) => {
      const value = textAt(given.find((one) => one['name'] === option.name) ?? {}, 'value') ?? '';
      return typedWords(value, lengthOf(option));
    })
    .filter((text) => text !== '')
    .join(' ');
}

function typingIn(data: Fields, commands: readonly CommandCard[]): Typing | undefined {
  const card = commands.find((one) => one.typed === textAt(data, 'name'));
  const focused = listAt(data, 'options').find((one) => one['focused'] === true);
  const at = card?.options.findIndex((one) => one.name === focused?.['name']) ?? -1;
  const option = card?.options[at];
  if (!card || !option) return undefined;
  const before = joined(card.options.slice(0, at), data);
  return { command: card.name, option: option.name, text: joined([option], data), ...(before !== '' && { before }) };
}

/** Permissions are looked at only for what configures, also when it is the first word of another command. */
function configures({ command, text }: Call, commands: readonly CommandCard[]): boolean {
  const first = /^\/?(\S+)/u.exec(text)?.[1]?.toLowerCase();
  return commands.some((card) => card.configures === true && (card.name === command || card.name === first));
}

/** As others see them here: the server's name for them, else the one they show, else the account's. */
function nameOf(member: Fields, user: Fields): string {
  const names = [textAt(member, 'nick'), textAt(user, 'global_name'), textAt(user, 'username')];
  return names.find((name) => name !== undefined && name.trim() !== '') ?? '';
}

/** What may be done in the channel of an interaction, all of it read from the event: nothing is looked up. */
export interface ChannelAccess {
  readonly channelId: string | undefined;
  /** `bot`: a direct message with the bot, where nobody else reads. `people`: any other direct or group message. */
  readonly kind: 'server' | 'bot' | 'people';
  /** Whether the asker could write in this channel without us. */
  readonly maySend: boolean;
  /** Whether the server has the bot, and it may read and write in this channel: then it can post as itself. */
  readonly isMember: boolean;
  /** Whether others see what goes through a response: a server may keep that from apps that only the asker added. */
  readonly mayShow: boolean;
  readonly manages: boolean;
}

const THREADS: readonly unknown[] = [10, 11, 12];
/** Values of an interaction's `context` (interactions/receiving-and-responding). */
const BOT_DM = 1;

export function accessOf(event: Fields): ChannelAccess {
  const guild = idAt(event, 'guild_id');
  const asker = granted(fieldsAt(event, 'member'), 'permissions');
  const thread = THREADS.includes(fieldsAt(event, 'channel')['type']);
  const write = thread ? MAY.SendMessagesInThreads : MAY.SendMessages;
  // `0` names the server for which the bot was added; in a direct message with the bot it is 0 as well.
  const installed = guild !== undefined && textAt(fieldsAt(event, 'authorizing_integration_owners'), '0') === guild;
  // In a direct message there is no member, and nobody to ask for permission.
  const isServer = isFields(event['member']);
  return {
    channelId: idAt(event, 'channel_id') ?? idAt(fieldsAt(event, 'channel'), 'id'),
    kind: isServer ? 'server' : event['context'] === BOT_DM ? 'bot' : 'people',
    maySend: !isServer || asker.has(write),
    isMember: installed && granted(event, 'app_permissions').has([MAY.ViewChannel, write]),
    // To show others what an app says that only oneself has added is a right of its own.
    mayShow: !isServer || installed || asker.has(MAY.UseExternalApps),
    manages: asker.has(MAY.ManageGuild),
  };
}

/** Permission bits travel as a decimal string. */
function granted(fields: Fields, key: string): PermissionsBitField {
  const text = textAt(fields, key) ?? '';
  return new PermissionsBitField(/^\d{1,30}$/u.test(text) ? BigInt(text) : 0n);
}
