import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../core/ports.ts';

/** How the SDK's warnings and errors begin, and the code that is logged for each. Their own words can hold a question, a
    token or terminal escapes, so none of them pass. */
const CODES: readonly (readonly [beginning: string, code: string])[] = [
  ['Failed to retrieve a new WSS URL', 'socket_address_refused'],
  ['WebSocket error', 'socket_error'],
  ["A ping wasn't received", 'socket_silent'],
  ["A pong wasn't received", 'socket_silent'],
  ['Peer did not complete the close handshake', 'socket_close_slow'],
  ['Failed to send a', 'socket_send_failed'],
  ['Request body exceeded', 'body_too_large'],
  ['Failed to parse and verify', 'signature_refused'],
  ['Malformed request body', 'body_malformed'],
  ['Authorization of incoming event', 'event_not_authorized'],
  ['An incoming event was not acknowledged', 'not_acknowledged'],
  ['http request failed', 'call_failed'],
];

/** A logger for Bolt and its clients that lets nothing through but fixed codes, and only for warnings and errors. */
export function quietLogger(log: Log): Logger {
  const note = (...said: readonly unknown[]): void => {
    const first = String(said[0]);
    const code = CODES.find(([beginning]) => first.startsWith(beginning))?.[1] ?? 'sdk_warning';
    log.warn('slack sdk', { platform: 'slack', code });
  };
  const nothing = (): void => {};
  return {
    debug: nothing,
    info: nothing,
    warn: note,
    error: note,
    setLevel: nothing,
    getLevel: () => LogLevel.ERROR,
    setName: nothing,
  };
}
