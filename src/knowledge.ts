import { languagesIn } from './assemble.ts';
import type { Config } from './config.ts';
import type { Knowledge } from './core/bot.ts';
import { BotError } from './core/errors.ts';
import type { SectionReader } from './core/sections.ts';
import { type CompiledFile, readCompiled } from './facts/compiled-file.ts';
import { digestOfData, isNewer } from './facts/digest.ts';
import { thawBase } from './facts/frozen-base.ts';
import { openRetriever, thawIndexed } from './retrieval/retriever.ts';

declare global {
  interface ImportMeta {
    /** Whether this is what `npm run build` wrote; left out where TypeScript is run as it stands. */
    readonly built?: boolean;
  }
}

/** What the bot answers from, and the file that it is read from for as long as it is in use, where there is one. */
export type Served = Knowledge & { readonly file?: Pick<CompiledFile['file'], 'check' | 'isWhole'> };

type Places = Pick<Config, 'dataDir' | 'cacheDir' | 'builtBase' | 'env'>;
type Tell = (line: string) => void;

/** What the bot answers from, ready to be asked. Started from its source, it compiles data/ when a text or the code has
    changed since it was last compiled, and throws BotError `bad_data` as loading does. A built bot reads nothing but what
    was compiled with it: it throws BotError `bad_data` when that is missing or damaged, and tells when data/ has changed. */
export async function openKnowledge(places: Places, tell: Tell = toOperator): Promise<Served> {
  // Written so that a build leaves out what only the source needs: YAML, its checks, what makes an index.
  return import.meta.built
    ? openBuilt(places, tell)
    : (await import('./boot/compile.ts')).openSource(places.dataDir, places.cacheDir);
}

/** From a file that `npm run build` wrote. */
export function openBuilt({ builtBase, dataDir, env }: Omit<Places, 'cacheDir'>, tell: Tell): Served {
  const compiled = readCompiled(builtBase);
  const knowledge = typeof compiled === 'string' ? undefined : thawKnowledge(compiled.sections);
  if (typeof compiled === 'string' || !knowledge) {
    const what = compiled === 'missing' ? 'is missing' : 'is damaged, or was built by another version';
    throw new BotError(
      'bad_data',
      `The compiled base, dist/base.bin, ${what}.`,
      'Run npm run build; where the bot runs in a container, build its image anew.',
    );
  }
  if (hasChanged(dataDir, compiled.origin, env['DATA_DIR'] !== undefined)) {
    const day = new Date(compiled.origin.made).toISOString().slice(0, 10);
    tell(`The facts have changed since they were built on ${day}: npm run build takes the changes over.`);
  }
  return { ...knowledge, file: compiled.file };
}

/** Undefined when something is missing in it. */
export function thawKnowledge(sections: SectionReader): Knowledge | undefined {
  try {
    const { base, languages } = thawBase(sections);
    const all = languagesIn(languages);
    return { facts: base, languages: all, retriever: openRetriever(base, all, thawIndexed(sections)) };
  } catch {
    return undefined;
  }
}

/** Where there is no data/ beside the build, nothing has changed. What is newer may still say the same. */
function hasChanged(dir: string, origin: { data: string; made: number }, chosen: boolean): boolean {
  try {
    return (chosen || isNewer(dir, origin.made)) && digestOfData(dir) !== origin.data;
  } catch {
    return false;
  }
}

function toOperator(line: string): void {
  process.stderr.write(`${line}\n`);
}
