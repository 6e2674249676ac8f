import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'discord.js';
import { expect, it, vi } from 'vitest';
import { BotError } from '../../../src/core/errors.ts';
import { safeFields } from '../../../src/ops/fields.ts';
import { createDiscord } from '../../../src/platforms/discord/app.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import { until } from '../../loopback.ts';
import { type FakeTools, fakeBot, printed } from '../harness.ts';
import { card, refusal, saved } from './cards.ts';
import { FakeDiscord, TOKEN } from './fake-discord.ts';
import { logs, stage, stages, text, tools } from './stage.ts';

it('whether Discord is wanted is not, when no key is set, and is with a token of the right form; nothing is connected yet', async () => {
  expect(await discord.open({ DISCORD_TOKEN: '  ' }, tools())).toBeUndefined();
  expect(discord.nextStep([])).toContain('https://discord.com/developers/applications');
  const platform = await discord.open({ DISCORD_TOKEN: TOKEN }, tools());
  expect(platform?.name).toBe('discord');
  expect(platform?.health()).toBe('starting');
  await platform?.stop();
});

it.each([
  [{ DISCORD_APPLICATION_ID: '200000000000000001' }, 'DISCORD_TOKEN is missing'],
  [{ DISCORD_TOKEN: 'secret-but-wrong' }, 'DISCORD_TOKEN does not look right'],
  [{ DISCORD_TOKEN: `Bot ${TOKEN}` }, 'DISCORD_TOKEN begins with the word “Bot”'],
  [{ DISCORD_TOKEN: `"${TOKEN}"` }, 'DISCORD_TOKEN has quotation marks around it: take them off'],
  [{ DISCORD_TOKEN: `${TOKEN.slice(0, 9)} ${TOKEN.slice(9)}` }, 'DISCORD_TOKEN has a space'],
  [
    { DISCORD_TOKEN: '200000000000000001' },
    'DISCORD_TOKEN holds an application’s id, which belongs in DISCORD_APPLICATION_ID',
  ],
  [{ DISCORD_TOKEN: 'aB3-'.repeat(8) }, 'DISCORD_TOKEN holds the client secret of Discord’s page OAuth2'],
  [{ DISCORD_TOKEN: 'a1'.repeat(32) }, 'DISCORD_TOKEN holds the application’s public key'],
  [
    { DISCORD_TOKEN: 'xoxb-1-secret-but-wrong' },
    'DISCORD_TOKEN holds a bot token (xoxb-…), which belongs in SLACK_BOT_TOKEN',
  ],
  [
    { DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: TOKEN },
    'DISCORD_APPLICATION_ID holds a token of Discord, which belongs in DISCORD_TOKEN',
  ],
  [{ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: 'secret-but-wrong' }, 'DISCORD_APPLICATION_ID does not look right'],
  [{ DISCORD_TOKEN: 'x', DISCORD_APPLICATION_ID: 'y' }, 'DISCORD_APPLICATION_ID does not look right'],
])('whether Discord is wanted is an error naming each key and no value: %s', async (env, words) => {
  const error: unknown = await discord.open(env, tools()).catch((one: unknown) => one);
  expect(error).toMatchObject({ code: 'bad_config', message: expect.stringContaining(words) });
  const said = `${String(error)} ${JSON.stringify(error)}`;
  expect(said).not.toContain('secret-but-wrong');
  for (const value of Object.values(env)) expect(value.length < 6 || !said.includes(value)).toBe(true);
  for (const line of String(error).split('\n')) expect(line).toContain('https://discord.com/developers');
});

const staged = stages(false);

/** What the log would write of what was logged when the session broke down. */
const fieldsOf = (own: FakeTools): unknown[] =>
  own.written.filter(({ event }) => event === 'discord_down').map(({ rest }) => safeFields({ ...Object(rest[1]) }));

it('a session starts, registers the commands once, announces the invite and is ready', async () => {
  const { discord, tools: own, platform } = await staged();
  await until(() => discord.commands.length > 0, 'registration');
  expect(platform.health()).toBe('ready');
  expect(own.announced).toEqual([
    'Discord: invite the bot with https://discord.com/oauth2/authorize?client_id=200000000000000001&scope=bot%20applications.commands&permissions=274877975552',
  ]);
  expect(discord.problems).toEqual([]);
});

it('a session goes on after the connection broke, and is still the same bot', async () => {
  const { discord, platform, bot } = await staged();
  discord.closeSessions(4000);
  await until(() => discord.identifies === 1 && discord.requests.length > 0, 'resume');
  await pause(700);
  discord.dispatch(saved('command'));
  await until(() => bot.questions.length === 1, 'a question after resuming');
  expect(platform.health()).toBe('ready');
});

it('a session refuses to start with a wrong token, and says nothing of the token', async () => {
  const discord = await FakeDiscord.open();
  const wrong = TOKEN.replace('Gabcde', 'Gwrong');
  const platform = createDiscord({ token: wrong, api: discord.api }, tools());
  const error: unknown = await platform.start(fakeBot(card)).catch((one: unknown) => one);
  expect(error).toBeInstanceOf(BotError);
  expect(error).toMatchObject({ code: 'bad_config' });
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('Gwrong');
  expect(platform.health()).toBe('down');
  await discord.close();
});

const set = (changes: Partial<FakeDiscord>) => (discord: FakeDiscord) => void Object.assign(discord, changes);
it.each<[string, string, (discord: FakeDiscord) => void]>([
  ['nothing opens in time', 'platform_refused', (discord) => discord.trouble(/gateway/, 'hang')],
  ['few logins are left', 'platform_refused', set({ sessionsLeft: 300 })],
  ['Discord fails', 'platform_refused', (discord) => discord.trouble(/gateway/, 500)],
])('a session refuses to start when %s: %s', (_, code, prepare) =>
  expect(stage(card, { start: 300 }, prepare)).rejects.toMatchObject({ code }),
);

it.each([
  [4004, 'Discord refuses DISCORD_TOKEN (4004).', 'Reset the token'],
  [4011, 'Discord wants more than one connection', 'second application'],
  [4014, 'Discord does not let this application see', 'no privileged intent'],
])('names close code %i with what to do, at the start and when it comes later', async (code, says, todo) => {
  const told = {
    code: 'bad_config',
    message: expect.stringMatching(new RegExp(`^${says.replace(/[()]/g, '\\$&')}.*`)),
    hint: expect.stringContaining(todo),
  };
  await expect(stage(card, {}, set({ refuseIdentify: code }))).rejects.toMatchObject(told);
  const { discord, platform, tools: own } = await staged();
  discord.closeSessions(code);
  await until(() => platform.health() === 'down', 'down');
  expect(fieldsOf(own)).toContainEqual({ reason: 'disconnected-for-good', code });
});

it('a session survives malformed frames and dispatches, and answers after them', async () => {
  const one = await staged();
  const { discord, bot } = one;
  const frames = ['{"op":0}', '{"op":10}', '{"op":0,"t":"READY","d":null}'];
  for (const frame of ['not json', '{', '[]', 'null', ...frames]) discord.say(frame);
  discord.say(Buffer.from([1, 2, 3]));
  for (const t of 'GUILD_CREATE GUILD_DELETE MESSAGE_CREATE INTERACTION_CREATE error RESUMED'.split(' ')) {
    for (const d of [null, 7, 'x', [], {}, { id: {}, guilds: 3, member: null, data: { options: 'x' } }])
      discord.dispatch({ t, d });
  }
  discord.say('{"op":9}');
  await logs(one, 'discord_malformed');
  discord.dispatch(saved('command'));
  await until(() => bot.questions.length === 1, 'an answer after the noise');
});

it('a session is down when heartbeats stay unanswered, and says so from the last one on', async () => {
  const one = await staged(card, {}, set({ heartbeatInterval: 40 }));
  const { discord, platform, tools: own } = one;
  await until(() => discord.heartbeats > 0, 'a heartbeat');
  own.ahead += 129_000;
  expect(platform.health()).toBe('ready');
  discord.answerHeartbeats = false;
  own.ahead += 131_000;
  expect(platform.health()).toBe('down');
});

it('a session stops logging in when the budget is spent: a loop of invalid sessions never costs the token', async () => {
  const one = await staged(card, {}, set({ sessionsLeft: 401 }));
  const { discord, platform, tools: own } = one;
  expect(discord.identifies).toBe(1);
  discord.refuseSessions = true;
  discord.say('{"op":9,"d":false}');
  await until(() => platform.health() === 'down', 'the breaker');
  expect(discord.identifies).toBe(1);
  expect(fieldsOf(own)).toContainEqual({ reason: 'identify-budget-spent' });
});

it('a session is down after a 401, since discord.js sends nothing more', async () => {
  const other = await staged();
  await until(() => other.discord.commands.length > 0, 'registration');
  other.discord.trouble(/channels/, 401, 1);
  other.discord.dispatch(saved('mention'));
  await until(() => other.platform.health() === 'down', 'down');
});

it('a session forgets a server that took the bot out, and not one that is only unavailable', async () => {
  const { discord, tools: own } = await staged();
  discord.dispatch({ t: 'GUILD_DELETE', d: { id: '300000000000000009', unavailable: true } });
  discord.dispatch({ t: 'GUILD_DELETE', d: { id: '300000000000000001' } });
  await until(() => own.forgotten.length > 0, 'forgetting');
  expect(own.forgotten).toEqual(['discord:300000000000000001']);
});

it('stopping lets an answer under way arrive, takes no new one, and may be called twice', async () => {
  const { discord, bot, platform } = await staged(() => pause(200).then(card));
  discord.dispatch(saved('command'));
  await until(() => bot.questions.length === 1, 'the question');
  const stopped = Promise.all([platform.stop(), platform.stop()]);
  discord.dispatch(saved('command', '600000000000000099'));
  await pause(50);
  await stopped;
  expect(discord.to('/callback')).toHaveLength(1);
  expect(text(discord.to('/callback')[0])).toContain('Unified Immigration Portal');
  expect(bot.questions).toHaveLength(1);
  expect(platform.health()).toBe('down');
});

it('stopping waits no longer than its limit', async () => {
  const { discord, bot, platform } = await staged(() => new Promise(() => undefined), { stop: 100 });
  discord.dispatch(saved('command'));
  await until(() => bot.questions.length === 1, 'the question');
  const start = performance.now();
  await platform.stop();
  expect(performance.now() - start).toBeLessThan(1500);
});

it('nothing of the asker is shown to discord.js, which keeps what it sees: only sessions and ids of servers', async () => {
  const emitted = vi.spyOn(Client.prototype, 'emit');
  const { discord } = await staged();
  discord.dispatch(saved('command'));
  discord.dispatch(saved('mention'));
  await until(() => discord.posted.length === 1 && discord.to('/callback').length === 1, 'both answers');
  const raw = emitted.mock.calls.filter(([event]) => event === 'raw').map(([, packet]) => packet);
  emitted.mockRestore();
  expect(raw.map((packet) => Reflect.get(Object(packet), 't'))).toEqual(['READY', 'GUILD_CREATE']);
  expect(JSON.stringify(raw)).not.toMatch(/secret channel|someone|salesforce|asker/);
});

it('nothing of the asker is in logs or on standard output, whatever goes wrong, and no token', async () => {
  const out = printed();
  const { discord, tools: own } = await staged(refusal, { request: 700 });
  const kinds = [500, 429, 403, 'html', 'hang'] as const;
  for (const [index, kind] of kinds.entries()) {
    discord.trouble(/callback|messages/, kind, 12);
    discord.dispatch(saved('command', `60000000000000010${index}`));
    discord.dispatch(saved('mention', `60000000000000020${index}`));
    const before = own.written.length;
    await until(() => own.written.length > before, `a log line for ${kind}`);
    await pause(30);
  }
  await pause(500);
  const all = [own.logged(), out.written()].join('\n');
  expect(all).toContain('discord_refused');
  const words = ['salesforce', 'what is the UIP', 'asker', 'general'];
  for (const secret of [...words, 'aW50ZXJhY3Rpb246', TOKEN, '500000000000000001']) expect(all).not.toContain(secret);
});
