import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A folder of facts that a test may edit: the invented packs, and the languages that the bot really speaks. */
export interface DataCopy {
  readonly dir: string;
  /** Puts one text in place of another in a file below the folder, which must hold it. */
  edit(file: string, from: string, to: string): void;
  remove(): void;
}

export function dataCopy(): DataCopy {
  const top = mkdtempSync(join(tmpdir(), 'preview-'));
  const dir = join(top, 'data');
  cpSync(at('../../../data/languages'), join(dir, 'languages'), { recursive: true });
  cpSync(at('../../fixtures/base/packs'), join(dir, 'packs'), { recursive: true });
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
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}
