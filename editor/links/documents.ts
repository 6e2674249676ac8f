import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BotError } from '../../src/core/errors.ts';
import type { Source, SourceId } from '../../src/core/fact.ts';
import { htmlText } from './page-text.ts';
import { type Evened, evened } from './quotes.ts';

/** What a file's ending says of its form; others are not read. */
const ENDINGS = /\.(txt|text|md|markdown|html?)$/i;
const MAX_BYTES = 5 * 1024 * 1024;
/** Lines at the top in which a document may say where it comes from. */
const URL_LINES = 5;

/** A file of a folder of saved documents, and the source that it is a copy of; or why it is nobody's. */
export interface Document {
  readonly file: string;
  readonly source?: SourceId;
  readonly text: Evened | string;
}

/** Reads the documents of a folder. Throws BotError `bad_config` for one that can't be read or that holds none. */
export function readDocuments(dir: string, sources: readonly Source[]): readonly Document[] {
  return namesIn(dir).map((file) => ({ file, ...read(dir, file, sources) }));
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

function read(dir: string, name: string, sources: readonly Source[]): Omit<Document, 'file'> {
  const stat = statSync(join(dir, name), { throwIfNoEntry: false });
  if (!stat?.isFile()) return { text: 'is no file' };
  if (!ENDINGS.test(name)) return { text: 'can not be read here: save it as .txt, .md or .html' };
  if (stat.size > MAX_BYTES) return { text: 'is larger than 5 MB: save its text alone' };
  const written = readFileSync(join(dir, name), 'utf8').replace(/^\ufeff/, '');
  const owners = ownersOf(name, written, sources).map(({ id }) => id);
  const [source, ...others] = owners;
  if (!source) return { text: 'belongs to no source: call it SOURCE-ID.txt' };
  if (others.length === 0) return { source, text: evened(documentText(name, written)) };
  return { text: `may belong to each of ${owners.join(', ')}: call it SOURCE-ID.txt` };
}

/** The words of a saved document, without the markup of its form. */
export function documentText(name: string, written: string): string {
  if (/\.html?$/i.test(name)) return htmlText(written).text;
  if (!/\.(md|markdown)$/i.test(name)) return written;
  return written
    .replace(/!?\[([^\]\n]{0,500})\]\([^)\s]{0,500}\)/g, '$1')
    .replace(/^[ \t]{0,3}(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+)+/gm, '')
    .replace(/(\*\*|__|\*|_|`)(?=\S)([^*_`\n]{1,500})\1/g, '$2');
}

/** The sources of which a file may be a copy: the one whose id is its name (`ID.txt`, or `ID.older.txt` for a second
    version); else those whose address it gives as its own, in its first lines or in a page's links. */
function ownersOf(name: string, written: string, sources: readonly Source[]): readonly Source[] {
  const stem = name.replace(ENDINGS, '');
  const named = sources.filter(({ id }) => id === stem || id === stem.split('.')[0]);
  if (named.length > 0) return named;
  const links = written.slice(0, 100_000).match(/<(?:link|meta)\b[^>]{0,1000}>/gi) ?? [];
  const top = /\.html?$/i.test(name)
    ? links.filter((tag) => /\bcanonical\b|\bog:url\b/i.test(tag))
    : written.split('\n', URL_LINES);
  const urls = new Set(
    [...top.join('\n').matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([url]) => bareAddress(url)),
  );
  return sources.filter(({ url, archivedUrl }) =>
    [url, archivedUrl].some((one) => one !== undefined && urls.has(bareAddress(one))),
  );
}

function bareAddress(url: string): string {
  const bare = url.replace(/#.*$/, '').replace(/^https?:\/\/(?:www\.)?/i, '');
  return bare.replace(/[/.,;]+$/, '').toLowerCase();
}
