import { decodeText } from './body.ts';
import type { Answered } from './fetch.ts';
import { htmlText, type PageText } from './html-text.ts';

/** A page as text, or why it can't be read as that. */
export type Page =
  | (PageText & { readonly readable: true })
  | { readonly readable: false; readonly why: string };

/** Fewer characters than this are a frame that a script would fill. */
const LEAST = 300;

/** The text of an answer that is HTML or plain text. */
export function readPage({ bytes, contentType }: Pick<Answered, 'bytes' | 'contentType'>): Page {
  const start = bytes.subarray(0, 5).toString('latin1');
  if (start === '%PDF-' || /\bpdf\b/i.test(contentType)) return unreadable('is a PDF');
  if (contentType !== '' && !/html|text\/(?:plain|markdown)/i.test(contentType))
    return unreadable('is no text');
  const text = decodeText(bytes, contentType);
  if (/text\/(?:plain|markdown)/i.test(contentType)) return { readable: true, title: '', text };
  return { readable: true, ...htmlText(text) };
}

/** The same for looking up words: a page that a script would fill has none to look in. */
export function readWords(answer: Pick<Answered, 'bytes' | 'contentType'>): Page {
  const page = readPage(answer);
  if (!page.readable || page.text.replace(/\s+/g, ' ').length >= LEAST) return page;
  return unreadable('has next to no text: a script fills it, or it wants a login');
}

function unreadable(why: string): Page {
  return { readable: false, why };
}
