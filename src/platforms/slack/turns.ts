/** Gives out turns of the event loop, one to each caller in the order in which they ask. An answer takes some milliseconds
    in which nothing else runs: with all of them in one turn, an acknowledgement would wait for all; so for one at most. */
export function oneATurn(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
