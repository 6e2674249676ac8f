import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, buildConnector, fetch, type Response } from 'undici';
import { guarded, RefusedName, refusedUrl } from './guard.ts';

/** What came of asking for an address. */
export type Fetched =
  | Answered
  /** Nobody answered: their fault, or that of our own network. */
  | { readonly kind: 'failed'; readonly why: string }
  /** It was not asked, or not on: the address, or one that it redirects to, is none that may be asked. */
  | { readonly kind: 'refused'; readonly why: string };

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** Where the answer came from, after all redirects. */
  readonly url: string;
  /** Redirects that were followed. */
  readonly hops: readonly { readonly status: number; readonly to: string }[];
  readonly contentType: string;
  /** The server says when it may be asked again. */
  readonly asksToWait: boolean;
  /** At most 3 MB, counted after decompression; what came when it broke off. */
  readonly bytes: Uint8Array;
}

export type Fetch = (url: string) => Promise<Fetched>;

/** How the internet is reached, and how politely. Tests have names and connections of their own. */
export interface Reach {
  readonly userAgent: string;
  readonly resolve: LookupFunction;
  /** Makes what opens connections, for a resolver that is safe. */
  readonly connector: (lookup: LookupFunction) => buildConnector.connector;
  readonly pause: (ms: number) => Promise<unknown>;
  /** Between two requests to one host. */
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

/** Asks for addresses by GET, a host one at a time and the next time only after a pause. Redirects are followed here, so
    that each place is judged, resolved and connected to as the first one was. Never rejects. */
export function createFetch({ userAgent, resolve, connector, pause, pauseMs, timeoutMs }: Reach): Fetch {
  // Without pipelining a connection serves one request: the next one resolves and checks its name again.
  const dispatcher = new Agent({ connect: connector(guarded(resolve)), pipelining: 0 });
  const headers = { 'user-agent': userAgent, accept: 'text/html, text/plain;q=0.9, */*;q=0.5' };
  const lastOf = new Map<string, Promise<unknown>>();
  const inTurn = <Result>(host: string, ask: () => Promise<Result>): Promise<Result> => {
    const mine = (lastOf.get(host)?.then(() => pause(pauseMs)) ?? Promise.resolve()).then(ask);
    lastOf.set(host, mine);
    return mine;
  };
  const askOnce = async (url: string): Promise<Fetched & { readonly location?: string | null }> => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, { dispatcher, headers, redirect: 'manual', signal });
      const { status, headers: answered } = response;
      return {
        kind: 'answered',
        status,
        url,
        hops: [],
        contentType: answered.get('content-type') ?? '',
        asksToWait: answered.has('retry-after'),
        bytes: await bodyOf(response, REDIRECTS.has(status) ? 0 : MAX_BYTES),
        location: answered.get('location'),
      };
    } catch (error) {
      if (signal.aborted) return { kind: 'failed', why: `did not answer within ${timeoutMs / 1000} seconds` };
      const cause = error instanceof Error ? error.cause : undefined;
      if (cause instanceof RefusedName) return { kind: 'refused', why: cause.message };
      const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
      return { kind: 'failed', why: `the connection failed${code}` };
    }
  };
  return async (start) => {
    const hops: { status: number; to: string }[] = [];
    const seen = new Set<string>();
    for (let next = start; ; ) {
      const why = refusedUrl(next) ?? (seen.has(next) ? 'was asked before' : undefined);
      if (why !== undefined)
        return { kind: 'refused', why: hops.length === 0 ? why : `redirects to ${next}, which ${why}` };
      if (hops.length > MAX_REDIRECTS)
        return { kind: 'refused', why: `redirects more than ${MAX_REDIRECTS} times` };
      seen.add(next);
      const { location, ...got } = await inTurn(plainHost(next), () => askOnce(next));
      if (got.kind !== 'answered' || !REDIRECTS.has(got.status) || typeof location !== 'string') {
        return got.kind === 'answered' ? { ...got, hops } : got;
      }
      next = URL.canParse(location, next) ? new URL(location, next).href : location;
      hops.push({ status: got.status, to: next });
    }
  };
}

/** The host of an address; `www.` makes no other. */
export function plainHost(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
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
