import { dayOf, sayDate } from './dates.ts';
import type { LanguageTag } from './fact.ts';
import type { Say } from './language.ts';
import type { Posted } from './posting.ts';
import type { WorkspaceId } from './question.ts';

/** Something that the bot does of its own accord, once. It is a row in the store before it is tried, so that of several
    processes one does it, and none is lost without a word when a process ends. */
export interface Task {
  /** What it is, so that it is there once: its kind, the place, and when it was due. */
  readonly id: string;
  readonly kind: TaskKind;
  readonly workspace: WorkspaceId;
  readonly channel: string;
  readonly post?: string;
  readonly due: Date;
  /** `sending`: a process has it in hand. `unknown`: it may be there, and is not tried again. */
  readonly state: TaskState;
  /** Whether anything is left to do: trying it, or telling an admin how it ended. */
  readonly open: boolean;
  readonly next: Date;
  readonly tries: number;
  readonly why?: string;
}

/** `correction`: a posted card that is edited; `reply`: a word in its thread, where it can't be. */
export const TASK_KINDS = ['schedule', 'correction', 'reply'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export const TASK_STATES = ['pending', 'sending', 'sent', 'failed', 'unknown'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What trying came to. `dropped`: nobody wants it any more, and nobody need be told. */
export type Tried = Posted | { readonly kind: 'dropped'; readonly why: string };

export type TaskChange = Pick<Task, 'state' | 'open' | 'next' | 'tries' | 'why'>;

const MINUTE = 60_000;
/** How long a task is its process's: longer than any attempt takes, and than a process that pauses. */
const HELD = 5 * MINUTE;
/** Between one refusal and the next attempt; the last holds for all that follow. */
const WAITS = [1, 2, 4, 8, 15].map((minutes) => minutes * MINUTE);
/** Between two attempts to tell an admin, and how long that is tried. */
const TELL_AGAIN = 60 * MINUTE;
const TELLING = 24 * TELL_AGAIN;

export function newTask(kind: TaskKind, { workspace, channel }: Pick<Task, 'workspace' | 'channel'>, due: Date): Task {
  const id = `${kind} ${workspace} ${channel} ${due.getTime()}`;
  return { id, kind, workspace, channel, due, state: 'pending', open: true, next: due, tries: 0 };
}

export const again = (task: Task, now: Date): TaskChange => ({ ...task, state: 'pending', next: now });

/** In hand: until it is settled, or until who has it is taken for gone. */
export function taken(task: Task, now: Date): TaskChange {
  return { ...task, state: 'sending', next: after(now, HELD), tries: task.tries + 1 };
}

/** After an attempt. What was surely not sent is tried again until `end`; what may be there is not. */
export function settled(task: Task, tried: Tried, now: Date, end: Date): TaskChange {
  if (tried.kind === 'sent') return { ...task, state: 'sent', open: false };
  if (tried.kind === 'dropped') return ended(task, 'failed', tried.why, now, false);
  if (tried.kind === 'unsure') return ended(task, 'unknown', tried.why ?? 'no_answer', now);
  const why = tried.why ?? 'not_sent';
  const wait = WAITS[Math.min(task.tries, WAITS.length) - 1] ?? MINUTE;
  const next = after(now, Math.max(wait, (tried.retryAfter ?? 0) * 1000));
  return next > end ? ended(task, 'failed', why, now) : { ...task, state: 'pending', open: true, next, why };
}

/** It ended, and an admin is to be told at once, unless it is nothing to tell. */
export function ended(task: Task, state: 'failed' | 'unknown', why: string, now: Date, open = true): TaskChange {
  return { ...task, state, open, next: now, why };
}

/** While an admin is being told: another process does it when this one ends meanwhile. */
export const telling = (task: Task, now: Date): TaskChange => ({ ...task, next: after(now, HELD) });

/** It was told, or nobody could be told for a day. */
export function toldOf(task: Task, told: boolean, now: Date): TaskChange {
  const open = !told && now.getTime() - task.due.getTime() < TELLING;
  return { ...task, open, next: after(now, TELL_AGAIN) };
}

/** How a task ended, to an admin; empty while it has not. */
export function sayTask({ kind, state, due, channel, why = '' }: Task, say: Say, language: LanguageTag): string {
  if (state !== 'failed' && state !== 'unknown') return '';
  const [date, time] = [sayDate(dayOf(due), language), due.toISOString().slice(11, 16)];
  return say(`${kind === 'schedule' ? kind : 'correction'}-${state}`, { date, time, channel, why });
}

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
