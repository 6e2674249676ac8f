import type { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';

type SocketClient = SocketModeReceiver['client'];
type Attempt = () => Promise<unknown>;

export interface SocketWatch {
  /** True once no new envelopes are taken. */
  closed(): boolean;
  /** Told a code for each thing that would have ended the process. */
  note(code: string): void;
}

const withoutEvent = z.object({
  type: z.literal('events_api'),
  envelope_id: z.string(),
  payload: z.object({ event: z.undefined().optional() }).nullish(),
});

/** First wait before a new connection, and the longest, in milliseconds. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;
/** A connection that lived this long was a good one: the next wait is short again. */
const GOOD_CONNECTION = 10_000;

/** Puts two guards on a socket client of @slack/socket-mode 3.1.0, where a failed reconnect and an envelope without an
    inner event are rejections that nobody handles, and end the process. Reconnecting also starts after 0.1 s instead
    of 5. Throws when the client is not built as expected, so that an upgrade can't take the guards off in silence. */
export function guardSocket(client: SocketClient, watch: SocketWatch): void {
  guardMessages(client, watch);
  guardReconnects(client, watch);
}

function guardMessages(client: SocketClient, watch: SocketWatch): void {
  const original = method(client, 'onWebSocketMessage');
  const send = method(client, 'send');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (watch.closed()) return;
    const envelope = withoutEvent.safeParse(parsed(data));
    if (envelope.success) watch.note('envelope_without_event');
    const handled = envelope.success ? send(envelope.data.envelope_id, {}) : original(data, isBinary);
    Promise.resolve(handled).catch(() => watch.note('envelope_failed'));
  });
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}

function method(client: SocketClient, name: string): (...args: unknown[]) => unknown {
  const found: unknown = Reflect.get(client, name);
  if (typeof found !== 'function') throw new Error(`@slack/socket-mode has changed: no ${name}`);
  return (...args) => Reflect.apply(found, client, args);
}

function guardReconnects(client: SocketClient, watch: SocketWatch): void {
  method(client, 'delayReconnectAttempt');
  let failures = 0;
  let since: number | undefined;
  client.on('connected', () => {
    since = Date.now();
  });
  // A connection that was on its way when we stopped would stay open: nothing in the client looks for that.
  client.on('connecting', () => {
    if (watch.closed()) setImmediate(() => client.disconnect().catch(() => watch.note('disconnect_failed')));
  });
  const reconnect = (attempt: Attempt): Promise<unknown> => {
    if (since !== undefined && Date.now() - since > GOOD_CONNECTION) failures = 0;
    since = undefined;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
    failures += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        Reflect.set(client, 'reconnectionTimer', undefined);
        if (watch.closed()) return;
        client.emit('reconnecting');
        attempt.call(client).then(resolve, () => {
          watch.note('reconnect_failed');
          resolve(reconnect(attempt));
        });
      }, wait);
      // The client's own `disconnect` clears this timer.
      Reflect.set(client, 'reconnectionTimer', timer);
    });
  };
  Reflect.set(client, 'delayReconnectAttempt', reconnect);
}
