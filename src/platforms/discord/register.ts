import type { REST } from 'discord.js';
import type { CommandCard } from '../../core/ports.ts';
import { commandsFor } from './commands.ts';
import { isFields } from './payload.ts';

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

/** Whether what Discord holds (with all localizations) is what `registerCommands` would send, in whatever order Discord
    lists them. */
export function isRegistered(held: unknown, cards: readonly CommandCard[]): boolean {
  const known = Array.isArray(held) ? held.filter(isFields) : [];
  const wanted = commandsFor(cards);
  return (
    known.length === wanted.length &&
    wanted.every((one) =>
      known.some((other) => other['name'] === one.name && (other['type'] ?? 1) === one.type && holds(other, one)),
    )
  );
}

/** Whether Discord holds each field that we set. It leaves out what has its default value, adds fields of its own, and has
    its own order of places. */
function holds(held: unknown, wanted: unknown, key = ''): boolean {
  if (isDefault(wanted)) return isDefault(held);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(held) || held.length !== wanted.length) return false;
    if (typeof wanted[0] === 'number') return wanted.every((one) => held.includes(one));
    return wanted.every((one, at) => holds(held[at], one));
  }
  if (!isFields(wanted) || !isFields(held)) return held === wanted;
  // A language that went is a change; other fields are Discord's own.
  if (key.endsWith('_localizations') && Object.keys(held).length !== Object.keys(wanted).length) return false;
  return Object.entries(wanted).every(([name, one]) => holds(held[name], one, name));
}

function isDefault(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === false || value === '';
}
