import type { Log, Store } from '../../core/ports.ts';

/** Which ids were seen before, so that nothing is answered or posted twice. */
export interface Sights {
  /** Counts as a sight from the start, not from the end of what it leads to: a double press meets the first one. */
  isFirst(id: string): Promise<boolean>;
  /** The next sight of this id counts as the first. */
  reopen(id: string): void;
}

/** Ids at most that wait to be seen again; the oldest go first. */
const REOPENED = 1_000;

/** What was seen is the store's to know; what was reopened is known here, and forgotten at a restart. */
export function createSights(store: Store, log: Log): Sights {
  const reopened = new Set<string>();
  return {
    async isFirst(id) {
      if (reopened.delete(id)) return true;
      try {
        return await store.firstSight(id);
      } catch {
        // With the store down, twice is better than never.
        log.warn('slack deduplication off', { platform: 'slack', code: 'store_down' });
        return true;
      }
    },
    reopen(id) {
      reopened.add(id);
      const [oldest] = reopened;
      if (reopened.size > REOPENED && oldest !== undefined) reopened.delete(oldest);
    },
  };
}
