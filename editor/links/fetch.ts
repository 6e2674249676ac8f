import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { judgeUrl } from './address.ts';
import { type Body, readBody } from './body.ts';
import type { HostGate } from './gate.ts';
import { type Resolve, resolvePublic } from './resolve.ts';

/** Where a connection goes: the IP address that was checked, never a name. */
export interface Target {
  readonly ip: string;
  /** For the certificate and the server, not for the resolver. */
  readonly host: string;
  /** 443, but for tests. */
  readonly port: number;
}

/** Opens an encrypted connection to exactly that IP address. */
export type Dial = (target: Target) => Duplex;

/** The only one that runs outside of tests: TLS, with the certificate checked for the host, whatever the environment says. */
export const dialTls: Dial = ({ ip, host, port }) =>
  connect({
    host: ip,
    port,
    servername: host,
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
  });

/** What came of asking for an address. */
export type Fetched =
  | Answered
  /** Nobody answered: their fault, or that of our own network. */
  | { readonly kind: 'failed'; readonly why: string }
  /** We did not ask, or not on: the address, or one that it leads to, is none that may be asked. */
  | { readonly kind: 'refused'; readonly why: string };

export interface Answered extends Body {
  readonly kind: 'answered';
  readonly status: number;
  /** Where the answer came from, after all redirects. */
  readonly url: string;
  readonly hops: readonly Hop[];
  readonly contentType: string;
  /** Seconds that the server asks us to wait. */
  readonly retryAfter?: number;
}

/** A redirect that was followed. */
export interface Hop {
  readonly status: number;
  readonly to: string;
}

export interface Asking {
  /** The least that is wanted of the body: asked for as a range of 64 kB when `start`. */
  readonly part: 'start' | 'whole';
}

export type Fetch = (url: string, asking: Asking) => Promise<Fetched>;

export interface FetchOptions {
  readonly userAgent: string;
  readonly gate: HostGate;
  readonly resolve: Resolve;
  readonly dial: Dial;
  readonly timeoutMs: number;
}

export const MAX_REDIRECTS = 5;
const START_BYTES = 64 * 1024;
const WHOLE_BYTES = 3 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Asks for addresses by GET, and follows redirects by its own hand: each place is judged, resolved and connected to as
    the first one was. Never rejects. */
export function createFetch(options: FetchOptions): Fetch {
  return async (start, asking) => {
    const hops: Hop[] = [];
    const seen = new Set<string>();
    let next = start;
    for (;;) {
      const judged = judgeUrl(next);
      if (!judged.ok) return refused(hops, next, judged.why);
      judged.url.hash = '';
      if (seen.has(judged.url.href)) return { kind: 'refused', why: 'redirects in a circle' };
      if (hops.length > MAX_REDIRECTS)
        return { kind: 'refused', why: `redirects more than ${MAX_REDIRECTS} times` };
      seen.add(judged.url.href);
      const { host } = judged.url;
      const got = await options.gate.through(host, () => askOnce(judged.url, asking, options));
      if (got.kind !== 'answered') return got;
      const { location, ...answer } = got;
      if (!REDIRECTS.has(answer.status) || location === undefined) return { ...answer, hops };
      if (!URL.canParse(location, judged.url.href)) return refused(hops, location, 'is no address');
      next = new URL(location, judged.url).href;
      hops.push({ status: answer.status, to: next });
    }
  };
}

function refused(hops: readonly Hop[], url: string, why: string): Fetched {
  return { kind: 'refused', why: hops.length === 0 ? why : `redirects to ${url}, which ${why}` };
}

type Single = Exclude<Fetched, Answered> | (Omit<Answered, 'hops'> & { readonly location?: string });

async function askOnce(url: URL, asking: Asking, options: FetchOptions): Promise<Single> {
  const late = new Promise<Single>((resolve) => {
    const timer = setTimeout(() => resolve(timedOut(options.timeoutMs)), options.timeoutMs);
    timer.unref();
  });
  const found = await Promise.race([resolvePublic(url.hostname, options.resolve), late]);
  if ('kind' in found) return found;
  if (!found.ok) return { kind: found.unsafe ? 'refused' : 'failed', why: found.why };
  let got: Single = { kind: 'failed', why: `${url.hostname} has no IP address` };
  for (const ip of found.ips) {
    got = await ask(url, ip, asking, options);
    if (got.kind === 'answered') break;
  }
  return got;
}

function timedOut(ms: number): Single {
  return { kind: 'failed', why: `did not answer within ${ms / 1000} seconds` };
}

function ask(url: URL, ip: string, { part }: Asking, options: FetchOptions): Promise<Single> {
  return new Promise((resolve) => {
    const fail = (error: Error) => {
      clearTimeout(timer);
      resolve({ kind: 'failed', why: whyFailed(error) });
    };
    const timer = setTimeout(() => {
      resolve(timedOut(options.timeoutMs));
      asked.destroy();
    }, options.timeoutMs);
    // No agent: none that keeps a connection, and none that reads a proxy out of the environment.
    const asked = request({
      // The request listens only a moment later: what fails at once would be heard by nobody, and end the process.
      createConnection: () => options.dial({ ip, host: url.hostname, port: 443 }).on('error', fail),
      host: url.hostname,
      path: url.pathname + url.search,
      headers: {
        Host: url.host,
        'User-Agent': options.userAgent,
        Accept: 'text/html, text/plain;q=0.9, */*;q=0.5',
        'Accept-Encoding': 'identity',
        ...(part === 'start' && { Range: `bytes=0-${START_BYTES - 1}` }),
        Connection: 'close',
      },
    });
    asked.on('error', fail);
    asked.on('response', async (answer) => {
      const { location, 'content-type': contentType = '', 'retry-after': wait } = answer.headers;
      const status = answer.statusCode ?? 0;
      const limit = REDIRECTS.has(status) ? 0 : part === 'start' ? START_BYTES : WHOLE_BYTES;
      const body = await readBody(answer, limit);
      clearTimeout(timer);
      const retryAfter = seconds(wait);
      resolve({
        kind: 'answered',
        status,
        url: url.href,
        contentType,
        ...body,
        ...(location !== undefined && { location }),
        ...(retryAfter !== undefined && { retryAfter }),
      });
      asked.destroy();
    });
    asked.end();
  });
}

/** Seconds of a Retry-After, whether it counts them or names a time. */
function seconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

/** Codes of Node that an editor meets, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was closed',
  EPIPE: 'the connection was closed',
  ENETUNREACH: 'there is no way to it from here',
  EHOSTUNREACH: 'there is no way to it from here',
  ETIMEDOUT: 'the connection timed out',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate can not be traced to an authority',
};

function whyFailed(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return WORDS[code] ?? `the connection failed${code ? ` (${code})` : ''}`;
}
