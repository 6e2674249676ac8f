import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { createFetch, type Reach } from '../../../editor/links/fetch.ts';
import { listening } from '../../loopback.ts';

export type Site = (request: IncomingMessage, response: ServerResponse) => void;

export const PUBLIC_IP = '93.184.216.34';

/** Sites on one loopback server, as if on the internet: whatever address a name resolves to, it is dialled there. Closed when
    the test is over. `names` gives what a name resolves to, one answer after the other; sites resolve to a public address, and
    other names do not. `dialled`: the addresses that were connected to; `asked`: `host/path` of each request. */
export async function fakeWeb(
  sites: Readonly<Record<string, Site>>,
  { names = {}, timeoutMs = 5_000 }: { names?: Readonly<Record<string, string[][]>>; timeoutMs?: number } = {},
) {
  const [asked, dialled]: [string[], string[]] = [[], []];
  const headers: IncomingMessage['headers'][] = [];
  const pauses: number[] = [];
  const server = createServer((request, response) => {
    const host = request.headers.host ?? '';
    asked.push(`${host}${request.url}`);
    headers.push(request.headers);
    sites[host]?.(request, response);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = await listening(server);
  const reach: Reach = {
    userAgent: 'Receipts (test)',
    resolve(host, _options, callback) {
      const found = names[host]?.shift() ?? (host in sites ? [PUBLIC_IP] : undefined);
      if (!found) return callback(Object.assign(new Error(host), { code: 'ENOTFOUND' }), '');
      callback(null, addressesOf(found));
    },
    connector: (lookup) => {
      return ({ hostname }, callback) =>
        lookup(hostname, { all: true }, (error, found) => {
          if (error) return callback(error, null);
          for (const { address } of typeof found === 'string' ? [] : found) dialled.push(address);
          const socket = connect({ host: '127.0.0.1', port }, () => callback(null, socket));
          socket.on('error', () => {});
        });
    },
    pause: (ms) => Promise.resolve(pauses.push(ms)),
    pauseMs: 2_000,
    timeoutMs,
  };
  return { reach, fetch: createFetch(reach), dialled, asked, headers, pauses };
}

/** As a resolver gives them. */
export const addressesOf = (ips: readonly string[]) =>
  ips.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

/** A site that answers everything alike. */
export function answering(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Site {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
  };
}

export const redirecting = (status: number, to: string): Site => answering(status, '', { location: to });

/** A page long enough to be one. */
export function page(title: string, text: string): string {
  const filler = 'The town hall was rebuilt after the fire, and opened again in spring. '.repeat(8);
  return `<!doctype html><html><head><title>${title}</title></head><body><p>${filler}</p><p>${text}</p></body></html>`;
}
