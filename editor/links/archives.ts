import { z } from 'zod';
import type { Unarchived } from './addresses.ts';
import { decodeText } from './body.ts';
import type { Fetch } from './fetch.ts';
import type { WrongUrl } from './verdict.ts';

/** What the Wayback Machine says of a page. */
export type ArchiveAnswer =
  | { readonly kind: 'copy'; readonly archivedUrl: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string };

export interface Archived {
  readonly source: Unarchived;
  readonly answer: ArchiveAnswer;
}

const schema = z.object({
  archived_snapshots: z.object({
    closest: z.object({ available: z.boolean(), status: z.string(), url: z.string() }).optional(),
  }),
});
const COPY = /^https?:\/\/web\.archive\.org(?::80)?\/web\/(\d{4,14})\/(.+)$/;

/** Asks for the copy nearest to the day on which each source was read, one after the other. */
export async function askForCopies(
  sources: readonly Unarchived[],
  fetch: Fetch,
  wrong: WrongUrl,
): Promise<Archived[]> {
  const found: Archived[] = [];
  for (const source of sources) found.push({ source, answer: await askFor(source, fetch, wrong) });
  return found;
}

async function askFor({ url, accessed }: Unarchived, fetch: Fetch, wrong: WrongUrl): Promise<ArchiveAnswer> {
  const asked = new URL('https://archive.org/wayback/available');
  asked.searchParams.set('url', url);
  asked.searchParams.set('timestamp', accessed.replaceAll('-', ''));
  const fetched = await fetch(asked.href, { part: 'start' });
  if (fetched.kind !== 'answered') return { kind: 'unknown', why: fetched.why };
  if (fetched.status !== 200 && fetched.status !== 206)
    return { kind: 'unknown', why: `archive.org answers ${fetched.status}` };
  const closest = readAnswer(decodeText(fetched.bytes, fetched.contentType));
  if (closest === 'unread')
    return { kind: 'unknown', why: 'archive.org answers something else than expected' };
  if (!closest?.available || !closest.status.startsWith('2')) return { kind: 'none' };
  const archivedUrl = closest.url.replace(COPY, 'https://web.archive.org/web/$1/$2');
  const why = COPY.test(closest.url) ? wrong(archivedUrl) : 'is no copy at web.archive.org';
  return why === undefined
    ? { kind: 'copy', archivedUrl }
    : { kind: 'unknown', why: `${archivedUrl} ${why}` };
}

function readAnswer(text: string) {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.archived_snapshots.closest : 'unread';
  } catch {
    return 'unread';
  }
}
