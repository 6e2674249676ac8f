import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { print } from '../editor/opened.ts';
import { assemble } from '../src/assemble.ts';
import { readConfig } from '../src/config.ts';
import { dayOf } from '../src/core/dates.ts';
import { BotError } from '../src/core/errors.ts';
import { loadFacts } from '../src/facts/load.ts';
import { pack } from './search/packed.ts';
import { type SiteOptions, sitePages } from './search/pages.ts';

/** Where the site goes when nobody says. */
const OUT = 'pages';
/** Marks a folder as one that may be emptied, since all of it is made. */
const MARKER = '.receipts-site';
const ASSETS = fileURLToPath(new URL('./assets', import.meta.url));
const STYLE = fileURLToPath(new URL('./style', import.meta.url));
/** Parts of the one style sheet; what comes later may say otherwise. */
const STYLES = ['base.css', 'fact.css', 'company.css', 'front.css'];

/** `npm run site`: writes the base as static pages. */
export function addSite(to: Command): void {
  to.command('site')
    .description('write the base as static pages that can be opened from a folder or put on any host')
    .option('--out <dir>', `the folder to write; "${OUT}" when left out`, OUT)
    .option('--url <https://…>', 'where it will stand; SITE_URL when left out')
    .action(async ({ out, url }: { readonly out: string; readonly url?: string }) => {
      const { dataDir, correctionsUrl, siteUrl } = readConfig();
      const at = url === undefined ? siteUrl : siteAddress(url);
      const written = await writeSite(dataDir, out, {
        today: dayOf(new Date()),
        ...(at !== undefined && { url: at }),
        ...(correctionsUrl !== undefined && { reports: correctionsUrl }),
      });
      print(`${written.files} files, ${(written.bytes / 1e6).toFixed(1)} MB, in ${written.dir}`);
      print(at === undefined ? `Open ${join(written.dir, 'index.html')}` : `Made for ${at}/`);
    });
}

/** Writes every file below `out`, which must be empty, new, or a site that was written before; what is no longer made is
    removed. Throws BotError `bad_data` as loading does, and `bad_config` for a folder that holds something else. */
export async function writeSite(
  dataDir: string,
  out: string,
  options: SiteOptions,
): Promise<{ readonly dir: string; readonly files: number; readonly bytes: number }> {
  const dir = resolve(out);
  refuseForeign(dir);
  const { base, languages, languageFiles } = loadFacts(dataDir);
  const terms = join(dataDir, 'LICENSE');
  const licence = existsSync(terms) ? { licence: readFileSync(terms, 'utf8') } : {};
  const files = new Map(await sitePages(assemble(base, languages), { ...licence, ...options }));
  const stemmers = new Set(languageFiles.map(({ stemmer }) => stemmer));
  // Not at the top: what bundles is installed for development only, and the rest of this command line works without it.
  const { bundleScripts, dataScript } = await import('./search/bundle.ts');
  for (const [name, script] of await bundleScripts(stemmers)) files.set(`assets/${name}`, script);
  const { reports } = options;
  const packed = pack({ base, languages: languageFiles, ...(reports !== undefined && { reports }) });
  files.set('assets/data.js', dataScript(packed));
  files.set('assets/site.css', STYLES.map((name) => readFileSync(join(STYLE, name), 'utf8')).join(''));
  for (const name of readdirSync(ASSETS))
    files.set(`assets/${name}`, readFileSync(join(ASSETS, name), 'utf8'));
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

function refuseForeign(dir: string): void {
  if (!existsSync(dir)) return;
  const held = readdirSync(dir);
  if (held.length === 0 || held.includes(MARKER)) return;
  throw new BotError(
    'bad_config',
    `${dir} holds something that is no site of ours.`,
    'Name a new or an empty folder with --out.',
  );
}

/** An https address without a `/` at its end. Throws BotError `bad_config` for anything else. */
function siteAddress(url: string): string {
  try {
    return readConfig({ SITE_URL: url }).siteUrl ?? url;
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    const hint = 'Give the address at which the folder will stand, or leave it out.';
    throw new BotError('bad_config', error.message.replace('SITE_URL', '--url'), hint);
  }
}
