import { knowledgeIn, readSnapshot } from './boot/snapshot.ts';
import type { Config } from './config.ts';
import type { Knowledge } from './core/bot.ts';
import { BotError } from './core/errors.ts';
import { digestOfData } from './facts/tree.ts';

declare global {
  interface ImportMeta {
    /** Whether this is what `npm run build` wrote; left out where TypeScript is run as it stands. */
    readonly built?: boolean;
  }
}

type Places = Pick<Config, 'dataDir' | 'cacheDir' | 'builtBase'>;
type Tell = (line: string) => void;

/** What the bot answers from, ready to be asked. Started from its source, it compiles data/ when a text or the code has
    changed since it was last compiled, and throws BotError `bad_data` as loading does. A built bot reads nothing but what
    was compiled with it: it throws BotError `bad_data` when that is missing or damaged, and tells when data/ has changed. */
export async function openKnowledge(places: Places, tell: Tell = toOperator): Promise<Knowledge> {
  // Written so that a build leaves out what only the source needs: YAML, its checks, what makes an index.
  return import.meta.built
    ? openBuilt(places, tell)
    : (await import('./boot/compile.ts')).openSource(places.dataDir, places.cacheDir);
}

/** From a file that `npm run build` wrote. */
export function openBuilt({ builtBase, dataDir }: Omit<Places, 'cacheDir'>, tell: Tell): Knowledge {
  const snapshot = readSnapshot(builtBase);
  if (typeof snapshot === 'string') {
    const what = snapshot === 'missing' ? 'is missing' : 'is damaged, or was built by another version';
    throw new BotError(
      'bad_data',
      `The compiled base, dist/base.bin, ${what}.`,
      'Run npm run build; where the bot runs in a container, build its image anew.',
    );
  }
  const { data, made } = snapshot.origin;
  if (hasChanged(dataDir, data)) {
    const day = new Date(made).toISOString().slice(0, 10);
    tell(`The facts have changed since they were built on ${day}: npm run build takes the changes over.`);
  }
  return knowledgeIn(snapshot);
}

/** Where there is no data/ beside the build, nothing has changed. */
function hasChanged(dir: string, data: string): boolean {
  try {
    return digestOfData(dir) !== data;
  } catch {
    return false;
  }
}

function toOperator(line: string): void {
  process.stderr.write(`${line}\n`);
}
