import { Client } from 'discord.js';
import { BotError } from '../../core/errors.ts';
import type { Platform, PlatformTools } from '../../core/ports.ts';
import { pause, UnderWay } from '../chat.ts';
import { registerCommands } from './commands.ts';
import { type DiscordTools, postUnasked } from './deliver.ts';
import { createDiscordClient, refusalOf } from './discord-client.ts';
import { GuardedShards, identifyBudget } from './gateway.ts';
import { handle } from './handle.ts';
import { INTENTS, INVITE_PERMISSIONS, PORTAL, TIMES } from './limits.ts';
import { type Fields, fieldsAt, idAt, isFields, listAt } from './payload.ts';
import { createTurns } from './turns.ts';

export interface DiscordOptions {
  readonly token: string;
  /** Taken from READY when left out. */
  readonly applicationId?: string;
  /** Where Discord is: `https://discord.com/api` when left out. */
  readonly api?: string;
  /** When this process logged in before, in milliseconds: they count, and it is added to. */
  readonly logins?: number[];
  /** Milliseconds; TIMES for those left out. */
  readonly times?: { readonly [Name in 'firstResponse' | 'answer' | 'request' | 'stop' | 'start']?: number };
}

/** discord.js' session and REST client, none of its caches: events are read as they came over the wire, so that it
    holds no message, no channel and no person. */
export function createDiscord(options: DiscordOptions, tools: PlatformTools): Platform {
  const { log } = tools;
  const times = { ...TIMES, ...options.times };
  const underWay = new UnderWay();
  /** `stopped` and `broken` are final. */
  let state: 'idle' | 'open' | 'broken' | 'stopped' = 'idle';
  let discord: DiscordTools | undefined;
  let stopping: Promise<void> | undefined;
  let onBroken = (): void => undefined;
  /** The gateway's close code that no reconnecting mends. */
  let closedFor: number | undefined;
  let lastSign: number | undefined;
  let me: string | undefined;
  const roles = new Set<unknown>();

  const client = new Client({
    intents: INTENTS,
    // What every message says for itself; here for any that discord.js would ever send of its own.
    allowedMentions: { parse: [], repliedUser: false },
    rest: {
      ...(options.api && { api: options.api }),
      // A post whose answer was lost may have arrived: only discord-client.ts knows which may be sent again.
      retries: 0,
      timeout: times.request,
      rejectOnRateLimit: ({ retryAfter }) => retryAfter > TIMES.rateLimit,
      // 10,000 refused requests in 10 minutes, and Discord bans the address.
      invalidRequestWarningInterval: 500,
    },
    ws: {
      buildStrategy: (manager) =>
        new GuardedShards(manager, {
          dispatch,
          alive: () => {
            lastSign = tools.now().getTime();
          },
          ready: (data) => void ready(data),
          malformed: (where) => log.warn('discord_malformed', { code: where }),
        }),
      buildIdentifyThrottler: async (manager) => {
        const { session_start_limit: limit } = await manager.fetchGatewayInformation();
        return identifyBudget(limit.remaining, tools.now, () => breakDown('identify-budget-spent'), options.logins);
      },
    },
  });
  // Without a listener an error event ends the process. The error itself may hold a token, so only the fact is logged.
  client.on('error', () => log.warn('discord_error'));
  client.on('shardError', () => log.warn('discord_connection_error'));
  client.on('shardDisconnect', ({ code }) => {
    closedFor = code;
    breakDown('disconnected-for-good', code);
  });
  client.rest.on('invalidRequestWarning', ({ count }) => log.warn('discord_many_refusals', { count }));

  /** What no reconnecting mends: the operator must look. */
  function breakDown(reason: string, code?: number): void {
    if (state !== 'open') return;
    state = 'broken';
    onBroken();
    log.error('discord_down', undefined, { reason, ...(code !== undefined && { code }) });
    void client.destroy();
  }

  function dispatch(data: unknown): void {
    if (state !== 'open' || !discord || !isFields(data)) return;
    if (data['t'] === 'GUILD_CREATE') noteRoles(fieldsAt(data, 'd'));
    else if (data['t'] === 'GUILD_DELETE') track(forget(fieldsAt(data, 'd')));
    else track(handle(data, discord));
  }

  /** Remembers what is under way until it ends. What fails here is a bug of ours, and its text may hold a question. */
  const track = (work: Promise<unknown>): void => underWay.track(work, () => log.warn('discord_reply_failed'));

  /** A server has a role of the bot's name, which people mention as readily as the bot itself. */
  function noteRoles(guild: Fields): void {
    for (const role of listAt(guild, 'roles'))
      if (me !== undefined && idAt(fieldsAt(role, 'tags'), 'bot_id') === me) roles.add(role['id']);
  }

  /** A server took the bot out; one that is only unavailable did not. */
  async function forget(guild: Fields): Promise<void> {
    const id = idAt(guild, 'id');
    if (id === undefined || guild['unavailable'] === true) return;
    await tools.store.forget(`discord:${id}`).catch(() => log.warn('store_down'));
  }

  async function ready(data: Fields): Promise<void> {
    const again = me !== undefined;
    me = idAt(fieldsAt(data, 'user'), 'id');
    const id = options.applicationId ?? idAt(fieldsAt(data, 'application'), 'id');
    if (again || id === undefined) return;
    const query = `client_id=${id}&scope=bot%20applications.commands&permissions=${INVITE_PERMISSIONS}`;
    tools.announce(`Discord: invite the bot with https://discord.com/oauth2/authorize?${query}`);
    try {
      const done = await registerCommands(client.rest, id, tools.commands);
      log.info('discord_commands', { code: done });
    } catch (error) {
      const { status, code } = refusalOf(error);
      log.warn('discord_commands_refused', { status, code });
      if (status === 401) breakDown('token-refused', 401);
    }
  }

  function stop(): Promise<void> {
    state = 'stopped';
    stopping ??= (async () => {
      await underWay.end(times.stop);
      await client.destroy();
    })();
    return stopping;
  }

  return {
    name: 'discord',
    async start(bot) {
      const calls = createDiscordClient(client.rest, tools, () => breakDown('token-refused', 401));
      discord = { ...tools, bot, client: calls, me: () => me, roles, times, turns: createTurns() };
      state = 'open';
      try {
        const broken = new Promise<'broken'>((resolve) => {
          onBroken = () => resolve('broken');
        });
        const late = pause(times.start).then(() => 'late' as const);
        const first = await Promise.race([client.login(options.token), broken, late]);
        if (first === 'late' || first === 'broken') throw new Error(first);
      } catch (error) {
        await stop();
        throw loginError(error, closedFor);
      }
    },
    stop,
    async post(place, card) {
      if (state !== 'open' || !discord) return { kind: 'refused', why: 'not_connected' };
      const posting = postUnasked(card, place, discord);
      track(posting);
      return posting;
    },
    health() {
      if (state === 'broken' || state === 'stopped') return 'down';
      if (lastSign === undefined || me === undefined) return 'starting';
      return tools.now().getTime() - lastSign > TIMES.silence ? 'down' : 'ready';
    },
    lastSign: () => lastSign,
  };
}

const NEW_TOKEN = `Reset the token under Bot at ${PORTAL} and put the new one into DISCORD_TOKEN.`;
const INTENTS_REFUSED =
  'Discord does not let this application see the messages that are sent to it.\n' +
  `Look at ${PORTAL} whether it was restricted. It needs no privileged intent.`;
const TOO_BIG =
  'Discord wants more than one connection: the bot is in more servers than one may serve, about 2,500.\n' +
  'Make a second application for some of the servers, and run it beside this one.';
/** What is wrong, and on the second line what to do, by the gateway's close code (topics/opcodes-and-status-codes). */
const CLOSED: Readonly<Record<number, string>> = {
  4010: TOO_BIG,
  4011: TOO_BIG,
  4012: 'Discord no longer speaks this version of its language.\nUpdate the bot.',
  4013: INTENTS_REFUSED,
  4014: INTENTS_REFUSED,
};

const UNREACHED =
  'Look at https://discordstatus.com and at the network of this machine, which may need HTTPS_PROXY; after many starts in a day, wait.';

/** The cause is left out: errors of the REST client may carry the token. */
function loginError(error: unknown, closedFor: number | undefined): BotError {
  const refused = Reflect.get(Object(error), 'code') === 'TokenInvalid';
  if (!refused && closedFor === undefined)
    return new BotError('platform_refused', 'Discord did not open a session.', UNREACHED);
  const code = closedFor ?? 401;
  const [says = '', hint = ''] = (CLOSED[code] ?? `Discord refuses DISCORD_TOKEN.\n${NEW_TOKEN}`).split('\n');
  return new BotError('bad_config', `${says.slice(0, -1)} (${code}).`, hint);
}
