import { type Logger, LogLevel } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../core/ports.ts';

const word = z.string().regex(/^[a-z_]{1,60}$/u);
const coded = z.object({
  code: word.catch('unknown'),
  statusCode: z.number().int().optional().catch(undefined),
  retryAfter: z.number().optional().catch(undefined),
  data: z.object({ error: word }).optional().catch(undefined),
});

/** What may be logged of an error that Slack's SDK threw. Its message and fields can hold what was sent, and an HTML
    page stands where a code should be: only words that look like Slack's own codes pass. */
export interface Failure {
  readonly code: string;
  readonly detail?: string;
  readonly status?: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

export function failureOf(error: unknown): Failure {
  const parsed = coded.safeParse(error);
  if (!parsed.success) return { code: 'unknown' };
  const { code, statusCode, retryAfter, data } = parsed.data;
  return {
    code,
    ...(data && { detail: data.error }),
    ...(statusCode !== undefined && { status: statusCode }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** Slack's own words for "I don't know myself whether that worked". */
const UNSURE = new Set('fatal_error internal_error request_timeout service_unavailable'.split(' '));

/** Then the same may be sent again. After a timeout, a broken connection or a fault of Slack's it may have arrived. */
export function tookNothing({ status, detail, retryAfter }: Failure): boolean {
  if (detail !== undefined) return !UNSURE.has(detail);
  if (retryAfter !== undefined) return true;
  return status !== undefined && status >= 400 && status < 500 && status !== 408;
}

/** Slack's own words for "not in this channel": another way may be open. */
const CLOSED = new Set(
  (
    'cant_update_message channel_is_limited_access channel_not_found edit_window_closed is_archived ' +
    'no_permission not_in_channel restricted_action restricted_action_read_only_channel ' +
    'restricted_action_thread_only_channel team_access_not_granted'
  ).split(' '),
);

/** Whether the bot can't write there in its own name, and wrote nothing. */
export const isClosed = (failure: Failure): boolean => CLOSED.has(failure.detail ?? '');

/** Slack's own words for "not in this form": the words alone may still be taken. */
const MALFORMED = /^(?:invalid_blocks(?:_format)?|msg_blocks_too_long|msg_too_long)$/u;

export const isMalformed = (failure: Failure): boolean => MALFORMED.test(failure.detail ?? '');

/** Slack's own words for "not with this token, whatever it is for". */
const DEAD = new Set(
  'account_inactive app_uninstalled invalid_auth not_authed team_disabled token_expired token_revoked'.split(' '),
);

export const isDead = (failure: Failure): boolean => DEAD.has(failure.detail ?? '');

/** The same, and those for "not for this". */
const REFUSALS = new Set([
  ...DEAD,
  ...(
    'forbidden_app missing_scope no_permission not_allowed_token_type socket_mode_not_enabled ' +
    'team_access_not_granted'
  ).split(' '),
]);

/** Whether somebody has to mend the configuration: waiting does not help. */
export const isRefusal = (failure: Failure): boolean => REFUSALS.has(failure.detail ?? '');

const PAGES = 'api.slack.com/apps → your app';
export const OAUTH = `${PAGES} → OAuth & Permissions`;
const REINSTALL = `${OAUTH} → Reinstall to Workspace, then copy the new token.`;
const SOCKET_MODE = `Turn it on: ${PAGES} → Socket Mode → Enable Socket Mode.`;

export const ANOTHER = {
  SLACK_BOT_TOKEN: `Copy the Bot User OAuth Token again: ${OAUTH}.`,
  SLACK_APP_TOKEN: `Make a new one with the scope connections:write: ${PAGES} → Basic Information → App-Level Tokens.`,
} as const;
export type Token = keyof typeof ANOTHER;

/** What to do where another bot token alone does not help. */
const REMEDIES: Readonly<Record<string, string>> = {
  account_inactive: `The app was removed from the workspace, or its bot was switched off: ${REINSTALL}`,
  token_revoked: `The token was withdrawn: ${REINSTALL}`,
  token_expired: `Turn token rotation off (${OAUTH}), reinstall, then copy the new token.`,
};

/** What to do about Slack's own word for why it refuses a token. */
export function remedyFor(token: Token, code: string): string {
  if (code === 'team_access_not_granted')
    return 'Ask who administers the organisation to let the app into this workspace.';
  if (code === 'socket_mode_not_enabled' || code === 'forbidden_app') return SOCKET_MODE;
  return (token === 'SLACK_BOT_TOKEN' ? REMEDIES[code] : undefined) ?? ANOTHER[token];
}

/** How the SDK's warnings begin, and the code for each. None of its words pass: they can hold a question or a token. */
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
  const silent = { debug: nothing, info: nothing, setLevel: nothing, setName: nothing };
  return { ...silent, warn: note, error: note, getLevel: () => LogLevel.ERROR };
}
