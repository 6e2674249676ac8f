import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Conversations, Shown } from './ports.ts';

/** How long it is known what was shown last, in milliseconds. */
const KEPT = 15 * 60_000;
/** Conversations at most; the one that nobody used for longest goes first. */
const MOST = 10_000;

/** In this process's memory alone. A conversation is known by a hash with a key that is made anew at every start: who
    reads the memory finds ids of facts and of what they are about, and nothing of people, places or words. */
export function createConversations(
  { now, most = MOST }: { readonly now: () => number; readonly most?: number } = { now: Date.now },
): Conversations {
  const key = randomBytes(32);
  const kept = new LRUCache<string, Shown>({ max: most, ttl: KEPT, ttlResolution: 0, perf: { now } });
  const nameOf = (place: string): string => createHmac('sha256', key).update(place).digest('base64');
  return { last: (place) => kept.get(nameOf(place)), showed: (place, shown) => void kept.set(nameOf(place), shown) };
}
