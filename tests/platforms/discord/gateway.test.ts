import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createDiscord } from '../../../src/platforms/discord/app.ts';
import { createDiscordClient, type Rest } from '../../../src/platforms/discord/discord-client.ts';
import { identifyBudget } from '../../../src/platforms/discord/gateway.ts';
import { until } from '../../loopback.ts';
import { fakeBot, MINUTE, watched } from '../harness.ts';
import { card, plainMessage, saved } from './cards.ts';
import { FakeDiscord, TOKEN } from './fake-discord.ts';
import { tools } from './stage.ts';

const DAY = 86_400_000;

/** A budget of logins, of which Discord says that so many are `left`; `at`: when others were. */
function budget(left: number, at?: number[]) {
  const state = { now: 0, spent: 0, passed: 0 };
  const waitForIdentify = async () => {
    state.passed += 1;
  };
  const spent = () => {
    state.spent += 1;
  };
  const made = identifyBudget(left, () => new Date(state.now), spent, at, { waitForIdentify });
  const login = async (times: number, signal = new AbortController().signal, every = 0) => {
    for (let count = 0; count < times; count += 1) {
      state.now += every;
      await made.waitForIdentify(0, signal);
    }
  };
  return { state, login };
}

it('the budget of logins lets 200 through in 24 hours, then none, and says so once', async () => {
  const { state, login } = budget(1000);
  const closed = new AbortController();
  await login(200);
  const waiting = [login(1, closed.signal), login(1, closed.signal)];
  expect(state).toMatchObject({ passed: 200, spent: 1 });
  closed.abort();
  await expect(Promise.all(waiting)).rejects.toThrow();
  expect(state.passed).toBe(200);
});

it('the budget of logins counts only the last 24 hours', async () => {
  const { state, login } = budget(1000);
  await login(400, undefined, DAY / 150);
  expect(state).toMatchObject({ passed: 400, spent: 0 });
});

it('the budget of logins counts the logins of one that was open before, and lets none through when Discord says that too few are left', async () => {
  const logins: number[] = [];
  for (const times of [150, 50]) await budget(1000, logins).login(times);
  for (const { state, login } of [budget(1000, logins), budget(300)]) {
    void login(1);
    expect(state).toMatchObject({ passed: 0, spent: 1 });
  }
});

it('a gateway that answers nothing any more is noticed by its heartbeats, and opened anew until it answers', async () => {
  const discord = await FakeDiscord.open();
  onTestFinished(() => discord.close());
  discord.heartbeatInterval = 40;
  const own = tools();
  const bot = fakeBot(card);
  const options = { token: TOKEN, api: discord.api, times: { start: 400 } };
  const dog = watched(() => createDiscord(options, own), own);
  await dog.start(bot);
  await until(() => dog.health() === 'ready', 'ready');
  const beats = discord.heartbeats;
  await until(() => discord.heartbeats > beats, 'a heartbeat');
  discord.silent = true;
  // What was on its way has arrived.
  await pause(50);
  own.ahead += 131_000;
  expect(dog.health()).toBe('down');
  expect(dog.lastSign()).toBeLessThanOrEqual(Date.now());
  await dog.look();
  own.ahead += MINUTE;
  await dog.look();
  expect(dog.health()).toBe('down');
  expect(own.announced).toContainEqual(
    expect.stringMatching(/^Discord is down\. It was last heard of 19\d s ago\. It is opened anew\.$/),
  );

  discord.silent = false;
  own.ahead += MINUTE;
  await dog.look();
  await until(() => dog.health() === 'ready', 'ready again');
  discord.dispatch(saved('command'));
  await until(() => bot.questions.length === 1, 'an answer');
  await dog.look();
  expect(own.announced.at(-1)).toMatch(/^Discord is back after \d+ s\.$/);
  expect(discord.identifies).toBeLessThan(5);
  expect(discord.problems).toEqual([]);
});

const thrown = (status: number) => Promise.reject(Object.assign(new Error('x'), { status, code: 0 }));

it.each([
  ['sent', () => Promise.resolve({})],
  ['refused', () => thrown(403)],
  ['unsure', () => thrown(500)],
])('counts each message that was %s, and no choices', async (result, call) => {
  const own = tools();
  const rest: Rest = { get: call, post: call, put: call, patch: call };
  const client = createDiscordClient(rest, own, () => undefined);
  const may = { maySend: true, isMember: true, mayShow: true, manages: false };
  const access = { channelId: '3', kind: 'server', ...may } as const;
  const to = { id: '1', token: 't', applicationId: '2', until: 0, access, rich: false, alone: true };
  await client.choices(to, ['a']);
  await client.defer(to);
  await client.complete(to, { card: plainMessage('x'), plain: () => plainMessage('x') });
  expect(own.counted).toEqual([`discord ${result}`]);
});
