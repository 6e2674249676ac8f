import { BotError } from '../src/core/errors.ts';
import type { Feedback } from '../src/core/fact.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { openStore } from '../src/store/index.ts';
import { columns } from './opened.ts';

/** Most often first. Rejects with BotError `bad_config` for a store that a running bot shows to nobody, and `store_down`. */
export async function feedbackIn(storeUrl: string): Promise<Feedback[]> {
  if (storeUrl === 'memory:') {
    const says = 'STORE_URL is "memory:": the bot keeps feedback to itself and forgets it when it stops.';
    const hint = 'Set STORE_URL to a file or a database, for the bot and for this command alike.';
    throw new BotError('bad_config', says, hint);
  }
  const store = openStore(storeUrl, DEFAULT_SETTINGS);
  try {
    return [...(await store.feedback())].sort((a, b) => b.count - a.count);
  } finally {
    await store.close();
  }
}

export function formatFeedback(counted: readonly Feedback[]): string {
  if (counted.length === 0) return 'Nobody has said that anything is wrong.';
  return columns(counted.map(({ fact, reason, count }) => [fact, reason, String(count)]));
}
