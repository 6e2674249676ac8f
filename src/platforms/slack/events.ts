import { z } from 'zod';
import { PATIENCE_MS, QUIET_MS } from './limits.ts';

/* What is kept of events while they come in: whose turn it is, and which channels are shared. */

/** Lets acknowledgements go before answers. Each caller says by its call that something was acknowledged, and waits for
    its turn to answer, in the order of the calls: one in a turn of the event loop, and none before nothing more came in
    for QUIET_MS; where it never gets quiet, one every PATIENCE_MS. An answer takes some milliseconds in which nothing
    else runs, and Slack gives 3 s for an acknowledgement but 30 minutes for an answer. `now`: milliseconds. */
export function createAnswerQueue(now: () => number = () => performance.now()): () => Promise<void> {
  let latest = Number.NEGATIVE_INFINITY;
  let last = Promise.resolve();

  async function quiet(): Promise<void> {
    const since = now();
    await loopTurn();
    while (now() - latest < QUIET_MS && now() - since < PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      // Timers that are due run one after the other; what has come in is read only after them.
      await loopTurn();
    }
  }

  return () => {
    latest = now();
    last = last.then(quiet);
    return last;
  };
}

function loopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const maybe = z.string().min(1).max(200).nullish().catch(undefined);
const teamed = z
  .object({ id: maybe, team: maybe, user_team: maybe, team_id: maybe, channel: maybe })
  .nullish()
  .catch(undefined);

const payload = z.object({
  is_ext_shared_channel: z.boolean().optional().catch(undefined),
  channel_id: maybe,
  channel: z.object({ id: maybe }).nullish().catch(undefined),
  team: z.object({ id: maybe }).nullish().catch(undefined),
  user: teamed,
  event: teamed,
  message: teamed,
});

/** Whether another organisation sees what is posted in a channel. */
export interface Sharing {
  readonly channel: string;
  readonly shared: boolean;
}

/** What a payload says about its channel; undefined when it says nothing. An event says outright whether its channel is
    shared with another organisation. A button, a command and a shortcut don't: there only somebody of another
    workspace shows it. `team`: where the app is installed, when that is one workspace. */
export function sharingOf(body: unknown, team: string | undefined): Sharing | undefined {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return undefined;
  const { is_ext_shared_channel: shared, user, event, message, ...rest } = parsed.data;
  const channel = event?.channel ?? rest.channel?.id ?? rest.channel_id;
  if (!channel) return undefined;
  if (shared !== undefined) return { channel, shared };
  const teams = [
    rest.team?.id,
    user?.team_id,
    event?.team,
    event?.user_team,
    message?.team,
    message?.user_team,
  ];
  return team && teams.some((one) => one && one !== team) ? { channel, shared: true } : undefined;
}

/** Channels that are remembered as shared, at most; those heard of longest ago go first. */
const REMEMBERED = 1_000;

/** Which channels were said to be shared; in this process's memory only. */
export interface SharedChannels {
  note(sharing: Sharing | undefined): void;
  /** False when nothing was said: it may be shared all the same. */
  isKnown(channel: string): boolean;
}

export function createSharedChannels(): SharedChannels {
  const known = new Set<string>();
  return {
    note(sharing) {
      if (!sharing) return;
      known.delete(sharing.channel);
      if (sharing.shared) known.add(sharing.channel);
      const [oldest] = known;
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    },
    isKnown: (channel) => known.has(channel),
  };
}
