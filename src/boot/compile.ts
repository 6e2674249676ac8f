import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languagesIn } from '../assemble.ts';
import type { Knowledge } from '../core/bot.ts';
import type { Loaded } from '../facts/load.ts';
import { digestOfCode, digestOfData } from '../facts/tree.ts';
import { indexBase } from '../retrieval/retriever.ts';
import { knowledgeIn, type Origin, readSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts';

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
  if (typeof known !== 'string' && known.origin.data === origin.data && known.origin.code === origin.code) {
    return knowledgeIn(known);
  }
  const { loadFacts } = await import('../facts/load.ts');
  const snapshot = compile(loadFacts(dir), origin);
  try {
    writeSnapshot(file, snapshot);
  } catch {
    // A folder that can't be written to costs only time.
  }
  return knowledgeIn(snapshot);
}

/** Indexes what was loaded. */
export function compile({ base, languages, languageData, talk }: Loaded, origin: Origin): Snapshot {
  const index = indexBase(base, languagesIn(languages));
  return { origin, base, languages: languageData, talk, index: () => index };
}
