import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFacts } from '../../src/facts/compile.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { dataFolder, language } from './data-folder.ts';
import { GERMAN } from './small-grammar.ts';

const cache = (): string => mkdtempSync(join(tmpdir(), 'receipts-cache-'));
const only = (dir: string): string => join(dir, readdirSync(dir)[0] ?? '');

describe('openFacts', () => {
  it('gives from the compiled file what loading the texts gives', async () => {
    const dir = dataFolder();
    const kept = cache();
    const first = await openFacts(dir, kept);
    const second = await openFacts(dir, kept);
    expect(second.base).toEqual(loadFacts(dir).base);
    expect(second.base).toEqual(first.base);
    expect([...second.languages.keys()]).toEqual([...first.languages.keys()]);
    expect(second.languages.get('en')?.say('sources')).toBe(first.languages.get('en')?.say('sources'));
    expect(Object.isFrozen(second.base)).toBe(true);
  });

  it('keeps what a language compares statements with', async () => {
    const dir = dataFolder({ 'languages/de.yaml': language('de', {}, { grammar: GERMAN }) });
    const kept = cache();
    await openFacts(dir, kept);
    const { languages } = await openFacts(dir, kept);
    expect(languages.get('de')?.grammar?.negations).toContain('nicht');
    expect(languages.get('de')?.grammar).toEqual(loadFacts(dir).languages.get('de')?.grammar);
    expect(languages.get('en')?.grammar).toBeUndefined();
  });

  it('really reads the compiled file, and not the texts again', async () => {
    const dir = dataFolder();
    const kept = cache();
    const { base } = await openFacts(dir, kept);
    const [pack] = base.packs.values();
    const file = only(kept);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll(JSON.stringify(pack?.title), '"Read from the file"'),
    );
    expect([...(await openFacts(dir, kept)).base.packs.values()][0]?.title).toBe('Read from the file');
  });

  it('loads anew when a text has changed, and when the compiled file is broken', async () => {
    const dir = dataFolder();
    const kept = cache();
    await openFacts(dir, kept);
    const file = only(kept);
    const before = readFileSync(file, 'utf8');
    writeFileSync(
      join(dir, 'languages', 'en.yaml'),
      `${readFileSync(join(dir, 'languages', 'en.yaml'), 'utf8')}\n# read again\n`,
    );
    await openFacts(dir, kept);
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    for (const junk of ['', '{', '[]', '{"digest":"x"}']) {
      writeFileSync(file, junk);
      expect((await openFacts(dir, kept)).base.facts.size).toBeGreaterThan(0);
    }
  });

  it('works where nothing can be written', async () => {
    const dir = dataFolder();
    const blocked = join(cache(), 'file');
    writeFileSync(blocked, 'not a folder');
    expect((await openFacts(dir, blocked)).base.facts.size).toBeGreaterThan(0);
  });

  it('refuses broken texts although an older compiled file is there', async () => {
    const dir = dataFolder();
    const kept = cache();
    await openFacts(dir, kept);
    writeFileSync(join(dir, 'languages', 'en.yaml'), 'tag: [');
    await expect(openFacts(dir, kept)).rejects.toMatchObject({ code: 'bad_data' });
  });
});
