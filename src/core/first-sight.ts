import type { Log, Store } from './ports.ts';

/** Whether an event comes for the first time: platforms deliver some twice. Counts from when it comes in, not from the end
    of what it leads to. */
export async function isFirst(
  id: string,
  platform: string,
  { store, log }: { readonly store: Pick<Store, 'firstSight'>; readonly log: Log },
): Promise<boolean> {
  try {
    return await store.firstSight(id);
  } catch {
    // With the store down, twice is better than never.
    log.warn('deduplication off', { platform, code: 'store_down' });
    return true;
  }
}
