import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Feedback } from '../core/fact.ts';
import type { Store } from '../core/ports.ts';
import { type Marks, POST_AGAIN, POST_KEPT, type Post, turnOf } from '../core/posting.ts';
import type { WorkspaceId } from '../core/question.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Settings } from '../core/settings.ts';
import { isStill, isUntried, type Task } from '../core/tasks.ts';
import { storeClosed } from './explain.ts';

/** How long an event's id is remembered: Slack repeats an event within hours, Discord within minutes. */
export const SIGHT_MS = 24 * 60 * 60 * 1000;
/** Ids remembered, the oldest go first: about 10 MB, more than a day's questions of any workspace. */
export const SIGHTS = 100_000;

/** Keeps everything in this process: a restart forgets it. `defaults` answer for workspaces that saved nothing. */
export function memoryStore(defaults: Settings, now: () => Date): Store {
  const settings = new Map<WorkspaceId, Settings>();
  const sights = new LRUCache<string, true>({
    max: SIGHTS,
    ttl: SIGHT_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  });
  const posts = new Map<string, Post>();
  const marks = new Map<string, Marks>();
  const schedules = new Map<string, Schedule>();
  const tasks = new Map<string, Task>();
  const installs = new Map<WorkspaceId, string>();
  const feedback = new Map<string, Feedback>();
  let closed = false;

  // Async, so that a closed store rejects and does not throw at the caller.
  const use = async <T>(work: () => T): Promise<T> => {
    if (closed) throw storeClosed();
    return work();
  };
  const byKey = <T>(all: ReadonlyMap<string, T>): readonly T[] =>
    [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  /** What can no longer be edited is kept only for as long as a channel is not shown it again. */
  const keptPosts = (): readonly Post[] => {
    for (const [id, { at, message }] of posts)
      if (now().getTime() - at.getTime() > (message === undefined ? POST_AGAIN : POST_KEPT)) posts.delete(id);
    return [...posts.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  };
  const postsOn = (workspace: WorkspaceId, channel: string): readonly Post[] =>
    keptPosts().filter((post) => post.workspace === workspace && post.channel === channel);
  const editable = (): readonly Post[] => keptPosts().filter(({ message }) => message !== undefined);

  const dropUntried = (workspace: WorkspaceId, channel: string): void => {
    for (const [id, task] of tasks)
      if (task.workspace === workspace && task.channel === channel && isUntried(task)) tasks.delete(id);
  };

  return {
    settings: (workspace) => use(() => settings.get(workspace) ?? defaults),
    saveSettings: (workspace, saved) => use(() => void settings.set(workspace, saved)),
    forget: (workspace) =>
      use(() => {
        settings.delete(workspace);
        for (const held of [posts, schedules, tasks])
          for (const [id, one] of held) if (one.workspace === workspace) held.delete(id);
      }),
    claimPost: (wanted, insisted, shown = new Map()) =>
      use(() => {
        const turn = turnOf(postsOn(wanted.workspace, wanted.channel), wanted, insisted, now());
        if (turn.kind !== 'free') return turn;
        const id = randomUUID();
        posts.set(id, { ...wanted, id, at: now() });
        marks.set(id, new Map(wanted.facts.map((fact) => [fact, shown.get(fact) ?? ''])));
        return { kind: 'claimed', id };
      }),
    confirmPost: (id, message) =>
      use(() => {
        const post = posts.get(id);
        if (post && message !== undefined) posts.set(id, { ...post, message });
      }),
    releasePost: (id) => use(() => void posts.delete(id)),
    postsOf: (fact, mark) =>
      use(() =>
        editable().filter(({ id }) => {
          const own = marks.get(id)?.get(fact);
          return own !== undefined && (mark === undefined || own === mark);
        }),
      ),
    marks: () =>
      use(() => {
        const all = editable().flatMap(({ id }) => [...(marks.get(id) ?? [])]);
        return [...new Map(all.map((one) => [one.join(' '), one])).values()];
      }),
    markedPost: (id) =>
      use(() => {
        const post = keptPosts().find((one) => one.id === id);
        return post && { post, marks: marks.get(id) ?? new Map() };
      }),
    markPost: (id, now) => use(() => void marks.set(id, now)),
    postsIn: (workspace, channel) => use(() => postsOn(workspace, channel)),
    schedules: () => use(() => byKey(schedules)),
    saveSchedule: (one) =>
      use(() => {
        dropUntried(one.workspace, one.channel);
        schedules.set(`${one.workspace} ${one.channel}`, one);
      }),
    dropSchedule: (workspace, channel) =>
      use(() => {
        dropUntried(workspace, channel);
        schedules.delete(`${workspace} ${channel}`);
      }),
    addTask: (task) =>
      use(() => {
        const schedule = schedules.get(`${task.workspace} ${task.channel}`);
        const isFor = task.post === undefined ? schedule && schedule.since < task.due : posts.has(task.post);
        if (isFor && !tasks.has(task.id)) tasks.set(task.id, task);
      }),
    openTasks: (at, kinds) =>
      use(() =>
        [...tasks.values()]
          .filter(({ kind, open, next }) => kinds.includes(kind) && open && next <= at)
          .sort((a, b) => a.due.getTime() - b.due.getTime()),
      ),
    tasksIn: (workspace, channel) =>
      use(() =>
        [...tasks.values()]
          .filter((one) => one.workspace === workspace && one.channel === channel)
          .sort((a, b) => b.due.getTime() - a.due.getTime()),
      ),
    changeTask: (before, change) =>
      use(() => {
        const task = tasks.get(before.id);
        if (!task || !isStill(task, before)) return false;
        tasks.set(task.id, { ...task, ...change });
        return true;
      }),
    countFeedback: (fact, reason) =>
      use(() => {
        const key = `${fact} ${reason}`;
        feedback.set(key, { fact, reason, count: (feedback.get(key)?.count ?? 0) + 1 });
      }),
    feedback: () => use(() => byKey(feedback)),
    install: (workspace) => use(() => installs.get(workspace)),
    saveInstall: (workspace, sealed) => use(() => void installs.set(workspace, sealed)),
    dropInstall: (workspace) => use(() => void installs.delete(workspace)),
    firstSight: (id) =>
      use(() => {
        const isFirst = !sights.has(id);
        if (isFirst) sights.set(id, true);
        return isFirst;
      }),
    ping: () => use(() => undefined),
    async close() {
      closed = true;
    },
  };
}
