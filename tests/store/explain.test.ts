import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { factId } from '../../src/facts/schema/values.ts';
import { newPath, openAndClose, openAt, rowsOf } from './file.ts';

const A = factId.parse('norvane.letter');

describe('a file that can’t be used', () => {
  async function refusal(path: string): Promise<BotError> {
    const store = openAt(path);
    const error: unknown = await store.ping().catch((thrown: unknown) => thrown);
    await store.close();
    if (!(error instanceof BotError)) throw new Error('it was not refused');
    expect(error).toMatchObject({ code: 'store_down', message: expect.stringContaining(path) });
    expect(error.hint).toMatch(/^[A-Z].*\.$/);
    return error;
  }

  it('is left as it is when it is no database', async () => {
    const path = newPath();
    mkdirSync(dirname(path));
    writeFileSync(path, 'Dear all, '.repeat(500));
    expect((await refusal(path)).message).toContain('damaged, or no database');
    expect(readFileSync(path, 'utf8')).toBe('Dear all, '.repeat(500));
    expect(readdirSync(dirname(path))).toEqual(['receipts.db']);
  });

  it('is left as it is when a page of it is damaged', async () => {
    const path = newPath();
    await openAndClose(path);
    const bytes = readFileSync(path).fill(0x5a, 4096 * 3, 4096 * 4);
    writeFileSync(path, bytes);
    expect((await refusal(path)).message).toContain('damaged, or no database');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('is left as it is when another program keeps its own tables there', async () => {
    const path = newPath();
    mkdirSync(dirname(path));
    const database = new Libsql(path);
    database.exec("create table settings (mine text); insert into settings values ('kept')");
    database.close();
    expect((await refusal(path)).message).toContain('another program');
    expect(rowsOf(path, 'select * from settings')).toEqual([{ mine: 'kept' }]);
    expect(rowsOf(path, 'select name from sqlite_master')).toEqual([{ name: 'settings' }]);
  });

  it('is a folder, or lies below a file or a link to nowhere', async () => {
    const path = newPath();
    expect((await refusal(dirname(dirname(path)))).message).toContain('opened and written');
    writeFileSync(dirname(path), '');
    expect((await refusal(path)).message).toContain('opened and written');
    const link = newPath();
    symlinkSync('/nowhere/at-all', dirname(link));
    expect((await refusal(link)).message).toContain('opened and written');
  });

  it('is waited for while another program writes, and used again afterwards', async () => {
    const path = newPath();
    await openAndClose(path);
    const other = new Libsql(path);
    other.exec('begin immediate');
    const store = openAt(path);
    const locked = await store.countFeedback(A, 'wrong').catch((thrown: unknown) => thrown);
    expect(locked).toMatchObject({ code: 'store_down', message: expect.stringContaining('locked') });
    const waiting = store.countFeedback(A, 'wrong');
    let looked = 0;
    const look = setInterval(() => {
      looked += 1;
    }, 5);
    setTimeout(() => other.exec('commit'), 200);
    await waiting;
    clearInterval(look);
    expect(looked).toBeGreaterThan(5);
    expect(await store.feedback()).toEqual([{ fact: A, reason: 'wrong', count: 1 }]);
    await store.close();
    other.close();
  });
});
