import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { MIGRATIONS, migrate } from '../../src/store/tables.ts';
import { type Place, storeConformance } from './conformance.ts';

const url = process.env['TEST_POSTGRES_URL'] ?? '';

async function run(...statements: readonly string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** A schema of its own in the test's database. */
async function place(): Promise<Place & { readonly url: string; readonly schema: string }> {
  const schema = `receipts_${randomUUID().replaceAll('-', '')}`;
  await run(`create schema ${schema}`);
  const address = new URL(url);
  address.searchParams.set('options', `-c search_path=${schema}`);
  return {
    url: address.href,
    schema,
    open: (defaults, now) => openStore(address.href, defaults, now),
    clear: async () => void (await run(`drop schema ${schema} cascade`)),
  };
}

describe.skipIf(url === '')('postgres: (with TEST_POSTGRES_URL)', () => {
  storeConformance(place, { lasts: true });

  it('is made once by many that start at the same moment', async () => {
    const here = await place();
    const stores = Array.from({ length: 4 }, () => here.open(DEFAULT_SETTINGS, () => new Date()));
    await Promise.all(stores.map((store) => store.ping()));
    for (const store of stores) await store.close();
    expect(await run(`select version from ${here.schema}.receipts_schema`)).toEqual([
      { version: MIGRATIONS.length },
    ]);
    await here.clear();
  });

  it('brings an older version up, and refuses a newer one', async () => {
    const here = await place();
    const engine = openPostgres(here.url);
    await migrate(engine, MIGRATIONS.slice(0, 1));
    await engine.db
      .insertInto('settings')
      .values({ workspace: 'slack:T1', settings: '{"language":"es"}' })
      .execute();
    await engine.close();
    const store = here.open(DEFAULT_SETTINGS, () => new Date());
    expect(await store.settings('slack:T1')).toMatchObject({ language: 'es' });
    expect(await store.feedback()).toEqual([]);
    await store.close();
    await run(`update ${here.schema}.receipts_schema set version = 99`);
    const older = here.open(DEFAULT_SETTINGS, () => new Date());
    await expect(older.ping()).rejects.toMatchObject({
      code: 'store_down',
      message: expect.stringContaining('99'),
    });
    await older.close();
    await here.clear();
  });

  it('leaves the tables of another program as they are', async () => {
    const here = await place();
    await run(`create table ${here.schema}.posts (mine text)`);
    const store = here.open(DEFAULT_SETTINGS, () => new Date());
    await expect(store.ping()).rejects.toMatchObject({
      code: 'store_down',
      message: expect.stringContaining('another program'),
    });
    await store.close();
    expect(
      await run(`select table_name from information_schema.tables where table_schema = '${here.schema}'`),
    ).toEqual([{ table_name: 'posts' }]);
    await here.clear();
  });

  it('comes back by itself after its connections were cut', async () => {
    const here = await place();
    const store = here.open(DEFAULT_SETTINGS, () => new Date());
    await store.saveSettings('slack:T1', { ...DEFAULT_SETTINGS, language: 'es' });
    await run(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'receipts' and datname = current_database()",
    );
    const first = await store.settings('slack:T1').catch((error: unknown) => error);
    if (first instanceof Error) expect(first).toMatchObject({ code: 'store_down' });
    expect(await store.settings('slack:T1')).toMatchObject({ language: 'es' });
    await store.close();
    await here.clear();
  });

  it.each([
    ['a wrong password', { password: 'zq-wrong' }, /user or the password/],
    ['a database that does not exist', { pathname: '/zq-none' }, /does not exist/],
  ])('says what is wrong: %s', async (_, part, message) => {
    const address = Object.assign(new URL(url), part);
    const store = openStore(address.href, DEFAULT_SETTINGS);
    const refused = store.ping();
    await expect(refused).rejects.toMatchObject({
      code: 'store_down',
      message: expect.stringMatching(message),
    });
    await expect(refused).rejects.not.toThrow('zq-');
    await store.close();
  });
});

describe('a Postgres that does not answer', () => {
  it('is told as store_down, without its address, and tried again', async () => {
    const store = openStore('postgres://bot:hunter2@127.0.0.1:1/receipts', DEFAULT_SETTINGS);
    for (const call of [store.ping(), store.settings('slack:T1'), store.firstSight('Ev1')]) {
      await expect(call).rejects.toMatchObject({
        code: 'store_down',
        hint: expect.stringContaining('STORE_URL'),
      });
      await expect(call).rejects.not.toThrow(/hunter2|127\.0/);
    }
    await store.close();
  });
});
