import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTree, PACK_TEXTS, TALK } from './tree.ts';

/** One number for every text that loading would read, by its place below `dir` (data/) and its content. Throws BotError
    `bad_data` when there are no packs. */
export function digestOfData(dir: string): string {
  const hash = createHash('sha256');
  for (const path of textsBelow(dir)) addFile(hash, path, path.slice(dir.length));
  return hash.digest('hex');
}

/** One number for all code in some folders: what the same texts come to is decided by it. */
export function digestOfCode(folders: readonly string[]): string {
  const hash = createHash('sha256').update(`v8 ${process.versions.v8}`);
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (name.endsWith('.ts')) addFile(hash, join(folder, name), name);
    }
  }
  return hash.digest('hex');
}

function textsBelow(dir: string): readonly string[] {
  const tree = findTree(dir);
  const packs = tree.packs.flatMap(({ folder, facts, wordings }) => [
    ...PACK_TEXTS.map((name) => join(folder, name)),
    ...[...facts, ...wordings].map((one) => one.file),
  ]);
  return [join(dir, TALK), ...tree.languages.map((one) => one.file), ...packs, ...tree.strays];
}

function addFile(hash: Hash, path: string, name: string): void {
  hash.update(`${name}\n`);
  try {
    const text = readFileSync(path);
    hash.update(`${text.length}\n`).update(text);
  } catch {
    hash.update('missing\n');
  }
}
