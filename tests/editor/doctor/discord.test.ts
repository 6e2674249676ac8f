import { afterEach, beforeEach, expect, it } from 'vitest';
import { examineDiscord } from '../../../editor/doctor/discord.ts';
import { openNetwork } from '../../../editor/doctor/outcome.ts';
import { BOT, FakeDiscord, TOKEN, type Trouble } from '../../platforms/discord/fake-discord.ts';
import { of } from './outcomes.ts';

let fake: FakeDiscord;
beforeEach(async () => {
  fake = await FakeDiscord.open();
});
afterEach(() => fake.close());

const examined = (env: Record<string, string> = { DISCORD_TOKEN: TOKEN }, patience = 2_000) =>
  examineDiscord(env, openNetwork(patience), fake.api);

it('what Discord says of an installation that works is ok throughout; it is only read, and no session is opened', async () => {
  const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: BOT });
  expect(all.filter(({ result }) => result !== 'ok')).toEqual([]);
  const checks = ['variables', 'token', 'logins'];
  expect(all.map(({ check }) => check)).toEqual(checks.map((check) => `discord-${check}`));
  expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  expect(fake.identifies).toBe(0);
});

it('what Discord says of an installation is not asked where it is off, or its token has not the form of one', async () => {
  expect(await examined({})).toMatchObject([{ check: 'discord', result: 'skipped' }]);
  const all = await examined({ DISCORD_TOKEN: 'xoxb-1' });
  expect(of(all, 'discord-variables').says).toContain('DISCORD_TOKEN holds a bot token (xoxb-…)');
  expect(fake.requests).toEqual([]);
});

it('what Discord says of an installation against the token is a refusal, and nothing else is asked then', async () => {
  fake.trouble(/./u, 401);
  expect(of(await examined(), 'discord-token')).toMatchObject({ result: 'problem' });
  expect(fake.requests).toHaveLength(1);
});

it.each([429, 500, 'html', 403] as const satisfies readonly Trouble[])(
  'otherwise (%s) blames no token',
  async (trouble) => {
    fake.trouble(/./u, trouble);
    expect(of(await examined(), 'discord-token').result).toBe('warning');
  },
);

it('what Discord says of an installation in another form than its own does not throw', async () => {
  fake.application = { id: 7, flags: 'x' };
  expect(of(await examined(), 'discord-token').says).toContain('no answer that says anything');
});

it('what Discord says of an installation not at all is "could not reach"', async () => {
  fake.trouble(/./u, 'hang');
  const said = of(await examined(undefined, 300), 'discord-token');
  expect(said.says).toMatch(/^Could not reach discord\.com \(/u);
});

it('what Discord says of an installation of another application than the one that is set names both', async () => {
  const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: '200000000000000002' });
  expect(of(all, 'discord-application').todo).toContain(BOT);
});

it.each([
  [600, 'ok'],
  [599, 'warning'],
  [401, 'warning'],
  [400, 'problem'],
])('what Discord says of an installation of logins, %s left: %s, as the bot itself counts', async (left, result) => {
  fake.sessionsLeft = left;
  expect(of(await examined(), 'discord-logins').result).toBe(result);
});
