import { readFileSync } from 'node:fs';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { factId } from '../../src/facts/schema/values.ts';
import { openFile } from '../../src/store/libsql.ts';
import { MIGRATIONS, migrate } from '../../src/store/tables.ts';
import { newPath, openAt, rowsOf } from './file.ts';

const A = factId.parse('norvane.letter');

describe('versions of the tables', () => {
  it('brings an older one up and loses nothing', async () => {
    const path = newPath();
    const engine = await openFile(path);
    await migrate(engine, MIGRATIONS.slice(0, 1));
    await engine.db
      .insertInto('settings')
      .values({ workspace: 'slack:T1', settings: '{"language":"es"}' })
      .execute();
    await engine.close();
    const store = openAt(path);
    expect(await store.settings('slack:T1')).toMatchObject({ language: 'es' });
    await store.countFeedback(A, 'wrong');
    expect(await store.feedback()).toHaveLength(1);
    await store.close();
    expect(rowsOf(path, 'select version from receipts_schema')).toEqual([{ version: MIGRATIONS.length }]);
  });

  it('undoes a step that fails, whole', async () => {
    const path = newPath();
    const engine = await openFile(path);
    const failing = [...MIGRATIONS.slice(0, 1), ['create table fine (a text)', 'no sql']];
    await expect(migrate(engine, failing)).rejects.toThrow('syntax error');
    await engine.close();
    expect(rowsOf(path, 'select name from sqlite_master')).toEqual([]);
  });

  it('refuses a newer one, says so, and changes nothing', async () => {
    const path = newPath();
    const store = openAt(path);
    await store.saveSettings('slack:T1', DEFAULT_SETTINGS);
    await store.close();
    const database = new Libsql(path);
    database.exec('update receipts_schema set version = 99; pragma wal_checkpoint(truncate)');
    database.close();
    const before = readFileSync(path);
    const older = openAt(path);
    await expect(older.ping()).rejects.toMatchObject({
      code: 'store_down',
      message: expect.stringContaining('99'),
      hint: expect.stringContaining('newer version'),
    });
    await older.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
