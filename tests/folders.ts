import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** An empty folder; it goes when the test is over, or where `whenOver` is `afterAll`, after those of its file. */
export function newFolder(whenOver: (drop: () => void) => void = onTestFinished): string {
  const dir = mkdtempSync(join(tmpdir(), 'receipts-'));
  whenOver(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Puts the invented packs into a folder, with the languages that the bot really speaks. */
export function copyBase(dir: string): void {
  const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  cpSync(at('../data/languages'), join(dir, 'languages'), { recursive: true });
  cpSync(at('../data/talk.yaml'), join(dir, 'talk.yaml'));
  cpSync(at('./fixtures/base/packs'), join(dir, 'packs'), { recursive: true });
}
