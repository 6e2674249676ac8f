import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { HTTPReceiver, type HTTPReceiverOptions, type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import { EnvHttpProxyAgent, getGlobalDispatcher } from 'undici';
import { BotError } from '../../core/errors.ts';
import { pause } from '../chat.ts';
import { failureOf, isRefusal, remedyFor, type Token } from './failure.ts';
import { BODY_BYTES, CLOCK_SKEW_MS, OPENING_MS } from './limits.ts';
import { type Fetch, refusalIn } from './slack-client.ts';
import { guardSocket } from './socket-guard.ts';

/** How events come in, one of two ways. */
export interface Connection {
  readonly receiver: SocketModeReceiver | HTTPReceiver;
  /** Resolves once events can arrive. Rejects with BotError. */
  open(): Promise<void>;
  /** Resolves when nothing is open any more, or can't be closed in good order. */
  close(): Promise<void>;
  isUp(): boolean;
  /** When anything last came over the socket, a pong included; milliseconds since 1970. Undefined before, and for HTTP. */
  lastSign(): number | undefined;
  /** Where HTTP requests are taken; undefined for a socket, and before `open`. */
  port(): number | undefined;
}

export interface ConnectionTools {
  readonly logger: Logger;
  /** True once no new events are taken. */
  closed(): boolean;
  now(): Date;
  /** Told a code for what was turned away or worked around. */
  note(code: string): void;
}

const ENDPOINT = '/slack/events';

/** How long closing may take, in milliseconds. */
const CLOSING = 2_000;

/** Slack's client pings every 1.7 s and should itself notice a silent socket within 5 s, and give it up within 35: when
    nothing came for this long, milliseconds, it did not. */
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
  let sign: number | undefined;
  const signed = (): void => {
    sign = tools.now().getTime();
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
  const pinged = (message: unknown): void => {
    const ours: unknown = Reflect.get(Object(Reflect.get(client, 'websocket')), 'websocket');
    if (ours !== undefined && Reflect.get(Object(message), 'websocket') === ours) signed();
  };
  for (const name of SIGNS) subscribe(name, pinged);
  client.on('ws_message', signed);
  client.on('connected', () => {
    signed();
    up = true;
  });
  for (const event of ['close', 'disconnected', 'reconnecting']) {
    client.on(event, () => {
      up = false;
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
    port: () => undefined,
  };
}

/** HTTP, for those who can be reached from outside: one endpoint for events, commands and buttons. `install`: what Bolt's
    pages for installing take. */
export function httpConnection(
  signingSecret: string,
  port: number,
  tools: ConnectionTools,
  install: Partial<HTTPReceiverOptions> = {},
): Connection {
  let server: Server | undefined;
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [ENDPOINT],
    bodyLimit: BODY_BYTES,
    logger: tools.logger,
    ...install,
  });
  receiver.requestListener = guarded(receiver.requestListener, tools);
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
    lastSign: () => undefined,
    port: () => {
      const address = server?.address();
      return typeof address === 'object' ? address?.port : undefined;
    },
  };
}

/** Turns away, before Bolt's request listener, what comes once no new events are taken, and what is dated in the future,
    which Bolt would let in. Bolt checks the rest: address, length, signature, form. */
function guarded(bolt: RequestListener, tools: ConnectionTools): RequestListener {
  return (request, response) => {
    const turnAway = (status: number, code: string): void => {
      tools.note(code);
      response.writeHead(status, { connection: 'close' }).end();
    };
    if (tools.closed()) return turnAway(503, 'is_stopping');
    if (isOffClock(request, tools.now())) return turnAway(401, 'clock_refused');
    bolt(request, response);
  };
}

function isOffClock(request: IncomingMessage, now: Date): boolean {
  const header = request.headers['x-slack-request-timestamp'];
  if (header === undefined) return false;
  const seconds = Number(header);
  return !(Math.abs(now.getTime() - seconds * 1000) <= CLOCK_SKEW_MS);
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
