import { setTimeout as after } from 'node:timers/promises';

/** An answer takes this long at first guess, in milliseconds; then as long as they took lately. */
const GUESS = 20;
/** Whoever would wait longer than this, in milliseconds, is to be told at once that an answer will come. */
const FAR = 1_000;
/** One that waits for something, and not for the processor, keeps the next one waiting no longer than this. */
const PATIENCE = 100;
/** The next answer waits this long, in milliseconds, for those who are being told that theirs will come. */
const MANNERS = 250;

/** `far`: whether it may come too late to be the first response. */
export interface Turn<Result> {
  readonly far: boolean;
  readonly result: Promise<Result>;
}

export interface Turns {
  take<Result>(work: () => Promise<Result>): Turn<Result>;
  /** What must go out before the next answer is made. */
  first<Result>(sending: Promise<Result>): Promise<Result>;
}

/** Makes answers one by one, and lets what comes in and what must go out pass between: an answer takes milliseconds in
    which nothing else runs, and Discord gives 3 s for a first response. */
export function createTurns(): Turns {
  let waiting = 0;
  let sending = 0;
  let cost = GUESS;
  let last: Promise<unknown> = Promise.resolve();

  async function make<Result>(work: () => Promise<Result>): Promise<Result> {
    await new Promise((resolve) => setImmediate(resolve));
    const began = performance.now();
    while (sending > 0 && performance.now() - began < MANNERS) await after(5);
    const since = performance.now();
    try {
      return await work();
    } finally {
      waiting -= 1;
      cost += (Math.min(performance.now() - since, FAR) - cost) / 8;
    }
  }

  return {
    take(work) {
      const far = waiting * cost > FAR;
      waiting += 1;
      const result = last.then(() => make(work));
      const settled = result.catch(() => undefined);
      last = last.then(() => Promise.race([settled, after(PATIENCE + (sending > 0 ? MANNERS : 0))]));
      return { far, result };
    },
    first(work) {
      sending += 1;
      return work.finally(() => {
        sending -= 1;
      });
    },
  };
}
