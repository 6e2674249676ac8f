import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';

const DAY = 24 * 60 * 60 * 1000;
const spanish: Settings = { ...DEFAULT_SETTINGS, language: 'es' };

/** What every store does. `open` gives an empty store that answers `defaults` and reads the time from `now`. */
export function storeConformance(
  open: (defaults: Settings, now: () => Date) => Store,
  defaults: Settings = { ...DEFAULT_SETTINGS, audience: 'asker' },
): void {
  let time = Date.UTC(2026, 10, 22);
  let store: Store;
  beforeEach(() => {
    time = Date.UTC(2026, 10, 22);
    store = open(defaults, () => new Date(time));
  });

  describe('settings', () => {
    it('gives the defaults where nothing was saved', async () => {
      expect(await store.settings('slack:T1')).toEqual(defaults);
    });

    it('keeps what one workspace saved, and only there', async () => {
      await store.saveSettings('slack:T1', spanish);
      expect(await store.settings('slack:T1')).toEqual(spanish);
      expect(await store.settings('slack:T2')).toEqual(defaults);
    });
  });

  describe('installs', () => {
    it('gives back what was sealed', async () => {
      expect(await store.install('slack:T1')).toBeUndefined();
      await store.saveInstall('slack:T1', 'sealed');
      expect(await store.install('slack:T1')).toBe('sealed');
      expect(await store.install('slack:T2')).toBeUndefined();
    });
  });

  it('forgets a workspace whole and leaves the others', async () => {
    await store.saveSettings('slack:T1', spanish);
    await store.saveSettings('slack:T2', spanish);
    await store.saveInstall('slack:T1', 'sealed');
    await store.forget('slack:T1');
    expect(await store.settings('slack:T1')).toEqual(defaults);
    expect(await store.install('slack:T1')).toBeUndefined();
    expect(await store.settings('slack:T2')).toEqual(spanish);
  });

  describe('firstSight', () => {
    it('is true once in 24 hours', async () => {
      expect(await store.firstSight('Ev1')).toBe(true);
      expect(await store.firstSight('Ev1')).toBe(false);
      expect(await store.firstSight('Ev2')).toBe(true);
      time += DAY - 1000;
      expect(await store.firstSight('Ev1')).toBe(false);
      time += 2000;
      expect(await store.firstSight('Ev1')).toBe(true);
    });

    it('lets one of two at the same moment through', async () => {
      const both = await Promise.all([store.firstSight('Ev1'), store.firstSight('Ev1')]);
      expect(both.sort()).toEqual([false, true]);
    });
  });

  it('answers a ping while open', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('rejects everything with store_down once closed, and closes twice', async () => {
    await store.close();
    await store.close();
    const calls = [
      store.settings('slack:T1'),
      store.saveSettings('slack:T1', spanish),
      store.install('slack:T1'),
      store.saveInstall('slack:T1', 'sealed'),
      store.forget('slack:T1'),
      store.firstSight('Ev1'),
      store.ping(),
    ];
    for (const call of calls)
      await expect(call).rejects.toMatchObject({ name: 'BotError', code: 'store_down' });
  });
}
