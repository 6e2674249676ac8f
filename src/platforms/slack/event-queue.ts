import type { Log, Store } from '../../core/ports.ts';
import { PATIENCE_MS, QUIET_MS } from './limits.ts';

/** Which ids were seen before, so that nothing is answered or posted twice. */
export interface EventDedupe {
  /** Counts from when an event comes in, not from the end of what it leads to: a double press meets the first one. */
  isFirst(id: string): Promise<boolean>;
  /** The next event with this id counts as the first. */
  reopen(id: string): void;
}

/** Ids at most that were reopened and have not come again; the oldest go first. */
const REOPENED = 1_000;

/** The store knows what was seen; what was reopened is known here, and forgotten at a restart. */
export function createEventDedupe(store: Store, log: Log): EventDedupe {
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

/** Lets acknowledgements go before answers. Each caller says by its call that something was acknowledged, and waits for
    its turn to answer, in the order of the calls: one in a turn of the event loop, and none before nothing more came in
    for QUIET_MS; where it never gets quiet, one every PATIENCE_MS. An answer takes some milliseconds in which nothing
    else runs, and Slack gives 3 s for an acknowledgement but 30 minutes for an answer. `now`: milliseconds. */
export function createAnswerQueue(now: () => number = () => performance.now()): () => Promise<void> {
  let latest = Number.NEGATIVE_INFINITY;
  let last = Promise.resolve();

  async function quiet(): Promise<void> {
    const since = now();
    await loopTurn();
    while (now() - latest < QUIET_MS && now() - since < PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      // Timers that are due run one after the other; what has come in is read only after them.
      await loopTurn();
    }
  }

  return () => {
    latest = now();
    last = last.then(quiet);
    return last;
  };
}

function loopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
