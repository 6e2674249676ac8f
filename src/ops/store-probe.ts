import { setTimeout as pause } from 'node:timers/promises';
import { BotError } from '../core/errors.ts';
import type { Log, Store } from '../core/ports.ts';
import { repeat } from '../core/repeat.ts';

/** How long the store may take to be written, in milliseconds. */
const STORE = 1_000;
/** How often it is tried whether it can be, in milliseconds. */
const LOOK = 15_000;

/** Whether the store can be written in time; one question to it at a time, for all who ask. */
export function probeOf(store: Pick<Store, 'ping'>, limit: number = STORE): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined;
  return () => {
    asking ??= Promise.race([
      store.ping().then(
        () => true,
        () => false,
      ),
      pause(limit, false, { ref: false }),
    ]).finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

/** Says once when the store can't be written any more, with what to do, and once when it can again. */
export function watchStore(
  store: Pick<Store, 'ping'>,
  { log, announce }: { readonly log: Log; announce(line: string): void },
  every: number = LOOK,
): { stop(): Promise<void> } {
  let told: string | undefined;
  return repeat(async () => {
    try {
      await store.ping();
      if (told !== undefined) announce('The store can be written again.');
      told = undefined;
    } catch (error) {
      const [message, hint] = error instanceof BotError ? [error.message, error.hint] : ['', ''];
      if (told === message) return;
      told = message;
      log.error('store down', error);
      announce(`${message}\n-> ${hint}`);
    }
  }, every);
}
