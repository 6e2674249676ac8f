import { z } from 'zod';
import type { SourceId } from '../../src/core/fact.ts';
import { wrongUrl } from '../../src/facts/schema/urls.ts';
import type { Cited } from './cited.ts';
import type { Fetch } from './fetch.ts';

/** What the Wayback Machine says of the page of a source that has no archived copy in the base. */
export interface Archived {
  readonly source: { readonly source: SourceId; readonly url: string; readonly where: string };
  readonly answer:
    | { readonly kind: 'copy'; readonly archivedUrl: string }
    | { readonly kind: 'none' }
    | { readonly kind: 'unknown'; readonly why: string };
}

const schema = z.object({
  archived_snapshots: z.object({
    closest: z.object({ available: z.boolean(), status: z.string(), url: z.string() }).optional(),
  }),
});
const COPY = /^https?:\/\/web\.archive\.org(?::80)?\/web\/(\d{4,14})\/(.+)$/;

/** Asks for the copy nearest to the day on which each source was read. */
export async function askForCopies({ sources, addresses }: Cited, fetch: Fetch): Promise<Archived[]> {
  const bare = sources.filter(({ url, archivedUrl }) => url !== undefined && archivedUrl === undefined);
  const asked = bare.map(async ({ id, url = '', accessed }) => {
    const where = addresses.find((one) => one.url === url)?.where ?? '';
    return { source: { source: id, url, where }, answer: await copyOf(url, accessed, fetch) };
  });
  return Promise.all(asked);
}

async function copyOf(url: string, day: string, fetch: Fetch): Promise<Archived['answer']> {
  const query = new URLSearchParams({ url, timestamp: day.replaceAll('-', '') });
  const fetched = await fetch(`https://archive.org/wayback/available?${query}`);
  if (fetched.kind !== 'answered') return { kind: 'unknown', why: fetched.why };
  if (fetched.status !== 200) return { kind: 'unknown', why: `archive.org answers ${fetched.status}` };
  const parsed = schema.safeParse(jsonOf(Buffer.from(fetched.bytes).toString()));
  if (!parsed.success) return { kind: 'unknown', why: 'archive.org answers something else than expected' };
  const { closest } = parsed.data.archived_snapshots;
  if (!closest?.available || !closest.status.startsWith('2')) return { kind: 'none' };
  const archivedUrl = closest.url.replace(COPY, 'https://web.archive.org/web/$1/$2');
  const why = COPY.test(closest.url) ? wrongUrl(archivedUrl) : 'is no copy at web.archive.org';
  return why === undefined
    ? { kind: 'copy', archivedUrl }
    : { kind: 'unknown', why: `${archivedUrl} ${why}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
