import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';

describe('openStore', () => {
  it.each([
    'mysql://bot:hunter2@db/receipts',
    'postgres://bot:hunter2@[/receipts',
    'postgres:receipts',
    'file:',
    'file://host/receipts.db',
    'memory',
    './receipts.db',
  ])('refuses %s, says what is possible, and repeats no password', (url) => {
    const open = () => openStore(url, DEFAULT_SETTINGS);
    for (const kind of ['"memory:"', '"file:"', '"postgres:']) {
      expect(open).toThrow(
        expect.objectContaining({ code: 'bad_config', hint: expect.stringContaining(kind) }),
      );
    }
    expect(open).not.toThrow(/hunter2/);
    expect(open).toThrow(/STORE_URL/);
  });

  it('takes an address without touching it', async () => {
    const store = openStore('postgres://bot:hunter2@127.0.0.1:1/receipts', DEFAULT_SETTINGS);
    await expect(store.close()).resolves.toBeUndefined();
  });
});
