import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { openStore } from '../../src/store/index.ts';
import { newPath, openAndClose, rowsOf } from './file.ts';

describe('settings in a row that this version did not write', () => {
  const operator: Settings = { ...DEFAULT_SETTINGS, language: 'es', audience: 'asker' };
  async function read(row: string): Promise<{ read: Settings; saved: unknown }> {
    const path = newPath();
    await openAndClose(path);
    const database = new Libsql(path);
    database.prepare('insert into settings values (?, ?)').run('slack:T1', row);
    database.close();
    const store = openStore(`file:${path}`, operator);
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
