import type { CommandCard, CommandOption } from '../../core/ports.ts';
import type { Call, Question, Typing, WorkspaceId } from '../../core/question.ts';
import { readPress } from './buttons.ts';
import { type Fields, fieldsAt, idAt, isFields, listAt, textAt } from './fields.ts';
import { FLAGS, LIMITS } from './limits.ts';
import { languageOf } from './locales.ts';
import { placeOf } from './place.ts';
import type { Interaction, Received, Receiving } from './received.ts';
import { typedWords, wordsOf } from './words.ts';

/** Kinds of interactions and of commands (interactions/receiving-and-responding). */
const KIND = { command: 2, component: 3, autocomplete: 4 } as const;
const TYPED = 1;
export const MESSAGE_MENU = 3;

/** From the `d` of an INTERACTION_CREATE. Undefined for what isn't ours or is malformed. Pure, never throws. */
export function receiveInteraction(event: Fields, by: Receiving): Received | undefined {
  const id = idAt(event, 'id');
  const token = textAt(event, 'token');
  const applicationId = idAt(event, 'application_id');
  const member = fieldsAt(event, 'member');
  const user = isFields(event['user']) ? event['user'] : fieldsAt(member, 'user');
  const asker = idAt(user, 'id');
  if (!id || !token || !applicationId || !asker) return undefined;
  const place = placeOf(event);
  const flags = fieldsAt(event, 'message')['flags'];
  const rich = typeof flags === 'number' && (flags & FLAGS.componentsV2) !== 0;
  const reply: Interaction = { id, token, applicationId, place, rich };
  const data = fieldsAt(event, 'data');
  const locale = languageOf(textAt(event, 'locale'));
  const ask = (call: Call, language: string | undefined): Question => ({
    command: call.command,
    text: call.text,
    id,
    workspace: workspaceOf(event),
    asker: { id: asker, mayConfigure: place.manages && configures(call, by.commands) },
    ...(place.channelId !== undefined && { channel: place.channelId }),
    ...(language !== undefined && { language }),
    askedAt: by.now,
  });
  switch (event['type']) {
    case KIND.command: {
      const call = calledIn(data, by.commands);
      return call && { kind: 'command', question: ask(call, locale), reply };
    }
    case KIND.component: {
      if (data['component_type'] !== 2) return undefined;
      const press = readPress(textAt(data, 'custom_id') ?? '');
      const { call = { command: '', text: '' }, language = locale } = 'call' in press ? press : {};
      return { kind: 'button', press, question: ask(call, language), reply, presser: nameOf(member, user) };
    }
    case KIND.autocomplete: {
      const typed = typingIn(data, by.commands);
      return (
        typed && {
          kind: 'typing',
          typed: { ...typed, ...(locale !== undefined && { language: locale }) },
          question: ask(typed, locale),
          reply,
        }
      );
    }
    default:
      return undefined;
  }
}

/** Everybody's direct messages are one workspace, so that no store ever holds a user's id. */
export function workspaceOf(event: Fields): WorkspaceId {
  return `discord:${idAt(event, 'guild_id') ?? 'direct'}`;
}

/** Undefined for a command that isn't ours. */
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

/** The values of these options as the one text that a command takes. Names come back as they were registered in
    English, whatever they were shown as. */
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

/** Characters that an option takes: what can be completed or chosen is short, all else may be pasted. */
export function lengthOf({ suggests, choices }: CommandOption): number {
  return suggests || choices ? LIMITS.option : LIMITS.passage;
}

function typingIn(data: Fields, commands: readonly CommandCard[]): Typing | undefined {
  const card = commands.find((one) => one.typed === textAt(data, 'name'));
  const focused = listAt(data, 'options').find((one) => one['focused'] === true);
  const at = card?.options.findIndex((one) => one.name === focused?.['name']) ?? -1;
  const option = card?.options[at];
  if (!card || !option) return undefined;
  const before = joined(card.options.slice(0, at), data);
  return {
    command: card.name,
    option: option.name,
    text: joined([option], data),
    ...(before !== '' && { before }),
  };
}

/** Permissions come with every event, and are looked at only for what configures: also when it is typed as the first
    word of another command. */
function configures({ command, text }: Call, commands: readonly CommandCard[]): boolean {
  const first = /^\/?(\S+)/u.exec(text)?.[1]?.toLowerCase();
  return commands.some((card) => card.configures === true && (card.name === command || card.name === first));
}

/** As others see them here: the server's name for them, else the one they show, else the account's. */
function nameOf(member: Fields, user: Fields): string {
  const names = [textAt(member, 'nick'), textAt(user, 'global_name'), textAt(user, 'username')];
  return names.find((name) => name !== undefined && name.trim() !== '') ?? '';
}
