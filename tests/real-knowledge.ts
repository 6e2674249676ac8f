import { fileURLToPath } from 'node:url';
import { openSource } from '../src/boot/compile.ts';
import { readConfig } from '../src/config.ts';
import type { Knowledge } from '../src/core/bot.ts';

/** The folder of the facts that are really served. */
export const DATA = fileURLToPath(new URL('../data', import.meta.url));

/** The base that is really served. Whoever asks first compiles it, in seconds; it is read as it was compiled until a text
    or the code changes. */
export function realKnowledge(): Promise<Knowledge> {
  return openSource(DATA, readConfig({}).cacheDir);
}
