import { createHash } from 'node:crypto';
import type { REST } from 'discord.js';
import type { CommandCard } from '../../core/ports.ts';
import { shorten } from '../../core/text.ts';
import { type Fields, isFields, listAt, textAt } from './fields.ts';
import { LIMITS } from './limits.ts';

/** Only those who manage the server see commands that configure: the bit of that permission, as a decimal string. */
const MANAGE_GUILD = '32';

/** A slash command as Discord registers it: one text, usable in servers and in direct messages, installed for a server
    or by one user. */
interface RegisteredCommand {
  readonly type: 1;
  readonly name: string;
  readonly description: string;
  readonly options: readonly {
    readonly type: 3;
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
    readonly autocomplete: boolean;
    readonly max_length: number;
  }[];
  readonly default_member_permissions: string | null;
  /** 0 a server, 1 a user. */
  readonly integration_types: readonly number[];
  /** 0 a server's channels, 1 direct messages with the bot, 2 other direct messages. */
  readonly contexts: readonly number[];
}

/** Discord's view of our commands, in the order of the cards. Pure. */
export function commandsFor(cards: readonly CommandCard[]): readonly RegisteredCommand[] {
  return cards.map((card) => ({
    type: 1,
    name: card.typed,
    description: card.description,
    options: card.options.map((option) => ({
      type: 3,
      name: option.name,
      description: shorten(option.about, LIMITS.commandDescription),
      required: option.required,
      autocomplete: option.suggests,
      max_length: LIMITS.option,
    })),
    default_member_permissions: card.configures ? MANAGE_GUILD : null,
    integration_types: [0, 1],
    contexts: [0, 1, 2],
  }));
}

/** Tells Discord our commands, all at once, and only when what it holds differs in a field that we set. Resolves with
    what was done; rejects with the REST client's error, which must not be logged whole. */
export async function registerCommands(
  rest: Pick<REST, 'get' | 'put'>,
  applicationId: string,
  cards: readonly CommandCard[],
): Promise<'unchanged' | 'registered'> {
  const wanted = commandsFor(cards);
  const held: unknown = await rest.get(`/applications/${applicationId}/commands`);
  const known = Array.isArray(held) ? held.filter(isFields).map(ours) : [];
  if (digest(known) === digest(wanted)) return 'unchanged';
  await rest.put(`/applications/${applicationId}/commands`, { body: wanted });
  return 'registered';
}

/** What Discord holds, cut down to the fields that we set; it leaves out what has its default value. */
function ours(held: Fields): unknown {
  return {
    type: held['type'] ?? 1,
    name: textAt(held, 'name'),
    description: textAt(held, 'description'),
    options: listAt(held, 'options').map((option) => ({
      type: option['type'],
      name: option['name'],
      description: option['description'],
      required: option['required'] ?? false,
      autocomplete: option['autocomplete'] ?? false,
      max_length: option['max_length'],
    })),
    default_member_permissions: held['default_member_permissions'] ?? null,
    integration_types: sorted(held['integration_types']),
    contexts: sorted(held['contexts']),
  };
}

function sorted(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? [...list].sort() : [];
}

/** Equal for equal commands, in whatever order Discord lists them. */
function digest(commands: readonly unknown[]): string {
  const each = commands.map((command) => JSON.stringify(command)).sort();
  return createHash('sha256').update(each.join('\n')).digest('hex');
}
