import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectStore } from '../../../editor/doctor/inspect-store.ts';
import { openFile } from '../../../src/store/libsql.ts';
import { MIGRATIONS, migrate } from '../../../src/store/tables.ts';
import { newPath, openAndClose, rowsOf } from '../../store/file.ts';

describe('looking at a store', () => {
  it('makes nothing where there is none yet', async () => {
    const path = newPath();
    expect(await inspectStore(`file:${path}`)).toMatchObject({ kind: 'none-yet' });
    expect(existsSync(dirname(path))).toBe(false);
    expect(await inspectStore('memory:')).toEqual({ kind: 'memory' });
  });

  it('tells its version, and leaves an older one as it is', async () => {
    const path = newPath();
    await openAndClose(path);
    const newest = MIGRATIONS.length;
    expect(await inspectStore(`file:${path}`)).toMatchObject({ kind: 'file', found: newest, newest });

    const older = newPath();
    const engine = await openFile(older);
    await migrate(engine, MIGRATIONS.slice(0, 1));
    await engine.close();
    expect(await inspectStore(`file:${older}`)).toMatchObject({ found: 1, newest });
    expect(readdirSync(dirname(older)).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(['receipts.db']);
    expect(rowsOf(older, 'select version from receipts_schema')).toEqual([{ version: 1 }]);
  });

  it('finds an empty file usable, and leaves it empty', async () => {
    const path = newPath();
    mkdirSync(dirname(path));
    writeFileSync(path, '');
    expect(await inspectStore(`file:${path}`)).toMatchObject({ kind: 'file', found: 0 });
    expect(rowsOf(path, "select name from sqlite_master where type = 'table'")).toEqual([]);
  });

  it('says what is wrong as opening does', async () => {
    const path = newPath();
    mkdirSync(dirname(path));
    writeFileSync(path, 'Dear all, '.repeat(500));
    await expect(inspectStore(`file:${path}`)).rejects.toMatchObject({ code: 'store_down' });
    await expect(inspectStore(`file:${path}/below/it.db`)).rejects.toMatchObject({ code: 'store_down' });
    const nobody = 'postgres://bot:hunter2hunter2@127.0.0.1:1/receipts';
    const refused = inspectStore(nobody);
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('does not answer') });
    await expect(refused).rejects.not.toThrow('hunter2');
  });
});

const url = process.env['TEST_POSTGRES_URL'] ?? '';
it.skipIf(url === '')('looks at a Postgres database (with TEST_POSTGRES_URL)', async () => {
  expect(await inspectStore(url)).toMatchObject({ kind: 'database', newest: MIGRATIONS.length });
});
