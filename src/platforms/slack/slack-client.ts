import type { types, webApi } from '@slack/bolt';
import type { PlatformTools } from '../../core/ports.ts';
import { type Failure, failureOf, tookNothing } from './failure.ts';
import { CALL_MS } from './limits.ts';
import type { Destination } from './receive.ts';

export type Fetch = NonNullable<webApi.WebClientOptions['fetch']>;

/** What a test may put in the place of Slack; milliseconds. */
export interface Seams {
  readonly fetch?: Fetch;
  readonly apiUrl?: string;
  readonly callMs?: number;
  readonly graceMs?: number;
}

/** Options for calls of the Web API: no retries of our own making, an end to waiting, no way to another host. Made for
    each client, since the SDK changes what it is given. */
export function callOptions(seams: Seams): webApi.WebClientOptions & { readonly fetch: Fetch } {
  const ms = seams.callMs ?? CALL_MS;
  const fetch: Fetch = seams.fetch ?? globalThis.fetch;
  return {
    // A response address is called through this too, and has no timeout of its own.
    fetch: (url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(ms) }),
    retryConfig: { retries: 0 },
    timeout: ms,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    ...(seams.apiUrl && { slackApiUrl: seams.apiUrl }),
  };
}

/** One message as Slack takes it; `blocks` are left out of a notice. */
interface Content {
  readonly text: string;
  readonly blocks?: types.KnownBlock[];
  readonly unfurl_links?: false;
  readonly unfurl_media?: false;
}

interface ChannelMessage extends Content {
  readonly channel: string;
  readonly thread_ts?: string;
}

/** What goes to a response address. */
export interface Reply extends Partial<Content> {
  readonly response_type?: 'in_channel' | 'ephemeral';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
}

export type SlackClient = ReturnType<typeof createSlackClient>;

/** Every call that answering makes to Slack. None rejects: what Slack refuses is logged as a code, and how it went is
    counted. */
export function createSlackClient(
  web: webApi.WebClient,
  fetch: Fetch,
  tools: Pick<PlatformTools, 'log' | 'delivered'>,
) {
  const call = (make: () => Promise<unknown>): Promise<CallResult> => attempt(make, tools);
  return {
    /** To the address that a command, a button or a shortcut brought along. */
    respond: (to: Destination, reply: Reply) => call(() => postTo(to, reply, fetch)),
    /** In the bot's own name; gives the message's own id, its `ts`, where Slack tells it. */
    post: (message: ChannelMessage) => call(async () => (await web.chat.postMessage(message)).ts),
    /** To one person, in a channel. */
    whisper: (message: ChannelMessage & { readonly user: string }) =>
      call(() => web.chat.postEphemeral(message)),
    /** `trigger` is good for 3 s after what was pressed, once. */
    openModal: (trigger: string, view: types.ModalView) =>
      call(() => web.views.open({ trigger_id: trigger, view })),
    updateModal: (id: string, view: types.ModalView) => call(() => web.views.update({ view_id: id, view })),
    publishHome: (user: string, view: types.HomeView) =>
      call(() => web.views.publish({ user_id: user, view })),
    /** Questions above the field where people write to the bot. No thread: in an agent's conversations Slack drops
        prompts for one without a word. */
    prompt: (channel: string, prompts: { readonly title: string; readonly message: string }[]) =>
      call(() => web.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts })),
  };
}

/** As Bolt's `respond` does, which exists only inside a listener. */
async function postTo(to: Destination, reply: Reply, fetch: Fetch): Promise<void> {
  if (to.kind !== 'response' || to.url === undefined) throw new Error('no response address');
  const headers = { 'content-type': 'application/json' };
  const { ok, status } = await fetch(to.url, { method: 'POST', headers, body: JSON.stringify(reply) });
  if (!ok) throw Object.assign(new Error('refused'), { code: 'slack_respond_error', statusCode: status });
}

/** `sent`: with the id of the message where Slack tells it. `refused`: Slack took nothing. `unsure`: it may be there. */
export type CallResult =
  | { readonly kind: 'sent'; readonly message: string | undefined }
  | { readonly kind: 'refused' | 'unsure'; readonly failure: Failure };

/** A busy channel takes one message a second: waiting this long, in seconds, once, is worth it. */
const PATIENCE = 3;

/** Only a refusal that says "not sent, come back soon" is tried again: after a timeout or a broken connection the message
    may be there. */
async function attempt(
  call: () => Promise<unknown>,
  { log, delivered }: Pick<PlatformTools, 'log' | 'delivered'>,
): Promise<CallResult> {
  let result = await resultOf(call);
  const wait = result.kind === 'sent' ? undefined : result.failure.retryAfter;
  if (wait !== undefined && wait <= PATIENCE) {
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    result = await resultOf(call);
  }
  if (result.kind !== 'sent') log.warn('slack delivery failed', { platform: 'slack', ...result.failure });
  delivered?.('slack', result.kind);
  return result;
}

async function resultOf(call: () => Promise<unknown>): Promise<CallResult> {
  try {
    const value = await call();
    return { kind: 'sent', message: typeof value === 'string' ? value : undefined };
  } catch (error) {
    const failure = failureOf(error);
    return { kind: tookNothing(failure) ? 'refused' : 'unsure', failure };
  }
}
