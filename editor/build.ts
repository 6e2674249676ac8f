import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../src/boot/compile.ts';
import { writeSnapshot } from '../src/boot/snapshot.ts';
import type { Config } from '../src/config.ts';
import { loadFacts } from '../src/facts/load.ts';
import { digestOfData } from '../src/facts/tree.ts';

const MAIN = fileURLToPath(new URL('../src/boot/start.ts', import.meta.url));
const DOCTOR = fileURLToPath(new URL('./doctor/alone.ts', import.meta.url));
/** Packages that stay where they are: the SDKs, what holds machine code, what starts by the names of its own files, and
    CommonJS that asks for modules of Node. Of the others only what is used is taken into the code: it starts sooner. */
const APART = ['@slack/*', 'discord.js', 'libsql', 'pg', 'pino', 'prom-client', 'dotenv', 'undici', 'ws'];

/** Writes the folder of `builtBase` anew: the bot as JavaScript and the base with its index. What was there stays until all
    of it is made. What was made, in lines. Throws BotError `bad_data` as loading does. */
export async function build({ dataDir, builtBase }: Pick<Config, 'dataDir' | 'builtBase'>): Promise<string> {
  const folder = dirname(builtBase);
  const beside = `${folder}.${process.pid}`;
  const replaced = `${beside}.old`;
  const started = performance.now();
  try {
    // Before the texts are read: what changes in the meantime is newer.
    const origin = { data: digestOfData(dataDir), code: '', made: Date.now() };
    const source = loadFacts(dataDir);
    mkdirSync(beside);
    const baseSize = writeSnapshot(join(beside, 'base.bin'), compile(source, origin));
    const { code, files } = await bundle(beside);
    // Whoever starts the bot meanwhile finds the old build or the new one, but for the moment between two renames.
    if (existsSync(folder)) renameSync(folder, replaced);
    renameSync(beside, folder);
    const { facts, sources } = source.base;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return [
      `dist/base.bin  ${megabytes(baseSize)}: ${facts.size} facts from ${sources.size} sources, with their index`,
      `dist/main.js   ${megabytes(code)} of code in ${files} files; dist/doctor.js looks whether all is right`,
      `Built in ${seconds} s. npm run serve starts it.`,
    ].join('\n');
  } finally {
    rmSync(beside, { recursive: true, force: true });
    rmSync(replaced, { recursive: true, force: true });
  }
}

/** Writes the code into a folder, in few files; what is loaded late still is. */
export async function bundle(folder: string): Promise<{ readonly code: number; readonly files: number }> {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: { main: MAIN, doctor: DOCTOR },
    outdir: folder,
    bundle: true,
    splitting: true,
    external: APART,
    platform: 'node',
    format: 'esm',
    target: 'node20.20',
    minifySyntax: true,
    minifyWhitespace: true,
    // What only `src/` needs is left out of the code.
    define: { 'import.meta.built': 'true' },
    metafile: true,
    logLevel: 'silent',
  });
  const files = Object.values(metafile.outputs);
  return { code: files.reduce((sum, { bytes }) => sum + bytes, 0), files: files.length };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
