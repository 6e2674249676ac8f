import { replyOf } from '../facts/apart.ts';
import { openSource } from './compile.ts';

/** A program of its own, `prepare.ts <data> <cache>`: reads and checks the facts, keeps what came of it in the cache, and
    writes one line about it. Whoever reads the facts after it parses no YAML. */
const [dataDir = '', cacheDir = ''] = process.argv.slice(2);

process.stdout.write(
  JSON.stringify(
    await openSource(dataDir, cacheDir).then(
      () => ({}),
      (error: unknown) => replyOf(error),
    ),
  ),
);
