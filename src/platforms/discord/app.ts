import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'discord.js';
import type { Answer } from '../../core/answer.ts';
import { BotError } from '../../core/errors.ts';
import type { Bot, Platform, PlatformTools, Posted } from '../../core/ports.ts';
import type { DiscordTools } from './deliver.ts';
import { createDiscordClient, refusal } from './discord-client.ts';
import { GuardedShards, IdentifyBudget } from './gateway.ts';
import { handle } from './handle.ts';
import { INTENTS, INVITE_PERMISSIONS, TIMES } from './limits.ts';
import { type Fields, fieldsAt, idAt, isFields } from './payload.ts';
import { postScheduled } from './post.ts';
import { registerCommands } from './register.ts';

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

/** Discord through discord.js: its session and its REST client, none of its caches. Events are read as they came over
    the wire, so discord.js holds no message, no channel and no person. */
export class DiscordPlatform implements Platform {
  readonly name = 'discord';
  readonly #options: DiscordOptions;
  readonly #tools: PlatformTools;
  readonly #client: Client;
  readonly #underWay = new Set<Promise<unknown>>();
  #discord: DiscordTools | undefined;
  /** `stopped` and `broken` are final. */
  #state: 'idle' | 'open' | 'broken' | 'stopped' = 'idle';
  #stopping: Promise<void> | undefined;
  /** Ends a start that is under way. */
  #onBroken: () => void = () => undefined;
  /** The gateway's close code that no reconnecting mends. */
  #closedFor: number | undefined;
  #lastSign: number | undefined;
  #me: string | undefined;

  constructor(options: DiscordOptions, tools: PlatformTools) {
    this.#options = options;
    this.#tools = tools;
    this.#client = new Client({
      intents: INTENTS,
      // What every message says for itself; here for any that discord.js would ever send of its own.
      allowedMentions: { parse: [], repliedUser: false },
      rest: {
        ...(options.api && { api: options.api }),
        // A post whose answer was lost may have arrived: only discord-client.ts knows which may be sent again.
        retries: 0,
        timeout: options.times?.request ?? TIMES.request,
        rejectOnRateLimit: ({ retryAfter }) => retryAfter > TIMES.rateLimit,
        // 10,000 refused requests in 10 minutes, and Discord bans the address.
        invalidRequestWarningInterval: 500,
      },
      ws: {
        buildStrategy: (manager) =>
          new GuardedShards(manager, {
            dispatch: (data) => this.#receive(data),
            alive: () => {
              this.#lastSign = this.#tools.now().getTime();
            },
            ready: (data) => {
              void this.#ready(data);
            },
            malformed: (where) => this.#tools.log.warn('discord_malformed', { code: where }),
          }),
        buildIdentifyThrottler: async (manager) => {
          const { session_start_limit: limit } = await manager.fetchGatewayInformation();
          const spent = () => this.#breakDown('identify_budget_spent');
          return new IdentifyBudget(limit.remaining, tools.now, spent, undefined, options.logins);
        },
      },
    });
    // Without a listener an error event ends the process. The error itself may hold a token, so only the fact is logged.
    this.#client.on('error', () => tools.log.warn('discord_error'));
    this.#client.on('shardError', () => tools.log.warn('discord_connection_error'));
    this.#client.on('shardDisconnect', ({ code }) => {
      this.#closedFor = code;
      this.#breakDown('disconnected_for_good', code);
    });
    this.#client.rest.on('invalidRequestWarning', ({ count }) =>
      tools.log.warn('discord_many_refusals', { count }),
    );
  }

  async start(bot: Bot): Promise<void> {
    const times = { ...TIMES, ...this.#options.times };
    this.#discord = {
      ...this.#tools,
      bot,
      client: createDiscordClient(this.#client.rest, this.#tools, () =>
        this.#breakDown('token_refused', 401),
      ),
      me: () => this.#me,
      times,
    };
    this.#state = 'open';
    const timer = new AbortController();
    const late = after(times.start, 'late' as const, { signal: timer.signal });
    try {
      const broken = new Promise<'broken'>((resolve) => {
        this.#onBroken = () => resolve('broken');
      });
      const first = await Promise.race([this.#client.login(this.#options.token), broken, late]);
      if (first === 'late' || first === 'broken') throw new Error(first);
    } catch (error) {
      await this.stop();
      throw loginError(error, this.#closedFor);
    } finally {
      timer.abort();
      late.catch(() => undefined);
    }
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async #close(): Promise<void> {
    this.#state = 'stopped';
    const timer = new AbortController();
    const limit = this.#options.times?.stop ?? TIMES.stop;
    const late = after(limit, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled([...this.#underWay]), late]);
    timer.abort();
    await this.#client.destroy();
  }

  async post({ channel }: { readonly channel: string }, card: Answer): Promise<Posted> {
    if (this.#state !== 'open' || !this.#discord) return { kind: 'refused' };
    const posting = postScheduled(card, channel, this.#discord);
    this.#track(posting);
    return posting;
  }

  health(): 'starting' | 'ready' | 'down' {
    if (this.#state === 'broken' || this.#state === 'stopped') return 'down';
    if (this.#lastSign === undefined || this.#me === undefined) return 'starting';
    return this.#tools.now().getTime() - this.#lastSign > TIMES.silence ? 'down' : 'ready';
  }

  lastSign(): number | undefined {
    return this.#lastSign;
  }

  /** What no reconnecting mends: the operator must look. */
  #breakDown(reason: string, code?: number): void {
    if (this.#state !== 'open') return;
    this.#state = 'broken';
    this.#onBroken();
    this.#tools.log.error('discord_down', undefined, {
      code: code === undefined ? reason : `${reason} ${code}`,
    });
    void this.#client.destroy();
  }

  #receive(data: unknown): void {
    if (this.#state !== 'open' || !this.#discord) return;
    if (isFields(data) && data['t'] === 'GUILD_DELETE') this.#track(this.#forget(fieldsAt(data, 'd')));
    else this.#track(handle(data, this.#discord));
  }

  /** Remembers what is under way until it ends. What fails here is a bug of ours, and its text may hold a question. */
  #track(work: Promise<unknown>): void {
    const tracked: Promise<unknown> = work
      .catch(() => this.#tools.log.warn('discord_reply_failed'))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  /** A server took the bot out; one that is only unavailable did not. */
  async #forget(guild: Fields): Promise<void> {
    const id = idAt(guild, 'id');
    if (id === undefined || guild['unavailable'] === true) return;
    await this.#tools.store.forget(`discord:${id}`).catch(() => this.#tools.log.warn('store_down'));
  }

  async #ready(data: Fields): Promise<void> {
    const again = this.#me !== undefined;
    this.#me = idAt(fieldsAt(data, 'user'), 'id');
    const id = this.#options.applicationId ?? idAt(fieldsAt(data, 'application'), 'id');
    if (again || id === undefined) return;
    const query = `client_id=${id}&scope=bot%20applications.commands&permissions=${INVITE_PERMISSIONS}`;
    this.#tools.announce(`Discord: invite the bot with https://discord.com/oauth2/authorize?${query}`);
    try {
      const done = await registerCommands(this.#client.rest, id, this.#tools.commands);
      this.#tools.log.info('discord_commands', { code: done });
    } catch (error) {
      const { status, code } = refusal(error);
      this.#tools.log.warn('discord_commands_refused', { status, code });
      if (status === 401) this.#breakDown('token_refused', 401);
    }
  }
}

/** The cause is left out: errors of the REST client may carry the token. */
function loginError(error: unknown, closedFor: number | undefined): BotError {
  const refused = Reflect.get(Object(error), 'code') === 'TokenInvalid';
  if (!refused && closedFor === undefined) {
    return new BotError(
      'platform_refused',
      'Discord did not open a session.',
      'Look at https://discordstatus.com and at the network of this machine; after many starts in a day, wait.',
    );
  }
  return new BotError(
    'bad_config',
    `Discord refuses DISCORD_TOKEN (${closedFor ?? 401}).`,
    'Reset the token under Bot at https://discord.com/developers/applications and put the new one into DISCORD_TOKEN.',
  );
}
