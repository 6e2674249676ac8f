import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, answerWith, note } from '../core/answer.ts';
import { BotError } from '../core/errors.ts';
import type { LanguageTag } from '../core/fact.ts';
import type { Bot, Log, Platform, PlatformTools, Store } from '../core/ports.ts';
import type { Call } from '../core/question.ts';
import {
  again,
  ended,
  sayTask,
  settled,
  TASK_KINDS,
  type Task,
  type TaskChange,
  type TaskKind,
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
  /** Whether trying again does no harm where it may have worked. */
  readonly repeats: boolean;
  attempt(task: Task, platform: Pick<Platform, 'post'>): Promise<Tried>;
}

/** The bot's own question, for the card of a task. */
export function ask(
  task: Task,
  call: Call,
  language: LanguageTag,
  by: { readonly bot: Bot; now(): Date },
): Promise<Answer> {
  const { id, workspace, channel } = task;
  const asker = { id: task.kind, mayConfigure: true };
  return by.bot.answer({ ...call, id, workspace, channel, asker, language, askedAt: by.now() });
}

/** Goes on with everything of some kinds that is due: tries it, tries it again, or tells an admin how it ended. Rejects when
    the store is down. Each step is a compare-and-set of the task's row, so of several processes one takes it. `gap`:
    milliseconds from one attempt to the next. */
export async function runTasks(
  by: Tasks,
  works: Readonly<Partial<Record<TaskKind, Work>>>,
  { gap = 0, stopped = () => false }: { readonly gap?: number; readonly stopped?: () => boolean } = {},
): Promise<void> {
  const kinds = TASK_KINDS.filter((kind) => works[kind]);
  for (const task of await by.store.openTasks(by.now(), kinds)) {
    const platform = by.platforms.find(({ name }) => task.workspace.startsWith(`${name}:`));
    const work = works[task.kind];
    if (stopped()) return;
    if (!platform || !work) continue;
    if ((await goOn(task, platform, work, by)) && gap > 0) await pause(gap);
  }
}

/** Whether the platform was asked for anything. */
async function goOn(task: Task, platform: Tasks['platforms'][number], work: Work, by: Tasks): Promise<boolean> {
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
  // Who had it in hand is gone, and nobody knows how far it came.
  if (task.state === 'sending')
    await become(task, work.repeats ? again(task, by.now()) : ended(task, 'unknown', 'process_ended', by.now()));
  else if (task.state === 'pending' && by.now() > end)
    await become(task, ended(task, 'failed', task.why ?? (isUp ? 'too_late' : 'platform_down'), by.now()));
  // A platform that is not up now may be in time.
  else if (isUp) {
    const isNew = task.state === 'pending';
    const mine = await become(task, isNew ? taken(task, by.now()) : telling(task, by.now()));
    if (!mine) return false;
    if (!isNew) await become(mine, toldOf(mine, await tell(mine, platform, by), by.now()));
    else {
      const came = await tried(mine, platform, work, by.log);
      const harmless = came.kind === 'unsure' && work.repeats;
      await become(mine, settled(mine, harmless ? { ...came, kind: 'refused' } : came, by.now(), end));
    }
    return true;
  }
  return false;
}

async function tried(task: Task, platform: Tasks['platforms'][number], work: Work, log: Log): Promise<Tried> {
  try {
    return await work.attempt(task, platform);
  } catch (error) {
    // The posting room never rejects: the store was asked before anything was sent.
    if (error instanceof BotError && error.code === 'store_down') return { kind: 'refused', why: 'store_down' };
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
  const heading = say(task.kind === 'schedule' ? 'schedule-heading' : 'corrections-heading');
  const card = answerWith(language, { outcome: 'told', heading, body });
  return (await platform.post({ kind: 'admin', workspace }, card)).kind === 'sent';
}
