import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as tick } from 'node:timers/promises';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import type { FactId } from '../../src/core/fact.ts';
import { changedFacts } from './changes.ts';
import { factParts, type Parts } from './fact-page.ts';
import { findFact } from './find.ts';
import { listParts } from './list-page.ts';
import {
  brokenHtml,
  factPage,
  listPage,
  missingPage,
  nearHtml,
  SERVED_POLICY,
  type Standing,
  type Update,
} from './page.ts';
import { messageCss, pageFile } from './screen.ts';
import type { State } from './session.ts';

/** A page that somebody has open. */
interface Reader {
  readonly path: string;
  readonly response: ServerResponse;
}

export interface PreviewServer {
  /** `http://127.0.0.1:4321` */
  readonly address: string;
  /** Sends every open page what changed. */
  tell(): Promise<void>;
  close(): Promise<void>;
}

export const linkTo = (id: FactId): string => `/fact/${id}`;

/** Serves the preview on the loopback address alone; port 0 is a free one. Throws BotError `bad_config` when the port is
    taken or may not be used. `state` is asked at every request. */
export async function serve(dir: string, port: number, state: () => State): Promise<PreviewServer> {
  const readers = new Set<Reader>();
  const server = createServer((request, response) => {
    answer(request, response, { dir, state, readers }).catch(() => {
      // No stack trace and no path reaches the page.
      if (!response.headersSent) send(response, 500, 'text/plain', 'This page could not be drawn.\n');
      else response.end();
    });
  });
  const bound = await listen(server, port);
  return {
    address: `http://127.0.0.1:${bound}`,
    async tell() {
      const now = state();
      for (const path of new Set([...readers].map((reader) => reader.path))) {
        for await (const update of updatesFor(path, dir, now)) {
          // Something newer is on its way already.
          if (state() !== now) return;
          const news = eventOf(update);
          for (const reader of readers) if (reader.path === path) reader.response.write(news);
          await tick();
        }
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const hint = 'Leave --port out for a free one, or name another from 1024 to 65535.';
      reject(new BotError('bad_config', `Port ${port} can not be used.`, hint, error));
    });
    server.listen(port, '127.0.0.1', () => resolve(addressOf(server.address())));
  });
}

function addressOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port was bound');
  return address.port;
}

interface Serving {
  readonly dir: string;
  readonly state: () => State;
  readonly readers: Set<Reader>;
}

async function answer(request: IncomingMessage, response: ServerResponse, by: Serving): Promise<void> {
  const port = request.socket.localPort;
  // A page elsewhere whose name was made to lead here must not read what is edited.
  if (request.headers.host !== `127.0.0.1:${port}` && request.headers.host !== `localhost:${port}`) {
    send(response, 421, 'text/plain', `Open http://127.0.0.1:${port}/ instead.\n`);
    return;
  }
  if (request.method !== 'GET') {
    response.setHeader('allow', 'GET');
    send(response, 405, 'text/plain', 'Pages are only read here.\n');
    return;
  }
  const asked = request.url ?? '/';
  const here = `http://127.0.0.1:${port}`;
  const url = asked.startsWith('/') && URL.canParse(here + asked) ? new URL(here + asked) : undefined;
  const path = url?.pathname ?? '';
  switch (path) {
    case '/messages.css':
      return send(response, 200, 'text/css', messageCss());
    case '/preview.css':
      return send(response, 200, 'text/css', pageFile('preview.css'));
    case '/preview.js':
      return send(response, 200, 'text/javascript', pageFile('preview.js'));
    case '/news':
      return news(url?.searchParams, response, by);
    default:
      return page(path, response, by);
  }
}

async function page(path: string, response: ServerResponse, { dir, state }: Serving): Promise<void> {
  const now = state();
  if (path === '/') return send(response, 200, 'text/html', listPage(await updateFor(path, dir, now)));
  const typed = idIn(path);
  if (typed === undefined) return send(response, 404, 'text/html', missingPage(path.slice(1), [], linkTo));
  const found = now.good ? findFact(typed, now.good.knowledge.facts) : undefined;
  if (found?.kind === 'none') {
    return send(response, 404, 'text/html', missingPage(typed, found.near, linkTo));
  }
  if (found && found.fact.id !== typed) {
    response.setHeader('location', linkTo(found.fact.id));
    return send(response, 302, 'text/plain', 'It is elsewhere.\n');
  }
  send(response, 200, 'text/html', factPage(typed, await updateFor(path, dir, now)));
}

/** Keeps a page up to date from now on. What changed while it was on its way is sent at once. */
async function news(
  asked: URLSearchParams | undefined,
  response: ServerResponse,
  { dir, state, readers }: Serving,
): Promise<void> {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  response.write('retry: 1000\n\n');
  const reader = { path: asked?.get('page') ?? '/', response };
  readers.add(reader);
  response.on('close', () => readers.delete(reader));
  const now = state();
  if (asked?.get('version') === now.version) return;
  for await (const update of updatesFor(reader.path, dir, now)) response.write(eventOf(update));
}

function eventOf(update: Update): string {
  return `event: update\ndata: ${JSON.stringify(update)}\n\n`;
}

/** What a page shows that is known now, all of it. */
async function updateFor(path: string, dir: string, state: State): Promise<Update> {
  let all: Update = { version: state.version, standing: 'ok', parts: {} };
  for await (const { standing, parts } of updatesFor(path, dir, state))
    all = { ...all, standing, parts: { ...all.parts, ...parts } };
  return all;
}

/** The same, the first thing to see first. */
async function* updatesFor(path: string, dir: string, state: State): AsyncGenerator<Update> {
  const { version, good, broken } = state;
  const update = (standing: Standing, parts: Parts): Update => ({ version, standing, parts });
  const problems = broken.length > 0 ? brokenHtml(broken, dir) : '';
  if (!good || broken.length > 0) return yield update('broken', { problems });
  const id = idIn(path);
  const standing = good.indexed ? 'ok' : 'indexing';
  if (id === undefined) {
    return yield update(standing, { problems, ...listParts(good, await changedFacts(dir), linkTo) });
  }
  const found = findFact(id, good.knowledge.facts);
  if (found.kind === 'fact' && found.fact.id === id) {
    for await (const parts of factParts(found.fact, good, dir, linkTo)) {
      yield update('indexing', { problems, ...parts });
    }
    return yield update(standing, {});
  }
  const near = found.kind === 'fact' ? [found.fact.id] : found.near;
  yield update('gone', { problems: `<h2>No fact is called so any more</h2>${nearHtml(near, linkTo)}` });
}

/** Undefined for a path that leads to no fact. */
function idIn(path: string): string | undefined {
  const typed = /^\/fact\/([^/]+)$/u.exec(path)?.[1];
  return z
    .string()
    .regex(/^[\w.-]{1,80}$/u)
    .safeParse(typed).data;
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': SERVED_POLICY,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` });
  response.end(body);
}
