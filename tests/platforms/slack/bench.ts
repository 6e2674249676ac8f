import { afterEach, expect } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { BotError } from '../../../src/core/errors.ts';
import type { PlatformTools, Store } from '../../../src/core/ports.ts';
import type { Question } from '../../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { createSlack, type SlackPlatform } from '../../../src/platforms/slack/app.ts';
import type { Seams } from '../../../src/platforms/slack/slack-client.ts';
import { createPosting } from '../../../src/posting/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { type FakeBot, fakeBot } from '../fake-bot.ts';
import { say } from '../say.ts';
import { answer, COMMANDS } from './cards.ts';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, fakeSlack, SIGNING_SECRET, signed } from './fake-slack.ts';

/** A store in memory. `down`: it can't tell what it has seen. */
export function fakeStore(down = false): Store {
  const memory = openStore('memory:', DEFAULT_SETTINGS);
  if (!down) return memory;
  return {
    ...memory,
    firstSight: () => Promise.reject(new BotError('store_down', 'down', 'mend it')),
  };
}

export interface Written {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly rest: readonly unknown[];
}

export function fakeTools(
  changes: Partial<PlatformTools> = {},
): PlatformTools & { readonly written: Written[] } {
  const written: Written[] = [];
  const store = changes.store ?? fakeStore();
  return {
    written,
    store,
    posting: createPosting(store, () => undefined),
    log: {
      info: (event, ...rest) => written.push({ level: 'info', event, rest }),
      warn: (event, ...rest) => written.push({ level: 'warn', event, rest }),
      error: (event, ...rest) => written.push({ level: 'error', event, rest }),
    },
    commands: COMMANDS,
    say: () => say,
    announce: () => undefined,
    now: () => new Date(),
    ...changes,
  };
}

export interface Bench {
  readonly slack: FakeSlack;
  readonly platform: SlackPlatform;
  readonly bot: FakeBot;
  readonly tools: ReturnType<typeof fakeTools>;
  /** The codes that were logged. */
  codes(): unknown[];
  /** Sends a request as Slack signs it, and gives back its status. JSON for events, a form for the rest. */
  request(body: unknown, headers?: Readonly<Record<string, string>>): Promise<number>;
  /** The same, and gives back what stands in the acknowledgement. */
  exchange(
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; text: string }>;
}

const open: Bench[] = [];

/** The real adapter, started against a fake Slack; both are stopped after the test. */
export async function bench(
  mode: 'socket' | 'http',
  answerFor: (question: Question) => Answer | Promise<Answer> = () => answer(),
  changes: Partial<PlatformTools> = {},
  seams: Seams & { readonly admins?: readonly string[]; readonly scopes?: string } = {},
): Promise<Bench> {
  const slack = await fakeSlack();
  if (seams.scopes !== undefined) slack.scopes = seams.scopes;
  const tools = fakeTools(changes);
  const bot = fakeBot(answerFor);
  const own = { botToken: BOT_TOKEN, admins: seams.admins ?? [] };
  const config =
    mode === 'socket'
      ? { ...own, mode, appToken: APP_TOKEN }
      : { ...own, mode, signingSecret: SIGNING_SECRET, port: 0 };
  const platform = createSlack(config, tools, { apiUrl: slack.apiUrl, callMs: 2_000, ...seams });
  const made: Bench = {
    slack,
    platform,
    bot,
    tools,
    codes: () => tools.written.flatMap(({ rest }) => rest.map((one) => Object(one).code)),
    request: async (body, headers) => (await made.exchange(body, headers)).status,
    async exchange(body, headers = {}) {
      const sent = wire(body);
      const response = await fetch(`http://127.0.0.1:${platform.port()}/slack/events`, {
        method: 'POST',
        body: sent.text,
        headers: { 'content-type': sent.type, ...signed(sent.text), ...headers },
      });
      return { status: response.status, text: await response.text() };
    },
  };
  open.push(made);
  await platform.start(bot);
  return made;
}

const INTERACTIONS = new Set(['block_actions', 'block_suggestion', 'message_action', 'shortcut']);

/** As Slack puts it on the wire. */
export function wire(body: unknown): { readonly text: string; readonly type: string } {
  const form = 'application/x-www-form-urlencoded';
  if (typeof body === 'string') return { text: body, type: 'application/json' };
  const fields = Object.entries(Object(body)).map(([key, value]): [string, string] => [key, String(value)]);
  if (INTERACTIONS.has(Object(body).type)) {
    return { text: new URLSearchParams({ payload: JSON.stringify(body) }).toString(), type: form };
  }
  if (Object(body).command !== undefined) return { text: new URLSearchParams(fields).toString(), type: form };
  return { text: JSON.stringify(body), type: 'application/json' };
}

afterEach(async () => {
  for (const { platform, slack } of open.splice(0)) {
    await platform.stop();
    await slack.stop();
    expect(slack.problems).toEqual([]);
  }
});
