import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble, languagesIn } from '../assemble.ts';
import type { Knowledge } from '../core/bot.ts';
import type { FactBase, LanguageTag } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { digestOfCode, digestOfData } from '../facts/digest.ts';
import type { LanguageEntry } from '../facts/schema/language.ts';
import { type IndexData, indexBase } from '../retrieval/retriever.ts';
import { knowledgeIn, type Origin, readSnapshot, writeSnapshot } from './snapshot.ts';

/** What is compiled: a checked base, its languages and their files. */
export interface Source {
  readonly base: FactBase;
  readonly languages: ReadonlyMap<LanguageTag, Language>;
  readonly languageFiles: readonly LanguageEntry[];
}

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
/** The rooms whose code decides what the same texts are compiled to. */
const ROOMS = ['core', 'facts', 'retrieval'].map((room) => join(SOURCE, room));

/** Opens the facts below `dir` (data/). When `cacheDir` holds what was compiled from exactly these texts by exactly this
    code, that is read instead: no YAML is parsed, nothing is checked or indexed twice. Else the texts are loaded, checked
    and indexed, and what came of it is kept there for the next time, if the folder can be written to. Throws BotError
    `bad_data` as loading does. */
export async function openSource(dir: string, cacheDir: string): Promise<Knowledge> {
  const origin = { data: digestOfData(dir), code: digestOfCode(ROOMS), made: Date.now() };
  const file = join(cacheDir, `base-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}.bin`);
  const known = readSnapshot(file);
  if (typeof known !== 'string' && isOf(known.origin, origin)) return knowledgeIn(known);
  const { loadFacts } = await import('../facts/load.ts');
  const source = loadFacts(dir);
  const index = indexBase(source.base, languagesIn(source.languages));
  try {
    compileTo(file, origin, source, index);
  } catch {
    // A folder that can't be written to costs only time.
  }
  return assemble(source.base, source.languages, index);
}

/** Writes the base with all that is made of it once into one file. The number of bytes. Throws what the file system
    throws. */
export function compileTo(
  file: string,
  origin: Origin,
  { base, languages, languageFiles }: Source,
  index: IndexData = indexBase(base, languagesIn(languages)),
): number {
  return writeSnapshot(file, { origin, base, languages: languageFiles, index: () => index });
}

function isOf(known: Origin, now: Origin): boolean {
  return known.data === now.data && known.code === now.code;
}
