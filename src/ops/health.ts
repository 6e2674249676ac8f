import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BotError } from '../core/errors.ts';
import type { Metrics, RunningBot, RunningPlatform } from './metrics.ts';

/** How long a request may take to arrive and to be answered, in milliseconds. */
const REQUEST = 5_000;
/** Open connections at one time: a prober, a scraper, and room for a few people. */
const CONNECTIONS = 50;

type MetricsText = Pick<Metrics, 'text' | 'contentType'>;
type Address = { readonly host: string; readonly port: number };

/** Serves health and metrics about what is running, at the address that it gives back; undefined where there is none
    for them: nobody can ask then, and nothing is counted. Rejects with BotError `bad_config`. */
export async function openHealth(at: Address | undefined, running: RunningBot) {
  if (!at) return undefined;
  const { createMetrics } = await import('./metrics.ts');
  const metrics = createMetrics(running, true);
  return { metrics, ...(await serveHealth(at, running, metrics)) };
}

/** Serves `/healthz`, `/readyz` and `/metrics` on one address, and nothing else: no body is read, no method but GET and
    HEAD is answered, and no page holds a token, a question or a name. Does not keep the process alive. Rejects with
    BotError `bad_config` that names HEALTH_PORT or HEALTH_HOST. */
export async function serveHealth(
  at: Address,
  bot: RunningBot,
  metrics: MetricsText,
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
    answer(request, response, bot, metrics).catch(() => {
      if (!response.headersSent) send(response, 500, 'text/plain', 'failed\n');
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
function refusedAddress(error: NodeJS.ErrnoException, { host, port }: Address): BotError {
  const [message, hint] =
    error.code === 'EADDRINUSE'
      ? [`PORT: another program already listens on port ${port}.`, 'PORT to a free port, or end that program.']
      : error.code === 'EACCES'
        ? [`PORT: this process may not listen on port ${port}.`, 'PORT to a port from 1024 on.']
        : [`HOST: ${host} is no address of this machine.`, 'HOST to 127.0.0.1, or to 0.0.0.0 in a container.'];
  return new BotError('bad_config', `HEALTH_${message}`, `Set HEALTH_${hint}`, error);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  bot: RunningBot,
  metrics: MetricsText,
): Promise<void> {
  const path = request.url?.split('?')[0] ?? '';
  if (!['/healthz', '/readyz', '/metrics'].includes(path))
    return send(response, 404, 'text/plain', 'not found: /healthz, /readyz or /metrics\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return send(response, 405, 'text/plain', 'only GET and HEAD\n');
  }
  const page = (status: number, type: string, text: string) =>
    send(response, status, type, request.method === 'HEAD' ? '' : text);
  // A process that can say so runs: one with a stuck event loop answers nobody.
  if (path === '/healthz') return page(200, 'text/plain', 'ok\n');
  if (path === '/metrics') return page(200, metrics.contentType, await metrics.text());
  const checks = await checksOf(bot);
  const ready = checks.every(({ ok }) => ok);
  // One line for each check, so that a person can read it too.
  const lines = checks.map((check) => `  ${JSON.stringify(check)}`);
  page(ready ? 200 : 503, 'application/json', `{"ready":${ready},"checks":[\n${lines.join(',\n')}\n]}\n`);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response
    .writeHead(status, {
      'content-type': type.includes(';') ? type : `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      // A body that somebody sends all the same is not read: the connection ends.
      ...(status >= 400 && status !== 503 && { connection: 'close' }),
    })
    .end(text);
}

/** One thing that must be well for the bot to be ready. `do`: what to do when it is not. */
const check = (name: string, ok: boolean, state: string, todo: string) => ({
  name,
  ok,
  state,
  ...(!ok && { do: todo }),
});

/** Never rejects. */
async function checksOf(bot: RunningBot) {
  const { size } = bot.facts().facts;
  const refused = bot.baseIsRefused() ? '; a later change was refused: npm run lint:data' : '';
  const storeUp = await bot.storeIsUp();
  const platforms = bot.platforms().map((one) => checkOf(one, bot.now().getTime()));
  return [
    check('facts', size > 0, `${size} facts${refused}`, 'Look at DATA_DIR, run npm run lint:data, and start again.'),
    check(
      'store',
      storeUp,
      storeUp ? 'takes what is written' : 'can’t be written within a second',
      'Look at the database that STORE_URL names; meanwhile only the asker sees answers.',
    ),
    ...(platforms.length > 0 ? platforms : [check('platforms', false, 'starting', STARTING)]),
  ];
}

const STARTING = 'Wait until it has started.';
const STATUS_PAGES: Readonly<Record<string, string>> = {
  slack: 'https://slack-status.com',
  discord: 'https://discordstatus.com',
};

function checkOf(platform: RunningPlatform, now: number) {
  const health = platform.health();
  const sign = platform.lastSign();
  const ago = sign === undefined ? '' : `, last sign of life ${Math.round((now - sign) / 1000)} s ago`;
  const page = STATUS_PAGES[platform.name];
  const look = page ? `: a token that is refused is in it. Else look at ${page}; it is opened anew by itself` : '';
  const todo = health === 'starting' ? STARTING : `Read the log${look}.`;
  return check(platform.name, health === 'ready', `${health}${ago}`, todo);
}
