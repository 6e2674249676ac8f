import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BotError } from '../../src/core/errors.ts';
import type { FactBase } from '../../src/core/fact.ts';
import { htmlText } from './page-text.ts';
import { evened, type Readable } from './quotes.ts';

/** What a file's ending says of its form; others are not read. */
const ENDINGS = /\.(txt|text|md|markdown|html?)$/i;
const MAX_BYTES = 5 * 1024 * 1024;

/** Reads the documents of a folder. `ID.txt` is a copy of the source with this id, and so is `ID.older.txt`, a second version.
    Throws BotError `bad_config` for a folder that can't be read or that holds none. */
export function readDocuments(dir: string, sources: FactBase['sources']): readonly Readable[] {
  const ids = [...sources.keys()];
  return namesIn(dir).map((file) => {
    const stem = file.replace(ENDINGS, '');
    const source = ids.find((id) => id === stem) ?? ids.find((id) => id === stem.split('.')[0]);
    const text = source === undefined ? 'belongs to no source: call it SOURCE-ID.txt' : read(dir, file);
    return { at: file, text, ...(source !== undefined && { source }) };
  });
}

function namesIn(dir: string): readonly string[] {
  const hint = 'Name the folder that holds the saved documents, each as SOURCE-ID.txt, .md or .html.';
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => !name.startsWith('.'));
  } catch (error) {
    throw new BotError('bad_config', `${dir} is no folder that can be read.`, hint, error);
  }
  if (names.some((name) => ENDINGS.test(name))) return names.sort();
  throw new BotError('bad_config', `There are no documents in ${dir}.`, hint);
}

function read(dir: string, name: string): Readable['text'] {
  const stat = statSync(join(dir, name), { throwIfNoEntry: false });
  if (!stat?.isFile()) return 'is no file';
  if (!ENDINGS.test(name)) return 'can not be read here: save it as .txt, .md or .html';
  if (stat.size > MAX_BYTES) return 'is larger than 5 MB: save its text alone';
  return { words: evened(documentText(name, readFileSync(join(dir, name), 'utf8'))) };
}

/** The words of a saved document, without the markup of its form. */
export function documentText(name: string, written: string): string {
  if (/\.html?$/i.test(name)) return htmlText(written);
  if (!/\.(md|markdown)$/i.test(name)) return written;
  return written
    .replace(/!?\[([^\]\n]{0,500})\]\([^)\s]{0,500}\)/g, '$1')
    .replace(/^[ \t]{0,3}(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+)+/gm, '')
    .replace(/(\*\*|__|\*|_|`)(?=\S)([^*_`\n]{1,500})\1/g, '$2');
}
