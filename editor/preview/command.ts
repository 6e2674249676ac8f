import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { assemble } from '../../src/assemble.ts';
import { stateOf, watchFiles } from '../../src/boot/watch.ts';
import { readConfig } from '../../src/config.ts';
import { BotError } from '../../src/core/errors.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { print } from '../opened.ts';
import { page, type State, type Wanted } from './page.ts';

/** `preview what…`: writes a page that shows what channels will see, and writes it again after every change. */
export function addPreview(to: Command): void {
  to.command('preview')
    .description('see a fact as text and as what Slack and Discord are sent, in a page that follows what you save')
    .argument('<what...>', 'a fact, or a part of its id; a question; /boycott salesforce contracts')
    .option('--lang <tag>', "the reader's language")
    .action(async (words: readonly string[], { lang }: { readonly lang?: string }) => {
      const wanted = { typed: words.join(' '), ...(lang !== undefined && { language: lang }) };
      const { file, stop } = await openPreview(readConfig().dataDir, wanted);
      print(`${pathToFileURL(file)}\nOpen it: it follows what you save below data/. Ctrl-C ends it.`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await stop();
    });
}

/** Where the facts do not load, what loaded earlier stays; nothing that is said tells where data/ is on this machine. */
export function readState(dir: string, { knowledge }: State = {}): State {
  try {
    return { knowledge: assemble(loadFacts(dir)) };
  } catch (error) {
    // A file may vanish between being listed and being read.
    const why = error instanceof BotError ? `${error.message}\n${error.hint}` : 'A file can not be read.';
    return { ...(knowledge && { knowledge }), broken: why.replaceAll(`${dirname(dir)}/`, '') };
  }
}

/** A page in a folder of its own, and beside it `saved.js`, by which an open page learns that it was written again. */
export async function openPreview(dir: string, wanted: Wanted, every = 250) {
  const folder = mkdtempSync(join(tmpdir(), 'receipts-preview-'));
  const file = join(folder, 'preview.html');
  const since = await stateOf([dir]);
  let state = readState(dir);
  let saved = 0;
  const write = (html: string): void => {
    writeFileSync(file, html);
    writeFileSync(join(folder, 'saved.js'), `saved('${saved}');\n`);
  };
  write(await page(wanted, state, saved));
  const read = (): Promise<string> => {
    state = readState(dir, state);
    saved += 1;
    return page(wanted, state, saved);
  };
  const watching = watchFiles({ paths: [dir], since, every, read, take: write });
  const stop = async (): Promise<void> => {
    await watching.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { file, stop };
}
