import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Libsql from 'libsql';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { newTask } from '../../src/core/tasks.ts';
import { A, card, daily, newPath, openAt, rowsOf, START } from './places.ts';

describe('a file that is open', () => {
  it.each(['receipts.db', 'receipts.db-wal'])(
    'notices that its %s was deleted or replaced while it is open, and takes nothing more',
    async (name) => {
      const path = newPath();
      const store = openAt(`file:${path}`);
      await store.saveSettings('slack:T1', DEFAULT_SETTINGS);
      const file = join(dirname(path), name);
      const gone = { code: 'store_down', message: expect.stringContaining('deleted or replaced') };
      rmSync(file);
      await expect(store.ping()).rejects.toMatchObject(gone);
      await expect(store.saveSettings('slack:T1', DEFAULT_SETTINGS)).rejects.toMatchObject(gone);
      writeFileSync(file, '');
      await expect(store.ping()).rejects.toMatchObject(gone);
    },
  );

  it('answers a ping only while it can be written', async () => {
    const path = newPath();
    const store = openAt(`file:${path}`);
    await store.ping();
    const before = statSync(`${path}-wal`).size;
    await store.ping();
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(before);
    rowsOf(path, "create trigger full before insert on sights begin select raise(fail, 'full'); end");
    await expect(store.ping()).rejects.toMatchObject({ code: 'store_down' });
    expect(await store.settings('slack:T1')).toEqual(DEFAULT_SETTINGS);
  });

  it('holds no byte of a workspace that was forgotten, among others that stay, also while another process reads', async () => {
    const path = newPath();
    const store = openAt(`file:${path}`, () => new Date(START));
    const bytes = () =>
      readdirSync(dirname(path))
        .map((file) => readFileSync(join(dirname(path), file)).toString('latin1'))
        .join('');
    const [gone, kept] = ['slack:TCANARY', 'slack:TSTAYS'] as const;
    for (let at = 0; at < 60; at++) {
      for (const workspace of [gone, kept]) {
        const channel = `C${workspace === gone ? 'CANARY' : 'STAYS'}${at}`;
        await store.saveSchedule(daily({ workspace, channel }));
        const due = new Date(START + 86_400_000);
        await store.addTask(newTask('schedule', { workspace, channel }, due));
        const claim = await store.claimPost(card([A], { workspace, channel }), false);
        if (claim.kind === 'claimed') await store.confirmPost(claim.id, `${channel}.CANARY`.slice(0, 20));
      }
      await store.saveSettings(at % 2 === 0 ? gone : kept, DEFAULT_SETTINGS);
    }
    expect(bytes().split('CANARY').length).toBeGreaterThan(300);
    for (let at = 0; at < 60; at++) await store.dropSchedule(gone, `CCANARY${at}`);
    const reader = new Libsql(path);
    onTestFinished(() => void reader.close());
    reader.exec('begin');
    reader.prepare('select count(*) from posts').all();
    await store.forget(gone);
    expect(bytes()).toContain('CCANARY');
    reader.exec('commit');
    await vi.waitFor(() => expect(bytes().match(/TCANARY|CCANARY/g)).toBeNull(), { timeout: 20_000 });
    expect(bytes()).toContain('CSTAYS59');
  });
});
