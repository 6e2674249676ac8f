import type { CommandCard } from '../../core/ports.ts';
import type { Call, Question } from '../../core/question.ts';
import { type Press, readPress } from './buttons.ts';
import { type Fields, fieldsAt, idAt, isFields, listAt, textAt } from './fields.ts';
import { LIMITS } from './limits.ts';

/** What Discord tells us and we act on. Everything else is undefined. */
export type Received =
  | { readonly kind: 'command'; readonly question: Question; readonly reply: Interaction }
  | {
      readonly kind: 'button';
      readonly press: Press;
      readonly question: Question;
      readonly reply: Interaction;
    }
  | {
      readonly kind: 'typing';
      readonly typed: Call;
      readonly question: Question;
      readonly reply: Interaction;
    }
  | { readonly kind: 'mention' | 'direct'; readonly question: Question; readonly reply: MessagePlace };

/** Where an interaction is answered: its token lives 15 minutes and needs no permission. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** Whether the asker could write in this channel without us. */
  readonly maySend: boolean;
}

/** Where a message is answered. */
export interface MessagePlace {
  readonly channelId: string;
  readonly messageId: string;
}

export interface Receiving {
  readonly commands: readonly CommandCard[];
  /** The bot's own user id; undefined before READY. */
  readonly me: string | undefined;
  readonly now: Date;
}

const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  send: 1n << 11n,
  sendInThreads: 1n << 38n,
};
const THREADS: readonly unknown[] = [10, 11, 12];

/** From one gateway dispatch, `{t, d}`. Undefined for what isn't ours: bots (our own messages too), webhooks, system
    messages, edits, messages that don't mention us, and whatever is malformed. Pure, never throws. */
export function receive(dispatch: unknown, by: Receiving): Received | undefined {
  if (!isFields(dispatch)) return undefined;
  const data = fieldsAt(dispatch, 'd');
  if (dispatch['t'] === 'INTERACTION_CREATE') return receiveInteraction(data, by);
  if (dispatch['t'] === 'MESSAGE_CREATE') return receiveMessage(data, by);
  return undefined;
}

function receiveInteraction(event: Fields, by: Receiving): Received | undefined {
  const id = idAt(event, 'id');
  const token = textAt(event, 'token');
  const applicationId = idAt(event, 'application_id');
  const member = fieldsAt(event, 'member');
  const user = isFields(event['user']) ? event['user'] : fieldsAt(member, 'user');
  const asker = idAt(user, 'id');
  if (!id || !token || !applicationId || !asker) return undefined;
  const permissions = bits(textAt(member, 'permissions'));
  const thread = THREADS.includes(fieldsAt(event, 'channel')['type']);
  const needed = PERMISSION.administrator | (thread ? PERMISSION.sendInThreads : PERMISSION.send);
  // In a direct message there is no member, and nobody to ask for permission.
  const maySend = !isFields(event['member']) || (permissions & needed) !== 0n;
  const reply: Interaction = { id, token, applicationId, maySend };
  const data = fieldsAt(event, 'data');
  const ask = (call: Call): Question => ({
    ...call,
    id,
    workspace: workspace(event),
    asker: { id: asker, mayConfigure: mayConfigure(call, permissions, by.commands) },
    ...language(event),
    askedAt: by.now,
  });
  switch (event['type']) {
    case 2: {
      const call = typedCall(data, by.commands);
      return call && { kind: 'command', question: ask(call), reply };
    }
    case 3: {
      const press = data['component_type'] === 2 ? readPress(textAt(data, 'custom_id') ?? '') : undefined;
      const call = press && 'call' in press ? press.call : { command: '', text: '' };
      return press && { kind: 'button', press, question: ask(call), reply };
    }
    case 4: {
      const typed = typedCall(data, by.commands);
      return typed && { kind: 'typing', typed, question: ask(typed), reply };
    }
    default:
      return undefined;
  }
}

/** Our commands take one text; undefined for a command that isn't ours. */
function typedCall(data: Fields, commands: readonly CommandCard[]): Call | undefined {
  if ((data['type'] ?? 1) !== 1) return undefined;
  const card = commands.find((one) => one.typed === textAt(data, 'name'));
  if (!card) return undefined;
  const option = listAt(data, 'options').find((one) => one['name'] === card.options[0]?.name);
  return { command: card.name, text: tidy(textAt(option ?? {}, 'value') ?? '') };
}

/** Only a message that names the bot in its text counts. A reply to a card pings its author too, whether it asks
    anything or not: answering that would speak where nobody asked. */
function receiveMessage(event: Fields, by: Receiving): Received | undefined {
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
  const named = by.me !== undefined && (content.includes(`<@${by.me}>`) || content.includes(`<@!${by.me}>`));
  if (!direct && !named) return undefined;
  const question: Question = {
    command: 'ask',
    text: tidy(content),
    id,
    workspace: workspace(event),
    asker: { id: asker, mayConfigure: false },
    askedAt: by.now,
  };
  return { kind: direct ? 'direct' : 'mention', question, reply: { channelId, messageId: id } };
}

/** Takes Discord's own markup off: mentions, channels, emoji, times go; a link and a command keep their words. */
function tidy(text: string): string {
  return text
    .slice(0, LIMITS.option)
    .replace(/<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?)>/gu, ' ')
    .replace(/<\/([^<>:]{1,100}):\d+>/gu, '/$1')
    .replace(/<(https?:\/\/[^<>\s]+)>/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Everybody's direct messages are one workspace, so that no store ever holds a user's id. */
function workspace(event: Fields): `discord:${string}` {
  return `discord:${idAt(event, 'guild_id') ?? 'direct'}`;
}

/** `es-ES` and `es-419` are `es`. */
function language(event: Fields): { readonly language?: string } {
  const tag = textAt(event, 'locale')?.split('-')[0];
  return tag !== undefined && /^[a-z]{2,3}$/u.test(tag) ? { language: tag } : {};
}

function mayConfigure(call: Call, permissions: bigint, commands: readonly CommandCard[]): boolean {
  const configures = commands.some((card) => card.name === call.command && card.configures);
  return configures === true && (permissions & (PERMISSION.administrator | PERMISSION.manageGuild)) !== 0n;
}

/** Permission bits travel as a decimal string. */
function bits(text: string | undefined): bigint {
  return text !== undefined && /^\d{1,30}$/u.test(text) ? BigInt(text) : 0n;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
