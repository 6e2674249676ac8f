import { LRUCache } from 'lru-cache';
import { BotError } from '../core/errors.ts';
import type { Settings, Store } from '../core/ports.ts';
import type { WorkspaceId } from '../core/question.ts';

/** How long an event's id is remembered: Slack repeats an event within hours, Discord within minutes. */
const SIGHT_MS = 24 * 60 * 60 * 1000;
/** Ids remembered at most, the oldest go first: about 10 MB, more than a day's questions of any workspace. */
const SIGHTS = 100_000;

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
  let closed = false;
  // Async, so that a closed store rejects and never throws in the caller's face.
  const open = async (): Promise<void> => {
    if (closed)
      throw new BotError('store_down', 'The store is closed.', 'The bot is stopping; start it again.');
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
    },
  };
}
