import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { LASTING, openAt, POSTGRES, Scene } from './places.ts';

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
      expect(open).toThrow(expect.objectContaining({ code: 'bad_config', hint: expect.stringContaining(kind) }));
    }
    expect(open).not.toThrow(/hunter2/);
    expect(open).toThrow(/STORE_URL/);
  });

  it('takes an address without touching it', async () => {
    const store = openStore('postgres://bot:hunter2@127.0.0.1:1/receipts', DEFAULT_SETTINGS);
    await expect(store.close()).resolves.toBeUndefined();
  });
});

it('memory: keeps what it is told, in no file and for no other store', async () => {
  const [one, other] = [openAt('memory:'), openAt('memory:')];
  await one.saveSettings('slack:T1', { ...DEFAULT_SETTINGS, language: 'es' });
  expect(await one.settings('slack:T1')).toMatchObject({ language: 'es' });
  expect(await other.settings('slack:T1')).toEqual(DEFAULT_SETTINGS);
  expect(existsSync(':memory:')).toBe(false);
});

describe.each(LASTING.slice(1))('%s', (_, make) => {
  const scene = new Scene(make);

  it('comes back by itself after its connections were cut', async () => {
    const { store } = scene;
    await store.saveSettings('slack:T1', { ...DEFAULT_SETTINGS, language: 'es' });
    await scene.place.rows(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'receipts' and datname = current_database()",
    );
    // Each of the few connections that were open may fail one query.
    await vi.waitFor(async () => {
      const settings = await store.settings('slack:T1').catch((error: unknown) => error);
      if (settings instanceof Error) expect(settings).toMatchObject({ code: 'store_down' });
      expect(settings).toMatchObject({ language: 'es' });
    });
  });

  it.each([
    ['a wrong password', { password: 'zq-wrong' }, /user or the password/],
    ['a database that does not exist', { pathname: '/zq-none' }, /does not exist/],
  ])('says what is wrong: %s', async (_, part, message) => {
    const address = Object.assign(new URL(POSTGRES), part);
    const store = openAt(address.href);
    const refused = store.ping();
    await expect(refused).rejects.toMatchObject({
      code: 'store_down',
      message: expect.stringMatching(message),
    });
    await expect(refused).rejects.not.toThrow('zq-');
  });
});

describe('a Postgres that does not answer', () => {
  it('is told as store_down, without its address, and tried again', async () => {
    const store = openAt('postgres://bot:hunter2@127.0.0.1:1/receipts');
    for (const call of [store.ping(), store.settings('slack:T1'), store.firstSight('Ev1')]) {
      await expect(call).rejects.toMatchObject({
        code: 'store_down',
        hint: expect.stringContaining('STORE_URL'),
      });
      await expect(call).rejects.not.toThrow(/hunter2|127\.0/);
    }
  });
});
