import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile, openSource } from '../../src/boot/compile.ts';
import { readSnapshot, writeSnapshot } from '../../src/boot/snapshot.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { digestOfData } from '../../src/facts/tree.ts';
import { openBuilt } from '../../src/knowledge.ts';
import { dataFolder, GERMAN, language, pack, SECOND_PACK } from '../facts/data-folder.ts';
import { newFolder } from '../folders.ts';

function written() {
  const folder = newFolder();
  const file = join(folder, 'inner', 'base.bin');
  const loaded = loadFacts(
    dataFolder({ ...SECOND_PACK, 'languages/de.yaml': language('de', {}, { grammar: GERMAN }) }),
  );
  const snapshot = compile(loaded, { data: 'd', code: 'c', made: 12 });
  expect(writeSnapshot(file, snapshot)).toBe(readFileSync(file).length);
  return { snapshot, file, bytes: readFileSync(file), folder };
}

it('a snapshot is read as it was written, frozen, and nothing else is left behind', () => {
  const { snapshot, file, folder } = written();
  const read = readSnapshot(file);
  if (typeof read === 'string') throw new Error(read);
  expect({ ...read, index: read.index() }).toStrictEqual({ ...snapshot, index: snapshot.index() });
  const [one] = read.base.facts.values();
  expect([one, one?.cites, read.base.facts].every(Object.isFrozen)).toBe(true);
  expect(readdirSync(join(folder, 'inner'))).toEqual(['base.bin']);
  for (const none of [join(folder, 'none.bin'), folder]) expect(readSnapshot(none)).toBe('missing');
});

it('a snapshot is damaged when it is cut or longer, and when any byte of it is another', () => {
  const { file, bytes } = written();
  const isDamaged = (content: Buffer) => {
    writeFileSync(file, content);
    return readSnapshot(file) === 'damaged';
  };
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ by;
      const longer = Buffer.concat([bytes, bytes.subarray(0, at + 1)]);
      return isDamaged(changed) && isDamaged(bytes.subarray(0, at)) && isDamaged(longer);
    }),
    { numRuns: 30, seed: 1 },
  );
});

/** A data folder that was opened once, and the file that was kept of it. */
async function opened() {
  const dir = dataFolder();
  const kept = newFolder();
  await openSource(dir, kept);
  const [name = ''] = readdirSync(kept);
  return { dir, file: join(kept, name), open: (folder = kept) => openSource(dir, folder) };
}

it('opening facts from their source reads the compiled file again: it is not written a second time', async () => {
  const { file, open } = await opened();
  const before = readFileSync(file);
  expect((await open()).facts.facts.size).toBe(1);
  // It holds when it was made: another would differ.
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('opening facts from their source loads the texts when one has changed, and when the compiled file is broken', async () => {
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

it('opening facts from their source works where nothing can be written', async () => {
  const { file, open } = await opened();
  expect((await open(join(file, 'below-a-file'))).facts.facts.size).toBe(1);
});

it('opening facts from their source refuses broken texts although an older compiled file is there', async () => {
  const { dir, open } = await opened();
  writeFileSync(join(dir, 'languages', 'en.yaml'), 'tag: [');
  await expect(open()).rejects.toMatchObject({ code: 'bad_data' });
});

function built() {
  const dataDir = dataFolder();
  const builtBase = join(newFolder(), 'base.bin');
  const origin = { data: digestOfData(dataDir), code: '', made: Date.now() };
  writeSnapshot(builtBase, compile(loadFacts(dataDir), origin));
  const lines: string[] = [];
  const open = (dir = dataDir) => openBuilt({ builtBase, dataDir: dir }, (line) => lines.push(line));
  return { dataDir, builtBase, open, lines };
}

it('a built bot opens what was built, and says in one line when the facts have changed or are others; it needs none', () => {
  const { dataDir, open, lines } = built();
  const { facts, retriever } = open();
  expect(facts.facts.size).toBe(1);
  expect(retriever.suggest('when was', 'questions', 5)).toEqual(['When was Acme founded?']);
  expect(lines).toEqual([]);
  open(dataFolder({ 'packs/acme/pack.yaml': pack({ title: 'Other' }) }));
  expect(lines).toHaveLength(1);
  writeFileSync(join(dataDir, 'packs/acme/pack.yaml'), JSON.stringify(pack({ title: 'Changed' })));
  expect([...open().facts.packs.values()][0]?.title).toBe('Acme');
  expect(lines[1]).toMatch(/^The facts have changed .* npm run build /);
  rmSync(dataDir, { recursive: true });
  expect(open().facts.facts.size).toBe(1);
  expect(lines).toHaveLength(2);
});

it('a built bot refuses a base that is missing or damaged, and says what to do', () => {
  const { builtBase, open } = built();
  const hint = expect.stringMatching(/^Run npm run build;/);
  const refusal = (said: string) =>
    expect.objectContaining({ code: 'bad_data', message: expect.stringContaining(said), hint });
  const whole = readFileSync(builtBase);
  for (const junk of [whole.subarray(0, 5_000), Buffer.from('{}')]) {
    writeFileSync(builtBase, junk);
    expect(open).toThrow(refusal('is damaged, or was built by another version'));
  }
  rmSync(builtBase);
  expect(open).toThrow(refusal('is missing'));
});
