import { setTimeout as after, setImmediate as immediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { PATIENCE_MS, QUIET_MS } from './limits.ts';

/* What is kept of events while they come in: whose turn it is, and which channels are shared. */

/** Lets acknowledgements go before answers: an answer takes milliseconds in which nothing else runs, and Slack gives 3
    s for the one and 30 minutes for the other. Each caller was acknowledged and waits for its turn, in order: one in a
    turn of the event loop, none before nothing came in for QUIET_MS or, where it never gets quiet, PATIENCE_MS passed.
    */
export function createAnswerQueue(now: () => number = () => performance.now()): () => Promise<void> {
  let latest = Number.NEGATIVE_INFINITY;
  let last = Promise.resolve();

  async function quiet(): Promise<void> {
    const since = now();
    await immediate();
    while (now() - latest < QUIET_MS && now() - since < PATIENCE_MS) {
      await after(QUIET_MS);
      // Timers that are due run one after the other; what has come in is read only after them.
      await immediate();
    }
  }

  return () => {
    latest = now();
    last = last.then(quiet);
    return last;
  };
}

/** Whether another organisation sees what is posted in a channel. */
export interface Sharing {
  readonly channel: string;
  readonly shared: boolean;
}

/** What a payload says about its channel; undefined for nothing. An event says outright whether another organisation
    shares it; of a button, a command or a shortcut only somebody of another workspace shows it. `team`: the app's own.
    */
export function sharingOf(body: unknown, team: string | undefined): Sharing | undefined {
  const at = (path: string): unknown =>
    path.split('.').reduce((value: unknown, key) => Reflect.get(Object(value), key), body);
  const ids = (...paths: readonly string[]): string[] =>
    paths
      .map(at)
      .filter((one) => typeof one === 'string' && one !== '' && one.length <= 200)
      .map(String);
  const [channel] = ids('event.channel', 'channel.id', 'channel_id');
  if (channel === undefined) return undefined;
  const shared = at('is_ext_shared_channel');
  if (typeof shared === 'boolean') return { channel, shared };
  const teams = ids('team.id', 'user.team_id', 'event.team', 'event.user_team', 'message.team', 'message.user_team');
  return team && teams.some((one) => one !== team) ? { channel, shared: true } : undefined;
}

export type SharedChannels = ReturnType<typeof createSharedChannels>;

/** Which channels were said to be shared; in this process's memory only, and those heard of longest ago go first. */
export function createSharedChannels() {
  const known = new LRUCache<string, true>({ max: 1_000 });
  return {
    note(sharing: Sharing | undefined): void {
      if (sharing?.shared) known.set(sharing.channel, true);
      else if (sharing) known.delete(sharing.channel);
    },
    /** False when nothing was said: it may be shared all the same. */
    isKnown: (channel: string): boolean => known.has(channel),
  };
}
