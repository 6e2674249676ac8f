import { mkdirSync, readFileSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { changedFiles, stateOf, watchFiles } from '../../src/boot/watch.ts';
import { newFolder } from '../folders.ts';

/** Milliseconds between two looks; long enough that what a test writes in one go is one change. */
const EVERY = 60;

/** A watched folder that holds one file; what is read of it is its text, or `gone`. */
async function watched() {
  const folder = join(newFolder(), 'data');
  const file = join(folder, 'base.txt');
  mkdirSync(folder);
  writeFileSync(file, 'first');
  const since = await stateOf([folder]);
  const reads: string[] = [];
  const taken: string[] = [];
  const changed: string[][] = [];
  const meanwhile = vi.fn();
  const watch = () => {
    const watching = watchFiles<string>({
      paths: [folder],
      since,
      every: EVERY,
      async read() {
        reads.push(textIn(file));
        meanwhile();
        return reads.at(-1) ?? '';
      },
      take(text, state) {
        taken.push(text);
        changed.push(changedFiles(since, state));
      },
    });
    onTestFinished(() => watching.stop());
    return watching;
  };
  return { folder, file, reads, taken, changed, meanwhile, watch };
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'gone';
  }
}

const until = (isSo: () => void) => vi.waitFor(isSo, { timeout: 20_000, interval: 10 });

describe('watchFiles', () => {
  it('takes what has changed, also before it began, and reads nothing while nothing changes', async () => {
    const { file, reads, taken, changed, watch } = await watched();
    writeFileSync(file, 'second');
    watch();
    await until(() => expect(taken).toEqual(['second']));
    expect(changed).toEqual([[file]]);
    await pause(4 * EVERY);
    expect(reads).toHaveLength(1);
  });

  it('waits until a file is written to the end', async () => {
    const { file, reads, watch, taken } = await watched();
    watch();
    for (let part = 1; part <= 16; part += 1) {
      writeFileSync(file, 'half '.repeat(part));
      await pause(EVERY / 4);
    }
    writeFileSync(file, 'whole');
    await until(() => expect(taken).toEqual(['whole']));
    expect(reads).toEqual(['whole']);
  });

  it('drops what it read when something was written meanwhile', async () => {
    const { file, meanwhile, reads, taken, watch } = await watched();
    meanwhile.mockImplementationOnce(() => writeFileSync(file, 'second'));
    writeFileSync(file, 'other');
    watch();
    await until(() => expect(taken).toEqual(['second']));
    expect(reads).toEqual(['other', 'second']);
  });

  it('follows a renamed file, one that is deleted first, a folder that was away, and a link to another', async () => {
    const { file, folder, taken, watch } = await watched();
    watch();
    writeFileSync(`${file}~`, 'renamed');
    renameSync(`${file}~`, file);
    await until(() => expect(taken).toEqual(['renamed']));
    unlinkSync(file);
    writeFileSync(file, 'rewritten');
    await until(() => expect(taken.at(-1)).toBe('rewritten'));
    renameSync(folder, `${folder}-away`);
    await until(() => expect(taken.at(-1)).toBe('gone'));
    writeFileSync(join(`${folder}-away`, 'base.txt'), 'linked');
    symlinkSync(`${folder}-away`, folder);
    await until(() => expect(taken.at(-1)).toBe('linked'));
  });

  it('takes nothing once it is stopped', async () => {
    const { file, taken, watch } = await watched();
    const watching = watch();
    writeFileSync(file, 'late');
    await watching.stop();
    await pause(4 * EVERY);
    expect(taken).toEqual([]);
  });
});
