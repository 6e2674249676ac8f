import { App, type Authorize, type Receiver, webApi } from '@slack/bolt';
import type { Bot, Platform, PlatformTools } from '../../core/ports.ts';
import { UnderWay } from '../chat.ts';
import { type Connection, httpConnection, refused, socketConnection } from './connection.ts';
import { postUnasked, type SlackTools } from './deliver.ts';
import { createAnswerQueue, createSharedChannels } from './events.ts';
import { type Failure, failureOf, isDead, quietLogger } from './failure.ts';
import { handle } from './handle.ts';
import { createInstalls, manyTenants, type Tenants } from './installs.ts';
import { GRACE_MS, PROBE_MS } from './limits.ts';
import type { Identity } from './receive.ts';
import { formatCommandWith } from './render.ts';
import { callOptions, createSlackClient, type Seams } from './slack-client.ts';

/** What a workspace is asked for; manifest.yml says what each permission buys. */
export const SCOPES = ['commands', 'app_mentions:read', 'chat:write', 'im:history'] as const;

/** Only the agent surface of the manifest asks for it. */
const AGENT_SCOPE = 'assistant:write';

interface Http {
  readonly signingSecret: string;
  readonly port: number;
}

/** For many workspaces: each brings a token of its own when it installs the bot. */
interface Install extends Http {
  readonly mode: 'install';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** What seals the tokens; the first one does, all of them open. */
  readonly keys: readonly Buffer[];
}

export type SlackConfig = {
  /** Slack's ids of those who may configure; none when left out. */
  readonly admins?: readonly string[];
} & (
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | ({ readonly mode: 'http'; readonly botToken: string } & Http)
  | Install
);

export interface SlackPlatform extends Platform {
  /** Where HTTP requests are taken; undefined in Socket Mode, and before `start`. */
  port(): number | undefined;
}

/** Slack, not yet started: nothing is opened or asked before `start`. */
export function createSlack(config: SlackConfig, tools: PlatformTools, seams: Seams = {}): SlackPlatform {
  const logger = quietLogger(tools.log);
  const webFor = (token: string) => new webApi.WebClient(token, { ...callOptions(seams), logger });
  const underWay = new UnderWay();
  /** `dead`: Slack no longer takes the token. */
  let state: 'starting' | 'started' | 'dead' | 'stopped' = 'starting';
  let probe: NodeJS.Timeout | undefined;
  let tenants: Tenants | undefined;
  let connection: Connection | undefined;
  let stopping: Promise<void> | undefined;

  const guard = {
    logger,
    closed: () => state === 'stopped',
    now: () => tools.now(),
    note: (code: string) => tools.log.warn('slack guard', { platform: 'slack', code }),
  };

  async function openOne(given: Exclude<SlackConfig, Install>, bot: Bot): Promise<Connection> {
    const identity = await whoAmI(webFor(given.botToken), given);
    const { botToken, botId, botUserId } = identity;
    const only = toolsFor(bot)(identity);
    tenants = { ofEvent: () => only, of: async () => only };
    const opened =
      given.mode === 'http'
        ? httpConnection(given.signingSecret, given.port, guard)
        : socketConnection(given.appToken, callOptions(seams), guard);
    // Bolt writes who asked into what it is given, and keeps a client for each workspace that it hears of, by its id.
    const ids = { teamId: '', ...(botId && { botId }), ...(botUserId && { botUserId }) };
    listen(opened.receiver, async () => ({ botToken, ...ids }), tenants);
    return opened;
  }

  function openMany(given: Extract<SlackConfig, Install>, bot: Bot): Connection {
    const { admins = [], keys, signingSecret, port, clientId, clientSecret, stateSecret } = given;
    const installationStore = createInstalls(tools.store, keys);
    const install = { clientId, clientSecret, stateSecret, scopes: [...SCOPES], installationStore };
    const { apiUrl } = seams;
    const installerOptions = {
      clientOptions: callOptions(seams),
      ...(apiUrl && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
    };
    const opened = httpConnection(signingSecret, port, guard, { ...install, installerOptions });
    tenants = manyTenants(installationStore, admins, toolsFor(bot));
    listen(opened.receiver, undefined, tenants);
    return opened;
  }

  /** Makes what answering takes with one token. What is known of events is the same for all. */
  function toolsFor(bot: Bot): (identity: Identity) => SlackTools {
    const shared = {
      ...tools,
      bot,
      formatCommand: formatCommandWith(tools.commands),
      pressed: new Set<string>(),
      answerQueue: createAnswerQueue(),
      sharedChannels: createSharedChannels(),
    };
    return (identity) => {
      const web = webFor(identity.botToken);
      return { ...shared, identity, client: createSlackClient(web, callOptions(seams).fetch, tools, die) };
    };
  }

  /** One listener for everything. Without `authorize` Bolt asks the receiver's installations. */
  function listen(receiver: Receiver, authorize: Authorize<boolean> | undefined, of: Tenants): void {
    const app = new App({
      receiver,
      logger,
      clientOptions: callOptions(seams),
      convoStore: false,
      ...(authorize && { authorize }),
    });
    app.error(async (error) => {
      tools.log.warn('slack event failed', { platform: 'slack', ...failureOf(error) });
    });
    app.use(async (args) => {
      const work = handle({ body: args.body, ack: Reflect.get(args, 'ack') }, of.ofEvent(args.context));
      underWay.track(work);
      await work;
    });
  }

  /** Where nobody asks anything, nothing else would tell that the token is dead. */
  async function look(botToken: string): Promise<void> {
    const { auth } = webFor(botToken);
    const failure = await auth.test().then(() => undefined, failureOf);
    if (failure && isDead(failure)) die(failure);
  }

  /** Told once, however often it is refused; who watches opens it anew, and hears from that what to do. */
  function die(failure: Failure): void {
    // One workspace of many that took the bot out is no fault.
    if (state !== 'started' || config.mode === 'install') return;
    state = 'dead';
    tools.log.error('slack token refused', undefined, { platform: 'slack', ...failure });
  }

  return {
    name: 'slack',
    async start(bot: Bot) {
      try {
        connection = config.mode === 'install' ? openMany(config, bot) : await openOne(config, bot);
        if (state === 'stopped') return;
        await connection.open();
      } catch (error) {
        await this.stop();
        throw error;
      }
      if (state !== 'starting') return;
      state = 'started';
      if (config.mode !== 'install')
        probe = setInterval(() => void look(config.botToken), seams.probeMs ?? PROBE_MS).unref();
    },
    stop() {
      state = 'stopped';
      clearInterval(probe);
      stopping ??= (async () => {
        await underWay.end(seams.graceMs ?? GRACE_MS);
        await connection?.close();
      })();
      return stopping;
    },
    async post(place, card) {
      const slack = state === 'started' ? await tenants?.of(place.workspace) : undefined;
      if (!slack) return { kind: 'refused', why: 'not_connected' };
      const posting = postUnasked(card, place, slack);
      underWay.track(posting);
      return posting;
    },
    health() {
      if (state === 'starting') return 'starting';
      return state === 'started' && connection?.isUp() ? 'ready' : 'down';
    },
    lastSign: () => connection?.lastSign?.(),
    port: () => connection?.port?.(),
  };
}

/** Asks Slack who the token belongs to: its own mentions must be known, and its own messages ignored. */
async function whoAmI(web: webApi.WebClient, { botToken, admins }: Exclude<SlackConfig, Install>): Promise<Identity> {
  try {
    const said = await web.auth.test();
    // An organisation's app may serve several of its workspaces.
    const team = said.enterprise_id ? undefined : said.team_id;
    return {
      botToken,
      ...(said.bot_id && { botId: said.bot_id }),
      ...(said.user_id && { botUserId: said.user_id }),
      ...(said.user && { botName: said.user }),
      ...(team && { team }),
      agent: said.response_metadata?.scopes?.includes(AGENT_SCOPE) ?? false,
      admins: new Set(admins),
    };
  } catch (error) {
    throw refused('SLACK_BOT_TOKEN', error);
  }
}
