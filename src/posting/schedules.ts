import { Cron } from 'croner';
import { chosenPacks } from '../core/chosen-packs.ts';
import { dayOf } from '../core/dates.ts';
import type { Bot, Context, Platform, Posting, Store } from '../core/ports.ts';
import { nextFact, type Schedule } from '../core/schedule.ts';
import { newTask, type Task, type Tried } from '../core/tasks.ts';
import type { ScheduleDays } from '../core/when.ts';
import { ask, runTasks, type Tasks, type Work } from './tasks.ts';

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

/** How late a card may come, in milliseconds: then it is let go, and an admin is told. */
const LATE = 60 * 60 * 1000;
/** How far back it is looked for what was due: the last one of a week, and a day for time zones. */
const BACK = 8 * 24 * LATE;

export interface Scheduling extends Tasks {
  readonly store: Tasks['store'] & Pick<Store, 'schedules' | 'addTask' | 'postsIn'>;
  readonly posting: Posting;
  readonly bot: Bot;
  knowledge(): Pick<Context, 'facts' | 'retriever'>;
}

/** Notes what is due in every channel that has a schedule, and goes on with what was noted. Never rejects. */
export async function runSchedules(by: Scheduling): Promise<void> {
  try {
    for (const schedule of await by.store.schedules()) {
      const due = lastDue(schedule, by.now());
      if (due) await by.store.addTask(newTask('schedule', schedule, due));
    }
    const attempt: Work['attempt'] = (task, platform) => postNext(task, platform, by);
    await runTasks(by, { schedule: { lasts: LATE, repeats: false, attempt } });
  } catch (error) {
    by.log.error('schedules stopped', error, { code: 'store_down' });
  }
}

/** The last moment until `now` at which it is due; undefined when none came since it was set up. */
export function lastDue({ days, time, zone, since }: Schedule, now: Date): Date | undefined {
  const [hour, minute] = time.split(':').map(Number);
  const cron = new Cron(`${minute} ${hour} * * ${DAYS[days]}`, { timezone: zone, paused: true });
  const from = new Date(Math.max(since.getTime(), now.getTime() - BACK));
  let last: Date | undefined;
  for (let next = cron.nextRun(from); next && next <= now; next = cron.nextRun(next)) last = next;
  return last;
}

async function postNext(task: Task, platform: Pick<Platform, 'post'>, by: Scheduling): Promise<Tried> {
  const { workspace, channel } = task;
  const schedule = (await by.store.schedules()).find((one) => one.workspace === workspace && one.channel === channel);
  if (!schedule) return { kind: 'dropped', why: 'schedule_gone' };
  const { company, language } = schedule;
  const posts = await by.store.postsIn(workspace, channel);
  const shown = new Map(posts.flatMap(({ facts, at }) => facts.map((id) => [id, at] as const)));
  const { packs } = await by.store.settings(workspace);
  const { facts } = chosenPacks(by.knowledge(), packs);
  const fact = nextFact(company, facts, shown, dayOf(by.now()));
  if (!fact) return { kind: 'refused', why: 'no_fact' };
  const call = { command: 'fact', text: fact.id };
  const card = await ask(task, call, language, by);
  if (card.outcome !== 'answered') return { kind: 'refused', why: 'no_card' };
  const post = { workspace, channel, call, facts: card.facts, language: card.language };
  const claim = await by.posting.claim(post, { mayConfigure: true, insisted: shown.has(fact.id) });
  if (claim.kind === 'busy') return { kind: 'refused', why: 'channel_busy' };
  if (claim.kind === 'repeated') return { kind: 'refused', why: 'shown_today' };
  // What an admin has set is no loss: nobody need be told.
  if (claim.kind === 'refused' && claim.why !== 'store') return { kind: 'dropped', why: `set_${claim.why}` };
  if (claim.kind === 'refused') return { kind: 'refused', why: 'store_down' };
  const posted = await platform.post({ kind: 'channel', workspace, channel }, card);
  if (posted.kind === 'refused') await by.posting.failed(claim.id);
  else await by.posting.posted(claim.id, posted.kind === 'sent' ? posted.message : undefined);
  return posted;
}
