import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FactBase, LanguageTag } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { freezeDeep } from './freeze.ts';
import { joinLanguages } from './languages.ts';
import type { LanguageEntry } from './schema/language.ts';
import { findTree } from './tree.ts';

/** Raised whenever what is compiled changes its form outside this room: an older file is then made anew. */
const FORM = 1;
const MARK = '$map';
const ROOM = fileURLToPath(new URL('.', import.meta.url));

/** What the bot answers from. */
export interface Opened {
  readonly base: FactBase;
  readonly languages: ReadonlyMap<LanguageTag, Language>;
}

interface Compiled {
  readonly digest: string;
  readonly base: FactBase;
  readonly languages: readonly LanguageEntry[];
}

/** Opens the facts below `dir` (data/). When `cacheDir` holds what was compiled from exactly these texts, that is read
    instead: no YAML is parsed and nothing is checked twice. Else the texts are loaded and checked, and what came of it is
    kept there for the next time, if the folder can be written to. Throws BotError `bad_data` as loading does. */
export async function openFacts(dir: string, cacheDir: string): Promise<Opened> {
  const digest = digestOf(dir);
  const file = join(cacheDir, `facts-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}.json`);
  const known = readCompiled(file);
  if (known?.digest === digest) return { base: freezeDeep(known.base), languages: speak(known.languages) };
  const { loadFacts } = await import('./load.ts');
  const { base, languages, languageFiles } = loadFacts(dir);
  keep(file, { digest, base, languages: languageFiles });
  return { base, languages };
}

/** One number for every text that loading would read, by its place and its content. */
function digestOf(dir: string): string {
  const tree = findTree(dir);
  const packs = tree.packs.flatMap(({ folder, facts, wordings }) => [
    ...['pack.yaml', 'sources.yaml', 'entities.yaml', 'listings.yaml', 'disagreements.yaml'].map(
      (name) => `${folder}/${name}`,
    ),
    ...[...facts, ...wordings].map((one) => one.file),
  ]);
  const hash = createHash('sha256').update(`form ${FORM} node ${process.versions.v8}`);
  // What the same texts come to is decided by the code of this room.
  for (const name of readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.ts')) hash.update(textOf(join(ROOM, name)));
  }
  for (const path of [...tree.languages.map((one) => one.file), ...packs])
    hash.update(path).update(textOf(path));
  for (const path of tree.strays) hash.update(path);
  return hash.digest('hex');
}

function textOf(path: string): Buffer | string {
  try {
    return readFileSync(path);
  } catch {
    return 'missing';
  }
}

function speak(entries: readonly LanguageEntry[]): ReadonlyMap<LanguageTag, Language> {
  const read = entries.map((value) => ({ value, file: '', where: () => '' }));
  return joinLanguages(read, { problems: [] });
}

/** Undefined when there is none, or when it is no file of ours. */
function readCompiled(file: string): Compiled | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'), revive);
    return isCompiled(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that nobody reads half of it; a folder that can't be written to costs only time. */
function keep(file: string, compiled: Compiled): void {
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, JSON.stringify(compiled, mapsAsLists));
    renameSync(beside, file);
  } catch {
    return;
  }
}

function mapsAsLists(_key: string, value: unknown): unknown {
  return value instanceof Map ? { [MARK]: [...value] } : value;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(MARK in value)) return value;
  const list = value[MARK];
  return Array.isArray(list) ? new Map(list) : value;
}

/** Only its outline is looked at: the file is named by the digest of the texts that were checked when it was made. */
function isCompiled(value: unknown): value is Compiled {
  if (typeof value !== 'object' || value === null) return false;
  return 'digest' in value && 'base' in value && 'languages' in value && Array.isArray(value.languages);
}
