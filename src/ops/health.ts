import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BotError } from '../core/errors.ts';
import type { Platform } from '../core/ports.ts';

/** How long the store may take to say that it is there, in milliseconds. */
const STORE = 1_000;
/** How long a request may take to arrive and to be answered, in milliseconds. */
const REQUEST = 5_000;
/** Open connections at one time: a prober, a scraper, and room for a few people. */
const CONNECTIONS = 50;

/** One thing that must be well for the bot to be ready. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly state: string;
  /** What to do when it is not. */
  readonly do?: string;
}

export interface Probed {
  platforms(): readonly Pick<Platform, 'name' | 'health' | 'lastSign'>[];
  storeIsUp(): Promise<boolean>;
  /** Facts that are answered from. */
  facts(): number;
  baseIsRefused(): boolean;
  metrics(): Promise<{ readonly text: string; readonly contentType: string }>;
  now(): Date;
}

/** Serves `/healthz`, `/readyz` and `/metrics` on one address, and nothing else: no body is read, no method but GET and
    HEAD is answered, and no page holds a token, a question or a name. Does not keep the process alive. Rejects with
    BotError `bad_config` that names HEALTH_PORT or HEALTH_HOST. */
export async function serveHealth(
  at: { readonly host: string; readonly port: number },
  probed: Probed,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const server = createServer({
    requestTimeout: REQUEST,
    headersTimeout: REQUEST,
    // Node looks for requests that take too long only now and then: every half minute, if nobody says more.
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 8_192,
  });
  server.maxConnections = CONNECTIONS;
  server.timeout = REQUEST;
  server.keepAliveTimeout = REQUEST;
  server.on('request', (request, response) => {
    answer(request, response, probed).catch(() => {
      if (!response.headersSent) say(response, 500, 'text/plain', 'failed\n');
    });
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refusedAddress(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  server.on('error', () => undefined);
  server.unref();
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : at.port;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return {
    address: `http://${host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What Node says about an address, in words of the variable that must change. */
function refusedAddress(error: Error, { host, port }: { host: string; port: number }): BotError {
  const code: unknown = Reflect.get(error, 'code');
  const why: Readonly<Record<string, readonly [message: string, hint: string]>> = {
    EADDRINUSE: [
      `HEALTH_PORT: another program already listens on port ${port}.`,
      'Set HEALTH_PORT to a free port, or end that program.',
    ],
    EACCES: [
      `HEALTH_PORT: this process may not listen on port ${port}.`,
      'Set HEALTH_PORT to a port from 1024 on.',
    ],
  };
  const [message, hint] = why[String(code)] ?? [
    `HEALTH_HOST: ${host} is no address of this machine.`,
    'Set HEALTH_HOST to 127.0.0.1, or to 0.0.0.0 in a container.',
  ];
  return new BotError('bad_config', message, hint, error);
}

async function answer(request: IncomingMessage, response: ServerResponse, probed: Probed): Promise<void> {
  const path = request.url?.split('?')[0];
  const page = path === undefined ? undefined : PAGES.get(path);
  if (!page) return say(response, 404, 'text/plain', 'not found: /healthz, /readyz or /metrics\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return say(response, 405, 'text/plain', 'only GET and HEAD\n');
  }
  const { status, type, text } = await page(probed);
  say(response, status, type, request.method === 'HEAD' ? '' : text);
}

function say(response: ServerResponse, status: number, type: string, text: string): void {
  response
    .writeHead(status, {
      'content-type': type.includes(';') ? type : `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      // A body that somebody sends all the same is not read: the connection ends.
      ...(status >= 400 && status !== 503 && { connection: 'close' }),
    })
    .end(text);
}

type Page = (
  probed: Probed,
) => Promise<{ readonly status: number; readonly type: string; readonly text: string }>;

const PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
  // Whoever can say so runs: a stuck event loop answers nobody.
  ['/healthz', async () => ({ status: 200, type: 'text/plain', text: 'ok\n' })],
  [
    '/readyz',
    async (probed) => {
      const checks = await checksOf(probed);
      const ready = checks.every(({ ok }) => ok);
      return { status: ready ? 200 : 503, type: 'application/json', text: pageOf(ready, checks) };
    },
  ],
  [
    '/metrics',
    async (probed) => {
      const { text, contentType } = await probed.metrics();
      return { status: 200, type: contentType, text };
    },
  ],
]);

/** Everything that must be well, each with what to do when it is not. Never rejects. */
export async function checksOf(probed: Probed): Promise<readonly Check[]> {
  const facts = probed.facts();
  const base: Check = {
    name: 'facts',
    ok: facts > 0,
    state: probed.baseIsRefused()
      ? `${facts} facts; a later change was refused: npm run lint:data`
      : `${facts} facts`,
    ...(facts === 0 && { do: 'Look at DATA_DIR, run npm run lint:data, and start again.' }),
  };
  const storeUp = await probed.storeIsUp();
  const store: Check = {
    name: 'store',
    ok: storeUp,
    state: storeUp ? 'answers' : 'does not answer within a second',
    ...(!storeUp && {
      do: 'Look at the database that STORE_URL names; meanwhile only the asker sees answers.',
    }),
  };
  const platforms = probed.platforms().map((one) => checkOf(one, probed.now().getTime()));
  return [base, store, ...(platforms.length > 0 ? platforms : [NONE_YET])];
}

const NONE_YET = { name: 'platforms', ok: false, state: 'starting', do: 'Wait until it has started.' };

function checkOf(platform: Pick<Platform, 'name' | 'health' | 'lastSign'>, now: number): Check {
  const health = platform.health();
  const sign = platform.lastSign();
  const ago = sign === undefined ? '' : `, last sign of life ${Math.round((now - sign) / 1000)} s ago`;
  return {
    name: platform.name,
    ok: health === 'ready',
    state: `${health}${ago}`,
    ...(health === 'starting' && { do: NONE_YET.do }),
    ...(health === 'down' && { do: ADVICE.get(platform.name) ?? 'Read the log.' }),
  };
}

const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    'slack',
    'Read the log: a token that is refused stands there. Else look at https://slack-status.com; it is opened anew by itself.',
  ],
  [
    'discord',
    'Read the log: a token that is refused stands there. Else look at https://discordstatus.com; it is opened anew by itself.',
  ],
]);

/** JSON with one line for each check, so that a person can read it too. */
function pageOf(ready: boolean, checks: readonly Check[]): string {
  const lines = checks.map((check) => `  ${JSON.stringify(check)}`);
  return `{"ready":${ready},"checks":[\n${lines.join(',\n')}\n]}\n`;
}

/** Whether the store answers in time; one question to it at a time, whoever asks. */
export function probeOf(store: { ping(): Promise<void> }, limit: number = STORE): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined;
  return () => {
    asking ??= answersInTime(store.ping(), limit).finally(() => {
      asking = undefined;
    });
    return asking;
  };
}

async function answersInTime(ping: Promise<void>, limit: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limit);
  });
  try {
    return await Promise.race([ping.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
