import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createDiscord } from '../../../src/platforms/discord/app.ts';
import { createDiscordClient, type Rest } from '../../../src/platforms/discord/discord-client.ts';
import { fakeBot } from '../fake-bot.ts';
import { counter, MINUTE, watched } from '../watched.ts';
import { card, plainMessage } from './cards.ts';
import { saved } from './events.ts';
import { FakeDiscord, TOKEN } from './fake-discord.ts';
import { tools, until } from './stage.ts';

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
  own.clock += 131_000;
  expect(dog.health()).toBe('down');
  expect(dog.lastSign()).toBe(own.clock - 131_000);
  await dog.look();
  own.clock += MINUTE;
  await dog.look();
  expect(dog.health()).toBe('down');
  expect(own.announced).toContain('Discord is down. It was last heard of 191 s ago. It is opened anew.');

  discord.silent = false;
  own.clock += MINUTE;
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
  const { counted, delivered } = counter();
  const rest: Rest = { get: call, post: call, put: call, patch: call };
  const client = createDiscordClient(rest, { log: tools().log, delivered }, () => undefined);
  const may = { maySend: true, isMember: true, mayShow: true, manages: false };
  const access = { channelId: '3', kind: 'server', ...may } as const;
  const to = { id: '1', token: 't', applicationId: '2', access, rich: false };
  await client.choices(to, ['a']);
  await client.defer(to);
  await client.complete(to, { card: plainMessage('x'), plain: () => plainMessage('x') });
  expect(counted).toEqual([`discord ${result}`]);
});
