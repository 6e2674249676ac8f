import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SectionWriter } from '../../src/core/sections.ts';
import { readCompiled, writeCompiled } from '../../src/facts/compiled-file.ts';

const ORIGIN = { data: 'd', code: 'c', made: 12 };

function written(): { readonly file: string; readonly bytes: Buffer; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'inner', 'base.bin');
  const sections = new SectionWriter();
  sections.put('numbers', Int32Array.of(1, 2, 3));
  sections.strings('texts', ['a', 'ñ']);
  expect(writeCompiled(file, ORIGIN, sections)).toBe(readFileSync(file).length);
  return { file, bytes: readFileSync(file), folder };
}

describe('a compiled file', () => {
  it('is read as it was written, and nothing else is left behind', () => {
    const { file, folder } = written();
    const read = readCompiled(file);
    if (typeof read === 'string') throw new Error(read);
    expect(read.origin).toEqual(ORIGIN);
    expect([...read.sections.ints('numbers')]).toEqual([1, 2, 3]);
    expect(read.sections.strings('texts').all()).toEqual(['a', 'ñ']);
    expect(readdirSync(join(folder, 'inner'))).toEqual(['base.bin']);
  });

  it('is damaged when it is cut anywhere, and when any byte is another', () => {
    const { file, bytes } = written();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        writeFileSync(file, bytes.subarray(0, at));
        expect(readCompiled(file)).toBe('damaged');
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        writeFileSync(file, changed);
        expect(readCompiled(file)).toBe('damaged');
        writeFileSync(file, Buffer.concat([bytes, bytes.subarray(0, at + 1)]));
        expect(readCompiled(file)).toBe('damaged');
      }),
      { numRuns: 60 },
    );
  });

  it('is damaged when it is some other file, and missing when there is none', () => {
    const { file, folder } = written();
    for (const junk of ['', '{"digest":"x"}', 'RECEIPTS', 'RECEIPTS'.repeat(100)]) {
      writeFileSync(file, junk);
      expect(readCompiled(file)).toBe('damaged');
    }
    expect(readCompiled(join(folder, 'none.bin'))).toBe('missing');
    expect(readCompiled(folder)).toBe('missing');
  });
});
