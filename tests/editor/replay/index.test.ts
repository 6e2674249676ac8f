import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../../../editor/replay/index.ts';
import { knowledge } from '../../base.ts';

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

describe('replay', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['slack/command.json', 'slack/mention.json', 'discord/command.json', 'discord/dm.json'])(
    'runs %s through its own adapter and gives what would be sent',
    async (path) => {
      const sent = await replay(fixture(path), knowledge);
      expect(sent.length).toBeGreaterThan(0);
      expect(() => JSON.stringify(sent)).not.toThrow();
      expect(JSON.stringify(sent)).toContain('Norvane');
    },
  );

  it('refuses a file that is no JSON, and one that is not there, saying what to give', async () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, '{"t":');
    for (const path of [file, join(folder, 'none.json')]) {
      await expect(replay(path, knowledge)).rejects.toMatchObject({
        code: 'bad_data',
        hint: expect.stringContaining('tests/fixtures'),
      });
    }
  });
});
