import { answerWith, note } from '../core/answer.ts';
import { BotError } from '../core/errors.ts';
import type { Log, Platform, PlatformTools, Store } from '../core/ports.ts';
import {
  ended,
  sayTask,
  settled,
  type Task,
  type TaskChange,
  type Tried,
  taken,
  telling,
  toldOf,
} from '../core/tasks.ts';

export interface Tasks {
  readonly store: Pick<Store, 'settings' | 'openTasks' | 'changeTask'>;
  readonly platforms: readonly Pick<Platform, 'name' | 'post' | 'health'>[];
  readonly log: Log;
  readonly say: PlatformTools['say'];
  now(): Date;
}

/** How tasks of one kind are done. */
export interface Work {
  /** For how long it is tried, in milliseconds from when it was due. */
  readonly lasts: number;
  attempt(task: Task, platform: Pick<Platform, 'post'>): Promise<Tried>;
}

/** Goes on with everything that is due: tries it, tries it again, or tells an admin how it ended. Rejects when the store
    is down. Each step is a compare-and-set of the task's row, so of several processes one takes it. */
export async function runTasks(by: Tasks, works: Readonly<Record<Task['kind'], Work>>): Promise<void> {
  for (const task of await by.store.openTasks(by.now())) {
    const platform = by.platforms.find(({ name }) => task.workspace.startsWith(`${name}:`));
    if (platform) await goOn(task, platform, works[task.kind], by);
  }
}

async function goOn(task: Task, platform: Tasks['platforms'][number], work: Work, by: Tasks): Promise<void> {
  const end = new Date(task.due.getTime() + work.lasts);
  const isUp = platform.health() === 'ready';
  const become = async (from: Task, change: TaskChange): Promise<Task | undefined> => {
    const to = { ...from, ...change };
    if (!(await by.store.changeTask(from, change))) return undefined;
    const about = { platform: platform.name, code: to.why };
    if (from.state !== to.state && to.open && to.state === 'failed') by.log.warn('task not done', about);
    if (from.state !== to.state && to.open && to.state === 'unknown') by.log.warn('task unknown', about);
    return to;
  };
  switch (task.state) {
    case 'sending':
      // Who had it in hand is gone, and nobody knows how far it came.
      return void (await become(task, ended(task, 'unknown', 'process_ended', by.now())));
    case 'pending': {
      if (by.now() > end) {
        const why = task.why ?? (isUp ? 'too_late' : 'platform_down');
        return void (await become(task, ended(task, 'failed', why, by.now())));
      }
      // A platform that is not up now may be in time.
      const mine = isUp ? await become(task, taken(task, by.now())) : undefined;
      if (mine) await become(mine, settled(mine, await tried(mine, platform, work, by.log), by.now(), end));
      return;
    }
    default: {
      const mine = isUp ? await become(task, telling(task, by.now())) : undefined;
      if (mine) await become(mine, toldOf(mine, await tell(mine, platform, by), by.now()));
    }
  }
}

async function tried(task: Task, platform: Tasks['platforms'][number], work: Work, log: Log): Promise<Tried> {
  try {
    return await work.attempt(task, platform);
  } catch (error) {
    // The posting room never rejects: the store was asked before anything was sent.
    if (error instanceof BotError && error.code === 'store_down')
      return { kind: 'refused', why: 'store_down' };
    log.error('task failed', error, { platform: platform.name });
    return { kind: 'unsure', why: 'own_fault' };
  }
}

/** An admin that is told twice is no harm, one that is not told is: what may have arrived is said again. */
async function tell(task: Task, platform: Tasks['platforms'][number], by: Tasks): Promise<boolean> {
  const { workspace } = task;
  const { language } = await by.store.settings(workspace);
  const say = by.say(language);
  const body = [note(sayTask(task, say, language))];
  const card = answerWith(language, { outcome: 'told', heading: say('schedule-heading'), body });
  return (await platform.post({ kind: 'admin', workspace }, card)).kind === 'sent';
}
