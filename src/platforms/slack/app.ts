import { App, type Logger, type Receiver, webApi } from '@slack/bolt';
import type { Bot, Platform, PlatformTools } from '../../core/ports.ts';
import { type Connection, httpConnection, pause, refused, socketConnection } from './connection.ts';
import { postUnasked, type SlackTools } from './deliver.ts';
import { createAnswerQueue, createSharedChannels } from './events.ts';
import { type Failure, failureOf, isDead, quietLogger } from './failure.ts';
import { handle } from './handle.ts';
import { GRACE_MS, PROBE_MS } from './limits.ts';
import type { Identity } from './receive.ts';
import { formatCommandWith } from './render.ts';
import { callOptions, createSlackClient, type Seams } from './slack-client.ts';

/** Only the agent surface of the manifest asks for it. */
const AGENT_SCOPE = 'assistant:write';

export type SlackConfig = {
  readonly botToken: string;
  /** Slack's ids of those who may configure; none when left out. */
  readonly admins?: readonly string[];
} & (
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number }
);

export interface SlackPlatform extends Platform {
  /** Where HTTP requests are taken; undefined in Socket Mode, and before `start`. */
  port(): number | undefined;
}

/** Slack, not yet started: nothing is opened or asked before `start`. */
export function createSlack(config: SlackConfig, tools: PlatformTools, seams: Seams = {}): SlackPlatform {
  const logger = quietLogger(tools.log);
  const web = new webApi.WebClient(config.botToken, { ...callOptions(seams), logger });
  const underWay = new Set<Promise<void>>();
  /** `dead`: Slack no longer takes the token. */
  let state: 'starting' | 'started' | 'dead' | 'stopped' = 'starting';
  let probe: NodeJS.Timeout | undefined;
  let slack: SlackTools | undefined;
  let connection: Connection | undefined;
  let stopping: Promise<void> | undefined;

  const connect = (): Connection => {
    const connectionTools = {
      logger,
      closed: () => state === 'stopped',
      now: () => tools.now(),
      note: (code: string) => tools.log.warn('slack guard', { platform: 'slack', code }),
    };
    if (config.mode === 'http') return httpConnection(config.signingSecret, config.port, connectionTools);
    return socketConnection(config.appToken, callOptions(seams), connectionTools);
  };

  /** Told once, however often it is refused; who watches opens it anew, and hears from that what to do. */
  const die = (failure: Failure): void => {
    if (state !== 'started') return;
    state = 'dead';
    tools.log.error('slack token refused', undefined, { platform: 'slack', ...failure });
  };

  const track = (work: Promise<unknown>): void => {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    underWay.add(settled);
    settled.then(() => underWay.delete(settled));
  };

  return {
    name: 'slack',
    async start(bot: Bot) {
      try {
        const identity = await whoAmI(web, config);
        if (state === 'stopped') return;
        slack = slackTools(tools, bot, identity, web, seams, die);
        connection = connect();
        listen(connection.receiver, logger, slack, seams, track);
        await connection.open();
      } catch (error) {
        await this.stop();
        throw error;
      }
      if (state === 'starting') state = 'started';
      probe = setInterval(async () => {
        const failure = await web.auth.test().then(() => undefined, failureOf);
        if (failure && isDead(failure)) die(failure);
      }, seams.probeMs ?? PROBE_MS).unref();
    },
    stop() {
      state = 'stopped';
      clearInterval(probe);
      stopping ??= (async () => {
        await Promise.race([Promise.all(underWay), pause(seams.graceMs ?? GRACE_MS)]);
        await connection?.close();
      })();
      return stopping;
    },
    async post(place, card) {
      if (state !== 'started' || !slack) return { kind: 'refused', why: 'not_connected' };
      const posting = postUnasked(card, place, slack);
      track(posting);
      return posting;
    },
    health() {
      if (state === 'starting') return 'starting';
      return state === 'started' && connection?.isUp() ? 'ready' : 'down';
    },
    lastSign: () => connection?.lastSign(),
    port: () => connection?.port(),
  };
}

export function slackTools(
  tools: PlatformTools,
  bot: Bot,
  identity: Identity,
  web: webApi.WebClient,
  seams: Seams,
  onDead: (failure: Failure) => void = () => undefined,
): SlackTools {
  return {
    ...tools,
    bot,
    identity,
    client: createSlackClient(web, callOptions(seams).fetch, tools, onDead),
    formatCommand: formatCommandWith(tools.commands),
    pressed: new Set(),
    answerQueue: createAnswerQueue(),
    sharedChannels: createSharedChannels(),
  };
}

/** A Bolt app with one listener for everything that arrives. `track` is given each answer under way. */
function listen(
  receiver: Receiver,
  logger: Logger,
  slack: SlackTools,
  seams: Seams,
  track: (work: Promise<unknown>) => void,
): void {
  const { botToken, botId, botUserId } = slack.identity;
  const app = new App({
    receiver,
    logger,
    clientOptions: callOptions(seams),
    convoStore: false,
    authorize: async () => ({ botToken, ...(botId && { botId }), ...(botUserId && { botUserId }) }),
  });
  app.error(async (error) => {
    slack.log.warn('slack event failed', { platform: 'slack', ...failureOf(error) });
  });
  app.use(async (args) => {
    const work = handle({ body: args.body, ack: Reflect.get(args, 'ack') }, slack);
    track(work);
    await work;
  });
}

/** Asks Slack who the token belongs to: its own mentions must be known, and its own messages ignored. */
async function whoAmI(web: webApi.WebClient, { botToken, admins }: SlackConfig): Promise<Identity> {
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
