import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { createFetch, type Dial, type Fetch, type Target } from '../../../editor/links/fetch.ts';
import { HostGate } from '../../../editor/links/gate.ts';
import type { Resolve } from '../../../editor/links/resolve.ts';
import type { Reach } from '../../../editor/links/run.ts';

export type Site = (request: IncomingMessage, response: ServerResponse) => void;

/** Sites on one loopback server, as if on the internet: names resolve to public addresses, which are dialled here. */
export interface FakeWeb {
  readonly reach: Reach;
  readonly fetch: Fetch;
  /** What was connected to. */
  readonly dialled: Target[];
  /** `host/path` of each request, as it came. */
  readonly asked: string[];
  readonly headers: IncomingMessage['headers'][];
  /** Milliseconds that somebody wanted to wait. */
  readonly pauses: number[];
}

const PUBLIC_IP = '93.184.216.34';

/** Closed when the test is over. `names` says what a name resolves to where that matters; a name that is neither there
    nor a site does not resolve. */
export async function fakeWeb(
  sites: Readonly<Record<string, Site>>,
  { names = {}, timeoutMs = 5_000 }: { names?: Readonly<Record<string, Resolve>>; timeoutMs?: number } = {},
): Promise<FakeWeb> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const host = request.headers.host ?? '';
    asked.push(`${host}${request.url}`);
    headers.push(request.headers);
    const site = sites[host];
    if (site) site(request, response);
    else response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = portOf(server.address());
  const dialled: Target[] = [];
  const pauses: number[] = [];
  const dial: Dial = (target) => {
    dialled.push(target);
    return connect({ host: '127.0.0.1', port });
  };
  const resolve: Resolve = (host) => {
    const own = names[host];
    if (own) return own(host);
    return host in sites ? Promise.resolve([PUBLIC_IP]) : Promise.reject(new Error(`no ${host} in this web`));
  };
  const pause = (ms: number) => {
    pauses.push(ms);
    return Promise.resolve();
  };
  const reach: Reach = {
    resolve,
    dial,
    pause,
    userAgent: 'Receipts (test)',
    pauseMs: 2_000,
    timeoutMs,
    parallel: 4,
  };
  const fetch = createFetch({ ...reach, gate: new HostGate(reach.pauseMs, pause) });
  return { reach, fetch, dialled, asked, headers, pauses };
}

/** A site that answers everything alike. */
export function answering(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Site {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
  };
}

export function redirecting(status: number, to: string): Site {
  return answering(status, '', { location: to });
}

/** A page long enough to be one. */
export function page(title: string, text: string): string {
  const filler = 'The town hall was rebuilt after the fire, and opened again in spring. '.repeat(8);
  return `<!doctype html><html><head><title>${title}</title></head><body><p>${filler}</p><p>${text}</p></body></html>`;
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return address.port;
}
