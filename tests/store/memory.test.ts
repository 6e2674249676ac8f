import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { storeConformance } from './conformance.ts';

const defaults: Settings = { ...DEFAULT_SETTINGS, audience: 'asker' };

describe('memory:', () => {
  storeConformance((settings, now) => openStore('memory:', settings, now));

  it('holds 100,000 ids and lets the oldest go', async () => {
    const store = openStore('memory:', defaults);
    for (let i = 0; i <= 100_000; i++) await store.firstSight(`Ev${i}`);
    expect(await store.firstSight('Ev100000')).toBe(false);
    expect(await store.firstSight('Ev1')).toBe(false);
    expect(await store.firstSight('Ev0')).toBe(true);
  });
});

describe('openStore', () => {
  it('refuses a store it does not have, says what is possible, and repeats no password', () => {
    const open = () => openStore('postgres://bot:hunter2@db/receipts', defaults);
    expect(open).toThrow(
      expect.objectContaining({ code: 'bad_config', hint: expect.stringContaining('"memory:"') }),
    );
    expect(open).not.toThrow(/hunter2/);
    expect(open).toThrow(/STORE_URL/);
  });
});
