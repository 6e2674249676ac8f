import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble, languagesIn } from '../assemble.ts';
import type { FactBase, LanguageTag } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { SectionWriter } from '../core/sections.ts';
import { type Origin, readCompiled, writeCompiled } from '../facts/compiled-file.ts';
import { digestOfCode, digestOfData } from '../facts/digest.ts';
import { freezeBase } from '../facts/frozen-base.ts';
import type { LanguageEntry } from '../facts/schema/language.ts';
import { type Served, thawKnowledge } from '../knowledge.ts';
import { freezeIndexed, type Indexed, indexBase } from '../retrieval/retriever.ts';

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
export async function openSource(dir: string, cacheDir: string): Promise<Served> {
  const origin = { data: digestOfData(dir), code: digestOfCode(ROOMS), made: Date.now() };
  const file = join(cacheDir, `base-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}.bin`);
  const known = readCompiled(file);
  if (typeof known !== 'string' && isOf(known.origin, origin) && known.file.checkNow()) {
    const knowledge = thawKnowledge(known.sections);
    if (knowledge) return { ...knowledge, file: known.file };
  }
  if (typeof known !== 'string') known.file.close();
  const { loadFacts } = await import('../facts/load.ts');
  const source = loadFacts(dir);
  const indexed = indexBase(source.base, languagesIn(source.languages));
  try {
    compileTo(file, origin, source, indexed);
  } catch {
    // A folder that can't be written to costs only time.
  }
  return assemble(source.base, source.languages, indexed);
}

/** Writes the base with all that is made of it once into one file. The number of bytes. Throws what the file system
    throws. */
export function compileTo(
  file: string,
  origin: Origin,
  { base, languages, languageFiles }: Source,
  indexed: Indexed = indexBase(base, languagesIn(languages)),
): number {
  const sections = new SectionWriter();
  freezeBase(base, languageFiles, sections);
  freezeIndexed(indexed, sections);
  return writeCompiled(file, origin, sections);
}

function isOf(known: Origin, now: Origin): boolean {
  return known.data === now.data && known.code === now.code;
}
