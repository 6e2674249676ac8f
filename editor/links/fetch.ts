import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, buildConnector, fetch, type Response } from 'undici';
import { guarded, RefusedName, refusedUrl } from './guard.ts';

export interface Page {
  readonly contentType: string;
  /** At most 3 MB, counted after decompression; what came when it broke off. */
  readonly bytes: Uint8Array;
}

/** A page, or why there is none. */
export type Fetch = (url: string) => Promise<Page | { readonly why: string }>;

/** How the internet is reached, and how politely. Tests have names and connections of their own. */
export interface Reach {
  readonly userAgent: string;
  readonly resolve: LookupFunction;
  /** Makes what opens connections, for a resolver that is safe. */
  readonly connector: (lookup: LookupFunction) => buildConnector.connector;
  readonly pause: (ms: number) => Promise<unknown>;
  /** Between two requests. */
  readonly pauseMs: number;
  readonly timeoutMs: number;
}

/** The only way outside of tests: TLS, with the certificate checked whatever the environment says, and no proxy. */
export const internet = (userAgent: string): Reach => ({
  userAgent,
  resolve: lookup,
  connector: (safe) => buildConnector({ lookup: safe, rejectUnauthorized: true, allowH2: false }),
  pause,
  pauseMs: 2_000,
  timeoutMs: 20_000,
});

const MAX_REDIRECTS = 5;
const MAX_BYTES = 3 * 1024 * 1024;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Asks for addresses by GET, after a pause each. Redirects are followed here, so that each place is judged, resolved and
    connected to as the first one was. Never rejects. */
export function createFetch({ userAgent, resolve, connector, pause, pauseMs, timeoutMs }: Reach): Fetch {
  // Without pipelining a connection serves one request: the next one resolves and checks its name again.
  const dispatcher = new Agent({ connect: connector(guarded(resolve)), pipelining: 0 });
  const headers = { 'user-agent': userAgent, accept: 'text/html, text/plain;q=0.9, */*;q=0.5' };
  return async (start) => {
    let next = start;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const refused = refusedUrl(next);
      const from = redirects === 0 ? '' : `redirects to ${next}, which `;
      if (refused !== undefined) return { why: `${from}${refused}` };
      await pause(pauseMs);
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(next, { dispatcher, headers, redirect: 'manual', signal });
        const { status, headers: answered } = response;
        const location = answered.get('location');
        const bytes = await bodyOf(response, response.ok ? MAX_BYTES : 0);
        if (response.ok) return { contentType: answered.get('content-type') ?? '', bytes };
        if (!REDIRECTS.has(status) || location === null) return { why: `answers ${status}` };
        next = URL.canParse(location, next) ? new URL(location, next).href : location;
      } catch (error) {
        if (signal.aborted) return { why: `did not answer within ${timeoutMs / 1000} seconds` };
        const cause = error instanceof Error ? error.cause : undefined;
        if (cause instanceof RefusedName) return { why: cause.message };
        const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
        return { why: `the connection failed${code}` };
      }
    }
    return { why: `redirects more than ${MAX_REDIRECTS} times` };
  };
}

/** What comes of a body up to a limit: a small file that unpacks to a huge one ends there too. */
async function bodyOf({ body }: Response, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      if (size >= limit) break;
      chunks.push(chunk);
      size += chunk.length;
    }
  } catch {
    // A body that breaks off, or is too slow, gives what came before.
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
