import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BotError } from '../core/errors.ts';

/** The files of one pack, by what they hold. */
export interface PackFiles {
  readonly folder: string;
  /** The name of the folder, without the underscore of a pack that is never served. */
  readonly id: string;
  readonly served: boolean;
  readonly facts: readonly { readonly file: string; readonly topic: string }[];
  readonly wordings: readonly { readonly file: string; readonly topic: string; readonly language: string }[];
}

/** What loading reads of a pack, besides the files below facts/. */
export const PACK_TEXTS = [
  'pack.yaml',
  'sources.yaml',
  'entities.yaml',
  'listings.yaml',
  'disagreements.yaml',
] as const;
/** What people say without asking for a fact; may be missing. */
export const TALK = 'talk.yaml';
const PACK_FILES: ReadonlySet<string> = new Set([...PACK_TEXTS, 'evaluation.yaml', 'README.md']);

/** Finds every file that is to be read, in the same order on every machine. Throws BotError `bad_data` when there are
    no packs. */
export function findTree(dir: string) {
  const packsFolder = join(dir, 'packs');
  const packs = list(packsFolder);
  if (packs.folders.length === 0) {
    throw new BotError('bad_data', `There is no pack below ${packsFolder}.`, 'Say where the data folder is.');
  }
  const strays = packs.files.map((name) => join(packsFolder, name));
  const languages = list(join(dir, 'languages')).files.flatMap((name) => {
    const file = join(dir, 'languages', name);
    if (name.endsWith('.yaml')) return [{ file, tag: name.slice(0, -'.yaml'.length) }];
    strays.push(file);
    return [];
  });
  return {
    packs: packs.folders.map((name) => findPack(join(packsFolder, name), name, strays)),
    languages,
    /** Files that nobody reads: most often a name that is misspelt. */
    strays,
  };
}

function findPack(folder: string, name: string, strays: string[]): PackFiles {
  const { files, folders } = list(folder);
  strays.push(...files.filter((file) => !PACK_FILES.has(file)).map((file) => join(folder, file)));
  strays.push(...folders.filter((inner) => inner !== 'facts').map((inner) => join(folder, inner)));
  const facts: { file: string; topic: string }[] = [];
  const wordings: { file: string; topic: string; language: string }[] = [];
  for (const inner of list(join(folder, 'facts')).files) {
    const file = join(folder, 'facts', inner);
    const [, topic, language] = /^([a-z0-9-]+)(?:\.([A-Za-z0-9-]+))?\.yaml$/.exec(inner) ?? [];
    if (topic === undefined) strays.push(file);
    else if (language === undefined) facts.push({ file, topic });
    else wordings.push({ file, topic, language });
  }
  return { folder, id: name.replace(/^_/, ''), served: !name.startsWith('_'), facts, wordings };
}

function list(folder: string): { files: string[]; folders: string[] } {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const shown = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    files: shown.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
    folders: shown.filter((entry) => entry.isDirectory()).map(({ name }) => name),
  };
}

/** One number for every text that loading would read, by its place below `dir` (data/) and its content. Throws BotError
    `bad_data` when there are no packs. */
export function digestOfData(dir: string): string {
  const hash = createHash('sha256');
  const { packs, languages, strays } = findTree(dir);
  const texts = packs.flatMap(({ folder, facts, wordings }) => [
    ...PACK_TEXTS.map((name) => join(folder, name)),
    ...[...facts, ...wordings].map((one) => one.file),
  ]);
  const all = [join(dir, TALK), ...languages.map((one) => one.file), ...texts, ...strays];
  for (const path of all) addFile(hash, path, path.slice(dir.length));
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

function addFile(hash: Hash, path: string, name: string): void {
  hash.update(`${name}\n`);
  try {
    const text = readFileSync(path);
    hash.update(`${text.length}\n`).update(text);
  } catch {
    hash.update('missing\n');
  }
}
