import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSource } from '../../src/boot/compile.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { dataFolder, language, pack } from '../facts/data-folder.ts';
import { GERMAN } from '../facts/small-grammar.ts';

function cache(): string {
  const dir = mkdtempSync(join(tmpdir(), 'receipts-cache-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
const only = (dir: string): string => join(dir, readdirSync(dir)[0] ?? '');

describe('opening facts from their source', () => {
  it('gives from the compiled file what loading the texts gives', async () => {
    const dir = dataFolder();
    const kept = cache();
    const first = await openSource(dir, kept);
    const second = await openSource(dir, kept);
    const loaded = loadFacts(dir);
    for (const name of ['packs', 'facts', 'sources', 'entities'] as const) {
      expect(new Map<string, unknown>(second.facts[name])).toEqual(loaded.base[name]);
      for (const one of second.facts[name].values()) expect(Object.isFrozen(one)).toBe(true);
    }
    expect(second.facts.listings).toEqual(loaded.base.listings);
    expect(Object.isFrozen(second.facts)).toBe(true);
    expect(second.languages.map(({ tag }) => tag)).toEqual(first.languages.map(({ tag }) => tag));
    expect(second.languages[0].say('sources')).toBe(first.languages[0].say('sources'));
  });

  it('keeps what a language compares statements with', async () => {
    const dir = dataFolder({ 'languages/de.yaml': language('de', {}, { grammar: GERMAN }) });
    const kept = cache();
    await openSource(dir, kept);
    const { languages } = await openSource(dir, kept);
    const german = languages.find(({ tag }) => tag === 'de');
    expect(german?.grammar?.negations).toContain('nicht');
    expect(german?.grammar).toEqual(loadFacts(dir).languages.get('de')?.grammar);
  });

  it('really reads the compiled file: it is not written again, and the texts are not read', async () => {
    const dir = dataFolder();
    const kept = cache();
    await openSource(dir, kept);
    const before = readFileSync(only(kept));
    await openSource(dir, kept);
    // It holds when it was made: another would differ.
    expect(readFileSync(only(kept)).equals(before)).toBe(true);
  });

  it('loads anew when a text has changed, and when the compiled file is broken anywhere', async () => {
    const dir = dataFolder();
    const kept = cache();
    await openSource(dir, kept);
    writeFileSync(join(dir, 'packs/acme/pack.yaml'), JSON.stringify(pack({ title: 'Another title' })));
    const opened = await openSource(dir, kept);
    expect([...opened.facts.packs.values()][0]?.title).toBe('Another title');
    const whole = readFileSync(only(kept));
    for (const broken of [Buffer.alloc(0), Buffer.from('{'), whole.subarray(0, -1), flipped(whole, 9_000)]) {
      writeFileSync(only(kept), broken);
      expect((await openSource(dir, kept)).facts.facts.size).toBe(1);
      expect(readFileSync(only(kept)).length).toBe(whole.length);
    }
  });

  it('works where nothing can be written', async () => {
    const blocked = join(cache(), 'file');
    writeFileSync(blocked, 'not a folder');
    expect((await openSource(dataFolder(), blocked)).facts.facts.size).toBe(1);
  });

  it('refuses broken texts although an older compiled file is there', async () => {
    const dir = dataFolder();
    const kept = cache();
    await openSource(dir, kept);
    writeFileSync(join(dir, 'languages', 'en.yaml'), 'tag: [');
    await expect(openSource(dir, kept)).rejects.toMatchObject({ code: 'bad_data' });
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
