import type { FactBase } from '../../src/core/fact.ts';
import { createFetch, type Reach } from './fetch.ts';
import { pageText } from './page-text.ts';
import { evened, type Quotation, type Readable } from './quotes.ts';

/** Fewer characters than this are a frame that a script would fill. */
const LEAST = 300;

/** Asks for every page that is quoted, one after the other: its address and its archived copy. */
export async function readPages(
  quotations: readonly Quotation[],
  sources: FactBase['sources'],
  reach: Reach,
): Promise<readonly Readable[]> {
  const fetch = createFetch(reach);
  const pages: Readable[] = [];
  for (const source of new Set(quotations.map((one) => one.source))) {
    const { url, archivedUrl } = sources.get(source) ?? {};
    for (const at of [url, archivedUrl]) {
      if (at === undefined) continue;
      const fetched = await fetch(at);
      const page = 'why' in fetched ? fetched : pageText(fetched);
      pages.push({ at, source, text: 'why' in page ? page.why : textOf(page.text) });
    }
  }
  return pages;
}

function textOf(text: string): Readable['text'] {
  const isFrame = text.replace(/\s+/g, ' ').length < LEAST;
  return isFrame ? 'has next to no text: a script fills it, or it wants a login' : evened(text);
}
