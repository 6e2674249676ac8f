import type { Source, SourceId } from '../../src/core/fact.ts';
import type { Quotation } from './addresses.ts';
import { htmlText } from './html-text.ts';
import { evened, findIn, type Searchable, searchable } from './quotes.ts';
import { bestOfEach, type CheckedQuote } from './sweep.ts';

/** A saved document, as a folder holds it. */
export interface SavedFile {
  /** Without its folder: `bi-salesforce-letter.txt`. */
  readonly name: string;
  readonly text: string;
}

export type Belonging =
  | { readonly ok: true; readonly source: SourceId }
  /** Why it is nobody's document, and what to do about it. */
  | { readonly ok: false; readonly why: string };

/** What a file's ending says of its form; others are not read. */
export const DOCUMENT_ENDINGS = /\.(txt|text|md|markdown|html?)$/i;
/** Lines at the top in which a document may say where it comes from, and others in which it says what it is called. */
const URL_LINES = 5;
const TOP_LINES = 20;

/** Which source a saved file is a copy of: the one that the index gives it; else the one whose id is its name (`ID.txt`,
    or `ID.older.txt` for a second version); else the one whose address stands in its first lines; else the one whose
    title is one of its first lines, if there is but one that somebody has read. */
export function belongsTo(
  file: SavedFile,
  sources: readonly Source[],
  index: ReadonlyMap<string, string>,
): Belonging {
  const listed = index.get(file.name);
  if (listed !== undefined) {
    const source = sources.find(({ id }) => id === listed);
    return source
      ? { ok: true, source: source.id }
      : { ok: false, why: `index.yaml gives it to ${listed}, which is no source` };
  }
  const stem = file.name.replace(DOCUMENT_ENDINGS, '');
  const named = sources.find(({ id }) => id === stem || id === stem.split('.')[0]);
  if (named) return { ok: true, source: named.id };
  const top = documentText(file)
    .split('\n', 400)
    .filter((line) => line.trim() !== '')
    .slice(0, TOP_LINES);
  return (
    one(byAddress(ownAddresses(file), sources)) ??
    one(byTitle(top, sources)) ?? {
      ok: false,
      why: 'belongs to no source: call it SOURCE-ID.txt, or list it in index.yaml',
    }
  );
}

function one(found: readonly Source[]): Belonging | undefined {
  const [first, ...others] = found;
  if (!first) return undefined;
  if (others.length === 0) return { ok: true, source: first.id };
  const ids = found.map(({ id }) => id).join(', ');
  return { ok: false, why: `may belong to each of ${ids}: say which in index.yaml` };
}

/** What a document gives as its own address: a page by the links that say so, a text in its first lines. */
function ownAddresses({ name, text }: SavedFile): string {
  if (!/\.html?$/i.test(name)) return text.slice(0, 20_000).split('\n').slice(0, URL_LINES).join('\n');
  const tags = text.slice(0, 100_000).match(/<(?:link|meta)\b[^>]{0,1000}>/gi) ?? [];
  return tags.filter((tag) => /\bcanonical\b|\bog:url\b/i.test(tag)).join('\n');
}

function byAddress(text: string, sources: readonly Source[]): Source[] {
  const seen = new Set([...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([url]) => bareAddress(url)));
  return sources.filter((source) =>
    [source.url, source.archivedUrl].some((url) => url !== undefined && seen.has(bareAddress(url))),
  );
}

function bareAddress(url: string): string {
  return url
    .replace(/#.*$/, '')
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/[/.,;]+$/, '')
    .toLowerCase();
}

function byTitle(top: readonly string[], sources: readonly Source[]): Source[] {
  const lines = new Set(top.map((line) => evened(line.replace(/^#+ /, '')).toLowerCase()));
  const titled = sources.filter(({ title }) => lines.has(evened(title).toLowerCase()));
  const longest = Math.max(...titled.map(({ title }) => title.length));
  const best = titled.filter(({ title }) => title.length === longest);
  const read = best.filter((source) => source.read !== 'not-found' && source.read !== 'citation');
  return read.length > 0 ? read : best;
}

/** The words of a saved document, without the markup of its form. */
export function documentText({ name, text }: SavedFile): string {
  if (/\.html?$/i.test(name)) return htmlText(text).text;
  if (!/\.(md|markdown)$/i.test(name)) return text;
  return text
    .replace(/!?\[([^\]\n]{0,500})\]\([^)\s]{0,500}\)/g, '$1')
    .replace(/^[ \t]{0,3}(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+)+/gm, '')
    .replace(/(\*\*|__|\*|_|`)(?=\S)([^*_`\n]{1,500})\1/g, '$2');
}

/** Looks each quotation up in the saved documents of its source. */
export function checkDocuments(
  quotations: readonly Quotation[],
  documents: ReadonlyMap<SourceId, readonly SavedFile[]>,
): CheckedQuote[] {
  const texts = new Map<SavedFile, Searchable>();
  const textOf = (file: SavedFile): Searchable => {
    const text = texts.get(file) ?? searchable(documentText(file));
    texts.set(file, text);
    return text;
  };
  return bestOfEach(
    quotations.flatMap((quotation): CheckedQuote[] => {
      const files = documents.get(quotation.source) ?? [];
      if (files.length === 0) {
        return [
          { quotation, result: { kind: 'unchecked', why: 'its source has no document in the folder' } },
        ];
      }
      return files.map((file) => {
        const found = findIn(textOf(file), quotation.quote);
        return { quotation, result: found.kind === 'same' ? found : { ...found, at: file.name } };
      });
    }),
  );
}
