import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { fingerprint, watchBase } from '../../src/facts/watch.ts';

/** How long nothing must change; long enough that what a test writes in one go is one change. */
const QUIET = 60;

type Base = { readonly text: string; readonly size: number };

/** A watched folder whose one file is the base: its words are the facts, and `bad` makes it unusable. */
async function watched(text = 'a b c d e f g h i j', load = (): Promise<void> => Promise.resolve()) {
  const dir = mkdtempSync(join(tmpdir(), 'watch-'));
  const folder = join(dir, 'data');
  const file = join(folder, 'base.txt');
  mkdirSync(folder);
  writeFileSync(file, text);
  const read = async (): Promise<Base> => {
    const { readFile } = await import('node:fs/promises');
    const found = await readFile(file, 'utf8');
    reads.push(found);
    await load();
    if (found.includes('bad')) throw new BotError('bad_data', `refused: ${found.split(' ')[0]}`, 'Mend it.');
    return { text: found, size: found.split(' ').length };
  };
  const reads: string[] = [];
  const told: string[] = [];
  const changed: (readonly string[])[] = [];
  const since = await fingerprint([folder]);
  let base = await read();
  const watching = watchBase<Base>({
    paths: [folder],
    since,
    load: read,
    size: ({ size }) => size,
    current: () => base,
    swap(next, mended) {
      base = next;
      told.push(`${mended ? 'mended' : 'swapped'} ${next.text.split(' ')[0]}`);
    },
    refused(why, files) {
      told.push(why.message);
      changed.push(files);
    },
    times: { quiet: QUIET, look: 150 },
  });
  onTestFinished(async () => {
    await watching.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  return { folder, file, told, reads, changed, watching, base: () => base };
}

/** Waits for something to become so; fails after 10 s, on a slow machine. */
async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 10) {
    if (isSo()) return;
    await pause(10);
  }
  throw new Error(`never came true: ${String(isSo)}`);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const TEN = ' b c d e f g h i j';

describe('watchBase', () => {
  it('swaps a changed base, and reads nothing while nothing changes', async () => {
    const { file, told, reads, base } = await watched();
    await pause(400);
    expect(reads).toHaveLength(1);
    writeFileSync(file, `one${TEN}`);
    await until(() => told.length === 1);
    expect(told).toEqual(['swapped one']);
    expect(base().text).toBe(`one${TEN}`);
  });

  it('sees a change that was made before it began to watch', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'watch-'));
    const file = join(dir, 'base.txt');
    writeFileSync(file, 'old');
    const since = await fingerprint([dir]);
    writeFileSync(file, 'newer');
    const swapped: string[] = [];
    const watching = watchBase<string>({
      paths: [dir],
      since,
      load: async () => 'newer',
      size: () => 1,
      current: () => 'old',
      swap: (base) => void swapped.push(base),
      refused: () => undefined,
      times: { quiet: QUIET, look: 60_000 },
    });
    await until(() => swapped.length === 1);
    await watching.stop();
    rmSync(dir, { recursive: true });
  });

  it('keeps the base in use when the new one is bad, and says so once', async () => {
    const { file, told, base, reads, changed } = await watched();
    writeFileSync(file, `bad${TEN}`);
    await until(() => told.length === 1);
    expect(told).toEqual(['refused: bad']);
    expect(changed).toEqual([[file]]);
    for (const again of [1, 2, 3]) {
      const before = reads.length;
      writeFileSync(file, `bad${TEN} touched ${again}`);
      await until(() => reads.length > before);
    }
    await pause(2 * QUIET);
    expect(told).toEqual(['refused: bad']);
    expect(base().text).toBe('a b c d e f g h i j');
  });

  it('says another thing that is wrong, and when it is mended', async () => {
    const { file, told } = await watched();
    for (const first of ['bad', 'bad2', 'mended', 'later']) {
      const count = told.length;
      writeFileSync(file, first + TEN);
      await until(() => told.length > count);
    }
    expect(told).toEqual(['refused: bad', 'refused: bad2', 'mended mended', 'swapped later']);
  });

  it('waits until a file is written to the end', async () => {
    const { file, told, reads } = await watched();
    for (let part = 1; part <= 8; part += 1) {
      writeFileSync(file, `${'bad '.repeat(part)}${TEN}`);
      await pause(QUIET / 4);
    }
    writeFileSync(file, `whole${TEN}`);
    await until(() => told.length === 1);
    expect(told).toEqual(['swapped whole']);
    expect(reads.filter((one) => one.includes('bad'))).toEqual([]);
  });

  it('drops what it read when something was written meanwhile', async () => {
    let during = (): void => undefined;
    const { file, told } = await watched(undefined, async () => {
      during();
      during = () => undefined;
    });
    during = () => writeFileSync(file, `second${TEN}`);
    writeFileSync(file, `first${TEN}`);
    await until(() => told.length === 1);
    expect(told).toEqual(['swapped second']);
  });

  it('follows an editor that writes beside and renames, and one that deletes first', async () => {
    const { file, folder, told } = await watched();
    writeFileSync(join(folder, 'base.txt~'), `renamed${TEN}`);
    renameSync(join(folder, 'base.txt~'), file);
    await until(() => told.length === 1);
    unlinkSync(file);
    writeFileSync(file, `rewritten${TEN}`);
    await until(() => told.length === 2);
    expect(told).toEqual(['swapped renamed', 'swapped rewritten']);
  });

  it('survives that the whole folder is gone, and finds it when it is back', async () => {
    const { file, folder, told, base } = await watched();
    renameSync(folder, `${folder}-away`);
    await until(() => told.length === 1);
    expect(told[0]).toContain('ENOENT');
    expect(base().text).toBe('a b c d e f g h i j');
    mkdirSync(folder);
    writeFileSync(file, `back${TEN}`);
    await until(() => told.length === 2);
    expect(told[1]).toBe('mended back');
    writeFileSync(file, `again${TEN}`);
    await until(() => told.length === 3);
  });

  it('follows a link that is pointed at another folder', async () => {
    const { file, folder, told } = await watched();
    const next = `${folder}-next`;
    mkdirSync(next);
    writeFileSync(join(next, 'base.txt'), `linked${TEN}`);
    rmSync(folder, { recursive: true });
    symlinkSync(next, folder);
    await until(() => told.includes('swapped linked') || told.includes('mended linked'));
    expect(file).toBe(join(folder, 'base.txt'));
  });

  it.each([
    [8, 'swapped x'],
    [7, 'There would be 7 facts instead of 10: more than a fifth is gone.'],
    [1, 'There would be 1 facts instead of 10: more than a fifth is gone.'],
  ])('of ten facts that become %i: %s', async (left, says) => {
    const { file, told } = await watched();
    writeFileSync(file, `x${TEN}`.split(' ').slice(0, left).join(' '));
    await until(() => told.length === 1);
    expect(told).toEqual([says]);
  });

  it('refuses what the one who swaps refuses', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'watch-'));
    const told: string[] = [];
    const watching = watchBase<number>({
      paths: [dir],
      since: 'otherwise',
      load: async () => 1,
      size: () => 1,
      current: () => 1,
      swap() {
        throw new BotError('bad_config', 'PACKS names a pack that I do not have.', 'Set it.');
      },
      refused: ({ message }) => void told.push(message),
      times: { quiet: 1, look: 60_000 },
    });
    await until(() => told.length === 1);
    expect(told).toEqual(['PACKS names a pack that I do not have.']);
    await watching.stop();
    rmSync(dir, { recursive: true });
  });

  it('tells nothing any more once it is stopped', async () => {
    const { file, told, watching } = await watched();
    writeFileSync(file, `late${TEN}`);
    await watching.stop();
    await pause(3 * QUIET);
    expect(told).toEqual([]);
  });
});
