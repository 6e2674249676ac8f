import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
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

/** Sections of several blocks each, and what they must give. */
const NUMBERS = Int32Array.from({ length: 40_000 }, (_, at) => at * 3);
const TEXTS = Array.from({ length: 4_000 }, (_, at) => `text ${at} ${'ñ'.repeat(at % 40)}`);
const LATE = 3_900;
const LARGE = [NUMBERS, TEXTS, TEXTS[LATE]];

function large(): { readonly file: string; readonly bytes: Buffer } {
  const { file } = written();
  const sections = new SectionWriter();
  sections.put('numbers', NUMBERS);
  sections.strings('texts', TEXTS);
  writeCompiled(file, ORIGIN, sections);
  return { file, bytes: readFileSync(file) };
}

/** The code of what is thrown; undefined when nothing is. */
function outcomeOf(give: () => unknown): string | undefined {
  try {
    give();
    return undefined;
  } catch (error) {
    return error instanceof BotError ? error.code : 'another error';
  }
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

  it('gives nothing that is not as it was written, whatever byte of it is another', async () => {
    const { file, bytes } = large();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        writeFileSync(file, changed);
        const read = readCompiled(file);
        if (read === 'damaged') return;
        if (typeof read === 'string') throw new Error(read);
        const { sections } = read;
        const given = [
          () => sections.ints('numbers'),
          () => sections.strings('texts').all(),
          () => sections.lateStrings('texts').at(LATE),
        ];
        const outcomes = given.map((give, nth) => outcomeOf(give) ?? isDeepStrictEqual(give(), LARGE[nth]));
        expect(outcomes.every((one) => one === true || one === 'bad_data')).toBe(true);
        const again = readCompiled(file);
        expect(typeof again === 'string' || again.file.checkNow()).toBe(false);
        expect(await read.file.check()).toBe(false);
        expect(read.file.isWhole).toBe(false);
        // What is damaged stays refused, and the rest is still given.
        expect(outcomes).toContain(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is read as it was, after another has taken its name; what was written over or cut is refused', async () => {
    const { file, bytes } = large();
    const read = readCompiled(file);
    if (typeof read === 'string') throw new Error(read);
    const beside = `${file}.new`;
    writeFileSync(beside, 'another');
    renameSync(beside, file);
    expect([...read.sections.ints('numbers')]).toEqual([...(LARGE[0] ?? [])]);
    expect(await read.file.check()).toBe(true);
    writeFileSync(file, bytes);
    const cut = readCompiled(file);
    if (typeof cut === 'string') throw new Error(cut);
    truncateSync(file, bytes.length / 2);
    expect(outcomeOf(() => cut.sections.strings('texts').all())).toBe('bad_data');
    expect([cut.file.isWhole, await cut.file.check()]).toEqual([false, false]);
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
