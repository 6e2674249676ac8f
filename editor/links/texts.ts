import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { BotError } from '../../src/core/errors.ts';
import type { FactBase } from '../../src/core/fact.ts';
import type { Page } from './fetch.ts';
import { evened, type Readable } from './quotes.ts';

/** Their content is no text of the page. */
const UNREAD: ReadonlySet<string> = new Set('title script style template noscript svg iframe textarea'.split(' '));
/** Within a word or a sentence: nothing separates what is around them. */
const INLINE: ReadonlySet<string> = new Set(
  `a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp script small span strike strong
   sub sup time tt u var wbr`.split(/\s+/),
);

/** Elements within one another, after which no more is read: the parser takes ever longer, and no honest page has so many. */
const DEEPEST = 5_000;
const CHUNK = 65_536;

/** What a reader sees of an HTML page; tags of blocks leave a space. */
export function htmlText(html: string): string {
  let text = '';
  let [depth, unread] = [0, 0];
  const step = (name: string, by: 1 | -1): void => {
    depth += by;
    if (UNREAD.has(name)) unread += by;
    if (!INLINE.has(name)) text += ' ';
  };
  const parser = new Parser({
    onopentag: (name) => step(name, 1),
    ontext(piece) {
      if (unread === 0) text += piece;
    },
    onclosetag: (name) => step(name, -1),
  });
  for (let at = 0; at < html.length && depth < DEEPEST; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
  return text;
}

/** Fewer characters than this are a frame that a script would fill. */
const LEAST = 300;

/** The text of a page that is HTML or plain text, or why it can't be read. */
export function pageText({ bytes, contentType }: Page): Readable['text'] {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.startsWith('%PDF-') || /\bpdf\b/i.test(contentType)) return 'is a PDF';
  const isPlain = /text\/(?:plain|markdown)/i.test(contentType);
  if (contentType !== '' && !isPlain && !/html/i.test(contentType)) return 'is no text';
  const named = /charset\s*=\s*["']?([\w-]{2,40})/i;
  const text = decode(bytes, named.exec(contentType)?.[1] ?? named.exec(start)?.[1] ?? 'utf-8');
  const words = evened(isPlain ? text : htmlText(text));
  return words.length < LEAST ? 'has next to no text: a script fills it, or it wants a login' : { words };
}

/** What a page of an unknown name of a character set holds is read as UTF-8. */
function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** What a file's ending says of its form; others are not read. */
const ENDINGS = /\.(txt|html?)$/i;

/** `ID.txt` is a copy of the source with this id, and so is `ID.older.txt`, a second version. Throws BotError `bad_config`. */
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
  const isFolder = statSync(dir, { throwIfNoEntry: false })?.isDirectory();
  const names = isFolder ? readdirSync(dir).filter((name) => !name.startsWith('.')) : [];
  if (names.some((name) => ENDINGS.test(name))) return names.sort();
  const hint = 'Name the folder that holds the saved documents, each as SOURCE-ID.txt or .html.';
  throw new BotError('bad_config', `There are no documents in ${dir}.`, hint);
}

function read(dir: string, name: string): Readable['text'] {
  if (!statSync(join(dir, name)).isFile()) return 'is no file';
  if (!ENDINGS.test(name)) return 'can not be read here: save it as .txt or .html';
  const text = readFileSync(join(dir, name), 'utf8');
  return { words: evened(/\.html?$/i.test(name) ? htmlText(text) : text) };
}
