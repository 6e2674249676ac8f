import { REST } from 'discord.js';
import { z } from 'zod';
import type { Payload } from '../../editor/preview/payloads.ts';
import { commandCards } from '../../src/commands/index.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { LanguageTag } from '../../src/core/fact.ts';
import type { Bot, PlatformTools } from '../../src/core/ports.ts';
import { commandsFor } from '../../src/platforms/discord/commands.ts';
import { createDiscordClient } from '../../src/platforms/discord/discord-client.ts';
import { handle } from '../../src/platforms/discord/handle.ts';
import { TIMES } from '../../src/platforms/discord/limits.ts';
import { fieldsAt, idAt, isFields, listAt } from '../../src/platforms/discord/payload.ts';
import { createTurns } from '../../src/platforms/discord/turns.ts';
import { saved as event } from '../platforms/discord/cards.ts';
import { messages, type Occasion } from './kinds.ts';
import { changed, type Fields, fieldsIn, objectsIn, type Press, realBot, type Walk, walker } from './walk.ts';

const saved = (name: string): Fields => ({ ...event(name) });

const registration = z.array(
  z.looseObject({
    type: z.number().default(1),
    name: z.string(),
    options: z.array(z.looseObject({ name: z.string(), autocomplete: z.boolean().optional() })).default([]),
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
  const card = registration
    .parse(commandPayload(knowledge).body)
    .find((one) => one.type === 1 && one.name === command);
  if (!card) throw new Error(`Discord registers no command ${command}`);
  const [option] = card.options;
  const options = option && text !== '' ? [{ type: 3, name: option.name, value: text }] : [];
  const said = command === 'ask' ? text : `${command} ${text}`.trim();
  const walk = discordWalker(knowledge, language);
  const slash = changed(saved('command'), { 'd.data.name': command, 'd.data.options': options });
  const typings = card.options.filter(({ autocomplete }) => autocomplete);
  const walked = await Promise.all([
    walk(`${name}, command`, slash, DEPTH),
    walk(`${name}, mention`, changed(saved('mention'), { 'd.content': `<@200000000000000001> ${said}` }), 0),
    walk(`${name}, direct message`, changed(saved('dm'), { 'd.content': said }), 0),
    ...typings.map(({ name: typed }) => {
      const before = typed === option?.name ? [] : options;
      const focused = [...before, { type: 3, name: typed, value: text.slice(0, 8), focused: true }];
      const typing = { 'd.data.name': command, 'd.data.options': focused };
      return walk(`${name}, typing ${typed}`, changed(saved('autocomplete'), typing), 0);
    }),
  ]);
  return walked.flat();
}

/** What needs no command: a mention, a direct message and every message menu that is registered, with all that can be
    pressed under what comes, and a button of an older card. */
export async function discordSurfaces(
  knowledge: Knowledge,
  language: LanguageTag,
): Promise<readonly Payload[]> {
  const menus = registration.parse(commandPayload(knowledge).body).filter(({ type }) => type !== 1);
  const walk = discordWalker(knowledge, language);
  const alone = discordWalker(knowledge, language, ADDED_BY_ONE);
  const old = changed(saved('button'), { 'd.data.custom_id': '0x:old' });
  const walked = await Promise.all([
    walk('a button of an older card', old, DEPTH),
    walk('mention', saved('mention'), DEPTH),
    walk('direct message', saved('dm'), DEPTH),
    alone('where the bot is no member', saved('command'), DEPTH),
    ...menus.flatMap(({ name, type }) => {
      if (type !== 3) throw new Error(`tests/repertoire/discord.ts does not know commands of type ${type}`);
      return messages(knowledge, language).map((message) => {
        const content = 'd.data.resolved.messages.610000000000000002.content';
        const picked = changed(saved('message-menu'), { 'd.data.name': name, [content]: message.text });
        return walk(`${name} on ${message.name}`, picked, DEPTH);
      });
    }),
  ]);
  return walked.flat();
}

/** `where`: what holds of every interaction. */
function discordWalker(knowledge: Knowledge, language: LanguageTag, where: Fields = {}): Walk {
  // Opening a store is what costs most here.
  const { bot, tools } = realBot(knowledge, language);
  return walker(async (sent, count, name) => {
    const unique = changed(sent, {
      'd.id': String(600_000_000_000_001_000n + BigInt(count)),
      ...(sent['t'] === 'INTERACTION_CREATE' && { 'd.locale': language, ...where }),
    });
    return (await replayDiscord(unique, bot, tools)).map((one) => payloadOf(name, one));
  }, presses);
}

/** By method and form of the address. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/interactions\/\d+\/[^/]+\/callback$/u, 'create_interaction_response'],
  [/^PATCH \/webhooks\/\d+\/[^/]+\/messages\/(?:@|%40)original$/u, 'update_original_webhook_message'],
  [/^POST \/webhooks\/\d+\/[^/]+$/u, 'execute_webhook'],
  [/^POST \/channels\/\d+\/messages$/u, 'create_message'],
  [/^(?:GET|DELETE) /u, 'call'],
];

function payloadOf(name: string, { method, path, body }: Sent): Payload {
  const kind = KINDS.find(([form]) => form.test(`${method} ${path}`))?.[1];
  if (kind === undefined) throw new Error(`tests/repertoire/discord.ts does not know ${method} ${path}`);
  return { platform: 'discord', kind, name, body };
}

/** What can be done with a payload: each sort of button once, with the dispatch that Discord would send for it. */
function presses({ body }: Payload): readonly Press[] {
  return objectsIn(body)
    .filter((one) => typeof one['custom_id'] === 'string')
    .flatMap(({ custom_id, type, options }) => {
      if (type !== 2 && type !== 3)
        throw new Error(`tests/repertoire/discord.ts does not know components of type ${type}`);
      const values = fieldsIn(options).map(({ value }) => String(value));
      return (type === 2 ? [String(custom_id)] : values).map((pressed): Press => {
        const data = { custom_id, component_type: type, id: 4, ...(type === 3 && { values: [pressed] }) };
        const sort = `${type === 2 ? 'press' : 'pick'} ${pressed.split(/[: ]/u)[0]}`;
        return [sort, changed(saved('button'), { 'd.data': data })];
      });
    });
}

/** What would go to Discord; `path` without the interaction's token. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Runs a saved gateway dispatch, `{t, d}`, through the adapter with the network replaced: everything is taken as
    accepted. Empty when the event is none of ours. */
async function replayDiscord(event: unknown, bot: Bot, tools: PlatformTools): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const rest = new REST({
    retries: 0,
    makeRequest: async (url, init) => {
      const path = new URL(url).pathname
        .replace(/^\/api\/v\d+/u, '')
        .replace(/(\/\d+\/)[^/]{30,}/u, '$1TOKEN');
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      sent.push({ method: init.method ?? 'GET', path, body });
      return new Response(null, { status: 204 });
    },
  }).setToken('replay');
  const client = createDiscordClient(rest, rest, tools, () => undefined);
  await handle(event, {
    ...tools,
    bot,
    client,
    me: () => botOf(event),
    roles: new Set(),
    times: TIMES,
    turns: createTurns(),
  });
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  return sent;
}

/** Whose bot the saved event was sent to: the one bot that it mentions. */
function botOf(event: unknown): string | undefined {
  if (!isFields(event)) return undefined;
  const mentioned = listAt(fieldsAt(event, 'd'), 'mentions').find((user) => user['bot'] === true);
  return mentioned && idAt(mentioned, 'id');
}
