import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { POST_AGAIN } from '../../src/core/posting.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { A, card, newPath, openAndClose, openAt, rowsOf, START } from './places.ts';

describe('file:', () => {
  it('is made at its first use, for this user alone, and so is its folder', async () => {
    const path = newPath();
    const store = openAt(`file:${path}`);
    expect(existsSync(dirname(path))).toBe(false);
    await store.ping();
    const mode = (file: string): number => statSync(file).mode & 0o777;
    expect(mode(dirname(path))).toBe(0o700);
    const files = readdirSync(dirname(path));
    expect(files).toContain('receipts.db-wal');
    for (const file of files) expect(mode(join(dirname(path), file))).toBe(0o600);
  });

  it('is whole in its one file once it was closed', async () => {
    const path = newPath();
    const store = openAt(`file:${path}`);
    await store.saveSettings('slack:T1', { ...DEFAULT_SETTINGS, language: 'es' });
    await store.close();
    const copy = join(dirname(path), 'copy.db');
    writeFileSync(copy, readFileSync(path));
    const again = openAt(`file:${copy}`);
    expect(await again.settings('slack:T1')).toMatchObject({ language: 'es' });
  });

  it('holds no id of an event in clear', async () => {
    const path = newPath();
    const store = openAt(`file:${path}`);
    await store.firstSight('slack C0SECRET 1790000000.000100');
    await store.close();
    expect(rowsOf(path, 'select id from sights')).toEqual([{ id: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) }]);
    expect(readFileSync(path).includes('C0SECRET')).toBe(false);
  });

  it('drops what has had its day, and keeps what can be edited', async () => {
    const path = newPath();
    let time = START;
    const now = () => new Date(time);
    const store = openAt(`file:${path}`, now);
    await store.firstSight('Ev1');
    await store.claimPost(card([A]), false);
    const kept = await store.claimPost(card([A], { channel: 'C2' }), false);
    if (kept.kind === 'claimed') await store.confirmPost(kept.id, 'm1');
    await store.close();
    const count = () => ['sights', 'posts', 'shown'].map((table) => rowsOf(path, `select * from ${table}`).length);
    time += POST_AGAIN;
    await openAndClose(path, now);
    expect(count()).toEqual([1, 2, 2]);
    time += 1;
    await openAndClose(path, now);
    expect(count()).toEqual([0, 1, 1]);
  });

  it('bounds the ids of events that it holds', async () => {
    const path = newPath();
    await openAndClose(path);
    const database = new Libsql(path);
    const now = Date.now();
    database.exec('begin');
    const insert = database.prepare('insert into sights (id, at) values (?, ?)');
    for (let i = 0; i < 100_500; i++) insert.run(`old ${i}`, now - i - 1);
    database.exec('commit');
    database.close();
    const store = openAt(`file:${path}`);
    await store.firstSight('Ev1');
    expect(rowsOf(path, 'select count(*) as n from sights')).toEqual([{ n: 100_002 }]);
    expect(rowsOf(path, "select id from sights where id in ('old 100000', 'old 100001')")).toEqual([
      { id: 'old 100000' },
    ]);
  });
});

describe('a file that can’t be used', () => {
  async function refusal(path: string): Promise<BotError> {
    const store = openAt(`file:${path}`);
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
    const store = openAt(`file:${path}`);
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

describe('settings in a row that this version did not write', () => {
  const operator: Settings = { ...DEFAULT_SETTINGS, language: 'es', audience: 'asker' };
  async function read(row: string): Promise<{ read: Settings; saved: unknown }> {
    const path = newPath();
    await openAndClose(path);
    const database = new Libsql(path);
    database.prepare('insert into settings values (?, ?)').run('slack:T1', row);
    database.close();
    const store = openAt(`file:${path}`, undefined, operator);
    const settings = await store.settings('slack:T1');
    expect(rowsOf(path, 'select settings from settings')).toEqual([{ settings: row }]);
    await store.saveSettings('slack:T1', DEFAULT_SETTINGS);
    const [saved] = rowsOf(path, 'select settings from settings');
    await store.close();
    return { read: settings, saved };
  }

  it.each(['', 'no json', 'null', '[]', '7', '{"language":7,"packs":{},"paused":"x"}'])(
    'gives the defaults for %j and leaves it there until somebody saves',
    async (row) => {
      expect((await read(row)).read).toEqual(operator);
    },
  );

  it('fills up what an older version did not know, field by field', async () => {
    const { read: settings } = await read('{"language":"en","posting":"admins","audience":"nobody"}');
    expect(settings).toEqual({ ...operator, language: 'en', posting: 'admins' });
  });

  it('keeps the fields of a newer version through a save', async () => {
    const { saved } = await read('{"schedule":["monday"],"language":"en"}');
    expect(saved).toEqual({ settings: JSON.stringify({ schedule: ['monday'], ...DEFAULT_SETTINGS }) });
  });
});
