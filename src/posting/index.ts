import { Cron } from 'croner';
import { chosenPacks } from '../core/chosen-packs.ts';
import { dayOf } from '../core/dates.ts';
import type { FactId } from '../core/fact.ts';
import type { Bot, Context, Log, Platform, Posting, Store } from '../core/ports.ts';
import { type Claim, forbids, type Post } from '../core/posting.ts';
import { nextFact, type Schedule, type ScheduleDays } from '../core/schedule.ts';

type Memory = Pick<Store, 'settings' | 'claimPost' | 'confirmPost' | 'releasePost'>;

/** What a workspace allows, and what its channels were shown. Without the store nothing is posted: it can't be known
    whether it may be, and it could not be corrected. `onLost` is told when a post that was sent could not be noted. */
export function createPosting(store: Memory, onLost: () => void): Posting {
  const noted = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch {
      onLost();
    }
  };
  return {
    async claim(post, { mayConfigure, insisted }): Promise<Claim> {
      try {
        const why = forbids(await store.settings(post.workspace), post.channel, mayConfigure);
        return why === undefined ? await store.claimPost(post, insisted) : { kind: 'refused', why };
      } catch {
        return { kind: 'refused', why: 'store' };
      }
    },
    posted: (id, message) => noted(store.confirmPost(id, message)),
    failed: (id) => noted(store.releasePost(id)),
  };
}

/** How late a card may come, in milliseconds: what a longer outage kept from being posted is let go. */
const LATE = 60 * 60 * 1000;

/** The days as cron writes them. */
const DAYS: Readonly<Record<ScheduleDays, string>> = {
  daily: '*',
  weekdays: '1-5',
  monday: '1',
  tuesday: '2',
  wednesday: '3',
  thursday: '4',
  friday: '5',
  saturday: '6',
  sunday: '0',
};

export interface Scheduling {
  readonly store: Pick<Store, 'settings' | 'schedules' | 'saveSchedule' | 'postsIn'>;
  readonly posting: Posting;
  readonly platforms: readonly Pick<Platform, 'name' | 'post' | 'health'>[];
  readonly bot: Bot;
  knowledge(): Pick<Context, 'facts' | 'retriever'>;
  readonly log: Log;
  now(): Date;
}

/** How often it is looked for what is due, in milliseconds. */
const LOOK = 20_000;

/** Looks for what is due from now on, one look at a time, until it is stopped; then waits for a look under way. */
export function startSchedules(by: Scheduling, every: number = LOOK): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= runSchedules(by).finally(() => {
      looking = undefined;
    });
  }, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Posts what is due, in every channel that has a schedule. Never rejects. What is due is noted as dealt with before it is
    posted: after a crash in between a card is missing, and none comes twice. */
export async function runSchedules(by: Scheduling): Promise<void> {
  let all: readonly Schedule[];
  try {
    all = await by.store.schedules();
  } catch {
    by.log.warn('schedules not read', { code: 'store_down' });
    return;
  }
  for (const schedule of all) {
    const slot = dueSlot(schedule, by.now());
    const platform = by.platforms.find(({ name }) => schedule.workspace.startsWith(`${name}:`));
    // A platform that is not up now may be within the hour.
    if (!slot || platform?.health() !== 'ready') continue;
    try {
      await by.store.saveSchedule({ ...schedule, since: by.now() });
      if (by.now().getTime() - slot.getTime() <= LATE) await postNext(schedule, platform, by);
    } catch (error) {
      by.log.error('schedule failed', error, { platform: platform.name });
    }
  }
}

/** The last moment until `now` at which it is due; undefined when none came since it was dealt with. */
export function dueSlot({ days, time, zone, since }: Schedule, now: Date): Date | undefined {
  const [hour, minute] = time.split(':').map(Number);
  const cron = new Cron(`${minute} ${hour} * * ${DAYS[days]}`, { timezone: zone, paused: true });
  let slot: Date | undefined;
  for (let next = cron.nextRun(since); next && next <= now; next = cron.nextRun(next)) slot = next;
  return slot;
}

async function postNext(
  schedule: Schedule,
  platform: Pick<Platform, 'post' | 'name'>,
  by: Scheduling,
): Promise<void> {
  const { workspace, channel, company, language } = schedule;
  const shown = lastShown(await by.store.postsIn(workspace, channel));
  const { packs } = await by.store.settings(workspace);
  const { facts } = chosenPacks(by.knowledge(), packs);
  const fact = nextFact(company, facts, shown, dayOf(by.now()));
  if (!fact) return;
  const call = { command: 'fact', text: fact.id };
  const card = await by.bot.answer({
    ...call,
    id: `schedule:${fact.id}`,
    workspace,
    channel,
    asker: { id: 'schedule', mayConfigure: true },
    language,
    askedAt: by.now(),
  });
  if (card.outcome !== 'answered') return;
  const post = { workspace, channel, call, facts: card.facts, language: card.language };
  const claim = await by.posting.claim(post, { mayConfigure: true, insisted: shown.has(fact.id) });
  if (claim.kind !== 'claimed') return;
  const posted = await platform.post({ workspace, channel }, card);
  if (posted.kind === 'refused') await by.posting.failed(claim.id);
  else await by.posting.posted(claim.id, posted.kind === 'sent' ? posted.message : undefined);
}

function lastShown(posts: readonly Post[]): ReadonlyMap<FactId, Date> {
  return new Map(posts.flatMap(({ facts, at }) => facts.map((id) => [id, at] as const)));
}
