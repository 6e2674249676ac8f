import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch, type Response } from 'undici';

/** `bytes`: at most 3 MB, counted after decompression; what came when it broke off. */
export type Page = { readonly contentType: string; readonly bytes: Uint8Array };
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

/** GET, after a pause each. Each redirect is judged, resolved and connected to as the first address was. Never rejects. */
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

/** Why an address may not be asked: only https, no user name, no port, and no bare IP address however it is spelt
    (`2130706433`, `0x7f.1`). What the name resolves to is `guarded`'s to check. */
export function refusedUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is no address';
  const { protocol, username, password, port, hostname } = new URL(text);
  if (protocol !== 'https:') return `is not https but ${protocol.replace(':', '')}`;
  if (username !== '' || password !== '') return 'holds a user name';
  if (port !== '') return `names the port ${port}`;
  // `new URL` has turned numbers of every spelling into an IP address.
  const isBare = hostname.startsWith('[') || ipaddr.isValid(hostname);
  return isBare ? 'is a bare IP address and no name' : undefined;
}

/** IPv6 in use on the internet begins so (RFC 4291); all else is refused. */
const GLOBAL_IPV6 = ipaddr.IPv6.parse('2000::');

/** Whether a connection may be made to an IP address. Refused are loopback, private, link-local, shared (CGNAT), multicast,
    documentation and reserved ranges, `0.0.0.0/8`, and IPv6 addresses that stand for an IPv4 one. */
export function isPublic(ip: string): boolean {
  // A zone (`fe80::1%eth0`) and short or octal spellings of IPv4 have no business in a resolver's answer.
  if (ipaddr.IPv4.isValidFourPartDecimal(ip)) return ipaddr.IPv4.parse(ip).range() === 'unicast';
  if (ip.includes('%') || !ipaddr.IPv6.isValid(ip)) return false;
  const address = ipaddr.IPv6.parse(ip);
  return address.range() === 'unicast' && address.match(GLOBAL_IPV6, 3);
}

/** A name that does not lead to the public internet alone. */
export class RefusedName extends Error {}

/** Resolves names for a socket, which connects to the very addresses that were checked here. One address that is not public
    is enough to refuse a name: which one is asked must not be left to chance. */
export function guarded(resolve: LookupFunction): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const all = typeof found === 'string' ? [{ address: found, family: 4 }] : found;
      const wrong = all.find(({ address }) => !isPublic(address));
      if (wrong) return callback(new RefusedName(`${host} resolves to ${wrong.address}, which is not public`), '');
      const [first] = all;
      if (options.all || !first) return callback(null, all);
      callback(null, first.address, first.family);
    });
  };
}
