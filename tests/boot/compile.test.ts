import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/boot/compile.ts';
import { dataFolder, pack } from '../facts/data-folder.ts';
import { newFolder } from '../folders.ts';

/** A data folder that was opened once, and the file that was kept of it. */
async function opened() {
  const dir = dataFolder();
  const kept = newFolder();
  await openSource(dir, kept);
  const [name = ''] = readdirSync(kept);
  return { dir, file: join(kept, name), open: (folder = kept) => openSource(dir, folder) };
}

describe('opening facts from their source', () => {
  it('reads the compiled file again: it is not written a second time', async () => {
    const { file, open } = await opened();
    const before = readFileSync(file);
    expect((await open()).facts.facts.size).toBe(1);
    // It holds when it was made: another would differ.
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('loads the texts when one has changed, and when the compiled file is broken', async () => {
    const { dir, file, open } = await opened();
    writeFileSync(join(dir, 'packs/acme/pack.yaml'), JSON.stringify(pack({ title: 'Another title' })));
    expect([...(await open()).facts.packs.values()][0]?.title).toBe('Another title');
    const whole = readFileSync(file);
    for (const broken of [Buffer.alloc(0), whole.subarray(0, -1)]) {
      writeFileSync(file, broken);
      expect((await open()).facts.facts.size).toBe(1);
      expect(readFileSync(file).length).toBe(whole.length);
    }
  });

  it('works where nothing can be written', async () => {
    const { file, open } = await opened();
    expect((await open(join(file, 'below-a-file'))).facts.facts.size).toBe(1);
  });

  it('refuses broken texts although an older compiled file is there', async () => {
    const { dir, open } = await opened();
    writeFileSync(join(dir, 'languages', 'en.yaml'), 'tag: [');
    await expect(open()).rejects.toMatchObject({ code: 'bad_data' });
  });
});
