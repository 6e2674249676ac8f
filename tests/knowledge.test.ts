import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../src/boot/compile.ts';
import { writeSnapshot } from '../src/boot/snapshot.ts';
import { digestOfData } from '../src/facts/digest.ts';
import { loadFacts } from '../src/facts/load.ts';
import { openBuilt } from '../src/knowledge.ts';
import { dataFolder, pack } from './facts/data-folder.ts';
import { newFolder } from './folders.ts';

function built() {
  const dataDir = dataFolder();
  const builtBase = join(newFolder(), 'base.bin');
  const made = Date.now() + 1_000;
  const origin = { data: digestOfData(dataDir), code: '', made };
  writeSnapshot(builtBase, compile(loadFacts(dataDir), origin));
  const lines: string[] = [];
  const open = (env = {}, dir = dataDir) =>
    openBuilt({ builtBase, dataDir: dir, env }, (line) => lines.push(line));
  return { dataDir, builtBase, open, lines };
}

describe('a built bot', () => {
  it('opens what was built, and says nothing when nothing has changed', () => {
    const { open, lines } = built();
    const { facts, retriever } = open();
    expect(facts.facts.size).toBe(1);
    expect(retriever.suggest('when was', 'questions', 5)).toEqual(['When was Acme founded?']);
    expect(lines).toEqual([]);
  });

  it('says in one line that the facts have changed, and serves what was built', () => {
    const { dataDir, open, lines } = built();
    const file = join(dataDir, 'packs/acme/pack.yaml');
    const later = new Date(Date.now() + 60_000);
    utimesSync(file, later, later);
    open();
    expect(lines).toEqual([]);
    writeFileSync(file, JSON.stringify(pack({ title: 'Changed' })));
    utimesSync(file, later, later);
    expect([...open().facts.packs.values()][0]?.title).toBe('Acme');
    expect(lines).toEqual([expect.stringMatching(/^The facts have changed .* npm run build /)]);
  });

  it('says so when it is told to look at other facts, and needs none', () => {
    const { open, lines, dataDir } = built();
    const other = dataFolder({ 'packs/acme/pack.yaml': pack({ title: 'Other' }) });
    open({ DATA_DIR: other }, other);
    expect(lines).toHaveLength(1);
    rmSync(dataDir, { recursive: true });
    expect(open().facts.facts.size).toBe(1);
    expect(lines).toHaveLength(1);
  });

  it('refuses a base that is missing or damaged, and says what to do', () => {
    const { builtBase, open } = built();
    const refusal = (message: string) =>
      expect.objectContaining({
        code: 'bad_data',
        message: expect.stringContaining(message),
        hint: expect.stringMatching(/^Run npm run build;/),
      });
    const whole = readFileSync(builtBase);
    for (const junk of [whole.subarray(0, 5_000), Buffer.from('{}')]) {
      writeFileSync(builtBase, junk);
      expect(open).toThrow(refusal('is damaged, or was built by another version'));
    }
    rmSync(builtBase);
    expect(open).toThrow(refusal('is missing'));
  });
});
