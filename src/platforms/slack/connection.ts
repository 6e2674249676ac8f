import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server } from 'node:http';
import { HTTPReceiver, type HTTPReceiverOptions, type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import { EnvHttpProxyAgent, getGlobalDispatcher } from 'undici';
import { z } from 'zod';
import { BotError } from '../../core/errors.ts';
import { pause } from '../chat.ts';
import { failureOf, isRefusal, remedyFor, type Token } from './failure.ts';
import { BODY_BYTES, CLOCK_SKEW_MS, OPENING_MS } from './limits.ts';
import { type Fetch, refusalIn } from './slack-client.ts';

export interface Connection {
  readonly receiver: SocketModeReceiver | HTTPReceiver;
  /** Resolves once events can arrive. Rejects with BotError. */
  open(): Promise<void>;
  /** Resolves when nothing is open any more, or can't be closed in good order. */
  close(): Promise<void>;
  isUp(): boolean;
  /** Of a socket: when anything last came over it, a pong included; milliseconds since 1970. */
  lastSign?(): number | undefined;
  /** Of HTTP, once it is open: where requests are taken. */
  port?(): number | undefined;
}

export interface ConnectionTools {
  readonly logger: Logger;
  /** True once no new events are taken. */
  closed(): boolean;
  now(): Date;
  /** Told a code for what was turned away or worked around. */
  note(code: string): void;
}

/** How long closing may take, in milliseconds. */
const CLOSING = 2_000;

/** Slack's client pings every 1.7 s, and should give a silent socket up within 35: after this long, ms, it did not. */
const SILENCE = 60_000;

/** What undici, which holds the socket, publishes when a ping or a pong came in: the only signs of a quiet hour. */
const SIGNS = ['undici:websocket:ping', 'undici:websocket:pong'];

/** Socket Mode. The options must be this client's own: it changes them. */
export function socketConnection(
  appToken: string,
  clientOptions: webApi.WebClientOptions & { readonly fetch: Fetch },
  tools: ConnectionTools,
): Connection {
  let up = false;
  let sign: number | undefined;
  // The client itself takes most refusals of its token for bad weather, and would go on asking for ever.
  let refuse = (_: object): void => undefined;
  const fetch: Fetch = async (url, init) => {
    const response = await clientOptions.fetch(url, init);
    if (!response.ok) return response;
    const said = await response.text();
    const error = refusalIn(said);
    if (error !== undefined && isRefusal({ code: error, detail: error })) refuse({ data: { error } });
    return new Response(said);
  };
  // A socket takes the way out that the operator chose for requests.
  const way = getGlobalDispatcher();
  const receiver = new SocketModeReceiver({
    appToken,
    ...(way instanceof EnvHttpProxyAgent && { dispatcher: way }),
    logger: tools.logger,
    installerOptions: { clientOptions: { ...clientOptions, fetch } },
    processEventErrorHandler: async () => {
      tools.note('event_failed');
      return false;
    },
  });
  const { client } = receiver;
  guardSocket(client, tools);
  const signed = (): void => {
    sign = tools.now().getTime();
  };
  const pinged = (message: unknown): void => {
    const ours: unknown = Reflect.get(Object(Reflect.get(client, 'websocket')), 'websocket');
    if (ours !== undefined && Reflect.get(Object(message), 'websocket') === ours) signed();
  };
  for (const name of SIGNS) subscribe(name, pinged);
  client.on('ws_message', signed);
  client.on('connected', signed);
  for (const event of ['connected', 'close', 'disconnected', 'reconnecting']) {
    client.on(event, () => {
      up = event === 'connected';
    });
  }
  return {
    receiver,
    async open() {
      try {
        await new Promise((resolve, reject) => {
          refuse = reject;
          receiver.start().then(resolve, reject);
          void pause(OPENING_MS).then(() => reject(new Error('no hello')));
        });
      } catch (error) {
        throw refused('SLACK_APP_TOKEN', error);
      }
    },
    async close() {
      await Promise.race([client.disconnect().catch(() => tools.note('disconnect_failed')), pause(CLOSING)]);
      for (const name of SIGNS) unsubscribe(name, pinged);
    },
    isUp: () => up && sign !== undefined && tools.now().getTime() - sign <= SILENCE,
    lastSign: () => sign,
  };
}

const withoutEvent = z.object({
  type: z.literal('events_api'),
  envelope_id: z.string(),
  payload: z.object({ event: z.undefined().optional() }).nullish(),
});

/** The id of an envelope without an inner event; undefined for any other, and for junk. */
function idWithoutEvent(data: unknown): string | undefined {
  try {
    return withoutEvent.parse(JSON.parse(String(data))).envelope_id;
  } catch {
    return undefined;
  }
}

/** Waits before a new connection, first and longest, and how long one lives after which the wait is short again; ms. */
const [FIRST_WAIT, LONGEST_WAIT, GOOD_CONNECTION] = [100, 30_000, 10_000];

/** Puts two guards on a socket client of @slack/socket-mode 3.1.0, where an envelope without an inner event and a
    failed reconnect are rejections that nobody handles, and end the process. Reconnecting also starts after 0.1 s
    instead of 5. Throws when the client is not built as expected, so that an upgrade can't take the guards off in
    silence. */
function guardSocket(client: SocketModeReceiver['client'], { closed, note }: ConnectionTools): void {
  const method = (name: string): ((...args: unknown[]) => unknown) => {
    const found: unknown = Reflect.get(client, name);
    if (typeof found !== 'function') throw new Error(`@slack/socket-mode has changed: no ${name}`);
    return (...args) => Reflect.apply(found, client, args);
  };
  const [original, send] = [method('onWebSocketMessage'), method('send')];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (closed()) return;
    const id = idWithoutEvent(data);
    if (id !== undefined) note('envelope_without_event');
    const handled = id === undefined ? original(data, isBinary) : send(id, {});
    Promise.resolve(handled).catch(() => note('envelope_failed'));
  });
  method('delayReconnectAttempt');
  let failures = 0;
  let since: number | undefined;
  client.on('connected', () => {
    since = Date.now();
  });
  // A connection that was on its way when we stopped would stay open: nothing in the client looks for that.
  client.on('connecting', () => {
    if (closed()) setImmediate(() => client.disconnect().catch(() => note('disconnect_failed')));
  });
  const reconnect = (attempt: () => Promise<unknown>): Promise<unknown> => {
    if (since !== undefined && Date.now() - since > GOOD_CONNECTION) failures = 0;
    since = undefined;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
    failures += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        Reflect.set(client, 'reconnectionTimer', undefined);
        if (closed()) return;
        client.emit('reconnecting');
        attempt.call(client).then(resolve, () => {
          note('reconnect_failed');
          resolve(reconnect(attempt));
        });
      }, wait);
      // The client's own `disconnect` clears this timer.
      Reflect.set(client, 'reconnectionTimer', timer);
    });
  };
  Reflect.set(client, 'delayReconnectAttempt', reconnect);
}

/** HTTP, with one endpoint. `install`: what Bolt's pages for installing take. What comes once no new events are taken
    is turned away here, and what is dated in the future, which Bolt would let in; Bolt checks the rest. */
export function httpConnection(
  signingSecret: string,
  port: number,
  tools: ConnectionTools,
  install: Partial<HTTPReceiverOptions> = {},
): Connection {
  let server: Server | undefined;
  const { logger } = tools;
  const endpoints = ['/slack/events'];
  const receiver = new HTTPReceiver({ signingSecret, endpoints, bodyLimit: BODY_BYTES, logger, ...install });
  const bolt = receiver.requestListener;
  receiver.requestListener = (request, response) => {
    const isOff = isOffClock(request, tools.now());
    if (!tools.closed() && !isOff) return bolt(request, response);
    tools.note(tools.closed() ? 'is_stopping' : 'clock_refused');
    response.writeHead(tools.closed() ? 503 : 401, { connection: 'close' }).end();
  };
  return {
    receiver,
    async open() {
      try {
        server = await receiver.start(port);
      } catch (error) {
        const hint = `Set SLACK_PORT to a port that this process may listen on; ${port} can't be used.`;
        throw new BotError('bad_config', 'Slack: the port of SLACK_PORT could not be opened.', hint, error);
      }
    },
    async close() {
      if (!server?.listening) return;
      const closed = receiver.stop().catch(() => tools.note('disconnect_failed'));
      server.closeAllConnections();
      await Promise.race([closed, pause(CLOSING)]);
    },
    isUp: () => server?.listening === true,
    port: () => {
      const address = server?.address();
      return typeof address === 'object' ? address?.port : undefined;
    },
  };
}

function isOffClock({ headers }: IncomingMessage, now: Date): boolean {
  const seconds = headers['x-slack-request-timestamp'];
  return seconds !== undefined && !(Math.abs(now.getTime() - Number(seconds) * 1000) <= CLOCK_SKEW_MS);
}

/** What main should hear when Slack does not let us in; the SDK's own words are left out, they can hold a token. */
export function refused(key: Token, error: unknown): BotError {
  const failure = failureOf(error);
  const said = failure.detail ?? failure.code;
  return isRefusal(failure)
    ? new BotError('bad_config', `Slack refuses ${key} (${said}).`, remedyFor(key, said))
    : new BotError(
        'platform_refused',
        `Slack could not be reached (${said}).`,
        'Check that this machine reaches slack.com, through the proxy of HTTPS_PROXY where it needs one; https://slack-status.com says whether Slack is well.',
      );
}
