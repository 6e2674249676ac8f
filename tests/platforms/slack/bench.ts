import { afterEach, expect, onTestFinished } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import type { PlatformTools } from '../../../src/core/ports.ts';
import type { Question } from '../../../src/core/question.ts';
import { createSlack, type SlackPlatform } from '../../../src/platforms/slack/app.ts';
import type { Seams } from '../../../src/platforms/slack/slack-client.ts';
import { type FakeBot, type FakeTools, fakeBot, fakeTools, watched } from '../harness.ts';
import { answer, COMMANDS, press } from './cards.ts';
import { APP_TOKEN, BOT_TOKEN, type Call, FakeSlack, SIGNING_SECRET, signed } from './fake-slack.ts';
import { field, list } from './inspect.ts';

export const tools = (changes: Partial<PlatformTools> = {}): FakeTools => fakeTools({ commands: COMMANDS, ...changes });

export interface Bench {
  readonly slack: FakeSlack;
  readonly platform: SlackPlatform;
  readonly bot: FakeBot;
  readonly tools: FakeTools;
  /** The codes that were logged. */
  codes(): unknown[];
  /** Sends a request as Slack signs it, and gives back its status. JSON for events, a form for the rest; what is to be
      answered at an address is answered at the fake's. */
  request(body: unknown, headers?: Readonly<Record<string, string>>): Promise<number>;
  /** The same, and gives back what stands in the acknowledgement. */
  exchange(body: unknown, headers?: Readonly<Record<string, string>>): Promise<{ status: number; text: string }>;
  /** Sends a request, and gives back the call that answers it. */
  answered(body: unknown): Promise<Call>;
  /** Presses the button, or picks the entry of the menu, with this label under the last call, and gives back the call
      that answers it. */
  pressed(label: string, changes?: Readonly<Record<string, unknown>>): Promise<Call>;
}

const pressable = (one: unknown) => ({
  label: String(field(field(one, 'text'), 'text')),
  value: String(field(one, 'value')),
});
/** What stands in its blocks, from top to bottom: parts of texts, buttons, menus. */
export const elementsOf = (holder: unknown): readonly unknown[] =>
  list(field(holder, 'blocks')).flatMap((block) => list(field(block, 'elements')));

/** What Slack sends of the entry of a menu with this label; undefined where there is none. */
function pickedIn(call: Call | undefined, label: string): object | undefined {
  const options = elementsOf(call?.body).flatMap((one) => list(field(one, 'options')));
  const selected_option = options.find((one) => pressable(one).label === label);
  return selected_option ? { actions: [{ type: 'overflow', action_id: 'menu', selected_option }] } : undefined;
}

export function valueBehind(call: Call | undefined, label: string): string {
  const buttons = elementsOf(call?.body).filter((one) => field(one, 'type') === 'button');
  const found = buttons.map(pressable).find((one) => one.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return found.value;
}

/** What seals the tokens of workspaces that install the bot. */
export const KEY = Buffer.alloc(32, 1);
const open: Bench[] = [];

/** A socket against a fake Slack, under the real watchdog; both are stopped after the test. */
export async function guarded(own: FakeTools, seams: Seams = {}) {
  const slack = await FakeSlack.open();
  onTestFinished(() => slack.close());
  const config = { mode: 'socket' as const, botToken: BOT_TOKEN, appToken: APP_TOKEN };
  const dog = watched(() => createSlack(config, own, { apiUrl: slack.apiUrl, ...seams }), own);
  await dog.start(fakeBot(() => answer()));
  return { slack, dog };
}

/** The real adapter, started against a fake Slack; both are stopped after the test. */
export async function bench(
  mode: 'socket' | 'http' | 'install',
  answerFor: (question: Question) => Answer | Promise<Answer> = () => answer(),
  changes: Partial<PlatformTools> = {},
  seams: Seams & { readonly admins?: readonly string[]; readonly scopes?: string } = {},
): Promise<Bench> {
  const slack = await FakeSlack.open();
  if (seams.scopes !== undefined) slack.scopes = seams.scopes;
  const own = tools(changes);
  const bot = fakeBot(answerFor);
  const given = { botToken: BOT_TOKEN, admins: seams.admins ?? [] };
  const http = { ...given, signingSecret: SIGNING_SECRET, port: 0 };
  const app = { clientId: '1.2', clientSecret: 'f'.repeat(32), stateSecret: 's'.repeat(32), keys: [KEY] };
  const configs = {
    socket: { ...given, mode: 'socket' as const, appToken: APP_TOKEN },
    http: { ...http, mode: 'http' as const },
    install: { ...http, ...app, mode: 'install' as const },
  };
  const platform = createSlack(configs[mode], own, { apiUrl: slack.apiUrl, callMs: 2_000, ...seams });
  const made: Bench = {
    slack,
    platform,
    bot,
    tools: own,
    codes: () => own.written.flatMap(({ rest }) => rest.map((one) => Object(one).code)),
    request: async (body, headers) => (await made.exchange(body, headers)).status,
    async exchange(body, headers = {}) {
      const sent = wire(field(body, 'response_url') === undefined ? body : answeredAt(slack, body));
      const all = { 'content-type': sent.type, ...signed(sent.text), ...headers };
      const address = `http://127.0.0.1:${platform.port()}/slack/events`;
      const response = await fetch(address, { method: 'POST', body: sent.text, headers: all });
      return { status: response.status, text: await response.text() };
    },
    async answered(body) {
      const before = slack.calls.length;
      await made.request(body);
      const call = (await slack.sent(before + 1))[before];
      if (!call) throw new Error('no call');
      return call;
    },
    pressed: (label, more = {}) => {
      const picked = pickedIn(slack.calls.at(-1), label);
      const value = picked ? undefined : valueBehind(slack.calls.at(-1), label);
      return made.answered(press(value, { ...picked, ...more }));
    },
  };
  open.push(made);
  await platform.start(bot);
  return made;
}

/** The same, to be answered at an address of the fake's. */
export const answeredAt = ({ responseUrl: response_url }: FakeSlack, body: unknown): object => {
  return { ...Object(body), response_url };
};

/** As Slack puts it on the wire. */
export function wire(body: unknown): { readonly text: string; readonly type: string } {
  const { type, command } = Object(body);
  const form = (fields: Readonly<Record<string, string>>) => ({
    text: new URLSearchParams(fields).toString(),
    type: 'application/x-www-form-urlencoded',
  });
  if (/^(?:block_actions|block_suggestion|message_action|shortcut)$/u.test(type))
    return form({ payload: JSON.stringify(body) });
  if (command !== undefined) return form(Object(body));
  return { text: typeof body === 'string' ? body : JSON.stringify(body), type: 'application/json' };
}

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

afterEach(async () => {
  for (const { platform, slack } of open.splice(0)) {
    await platform.stop();
    await slack.close();
    expect(slack.problems).toEqual([]);
  }
  expect(unhandled.splice(0)).toEqual([]);
});
