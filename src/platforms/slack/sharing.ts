import { z } from 'zod';

const id = z.string().min(1).max(200);
const maybe = id.nullish().catch(undefined);
const teamed = z
  .object({ id: maybe, team: maybe, user_team: maybe, team_id: maybe, channel: maybe })
  .nullish()
  .catch(undefined);

const telling = z.object({
  is_ext_shared_channel: z.boolean().optional().catch(undefined),
  channel_id: maybe,
  channel: z.object({ id: maybe }).nullish().catch(undefined),
  team: z.object({ id: maybe }).nullish().catch(undefined),
  user: teamed,
  event: teamed,
  message: teamed,
});

/** What is known of a channel: whether another organisation sees what is posted there. */
export interface Sharing {
  readonly channel: string;
  readonly shared: boolean;
}

/** Which workspace the app is installed in. */
export interface Home {
  readonly teamId?: string;
  readonly enterpriseId?: string;
}

/** What a payload tells of its channel; undefined when it tells nothing. An event says outright whether its channel is
    shared with another organisation. A button, a command and a shortcut don't: there only somebody of another
    workspace tells, in a workspace that belongs to no larger organisation. */
export function sharingOf(body: unknown, home: Home): Sharing | undefined {
  const parsed = telling.safeParse(body);
  if (!parsed.success) return undefined;
  const { is_ext_shared_channel: told, channel_id, channel: place, team, user, event, message } = parsed.data;
  const channel = event?.channel ?? place?.id ?? channel_id;
  if (!channel) return undefined;
  if (told !== undefined) return { channel, shared: told };
  const teams = [team?.id, user?.team_id, event?.team, event?.user_team, message?.team, message?.user_team];
  const foreign = teams.some((one) => one && home.teamId && one !== home.teamId);
  return foreign && home.enterpriseId === undefined ? { channel, shared: true } : undefined;
}

/** Channels that are remembered as shared, at most; those told of longest ago go first. */
const REMEMBERED = 1_000;

/** Which channels were said to be shared; in this process's memory only. */
export interface SharedChannels {
  note(told: Sharing | undefined): void;
  /** False when nothing was said: it may be all the same. */
  isKnown(channel: string): boolean;
}

export function createSharedChannels(): SharedChannels {
  const known = new Set<string>();
  return {
    note(told) {
      if (!told) return;
      known.delete(told.channel);
      if (told.shared) known.add(told.channel);
      const [oldest] = known;
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    },
    isKnown: (channel) => known.has(channel),
  };
}
