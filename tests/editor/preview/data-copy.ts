import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { copyBase, newFolder } from '../../folders.ts';

/** A folder of facts that a test may edit: the invented packs, and the languages that the bot really speaks. */
export interface DataCopy {
  readonly dir: string;
  /** Puts one text in place of another in a file below the folder, which must hold it. */
  edit(file: string, from: string, to: string): void;
}

/** Goes after the tests of its file. */
export function dataCopy(): DataCopy {
  const dir = join(newFolder(afterAll), 'data');
  copyBase(dir);
  return {
    dir,
    edit(file, from, to) {
      const path = join(dir, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    },
  };
}
