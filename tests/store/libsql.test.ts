import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { POST_AGAIN } from '../../src/core/posting.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { factId } from '../../src/facts/schema/values.ts';
import { openStore } from '../../src/store/index.ts';
import { storeConformance } from './conformance.ts';
import { newPath, openAndClose, openAt, rowsOf } from './file.ts';

const A = factId.parse('norvane.letter');
const card = {
  workspace: 'slack:T1',
  channel: 'C1',
  call: { command: 'fact', text: A },
  facts: [A],
  language: 'en',
} as const;

describe('file:', () => {
  storeConformance(
    async () => {
      const path = newPath();
      return {
        open: (settings, now) => openStore(`file:${path}`, settings, now),
        clear: async () => {},
      };
    },
    { lasts: true },
  );

  it('is made at its first use, for this user alone, and so is its folder', async () => {
    const path = newPath();
    const store = openAt(path);
    expect(existsSync(dirname(path))).toBe(false);
    await store.ping();
    const mode = (file: string): number => statSync(file).mode & 0o777;
    expect(mode(dirname(path))).toBe(0o700);
    const files = readdirSync(dirname(path));
    expect(files).toContain('receipts.db-wal');
    for (const file of files) expect(mode(join(dirname(path), file))).toBe(0o600);
    await store.close();
  });

  it('is whole in its one file once it was closed', async () => {
    const path = newPath();
    const store = openAt(path);
    await store.saveSettings('slack:T1', { ...DEFAULT_SETTINGS, language: 'es' });
    await store.close();
    const copy = join(dirname(path), 'copy.db');
    writeFileSync(copy, readFileSync(path));
    const again = openAt(copy);
    expect(await again.settings('slack:T1')).toMatchObject({ language: 'es' });
    await again.close();
  });

  it('holds no id of an event in clear', async () => {
    const path = newPath();
    const store = openAt(path);
    await store.firstSight('slack C0SECRET 1790000000.000100');
    await store.close();
    expect(rowsOf(path, 'select id from sights')).toEqual([
      { id: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/) },
    ]);
    expect(readFileSync(path).includes('C0SECRET')).toBe(false);
  });

  it('drops what has had its day, and keeps what can be edited', async () => {
    const path = newPath();
    let time = Date.UTC(2026, 10, 22);
    const now = () => new Date(time);
    const store = openAt(path, now);
    await store.firstSight('Ev1');
    await store.claimPost(card, false);
    const kept = await store.claimPost({ ...card, channel: 'C2' }, false);
    if (kept.kind === 'claimed') await store.confirmPost(kept.id, 'm1');
    await store.close();
    const count = () =>
      ['sights', 'posts', 'shown'].map((table) => rowsOf(path, `select * from ${table}`).length);
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
    const store = openAt(path);
    await store.firstSight('Ev1');
    expect(rowsOf(path, 'select count(*) as n from sights')).toEqual([{ n: 100_002 }]);
    expect(rowsOf(path, "select id from sights where id in ('old 100000', 'old 100001')")).toEqual([
      { id: 'old 100000' },
    ]);
    await store.close();
  });
});
