import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { print } from '../editor/opened.ts';
import { assemble, languagesIn } from '../src/assemble.ts';
import { environment, readConfig } from '../src/config.ts';
import { dayOf } from '../src/core/dates.ts';
import { BotError } from '../src/core/errors.ts';
import { loadFacts } from '../src/facts/load.ts';
import { indexBase } from '../src/retrieval/retriever.ts';
import { pack } from './page-bot.ts';
import { type SiteOptions, sitePages } from './pages.ts';
import { openPainter } from './picture.ts';

const OUT = 'pages';
/** Marks a folder as one that may be emptied, since all of it is made. */
const MARKER = '.receipts-site';
/** Parts of the one style sheet; what comes later may say otherwise. */
const STYLES = ['base', 'fact', 'company', 'front'];
/** What browsers the pages are for: those of the last three years. */
const TARGET = ['chrome115', 'firefox115', 'safari16.4'];

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `npm run site`: writes the base as static pages. */
export function addSite(to: Command): void {
  to.command('site')
    .description('write the base as static pages that can be opened from a folder or put on any host')
    .option('--out <dir>', `the folder to write; "${OUT}" when left out`, OUT)
    .option('--url <https://…>', 'where it will be; SITE_URL when left out')
    .action(async ({ out, url }: { readonly out: string; readonly url?: string }) => {
      const config = readConfig({ ...environment(), ...(url !== undefined && { SITE_URL: url }) });
      const { dataDir, correctionsUrl, siteUrl } = config;
      const { dir, files, bytes } = await writeSite(dataDir, out, {
        today: dayOf(new Date()),
        ...(siteUrl !== undefined && { url: siteUrl }),
        ...(correctionsUrl !== undefined && { reports: correctionsUrl }),
      });
      print(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, in ${dir}`);
      print(siteUrl === undefined ? `Open ${join(dir, 'index.html')}` : `Made for ${siteUrl}/`);
    });
}

/** Writes every file below `out`, which must be empty, new, or a site that was written before; what is no longer made is
    removed. Throws BotError `bad_data` as loading does, and `bad_config` for a folder that holds something else. */
export async function writeSite(dataDir: string, out: string, options: SiteOptions) {
  const dir = resolve(out);
  const held = existsSync(dir) ? readdirSync(dir) : [];
  if (held.length > 0 && !held.includes(MARKER)) {
    const says = `${dir} holds something that is no site of ours.`;
    throw new BotError('bad_config', says, 'Name a new or an empty folder with --out.');
  }
  const { base, languages, languageData } = loadFacts(dataDir);
  const index = indexBase(base, languagesIn(languages));
  const terms = join(dataDir, 'LICENSE');
  const licence = existsSync(terms) ? { licence: readFileSync(terms, 'utf8') } : {};
  const knowledge = assemble({ base, languages }, () => index);
  const { files: texts, pictures } = await sitePages(knowledge, { ...licence, ...options });
  const files = new Map<string, string | Buffer>(texts);
  const { reports } = options;
  const data = pack({ base, languages: languageData, index, ...(reports !== undefined && { reports }) });
  // A page that is opened from a folder can load a script, and no other file.
  files.set('assets/data.js', `globalThis.receiptsData=${JSON.stringify(data)};\n`);
  for (const name of ['page', 'ask']) files.set(`assets/${name}.js`, await bundled(at(`browser/${name}.ts`)));
  files.set('assets/site.css', STYLES.map((name) => readFileSync(at(`style/${name}.css`), 'utf8')).join(''));
  files.set('assets/icon.svg', readFileSync(at('style/icon.svg'), 'utf8'));
  if (pictures.size > 0) {
    const paint = await openPainter();
    for (const [path, picture] of pictures) files.set(path, paint(picture));
  }
  files.set(MARKER, 'Written by npm run site: everything here is replaced the next time.\n');
  rmSync(dir, { recursive: true, force: true });
  let bytes = 0;
  for (const [path, text] of files) {
    const file = join(dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    bytes += Buffer.byteLength(text);
  }
  return { dir, files: files.size, bytes };
}

/** A classic script, since a page from a folder may load no modules. */
async function bundled(entry: string): Promise<string> {
  // Not at the top: it is installed for development only, and the rest of this command line works without it.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
