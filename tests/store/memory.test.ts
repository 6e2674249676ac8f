import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { storeConformance } from './conformance.ts';

describe('memory:', () => {
  storeConformance(
    async () => ({
      open: (settings, now) => openStore('memory:', settings, now),
      clear: async () => {},
    }),
    { lasts: false },
  );

  it('holds 100,000 ids and lets the oldest go', async () => {
    const store = openStore('memory:', DEFAULT_SETTINGS);
    for (let i = 0; i <= 100_000; i++) await store.firstSight(`Ev${i}`);
    expect(await store.firstSight('Ev100000')).toBe(false);
    expect(await store.firstSight('Ev1')).toBe(false);
    expect(await store.firstSight('Ev0')).toBe(true);
  });
});
