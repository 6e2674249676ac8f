import { Parser } from 'htmlparser2';
import type { Page } from './fetch.ts';

/** Their content is no text of the page. */
const UNREAD: ReadonlySet<string> = new Set(
  'title script style template noscript svg iframe textarea'.split(' '),
);
/** Within a word or a sentence: nothing separates what is around them. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp script small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Elements within one another, after which no more is read: the parser takes ever longer, and no honest page has so many. */
const DEEPEST = 5_000;
const CHUNK = 65_536;

/** What a reader sees of an HTML page; tags of blocks leave a space. */
export function htmlText(html: string): string {
  let text = '';
  let [depth, unread] = [0, 0];
  const parser = new Parser({
    onopentag(name) {
      depth += 1;
      if (UNREAD.has(name)) unread += 1;
      if (!INLINE.has(name)) text += ' ';
    },
    ontext(piece) {
      if (unread === 0) text += piece;
    },
    onclosetag(name) {
      depth -= 1;
      if (UNREAD.has(name)) unread -= 1;
      if (!INLINE.has(name)) text += ' ';
    },
  });
  for (let at = 0; at < html.length && depth < DEEPEST; at += CHUNK) parser.write(html.slice(at, at + CHUNK));
  parser.end();
  return text;
}

/** The text of a page that is HTML or plain text, or why it can't be read. */
export function pageText({ bytes, contentType }: Page): { readonly text: string } | { readonly why: string } {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.startsWith('%PDF-') || /\bpdf\b/i.test(contentType)) return { why: 'is a PDF' };
  const isPlain = /text\/(?:plain|markdown)/i.test(contentType);
  if (contentType !== '' && !isPlain && !/html/i.test(contentType)) return { why: 'is no text' };
  const named = /charset\s*=\s*["']?([\w-]{2,40})/i;
  const text = decode(bytes, named.exec(contentType)?.[1] ?? named.exec(start)?.[1] ?? 'utf-8');
  return { text: isPlain ? text : htmlText(text) };
}

/** What a page of an unknown name of a character set holds is read as UTF-8. */
function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
