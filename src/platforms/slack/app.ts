import { webApi } from '@slack/bolt';
import type { LanguageTag } from '../../core/fact.ts';
import type { Bot, Platform, PlatformTools } from '../../core/ports.ts';
import { type Connection, httpConnection, pause, refused, socketConnection } from './connection.ts';
import { buildApp, callOptions, type Fetch, type Identity, postOwn } from './handler.ts';
import { GRACE_MS } from './limits.ts';
import { quietLogger } from './quiet-logger.ts';
import { postScheduled } from './scheduled.ts';
import { spellWith } from './spell.ts';

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

/** What a test may put in the place of Slack; milliseconds. */
export interface Seams {
  readonly fetch?: Fetch;
  readonly apiUrl?: string;
  readonly callMs?: number;
  readonly graceMs?: number;
}

export interface SlackPlatform extends Platform {
  /** Where HTTP requests are taken; undefined in Socket Mode, and before `start`. */
  port(): number | undefined;
}

/** Slack, not yet started: nothing is opened or asked before `start`. */
export function createSlack(config: SlackConfig, tools: PlatformTools, seams: Seams = {}): SlackPlatform {
  const logger = quietLogger(tools.log);
  const underWay = new Set<Promise<void>>();
  let state: 'starting' | 'started' | 'stopped' = 'starting';
  let connection: Connection | undefined;
  let stopping: Promise<void> | undefined;

  const connect = (): Connection => {
    const connectionTools = {
      logger,
      closed: () => state === 'stopped',
      now: () => tools.now(),
      note: (code: string) => tools.log.warn('slack guard', { platform: 'slack', code }),
    };
    return config.mode === 'socket'
      ? socketConnection(
          config.appToken,
          { ...callOptions(seams), rejectRateLimitedCalls: false },
          connectionTools,
        )
      : httpConnection(config.signingSecret, config.port, connectionTools);
  };

  const client = new webApi.WebClient(config.botToken, { ...callOptions(seams), logger });

  const track = (work: Promise<void>): void => {
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
      const identity = await whoAmI(client, config.botToken);
      if (state === 'stopped') return;
      connection = connect();
      buildApp({
        receiver: connection.receiver,
        identity,
        clientOptions: callOptions(seams),
        logger,
        bot,
        tools,
        admins: new Set(config.admins),
        track,
      });
      await connection.open();
      if (state === 'starting') state = 'started';
    },
    stop() {
      state = 'stopped';
      stopping ??= (async () => {
        await Promise.race([Promise.all(underWay), pause(seams.graceMs ?? GRACE_MS)]);
        await connection?.close();
      })();
      return stopping;
    },
    async post({ channel }, card) {
      if (state !== 'started') return { kind: 'refused' };
      const { log, delivered } = tools;
      const by = {
        log,
        ...(delivered && { delivered }),
        say: (tag: LanguageTag | undefined) => tools.say(tag),
        spell: spellWith(tools.commands),
      };
      const posting = postScheduled(card, channel, (message) => postOwn(client, message), by);
      track(posting.then(() => undefined));
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

/** Asks Slack who the token belongs to: its own mentions must be known, and its own messages ignored. */
async function whoAmI(client: webApi.WebClient, botToken: string): Promise<Identity> {
  try {
    const said = await client.auth.test();
    const { bot_id, user_id, user, team_id, enterprise_id } = said;
    return {
      botToken,
      ...(bot_id && { botId: bot_id }),
      ...(user_id && { botUserId: user_id }),
      ...(user && { botName: user }),
      ...(team_id && { teamId: team_id }),
      ...(enterprise_id && { enterpriseId: enterprise_id }),
      agent: said.response_metadata?.scopes?.includes(AGENT_SCOPE) ?? false,
    };
  } catch (error) {
    throw refused('SLACK_BOT_TOKEN', error);
  }
}
