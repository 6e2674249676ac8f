import { assemble } from '../assemble.ts';
import { readConfig } from '../config.ts';
import type { Knowledge } from '../core/bot.ts';
import { openFacts } from '../facts/compile.ts';

/** The base that DATA_DIR names, ready to be asked, and that folder. No other variable matters: a half-set token must not
    keep an editor from working. Throws BotError `bad_data` as loading does. */
export async function opened(): Promise<{ readonly knowledge: Knowledge; readonly dir: string }> {
  const { dataDir, cacheDir } = readConfig();
  const { base, languages } = await openFacts(dataDir, cacheDir);
  return { knowledge: assemble(base, languages), dir: dataDir };
}

/** A line, or several, on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
