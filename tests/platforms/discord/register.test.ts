import { describe, expect, it } from 'vitest';
import { commandsFor } from '../../../src/platforms/discord/commands.ts';
import { registerCommands } from '../../../src/platforms/discord/register.ts';
import { COMMANDS } from './cards.ts';

function rest(held: unknown) {
  const state = { held, puts: 0, paths: new Set<string>() };
  return {
    state,
    get: async (path: string) => {
      state.paths.add(path);
      return state.held;
    },
    put: async (path: string, options?: { body?: unknown }) => {
      state.paths.add(path);
      state.puts += 1;
      state.held = options?.body;
      return state.held;
    },
  };
}

/** What Discord gives back: its own ids, defaults left out, another order. */
function asDiscordHoldsIt(): unknown[] {
  return commandsFor(COMMANDS)
    .map((command, index) => ({
      ...command,
      id: `${index}`,
      version: '7',
      nsfw: false,
      dm_permission: true,
      integration_types: [1, 0],
      options: command.options.map((option) => ({
        type: option.type,
        name: option.name,
        description: option.description,
        max_length: option.max_length,
        ...(option.required && { required: true }),
        ...(option.autocomplete && { autocomplete: true }),
      })),
    }))
    .reverse();
}

describe('registering', () => {
  it('makes of each command one with one text, for servers and for users', () => {
    expect(commandsFor(COMMANDS)[0]).toEqual({
      type: 1,
      name: 'boycott',
      description: 'A company and who lists it, with sources',
      options: [
        {
          type: 3,
          name: 'company',
          description: 'A company, a topic of it, or a question',
          required: true,
          autocomplete: true,
          max_length: 400,
        },
      ],
      default_member_permissions: null,
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    });
    expect(commandsFor(COMMANDS).at(-1)).toMatchObject({
      name: 'settings',
      default_member_permissions: '32',
    });
  });

  it('overwrites them all when Discord holds none, and only then', async () => {
    const api = rest([]);
    expect(await registerCommands(api, '42', COMMANDS)).toBe('registered');
    expect(await registerCommands(api, '42', COMMANDS)).toBe('unchanged');
    expect(api.state.puts).toBe(1);
    expect([...api.state.paths]).toEqual(['/applications/42/commands']);
  });

  it('leaves alone what Discord gives back with its own additions, order and defaults', async () => {
    expect(await registerCommands(rest(asDiscordHoldsIt()), '42', COMMANDS)).toBe('unchanged');
  });

  it.each([
    ['a description', { description: 'other' }],
    ['an option', { options: [] }],
    ['a context', { contexts: [0] }],
    ['a permission', { default_member_permissions: '8' }],
  ])('overwrites when %s differs', async (_, change) => {
    const [first, ...others] = asDiscordHoldsIt();
    const api = rest([...others, { ...Object(first), ...change }]);
    const last = rest([{ ...Object(others.at(-1)), ...change }, ...others.slice(0, -1), first]);
    expect(await registerCommands(last, '42', COMMANDS)).toBe('registered');
    expect(api.state.puts).toBe(0);
  });

  it('overwrites when a command is gone or new', async () => {
    expect(await registerCommands(rest(asDiscordHoldsIt().slice(1)), '42', COMMANDS)).toBe('registered');
    expect(await registerCommands(rest(asDiscordHoldsIt()), '42', COMMANDS.slice(1))).toBe('registered');
  });
});
