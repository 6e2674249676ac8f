import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { replayDiscord, type Sent } from '../../editor/replay/discord.ts';
import { commandCards } from '../../src/commands/index.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import { commandsFor } from '../../src/platforms/discord/commands.ts';
import { messages, type Occasion } from './kinds.ts';
import { changed, type Fields, isFields, objectsIn, type Payload } from './payload.ts';
import { realBot } from './real-bot.ts';

function saved(name: string): Fields {
  const event: unknown = JSON.parse(
    readFileSync(new URL(`../fixtures/discord/${name}.json`, import.meta.url), 'utf8'),
  );
  if (!isFields(event)) throw new Error(`${name}.json is no object`);
  return event;
}

const registration = z.array(
  z.looseObject({
    type: z.number().default(1),
    name: z.string(),
    options: z
      .array(z.looseObject({ type: z.number(), name: z.string(), autocomplete: z.boolean().default(false) }))
      .default([]),
  }),
);

/** The commands as they are registered. */
export function commandPayload({ languages }: Knowledge): Payload {
  const body: unknown = JSON.parse(JSON.stringify(commandsFor(commandCards({}, languages))));
  return { platform: 'discord', kind: 'bulk_set_application_commands', name: 'registered commands', body };
}

/** In a server that does not have the bot: only whoever uses it has added it. */
const ADDED_BY_ONE: Fields = {
  'd.authorizing_integration_owners': { '1': '500000000000000001' },
  'd.app_permissions': '0',
};

/** How deep buttons are pressed. */
const DEPTH = 4;

/** Everything that the real adapter sends in answer to one occasion: to its command, and to every sort of button under
    what came; to typing it, to a mention, to a direct message. */
export async function discordPayloads(occasion: Occasion, knowledge: Knowledge): Promise<readonly Payload[]> {
  const { name, language } = occasion;
  const { command, text } = occasion.call;
  const registered = registration.parse(commandPayload(knowledge).body);
  const card = registered.find((one) => one.type === 1 && one.name === command);
  if (!card) throw new Error(`Discord registers no command ${command}`);
  const option = card.options.find((one) => one.type === 3);
  const options = option && text !== '' ? [{ type: 3, name: option.name, value: text }] : [];
  const said = command === 'ask' ? text : `${command} ${text}`.trim();
  const slash = changed(saved('command'), { 'd.data.name': command, 'd.data.options': options });
  const scenes: (readonly [name: string, event: Fields])[] = [
    ['mention', changed(saved('mention'), { 'd.content': `<@200000000000000001> ${said}` })],
    ['direct message', changed(saved('dm'), { 'd.content': said })],
  ];
  for (const { name: typed, autocomplete } of card.options) {
    if (!autocomplete) continue;
    const before = typed === option?.name ? [] : options;
    const focused = [...before, { type: 3, name: typed, value: text.slice(0, 8), focused: true }];
    const typing = changed(saved('autocomplete'), { 'd.data.name': command, 'd.data.options': focused });
    scenes.push([`typing ${typed}`, typing]);
  }
  const walk = walker(knowledge, language);
  const shallow = await Promise.all(scenes.map(([how, event]) => walk(`${name}, ${how}`, event, 0)));
  return [...(await walk(`${name}, command`, slash, DEPTH)), ...shallow.flat()];
}

/** What needs no command: a mention, a direct message and every message menu that is registered, with all that can be
    pressed under what comes, and a button of an older card. */
export async function discordSurfaces(
  knowledge: Knowledge,
  language: LanguageTag,
): Promise<readonly Payload[]> {
  const menus = registration.parse(commandPayload(knowledge).body).flatMap(({ type, name }) => {
    if (type === 1) return [];
    if (type !== 3) throw new Error(`tests/repertoire/discord.ts does not know commands of type ${type}`);
    return messages(knowledge, language).map(
      (message) => [`${name} on ${message.name}`, menu(name, message.text)] as const,
    );
  });
  const old = changed(saved('button'), { 'd.data.custom_id': '0x:old' });
  const walk = walker(knowledge, language);
  const scenes = [
    ['a button of an older card', old] as const,
    ['mention', saved('mention')] as const,
    ['direct message', saved('dm')] as const,
    ...menus,
  ];
  const alone = walker(knowledge, language, ADDED_BY_ONE);
  return (
    await Promise.all([
      ...scenes.map(([name, event]) => walk(name, event, DEPTH)),
      alone('where the bot is no member', saved('command'), DEPTH),
    ])
  ).flat();
}

function menu(name: string, content: string): Fields {
  const message = changed(
    {},
    {
      id: '610000000000000009',
      type: 0,
      content,
      channel_id: '400000000000000001',
      author: { id: '500000000000000002', username: 'another' },
    },
  );
  return changed(saved('command'), {
    'd.data': {
      type: 3,
      name,
      id: '700000000000000009',
      target_id: '610000000000000009',
      resolved: { messages: { '610000000000000009': message } },
    },
  });
}

type Walk = (name: string, event: Fields, depth: number) => Promise<readonly Payload[]>;

/** Replays an event, and presses one of each sort of what came. `where`: what holds of every interaction. */
function walker(knowledge: Knowledge, language: LanguageTag, where: Fields = {}): Walk {
  let count = 0;
  // Opening a store is what costs most here; its ids are ours, so that nothing is taken for a second delivery.
  const { bot, tools } = realBot(knowledge, language);
  const walk: Walk = async (name, event, depth) => {
    count += 1;
    const unique = changed(event, {
      'd.id': String(600_000_000_000_001_000n + BigInt(count)),
      ...(event['t'] === 'INTERACTION_CREATE' && { 'd.locale': language, ...where }),
    });
    const sent = await replayDiscord(unique, bot, tools);
    const payloads = sent.map((one) => payloadOf(name, one));
    if (depth === 0) return payloads;
    const pressed = new Set<string>();
    const below: Payload[] = [];
    for (const { name: from, body } of payloads) {
      for (const [sort, press] of presses(body)) {
        if (pressed.has(sort) || from.includes(`, ${sort}`)) continue;
        pressed.add(sort);
        below.push(...(await walk(`${from}, ${sort}`, press, depth - 1)));
      }
    }
    return [...payloads, ...below];
  };
  return walk;
}

/** By method and form of the address. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/interactions\/\d+\/[^/]+\/callback$/u, 'create_interaction_response'],
  [/^PATCH \/webhooks\/\d+\/[^/]+\/messages\/(?:@|%40)original$/u, 'update_original_webhook_message'],
  [/^PATCH \/webhooks\/\d+\/[^/]+\/messages\/\d+$/u, 'update_webhook_message'],
  [/^POST \/webhooks\/\d+\/[^/]+$/u, 'execute_webhook'],
  [/^POST \/channels\/\d+\/messages$/u, 'create_message'],
  [/^PATCH \/channels\/\d+\/messages\/\d+$/u, 'update_message'],
  [/^(?:GET|DELETE) /u, 'call'],
];

function payloadOf(name: string, { method, path, body }: Sent): Payload {
  const kind = KINDS.find(([form]) => form.test(`${method} ${path}`))?.[1];
  if (kind === undefined) throw new Error(`tests/repertoire/discord.ts does not know ${method} ${path}`);
  return { platform: 'discord', kind, name, body };
}

/** What can be done with a payload: each sort of component once, with the dispatch that Discord would send for it. */
function presses(body: unknown): readonly (readonly [sort: string, event: Fields])[] {
  const isModal = isFields(body) && body['type'] === 9;
  if (isModal) return [['submit', submitted(isFields(body['data']) ? body['data'] : {})]];
  return objectsIn(body)
    .filter((one) => typeof one['custom_id'] === 'string')
    .map((component) => {
      const id = String(component['custom_id']);
      const sort = id.split(/[: ]/u)[0] ?? id;
      const data = { custom_id: id, component_type: component['type'], id: 4, ...chosen(component) };
      return [`press ${sort}`, changed(saved('button'), { 'd.data': data })] as const;
    });
}

function chosen(component: Fields): Fields {
  const [option] = [component['options']].flat();
  switch (component['type']) {
    case 2:
      return {};
    case 3:
      return { values: isFields(option) ? [option['value']] : [] };
    default:
      throw new Error(
        `tests/repertoire/discord.ts does not know components of type ${String(component['type'])}`,
      );
  }
}

function submitted(modal: Fields): Fields {
  const filled = objectsIn(modal['components'])
    .filter((one) => typeof one['custom_id'] === 'string')
    .map((one) => ({
      type: one['type'],
      custom_id: one['custom_id'],
      ...(one['type'] === 4 ? { value: 'what is the UIP?' } : chosen(one)),
    }));
  return changed(saved('button'), {
    'd.type': 5,
    'd.data': {
      custom_id: modal['custom_id'],
      components: filled.map((component) => ({ type: 18, component })),
    },
  });
}
