import type { REST } from 'discord.js';
import type { CommandCard } from '../../core/ports.ts';
import { commandsFor } from './commands.ts';
import { type Fields, fieldsAt, isFields, listAt, textAt } from './payload.ts';

/** Tells Discord our commands, all at once, and only when what it holds differs in a field that we set. Resolves with
    what was done; rejects with the REST client's error, which must not be logged whole. */
export async function registerCommands(
  rest: Pick<REST, 'get' | 'put'>,
  applicationId: string,
  cards: readonly CommandCard[],
): Promise<'unchanged' | 'registered'> {
  const wanted = commandsFor(cards);
  // Without this Discord gives back one language only, and every start would look like a change.
  const query = new URLSearchParams({ with_localizations: 'true' });
  const held: unknown = await rest.get(`/applications/${applicationId}/commands`, { query });
  if (isRegistered(held, cards)) return 'unchanged';
  await rest.put(`/applications/${applicationId}/commands`, { body: wanted });
  return 'registered';
}

/** Whether what Discord holds (with all localizations) is what `registerCommands` would send. */
export function isRegistered(held: unknown, cards: readonly CommandCard[]): boolean {
  const known = Array.isArray(held) ? held.filter(isFields) : [];
  return comparable(known) === comparable(commandsFor(cards));
}

/** A command cut down to the fields that we set. Discord leaves out what has its default value, gives an empty
    description to what is in a menu, and has its own order. */
function ours(command: Fields): unknown {
  return {
    type: command['type'] ?? 1,
    name: textAt(command, 'name'),
    name_localizations: sortedFields(command, 'name_localizations'),
    description: textAt(command, 'description') ?? '',
    description_localizations: sortedFields(command, 'description_localizations'),
    options: listAt(command, 'options').map((option) => ({
      type: option['type'],
      name: option['name'],
      name_localizations: sortedFields(option, 'name_localizations'),
      description: option['description'],
      description_localizations: sortedFields(option, 'description_localizations'),
      required: option['required'] ?? false,
      autocomplete: option['autocomplete'] ?? false,
      max_length: option['max_length'],
      choices: listAt(option, 'choices').map((choice) => ({
        name: choice['name'],
        name_localizations: sortedFields(choice, 'name_localizations'),
        value: choice['value'],
      })),
    })),
    default_member_permissions: command['default_member_permissions'] ?? null,
    integration_types: sorted(command['integration_types']),
    contexts: sorted(command['contexts']),
  };
}

function sortedFields(fields: Fields, key: string): readonly (readonly [string, unknown])[] {
  return Object.entries(fieldsAt(fields, key)).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sorted(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? [...list].sort() : [];
}

/** Equal for equal commands, in whatever order Discord lists them. */
function comparable(commands: readonly Fields[]): string {
  return commands
    .map((command) => JSON.stringify(ours(command)))
    .sort()
    .join('\n');
}
