import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { examineDiscord } from '../../../editor/doctor/discord.ts';
import { openNetwork } from '../../../editor/doctor/outcome.ts';
import { examineSlack, PERMISSIONS } from '../../../editor/doctor/slack.ts';
import { BOT, FakeDiscord, TOKEN } from '../../platforms/discord/fake-discord.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../../platforms/slack/fake-slack.ts';
import { of } from './outcomes.ts';

describe('what Slack says of an installation', () => {
  const SOCKET = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN };
  let fake: FakeSlack;
  beforeEach(async () => {
    fake = await FakeSlack.open();
  });
  afterEach(() => fake.close());
  const examined = (env: Record<string, string> = SOCKET, patience = 2_000) =>
    examineSlack(env, openNetwork(patience), fake.apiUrl);

  it('that works is ok throughout; no connection is opened and no message is sent', async () => {
    const all = await examined();
    expect(all.filter(({ result }) => result === 'warning' || result === 'problem')).toEqual([]);
    expect(of(all, 'slack-bot-token').says).toContain('@receipts in A workspace');
    for (const check of ['slack-app-token', 'slack-permissions']) expect(of(all, check).result).toBe('ok');
    expect([fake.opened, fake.calls, fake.problems]).toEqual([0, [], []]);
  });

  it('is not asked where it is off; of half-set variables the sound ones are tried', async () => {
    expect(await examined({})).toMatchObject([{ check: 'slack', result: 'skipped' }]);
    const all = await examined({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: 'xoxb-1' });
    expect(of(all, 'slack-variables').says).toContain('SLACK_APP_TOKEN holds a bot token');
    expect(of(all, 'slack-variables').todo).toContain('api.slack.com/apps');
    expect(of(all, 'slack-bot-token').result).toBe('ok');
    expect(all.filter(({ check }) => check === 'slack-app-token')).toEqual([]);
  });

  it.each([
    ['invalid_auth', 'OAuth & Permissions'],
    ['account_inactive', 'Reinstall to Workspace'],
    ['token_expired', 'token rotation'],
  ])('against the bot token (%s) says what to do', async (error, todo) => {
    fake.asking = { error };
    const said = of(await examined(), 'slack-bot-token');
    expect(said).toMatchObject({ result: 'problem', says: `Slack refuses SLACK_BOT_TOKEN (${error}).` });
    expect(said.todo).toContain(todo);
  });

  it('against the app token names its scope; a token of a person is none of a bot', async () => {
    fake.opening = { error: 'missing_scope' };
    expect(of(await examined(), 'slack-app-token').todo).toContain('connections:write');
    fake.identity = { user: 'anna', team: 'A workspace' };
    expect(of(await examined(), 'slack-bot-token').says).toContain('belongs to a person');
  });

  it('not at all is "could not reach", which is no refusal', async () => {
    fake.opening = 'hang';
    expect(of(await examined(SOCKET, 300), 'slack-app-token').says).toContain('Could not reach');
    fake.asking = 'reset';
    const all = await examined(SOCKET, 300);
    expect(of(all, 'slack-bot-token').says).toMatch(/^Could not reach slack\.com \(/u);
    expect(all.map(({ says }) => says).join()).not.toContain('refuses');
  });

  it.each(['error', 'html', 'rate-limited', 'empty'] as const)('in trouble (%s) blames no token', async (mode) => {
    fake.asking = mode;
    expect(of(await examined(), 'slack-bot-token').result).toBe('warning');
  });

  it('of permissions that are missing names what is lost; of the one that may be taken out it is a warning', async () => {
    fake.scopes = 'commands,app_mentions:read';
    const said = (await examined()).filter(({ check }) => check === 'slack-permissions');
    expect(said.map(({ result }) => result)).toEqual(['problem', 'warning']);
    expect(said[0]?.says).toContain('chat:write is missing: nothing can be answered in a thread');
    const text = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
    expect(PERMISSIONS.map(({ scope }) => scope)).toEqual(parse(text).oauth_config.scopes.bot);
  });
});

describe('what Discord says of an installation', () => {
  let fake: FakeDiscord;
  beforeEach(async () => {
    fake = await FakeDiscord.open();
  });
  afterEach(() => fake.close());
  const examined = (env: Record<string, string> = { DISCORD_TOKEN: TOKEN }, patience = 2_000) =>
    examineDiscord(env, openNetwork(patience), fake.api);

  it('that works is ok throughout; it is only read, and no session is opened', async () => {
    const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: BOT });
    const checks = ['discord-variables ok', 'discord-token ok', 'discord-logins ok'];
    expect(all.map(({ check, result }) => `${check} ${result}`)).toEqual(checks);
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(fake.identifies).toBe(0);
  });

  it('is not asked where it is off, or its token has not the form of one', async () => {
    expect(await examined({})).toMatchObject([{ check: 'discord', result: 'skipped' }]);
    const all = await examined({ DISCORD_TOKEN: 'xoxb-1' });
    expect(of(all, 'discord-variables').says).toContain('DISCORD_TOKEN holds a bot token (xoxb-…)');
    expect(fake.requests).toEqual([]);
  });

  it.each([
    [401, 'problem', 'Discord refuses DISCORD_TOKEN (401)'],
    [429, 'warning', 'no answer that says anything'],
    [500, 'warning', 'no answer that says anything'],
    ['html', 'warning', 'no answer that says anything'],
    [403, 'warning', 'no answer that says anything'],
    ['hang', 'problem', 'Could not reach discord.com ('],
  ] as const)('as %s is a %s, and nothing else is asked then', async (trouble, result, says) => {
    fake.trouble(/./u, trouble);
    const said = of(await examined(undefined, 300), 'discord-token');
    expect(said).toMatchObject({ result, says: expect.stringContaining(says) });
    expect(fake.requests).toHaveLength(1);
  });

  it('in another form than its own does not throw', async () => {
    fake.application = { id: 7, flags: 'x' };
    expect(of(await examined(), 'discord-token').says).toContain('no answer that says anything');
  });

  it('of another application than the one that is set names it', async () => {
    const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: '200000000000000002' });
    expect(of(all, 'discord-application').todo).toContain(BOT);
  });

  it.each([
    [600, 'ok'],
    [599, 'warning'],
    [401, 'warning'],
    [400, 'problem'],
  ])('of logins, %s left, is %s, as the bot itself counts', async (left, result) => {
    fake.sessionsLeft = left;
    expect(of(await examined(), 'discord-logins').result).toBe(result);
  });
});
