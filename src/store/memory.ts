import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Feedback } from '../core/feedback.ts';
import type { Store } from '../core/ports.ts';
import { POST_AGAIN, type Post, turnOf } from '../core/posting.ts';
import type { WorkspaceId } from '../core/question.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Settings } from '../core/settings.ts';
import { storeClosed } from './failures.ts';
import { SIGHT_MS, SIGHTS } from './limits.ts';

/** Keeps everything in this process: a restart forgets it. `defaults` answer for workspaces that saved nothing. */
export function memoryStore(defaults: Settings, now: () => Date): Store {
  const settings = new Map<WorkspaceId, Settings>();
  const installs = new Map<WorkspaceId, string>();
  const sights = new LRUCache<string, true>({
    max: SIGHTS,
    ttl: SIGHT_MS,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
  });
  const posts = new Map<string, Post>();
  const schedules = new Map<string, Schedule>();
  const feedback = new Map<string, Feedback>();
  let closed = false;
  /** What can no longer be edited is kept only for as long as a channel is not shown it again. */
  const dropOld = (): void => {
    for (const [id, post] of posts) {
      if (post.message === undefined && now().getTime() - post.at.getTime() > POST_AGAIN) posts.delete(id);
    }
  };
  // Async, so that a closed store rejects and never throws in the caller's face.
  const open = async (): Promise<void> => {
    if (closed) throw storeClosed();
  };
  return {
    async settings(workspace) {
      await open();
      return settings.get(workspace) ?? defaults;
    },
    async saveSettings(workspace, saved) {
      await open();
      settings.set(workspace, saved);
    },
    async install(workspace) {
      await open();
      return installs.get(workspace);
    },
    async saveInstall(workspace, sealed) {
      await open();
      installs.set(workspace, sealed);
    },
    async forget(workspace) {
      await open();
      settings.delete(workspace);
      installs.delete(workspace);
      for (const held of [posts, schedules]) {
        for (const [id, one] of held) if (one.workspace === workspace) held.delete(id);
      }
    },
    async claimPost(wanted, insisted) {
      await open();
      dropOld();
      const here = [...posts.values()].filter(
        (post) => post.workspace === wanted.workspace && post.channel === wanted.channel,
      );
      const turn = turnOf(here, wanted, insisted, now());
      if (turn.kind !== 'free') return turn;
      const id = randomUUID();
      posts.set(id, { ...wanted, id, at: now() });
      return { kind: 'claimed', id };
    },
    async confirmPost(id, message) {
      await open();
      const post = posts.get(id);
      if (post && message !== undefined) posts.set(id, { ...post, message });
    },
    async releasePost(id) {
      await open();
      posts.delete(id);
    },
    async postsOf(fact) {
      await open();
      return [...posts.values()]
        .filter((post) => post.message !== undefined && post.facts.includes(fact))
        .sort((a, b) => a.at.getTime() - b.at.getTime());
    },
    async postsIn(workspace, channel) {
      await open();
      dropOld();
      return [...posts.values()].filter((post) => post.workspace === workspace && post.channel === channel);
    },
    async schedules() {
      await open();
      return [...schedules.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, schedule]) => schedule);
    },
    async saveSchedule(schedule) {
      await open();
      schedules.set(`${schedule.workspace} ${schedule.channel}`, schedule);
    },
    async dropSchedule(workspace, channel) {
      await open();
      schedules.delete(`${workspace} ${channel}`);
    },
    async countFeedback(fact, reason) {
      await open();
      const key = `${fact} ${reason}`;
      feedback.set(key, { fact, reason, count: (feedback.get(key)?.count ?? 0) + 1 });
    },
    async feedback() {
      await open();
      return [...feedback.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    },
    async firstSight(questionId) {
      await open();
      if (sights.has(questionId)) return false;
      sights.set(questionId, true);
      return true;
    },
    ping: open,
    async close() {
      closed = true;
      settings.clear();
      installs.clear();
      sights.clear();
      posts.clear();
      schedules.clear();
      feedback.clear();
    },
  };
}
