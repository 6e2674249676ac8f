import type { IIdentifyThrottler } from 'discord.js';
import { SimpleIdentifyThrottler, SimpleShardingStrategy } from 'discord.js';
import { loginsAllowed, TIMES } from './limits.ts';
import { type Fields, fieldsAt, isFields } from './payload.ts';

type Manager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

export interface GatewayEvents {
  /** A dispatch that discord.js need not see: `{t, d}`, raw and unchecked. */
  dispatch(data: unknown): void;
  /** READY or RESUMED arrived, or a heartbeat was answered. */
  alive(): void;
  ready(data: Fields): void;
  /** Something malformed was dropped, and the process lives on. `where` is one of our words. */
  malformed(where: string): void;
}

/** What discord.js needs for its session. Of guilds it is given ids alone, so that it can't keep or trip over more. */
const SESSION: readonly unknown[] = ['READY', 'RESUMED'];
const GUILDS: readonly unknown[] = ['GUILD_CREATE', 'GUILD_DELETE'];

/** Methods of a shard of @discordjs/ws 1.2 that nobody awaits: what one throws at a bad frame would end the process. */
const UNWATCHED = ['onMessage', 'onClose', 'heartbeat', 'internalConnect'] as const;

/** Shards in this process, with a guard on both sides: on the socket, and on what discord.js is shown. */
export class GuardedShards extends SimpleShardingStrategy {
  readonly #events: GatewayEvents;

  constructor(manager: Manager, events: GatewayEvents) {
    super(shown(manager, events));
    this.#events = events;
  }

  override async spawn(shardIds: number[]): Promise<void> {
    await super.spawn(shardIds);
    const shards: unknown = Reflect.get(this, 'shards');
    if (!(shards instanceof Map)) return;
    for (const shard of shards.values()) {
      for (const method of UNWATCHED) watch(shard, method, this.#events);
    }
  }
}

function watch(shard: object, method: string, events: GatewayEvents): void {
  const original: unknown = Reflect.get(shard, method);
  if (typeof original !== 'function') return;
  Reflect.set(shard, method, async (...given: unknown[]): Promise<void> => {
    try {
      await Reflect.apply(original, shard, given);
    } catch {
      events.malformed(method);
    }
  });
}

/** The manager as a shard sees it: what it emits passes by us first. */
function shown(manager: Manager, events: GatewayEvents): Manager {
  const emit = (event: unknown, payload: unknown): void => {
    const pass = (given: unknown): unknown => Reflect.apply(manager.emit, manager, [event, given]);
    try {
      if (event === 'heartbeat') events.alive();
      if (event !== 'dispatch') return void pass(payload);
      if (!isFields(payload) || !isFields(payload['data'])) return;
      const data = payload['data'];
      if (SESSION.includes(data['t'])) {
        events.alive();
        pass(payload);
        if (data['t'] === 'READY') events.ready(fieldsAt(data, 'd'));
        return;
      }
      const guild = { id: fieldsAt(data, 'd')['id'], unavailable: true };
      if (GUILDS.includes(data['t'])) pass({ ...payload, data: { ...data, d: guild } });
      events.dispatch(data);
    } catch {
      events.malformed('dispatch');
    }
  };
  return new Proxy(manager, {
    get(target, key) {
      if (key === 'emit') return emit;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Lets at most IDENTIFY_BUDGET logins through in 24 hours, and none when Discord says that few are `left` of today's;
    then `spent` is called, once, and every further login waits until the shard is closed. A loop of invalid sessions
    would use up Discord's 1,000 in an hour and a half, and Discord would reset the token. `at`: when each login of the
    last 24 hours was, in milliseconds, an earlier opening's too; it is added to. `inner` spaces them. */
export function identifyBudget(
  left: number,
  now: () => Date,
  spent: () => void,
  at: number[] = [],
  inner: IIdentifyThrottler = new SimpleIdentifyThrottler(1),
): IIdentifyThrottler {
  let isTold = false;
  return {
    async waitForIdentify(shardId, signal) {
      const since = now().getTime();
      while (at[0] !== undefined && since - at[0] >= TIMES.day) at.shift();
      if (at.length >= loginsAllowed(left)) {
        if (!isTold) spent();
        isTold = true;
        // Throwing here would make discord.js log in all the same.
        await new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('closed while waiting')), { once: true });
        });
      }
      at.push(since);
      await inner.waitForIdentify(shardId, signal);
    },
  };
}
