import { describe, expect, it } from 'vitest';
import { commandsFor, type Localized } from '../../../src/platforms/discord/commands.ts';
import { registerCommands } from '../../../src/platforms/discord/register.ts';
import { commandCard } from '../command-card.ts';
import { COMMANDS } from './cards.ts';

function rest(held: unknown) {
  const state = { held, puts: 0, paths: new Set<string>() };
  return {
    state,
    get: async (path: string, options?: { query?: URLSearchParams }) => {
      state.paths.add(`${path}?${options?.query ?? ''}`);
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
      integration_types: [...command.integration_types].reverse(),
      name_localizations: reversed(command.name_localizations),
      ...(command.type === 3
        ? { description: '', description_localizations: null }
        : {
            options: command.options.map(({ required, autocomplete, ...option }) => ({
              ...option,
              ...(required && { required: true }),
              ...(autocomplete && { autocomplete: true }),
            })),
          }),
    }))
    .reverse();
}

function reversed(local: Localized): Localized {
  return local && Object.fromEntries(Object.entries(local).reverse());
}

describe('registering', () => {
  it('makes of each command one with one text, for servers and for users', () => {
    const inSpanish = (text: string) => ({ 'es-419': text, 'es-ES': text });
    const option = { type: 3, autocomplete: true, max_length: 400 };
    expect(commandsFor(COMMANDS)[0]).toEqual({
      type: 1,
      name: 'boycott',
      name_localizations: inSpanish('boicot'),
      description: 'A company and who lists it, with sources',
      description_localizations: inSpanish('Una empresa y quién la señala, con fuentes'),
      options: [
        {
          ...option,
          name: 'company',
          name_localizations: inSpanish('empresa'),
          description: 'A company, or a question',
          description_localizations: inSpanish('Una empresa o una pregunta'),
          required: true,
        },
        {
          ...option,
          name: 'page',
          name_localizations: null,
          description: 'A topic, timeline, sources or brands',
          description_localizations: null,
          required: false,
        },
      ],
      default_member_permissions: null,
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    });
  });

  it('shows what configures to those who manage the server, where the server has the bot', () => {
    expect(commandsFor(COMMANDS).find(({ name }) => name === 'settings')).toMatchObject({
      default_member_permissions: '32',
      integration_types: [0],
      contexts: [0],
    });
  });

  it('puts into the menu of a message what can be picked there, without a description', () => {
    expect(commandsFor(COMMANDS).at(-1)).toEqual({
      type: 3,
      name: 'Check this message',
      name_localizations: { 'es-419': 'Comprobar este mensaje', 'es-ES': 'Comprobar este mensaje' },
      default_member_permissions: null,
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    });
  });

  it('gives an option with choices those and no completion, each by its name in other languages', () => {
    expect(commandsFor(COMMANDS).find(({ name }) => name === 'feedback')).toMatchObject({
      options: [
        { name: 'id', autocomplete: true },
        {
          name: 'reason',
          autocomplete: false,
          choices: [
            {
              name: 'wrong',
              value: 'wrong',
              name_localizations: { 'es-419': 'Es falso', 'es-ES': 'Es falso' },
            },
            { name: 'other question', value: 'other-question', name_localizations: null },
          ],
        },
      ],
    });
  });

  it('puts required options first, and lets a whole text be pasted where nothing is completed', () => {
    const options = [
      { name: 'a', about: 'A', required: false, suggests: false },
      { name: 'b', about: 'B', required: true, suggests: true },
    ];
    expect(commandsFor([commandCard('x', 'X', { options })])).toMatchObject([
      {
        options: [
          { name: 'b', max_length: 400 },
          { name: 'a', max_length: 2000 },
        ],
      },
    ]);
  });

  it('leaves out a name in another language that Discord would refuse, or that two would share', () => {
    const named = (name: string, local: string) =>
      commandCard(name, name, {
        localized: new Map([['es', { name: local, options: new Map(), words: new Map() }]]),
      });
    const cards = [
      ['one', 'uno', 'uno'],
      ['two', 'uno'],
      ['three', 'one'],
      ['four', 'Cuatro'],
      ['five', 'dos palabras'],
      ['seven', 'ñandú', 'ñandú'],
    ] as const;
    const made = commandsFor([
      ...cards.map(([name, local]) => named(name, local)),
      { ...named('six', 'seis'), typed: 'renamed' },
    ]);
    expect(made.map((command) => command.name_localizations?.['es-ES'])).toEqual([
      ...cards.map(([, , shown]) => shown),
      undefined,
    ]);
  });

  it('takes the more exact of two languages for one locale, and none that Discord lacks', () => {
    const local = (description: string) => ({ description, options: new Map(), words: new Map() });
    const card = commandCard('x', 'X', {
      localized: new Map([
        ['pt-BR', local('exact')],
        ['pt', local('broad')],
        ['tlh', local('none')],
        ['nb', local('norsk')],
      ]),
    });
    expect(commandsFor([card])).toMatchObject([
      { description_localizations: { 'pt-BR': 'exact', no: 'norsk' } },
    ]);
  });

  it('overwrites them all when Discord holds none, and only then', async () => {
    const api = rest([]);
    expect(await registerCommands(api, '42', COMMANDS)).toBe('registered');
    expect(await registerCommands(api, '42', COMMANDS)).toBe('unchanged');
    expect(api.state.puts).toBe(1);
    expect([...api.state.paths]).toEqual([
      '/applications/42/commands?with_localizations=true',
      '/applications/42/commands',
    ]);
  });

  it('leaves alone what Discord gives back with its own additions, order and defaults', async () => {
    expect(await registerCommands(rest(asDiscordHoldsIt()), '42', COMMANDS)).toBe('unchanged');
  });

  it.each([
    ['a description', { description: 'other' }],
    ['an option', { options: [] }],
    ['a context', { contexts: [0] }],
    ['a permission', { default_member_permissions: '8' }],
    ['a name in another language', { name_localizations: { 'es-ES': 'otro' } }],
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
