import { expect, it } from 'vitest';
import { commandsFor, registerCommands } from '../../../src/platforms/discord/commands.ts';
import { commandCard } from '../harness.ts';
import { COMMANDS, localized } from './cards.ts';

/** Discord's side: what it holds, how often it was told, and where it was asked. */
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

const MADE = commandsFor(COMMANDS);
const named = (wanted: string) => MADE.find(({ name }) => name === wanted);
const inSpanish = (text: string) => ({ 'es-419': text, 'es-ES': text });

/** What Discord gives back: its own ids, defaults left out, another order. */
const asDiscordHoldsIt = (): object[] =>
  MADE.map((command, index) => ({
    ...command,
    id: `${index}`,
    version: '7',
    nsfw: false,
    dm_permission: true,
    integration_types: [...command.integration_types].reverse(),
    name_localizations:
      command.name_localizations && Object.fromEntries(Object.entries(command.name_localizations).reverse()),
    ...(command.type === 3
      ? { description: '', description_localizations: null }
      : {
          options: command.options.map(({ required, autocomplete, ...option }) => ({
            ...option,
            ...(required && { required: true }),
            ...(autocomplete && { autocomplete: true }),
          })),
        }),
  })).reverse();

const register = (held: unknown, commands = COMMANDS) => registerCommands(rest(held), '42', commands);

it('registering makes of each command one with one text, for servers and for users', () => {
  expect(named('boycott')).toMatchObject({
    type: 1,
    name_localizations: inSpanish('boicot'),
    description_localizations: inSpanish('Una empresa y quién la señala, con fuentes'),
    options: [
      {
        type: 3,
        name: 'company',
        name_localizations: inSpanish('empresa'),
        description_localizations: inSpanish('Una empresa o una pregunta'),
        required: true,
        autocomplete: true,
        max_length: 400,
      },
      { name: 'page', name_localizations: null, description_localizations: null, required: false },
    ],
    default_member_permissions: null,
    integration_types: [0, 1],
    contexts: [0, 1, 2],
  });
});

it('registering shows what configures to those who manage the server that has the bot, and puts into the menu of a message what can be picked there', () => {
  const managed = { default_member_permissions: '32', integration_types: [0], contexts: [0] };
  expect(named('settings')).toMatchObject(managed);
  const localized_ = { name_localizations: inSpanish('Comprobar este mensaje') };
  expect(MADE.at(-1)).toMatchObject({ type: 3, name: 'Check this message', ...localized_ });
  expect(MADE.at(-1)).not.toHaveProperty('description');
});

it('registering gives an option with choices those and no completion, each by its name in other languages', () => {
  const choices = [
    { name: 'wrong', value: 'wrong', name_localizations: inSpanish('Es falso') },
    { name: 'other question', value: 'other-question', name_localizations: null },
  ];
  expect(named('feedback')).toMatchObject({
    options: [
      { name: 'id', autocomplete: true },
      { name: 'reason', autocomplete: false, choices },
    ],
  });
});

it('registering puts required options first, and lets a whole text be pasted where nothing is completed', () => {
  const options = [
    { name: 'a', about: 'A', required: false, suggests: false },
    { name: 'b', about: 'B', required: true, suggests: true },
  ];
  const [made] = commandsFor([commandCard('x', 'X', { options })]);
  const lengths = made?.type === 3 ? [] : made?.options.map(({ name, max_length }) => [name, max_length]);
  expect(lengths).toEqual([
    ['b', 400],
    ['a', 2000],
  ]);
});

it('registering leaves out a name in another language that Discord would refuse, or that two would share', () => {
  const cards = [
    ['one', 'uno', 'uno'],
    ['two', 'uno'],
    ['three', 'one'],
    ['four', 'Cuatro'],
    ['five', 'dos palabras'],
    ['seven', 'ñandú', 'ñandú'],
  ] as const;
  const made = commandsFor([
    ...cards.map(([name, local]) => commandCard(name, name, localized({ name: local }))),
    commandCard('six', 'six', { ...localized({ name: 'seis' }), typed: 'renamed' }),
  ]);
  expect(made.map((command) => command.name_localizations?.['es-ES'])).toEqual([
    ...cards.map(([, , shown]) => shown),
    undefined,
  ]);
});

it('registering takes the more exact of two languages for one locale, and none that Discord lacks', () => {
  const tags = ['pt-BR', 'pt', 'tlh'];
  const all = tags.flatMap((tag) => [...localized({ description: tag }, tag).localized]);
  const [made] = commandsFor([commandCard('x', 'X', { localized: new Map(all) })]);
  expect(made).toMatchObject({ description_localizations: { 'pt-BR': 'pt-BR' } });
});

it('registering overwrites them all when Discord holds none, and only then', async () => {
  const api = rest([]);
  expect(await registerCommands(api, '42', COMMANDS)).toBe('registered');
  expect(await registerCommands(api, '42', COMMANDS)).toBe('unchanged');
  expect(api.state.puts).toBe(1);
  const path = '/applications/42/commands';
  expect([...api.state.paths]).toEqual([`${path}?with_localizations=true`, path]);
  // Its own additions, order and defaults are no difference; a command that is gone or new is one.
  expect(await register(asDiscordHoldsIt())).toBe('unchanged');
  expect(await register(asDiscordHoldsIt().slice(1))).toBe('registered');
  expect(await register(asDiscordHoldsIt(), COMMANDS.slice(1))).toBe('registered');
  const held = JSON.stringify(asDiscordHoldsIt());
  const more = held.replace('"es-ES":"empresa"', '"es-ES":"empresa","fr":"firme"');
  expect([more === held, await register(JSON.parse(more))]).toEqual([false, 'registered']);
});

it.each([
  { description: 'other' },
  { options: [] },
  { contexts: [0] },
  { default_member_permissions: '8' },
  { name_localizations: { 'es-ES': 'otro' } },
])('registering overwrites when one command differs: %j', async (change) => {
  const held = asDiscordHoldsIt();
  expect(await register([...held.slice(0, -1), { ...held.at(-1), ...change }])).toBe('registered');
});
