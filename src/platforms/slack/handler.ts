import {
  type AllMiddlewareArgs,
  type AnyMiddlewareArgs,
  App,
  type Logger,
  type Receiver,
  type webApi,
} from '@slack/bolt';
import type { Bot, Log, PlatformTools } from '../../core/ports.ts';
import { deliver, type Outlet } from './deliver.ts';
import { failureOf } from './failure.ts';
import { CALL_MS } from './limits.ts';
import { receive } from './receive.ts';
import { createSights, type Sights } from './sights.ts';
import { spellWith } from './spell.ts';
import { quietTurns } from './turns.ts';

export type Fetch = NonNullable<webApi.WebClientOptions['fetch']>;

/** Options for calls of the Web API: no retries of our own making, an end to waiting, no way to another host. */
export function callOptions(seams: {
  readonly fetch?: Fetch;
  readonly apiUrl?: string;
  readonly callMs?: number;
}): webApi.WebClientOptions {
  const ms = seams.callMs ?? CALL_MS;
  const fetch: Fetch = seams.fetch ?? globalThis.fetch;
  return {
    // Bolt's `respond` goes through this too, and has no timeout of its own.
    fetch: (url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(ms) }),
    retryConfig: { retries: 0 },
    timeout: ms,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    ...(seams.apiUrl && { slackApiUrl: seams.apiUrl }),
  };
}

export interface Identity {
  readonly botToken: string;
  readonly botId?: string;
  readonly botUserId?: string;
}

/** A Bolt app with one listener for everything that arrives. `track` is given each answer under way. */
export function buildApp(wiring: {
  readonly receiver: Receiver;
  readonly identity: Identity;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly bot: Bot;
  readonly tools: PlatformTools;
  readonly track: (work: Promise<void>) => void;
}): App {
  const { bot, tools, identity } = wiring;
  const app = new App({
    receiver: wiring.receiver,
    clientOptions: wiring.clientOptions,
    logger: wiring.logger,
    convoStore: false,
    authorize: async () => ({ ...identity }),
  });
  app.error(async (error) => {
    tools.log.warn('slack event failed', { platform: 'slack', ...failureOf(error) });
  });
  const turn = quietTurns();
  const sights = createSights(tools.store, tools.log);
  app.use(async (args) => {
    const work = handle(args, bot, tools, identity, turn, sights);
    wiring.track(work);
    await work;
  });
  return app;
}

async function handle(
  args: AnyMiddlewareArgs & AllMiddlewareArgs,
  bot: Bot,
  tools: PlatformTools,
  identity: Identity,
  turn: () => Promise<void>,
  sights: Sights,
): Promise<void> {
  await acknowledge(args, tools.log);
  await turn();
  const { botUserId } = identity;
  const received = receive(args.body, {
    commands: tools.commands,
    now: tools.now(),
    ...(botUserId !== undefined && { botUserId }),
  });
  if (!received) return;
  const id = 'question' in received ? received.question.id : received.id;
  if (!(await sights.isFirst(id))) return;
  const spell = spellWith(tools.commands);
  await deliver(received, bot, outletOf(args), {
    log: tools.log,
    say: (tag) => tools.say(tag),
    spell,
    reopen: sights.reopen,
  });
}

/** Slack shows "failed" when this takes 3 s; Bolt has acknowledged events before. */
async function acknowledge(args: AnyMiddlewareArgs, log: Log): Promise<void> {
  if (!('ack' in args) || typeof args.ack !== 'function') return;
  try {
    await args.ack();
  } catch {
    // The connection is gone. The answer may still arrive: it takes another way.
    log.warn('slack ack failed', { platform: 'slack', code: 'ack_failed' });
  }
}

function outletOf(args: AnyMiddlewareArgs & AllMiddlewareArgs): Outlet {
  const { client } = args;
  return {
    async respond(response) {
      if (!('respond' in args) || typeof args.respond !== 'function') throw new Error('no response address');
      return args.respond(response);
    },
    post: (message) => client.chat.postMessage(message),
    whisper: (message) => client.chat.postEphemeral(message),
  };
}
