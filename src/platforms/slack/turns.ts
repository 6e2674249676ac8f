import { PATIENCE_MS, QUIET_MS } from './limits.ts';

/** Lets acknowledgements go before answers. Each caller says by its call that something was acknowledged, and waits for
    its turn to answer, in the order of the calls: one in a turn of the event loop, and none before nothing more came in
    for QUIET_MS; where it never gets quiet, one every PATIENCE_MS. An answer takes some milliseconds in which nothing
    else runs, and Slack gives 3 s for an acknowledgement but 30 minutes for an answer. `now`: milliseconds. */
export function quietTurns(now: () => number = () => performance.now()): () => Promise<void> {
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
