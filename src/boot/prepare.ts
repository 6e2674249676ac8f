import { readConfig } from '../config.ts';
import { BotError } from '../core/errors.ts';
import { replyOf } from './child.ts';
import { openSource } from './compile.ts';

/** A program of its own: reads and checks the facts and keeps what came of it in the cache, so that whoever reads the facts
    after it parses no YAML. `prepare.ts <data> <cache>` writes one line about it for the bot; `npm ci` runs it without
    arguments, and it writes for people then. */
const [data, cache] = process.argv.slice(2);

if (data !== undefined && cache !== undefined) {
  const reply = await openSource(data, cache).then(() => ({}), replyOf);
  process.stdout.write(JSON.stringify(reply));
} else {
  const { dataDir, cacheDir } = readConfig();
  try {
    const { facts } = await openSource(dataDir, cacheDir);
    process.stdout.write(`${facts.facts.size} facts compiled\n`);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    process.stderr.write(`${error.message}\n-> ${error.hint}\n`);
  }
}
