import type { types, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { PlatformTools } from '../../core/ports.ts';
import { type Failure, failureOf, isDead, isMalformed, tookNothing } from './failure.ts';
import { CALL_MS } from './limits.ts';
import type { Destination } from './receive.ts';

export type Fetch = NonNullable<webApi.WebClientOptions['fetch']>;

/** What a test may put in the place of Slack; milliseconds. */
export interface Seams {
  readonly apiUrl?: string;
  readonly callMs?: number;
  readonly graceMs?: number;
  readonly probeMs?: number;
}

/** No retries of our own, an end to waiting, no other host. Made for each client, since the SDK changes it. */
export function callOptions(seams: Seams): webApi.WebClientOptions & { readonly fetch: Fetch } {
  const ms = seams.callMs ?? CALL_MS;
  return {
    // A response address is called through this too, and has no timeout of its own.
    fetch: async (url, init) =>
      timed(await globalThis.fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(ms) })),
    retryConfig: { retries: 0 },
    timeout: ms,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    ...(seams.apiUrl && { slackApiUrl: seams.apiUrl }),
  };
}

type Response = Awaited<ReturnType<Fetch>>;

/** A 429 that does not say when to come back is no refusal to the SDK: it is told the least that Slack would say. */
function timed(response: Response): Response {
  if (response.status !== 429 || Number(response.headers.get('retry-after')) > 0) return response;
  return new globalThis.Response(null, { status: 429, headers: { 'retry-after': '1' } });
}

interface Content {
  readonly text: string;
  readonly blocks?: types.KnownBlock[] | undefined;
  readonly unfurl_links?: false;
  readonly unfurl_media?: false;
}

interface ChannelMessage extends Content {
  readonly channel: string;
  readonly thread_ts?: string;
}

export interface Reply extends Partial<Content> {
  readonly response_type?: 'in_channel' | 'ephemeral';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
}

export type SlackClient = ReturnType<typeof createSlackClient>;

/** Every call that answering makes to Slack. None rejects: a refusal is logged as a code, and counted. `onDead`: Slack
    no longer takes the token. */
export function createSlackClient(
  web: webApi.WebClient,
  fetch: Fetch,
  { log, delivered }: Pick<PlatformTools, 'log' | 'delivered'>,
  onDead: (failure: Failure) => void,
) {
  const report = (result: CallResult): CallResult => {
    if (result.kind !== 'sent') {
      log.warn('slack delivery failed', { platform: 'slack', ...result.failure });
      if (isDead(result.failure)) onDead(result.failure);
    }
    delivered?.('slack', result.kind);
    return result;
  };
  const call = async (make: () => Promise<unknown>): Promise<CallResult> => report(await attempt(make));
  /** A card, and its words alone when Slack refuses its form. */
  const inForms = async <Form extends Partial<Content>>(
    card: Form,
    send: (message: Form) => Promise<unknown>,
  ): Promise<CallResult> => {
    const first = await attempt(() => send(card));
    if (first.kind === 'sent' || card.blocks === undefined || !isMalformed(first.failure)) return report(first);
    log.warn('slack card refused', { platform: 'slack', ...first.failure });
    return report(await attempt(() => send({ ...card, blocks: undefined })));
  };
  return {
    /** To the address that a command, a button or a shortcut brought along; where it brought none, to who pressed. */
    respond: (to: Destination, reply: Reply) =>
      inForms(reply, (form) => {
        if (to.kind !== 'response') throw new Error('no response address');
        if (to.url !== undefined) return postTo(to.url, form, fetch);
        const { text, blocks, response_type: type, thread_ts } = form;
        if (!to.channel || text === undefined || type === 'in_channel')
          throw Object.assign(new Error('no response address'), { data: { error: 'no_response_url' } });
        const thread = thread_ts !== undefined && { thread_ts };
        return web.chat.postEphemeral({ channel: to.channel, user: to.user, text, blocks, ...thread });
      }),
    /** In the bot's own name; gives the message's own id, its `ts`, where Slack tells it. */
    post: (message: ChannelMessage) => inForms(message, async (form) => (await web.chat.postMessage(form)).ts),
    edit: (message: ChannelMessage & { readonly ts: string }) =>
      inForms(message, async (form) => (await web.chat.update(form)).ts),
    whisper: (message: ChannelMessage & { readonly user: string }) =>
      inForms(message, (form) => web.chat.postEphemeral(form)),
    /** `trigger` is good for 3 s after what was pressed, once. */
    openModal: (trigger: string, view: types.ModalView) => call(() => web.views.open({ trigger_id: trigger, view })),
    updateModal: (id: string, view: types.ModalView) => call(() => web.views.update({ view_id: id, view })),
    publishHome: (user: string, view: types.HomeView) => call(() => web.views.publish({ user_id: user, view })),
    /** Questions above the field. No thread: in an agent's conversations Slack drops those silently. */
    prompt: (channel: string, prompts: { readonly title: string; readonly message: string }[]) =>
      call(() => web.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts })),
  };
}

/** As Bolt's `respond` does, which exists only inside a listener, and takes any 200 for a yes. */
async function postTo(url: string, reply: Reply, fetch: Fetch): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(reply) });
  const { ok, status } = response;
  const error = refusalIn(await response.text());
  if (ok && error === undefined) return;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  throw Object.assign(new Error('refused'), {
    code: 'slack_respond_error',
    statusCode: status,
    ...(retryAfter > 0 && { retryAfter }),
    ...(error !== undefined && status < 500 && { data: { error } }),
  });
}

const refusal = z.object({ ok: z.literal(false), error: z.string().regex(/^[a-z_]{1,60}$/u) });

/** Slack's word for why it took nothing; undefined where it took it. A page in its place is somebody else's. */
export function refusalIn(said: string): string | undefined {
  if (/^(?:|ok|\{"ok":\s*true.*)$/su.test(said.trim())) return undefined;
  if (/^[a-z_]{1,60}$/u.test(said)) return said;
  try {
    return refusal.parse(JSON.parse(said)).error;
  } catch {
    return 'no_answer_of_slack';
  }
}

/** `sent`: with the id of the message where Slack tells it. `refused`: Slack took nothing. `unsure`: it may be there. */
export type CallResult =
  | { readonly kind: 'sent'; readonly message: string | undefined }
  | { readonly kind: 'refused' | 'unsure'; readonly failure: Failure };

/** A busy channel takes one message a second: waiting this long, in seconds, once, is worth it. */
const PATIENCE = 3;

/** Only a refusal that says "not sent, come back soon" is tried again: after anything else the message may be there. */
async function attempt(call: () => Promise<unknown>): Promise<CallResult> {
  const result = await resultOf(call);
  const wait = result.kind === 'sent' ? undefined : result.failure.retryAfter;
  if (wait === undefined || wait > PATIENCE) return result;
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  return resultOf(call);
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
