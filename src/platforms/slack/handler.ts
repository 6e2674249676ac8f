import {
  type AllMiddlewareArgs,
  type AnyMiddlewareArgs,
  App,
  type Logger,
  type Receiver,
  type webApi,
} from '@slack/bolt';
import type { Bot, Log, PlatformTools } from '../../core/ports.ts';
import { deliver } from './deliver.ts';
import { failureOf } from './failure.ts';
import { CALL_MS } from './limits.ts';
import { searchOptions } from './modal.ts';
import type { Outlet } from './outlet.ts';
import { suggestionPayload } from './payload.ts';
import { receive } from './receive.ts';
import { createSharedChannels, type Home, type SharedChannels, sharingOf } from './sharing.ts';
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

export interface Identity extends Home {
  readonly botToken: string;
  readonly botId?: string;
  readonly botUserId?: string;
  /** What people type after `@` to name it. */
  readonly botName?: string;
  /** Whether it was installed with the agent surface of the manifest. */
  readonly agent?: boolean;
}

/** A Bolt app with one listener for everything that arrives. `track` is given each answer under way. */
export function buildApp(wiring: {
  readonly receiver: Receiver;
  readonly identity: Identity;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly bot: Bot;
  readonly tools: PlatformTools;
  /** Slack's ids of those who may configure. */
  readonly admins: ReadonlySet<string>;
  readonly track: (work: Promise<void>) => void;
}): App {
  const { bot, tools, identity } = wiring;
  const app = new App({
    receiver: wiring.receiver,
    clientOptions: wiring.clientOptions,
    logger: wiring.logger,
    convoStore: false,
    authorize: async () => {
      const { botToken, botId, botUserId, teamId } = identity;
      // Else Bolt takes the team of whoever pressed, who may be of another organisation.
      return {
        botToken,
        ...(botId && { botId }),
        ...(botUserId && { botUserId }),
        ...(teamId && { teamId }),
      };
    },
  });
  app.error(async (error) => {
    tools.log.warn('slack event failed', { platform: 'slack', ...failureOf(error) });
  });
  const desk: Desk = {
    bot,
    tools,
    identity,
    admins: wiring.admins,
    turn: quietTurns(),
    sights: createSights(tools.store, tools.log),
    shared: createSharedChannels(),
  };
  app.use(async (args) => {
    const work = handle(args, desk);
    wiring.track(work);
    await work;
  });
  return app;
}

/** What each event is handled with. */
interface Desk {
  readonly bot: Bot;
  readonly tools: PlatformTools;
  readonly identity: Identity;
  readonly admins: ReadonlySet<string>;
  readonly turn: () => Promise<void>;
  readonly sights: Sights;
  readonly shared: SharedChannels;
}

async function handle(args: AnyMiddlewareArgs & AllMiddlewareArgs, desk: Desk): Promise<void> {
  const { bot, tools, identity, sights, shared } = desk;
  // An organisation's app may serve several of its workspaces.
  const team = identity.enterpriseId === undefined ? identity.teamId : undefined;
  const typing = suggestionPayload.safeParse(args.body);
  if (typing.success) {
    await acknowledge(args, tools.log, { options: await searchOptions(typing.data, bot, team) });
    return;
  }
  await acknowledge(args, tools.log);
  shared.note(sharingOf(args.body, identity));
  const { botUserId, agent } = identity;
  const received = receive(args.body, {
    commands: tools.commands,
    admins: desk.admins,
    now: tools.now(),
    ...(botUserId !== undefined && { botUserId }),
    ...(agent && { agent }),
    ...(team !== undefined && { team }),
  });
  if (!received || (received.kind === 'messages' && !agent)) return;
  // A modal can be opened for 3 s only: it waits for no other answer, and needs none.
  if (received.kind !== 'search') await desk.turn();
  const id = 'question' in received ? received.question.id : received.id;
  if (!(await sights.isFirst(id))) return;
  await deliver(received, bot, outletOf(args), {
    log: tools.log,
    ...(tools.delivered && { delivered: tools.delivered }),
    store: tools.store,
    posting: tools.posting,
    shared,
    botName: `@${identity.botName ?? 'Receipts'}`,
    say: (tag) => tools.say(tag),
    spell: spellWith(tools.commands),
    reopen: sights.reopen,
  });
}

/** Slack shows "failed" when this takes 3 s; Bolt has acknowledged events before. */
async function acknowledge(args: AnyMiddlewareArgs, log: Log, response?: object): Promise<void> {
  if (!('ack' in args) || typeof args.ack !== 'function') return;
  try {
    // Its type differs with each kind of event; what goes in was made for the only kind that takes anything.
    await Reflect.apply(args.ack, undefined, response ? [response] : []);
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
    post: (message) => postOwn(client, message),
    whisper: (message) => client.chat.postEphemeral(message),
    openModal: (trigger, view) => client.views.open({ trigger_id: trigger, view }),
    updateModal: (id, view) => client.views.update({ view_id: id, view }),
    publishHome: (user, view) => client.views.publish({ user_id: user, view }),
    // No thread: in an agent's conversations Slack drops prompts for one without a word.
    prompt: (channel, prompts) =>
      client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts: [...prompts] }),
  };
}

/** In the bot's own name; gives the message's id where Slack tells it. */
export async function postOwn(
  client: webApi.WebClient,
  message: Parameters<Outlet['post']>[0],
): Promise<string | undefined> {
  return (await client.chat.postMessage(message)).ts;
}
