import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/boot/compile.ts';
import { readSnapshot, writeSnapshot } from '../../src/boot/snapshot.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { dataFolder, language, SECOND_PACK } from '../facts/data-folder.ts';
import { GERMAN } from '../facts/small-grammar.ts';
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

describe('a snapshot', () => {
  it('is read as it was written, frozen, and nothing else is left behind', () => {
    const { snapshot, file, folder } = written();
    const read = readSnapshot(file);
    if (typeof read === 'string') throw new Error(read);
    expect({ ...read, index: read.index() }).toStrictEqual({ ...snapshot, index: snapshot.index() });
    const [one] = read.base.facts.values();
    expect([one, one?.cites, read.base.facts].every(Object.isFrozen)).toBe(true);
    expect(readdirSync(join(folder, 'inner'))).toEqual(['base.bin']);
  });

  it('is damaged when it is cut or longer, and when any byte of it is another', () => {
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

  it('is damaged when it is some other file, and missing when there is none', () => {
    const { file, folder } = written();
    for (const junk of ['', '{"digest":"x"}', 'RECEIPTS', 'RECEIPTS'.repeat(100)]) {
      writeFileSync(file, junk);
      expect(readSnapshot(file)).toBe('damaged');
    }
    expect(readSnapshot(join(folder, 'none.bin'))).toBe('missing');
    expect(readSnapshot(folder)).toBe('missing');
  });
});
