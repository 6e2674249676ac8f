import { BotError } from '../core/errors.ts';

/** What every method of a store rejects with. `cause` is for a debugger: it may hold what stood in a row. */
export function storeDown(message: string, hint: string, cause?: unknown): BotError {
  return new BotError('store_down', message, hint, cause);
}

export function storeClosed(): BotError {
  return storeDown('The store is closed.', 'The bot is stopping; start it again.');
}

/** What drivers and Node call the machine-readable part of an error; empty where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
