import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineDiscord } from '../../../editor/doctor/discord.ts';
import type { Examined } from '../../../editor/doctor/outcome.ts';
import { createReach } from '../../../editor/doctor/reach.ts';
import { commandsFor } from '../../../src/platforms/discord/commands.ts';
import { discord } from '../../../src/platforms/discord/index.ts';
import { driftOf } from '../../../src/platforms/discord/register.ts';
import { COMMANDS } from '../../platforms/discord/cards.ts';
import { BOT, FakeDiscord, TOKEN, type Trouble } from '../../platforms/discord/fake-discord.ts';

let fake: FakeDiscord;
beforeEach(async () => {
  fake = await FakeDiscord.open();
  fake.commands = [...commandsFor(COMMANDS)];
});
afterEach(() => fake.close());

const tools = (patience = 2_000) => ({ ...createReach(() => new Date(), patience), commands: COMMANDS });
const examined = (env: Record<string, string> = { DISCORD_TOKEN: TOKEN }, given = tools()) =>
  examineDiscord(env, given, fake.api);

function of(all: readonly Examined[], check: string): Examined {
  const [one] = all.filter((each) => each.check === check);
  if (!one) throw new Error(`nothing on ${check}: ${JSON.stringify(all)}`);
  return one;
}

describe('an installation that works', () => {
  it('is told so; only reads, and opens no session', async () => {
    const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: BOT });
    expect(all.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(all.map(({ check }) => check)).toEqual([
      'discord-variables',
      'discord-token',
      'discord-application',
      'discord-intents',
      'discord-servers',
      'discord-logins',
      'discord-commands',
    ]);
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(fake.identifies).toBe(0);
  });

  it('is not asked about where Discord is off, or its token has not the form of one', async () => {
    expect(await discord.examine?.({}, tools())).toMatchObject([{ result: 'skipped' }]);
    const all = await examined({ DISCORD_TOKEN: 'xoxb-1' });
    expect(of(all, 'discord-variables').says).toContain('DISCORD_TOKEN holds a token of Slack');
    expect(of(all, 'discord-token').result).toBe('skipped');
    expect(fake.requests).toEqual([]);
  });
});

describe('what Discord says', () => {
  it('against the token is a refusal, and nothing else is asked then', async () => {
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

  it('not at all is "could not reach"', async () => {
    fake.trouble(/./u, 'hang');
    const said = of(await examined(undefined, tools(300)), 'discord-token');
    expect(said.says).toBe('Could not reach discord.com: no answer within 10 seconds.');
  });

  it('of the application: another id, needless intents, no server', async () => {
    fake.application = { id: BOT, flags: (1 << 15) | (1 << 18) | (1 << 23), approximate_guild_count: 0 };
    const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: '200000000000000002' });
    expect(of(all, 'discord-application').todo).toContain(BOT);
    const intents = of(all, 'discord-intents');
    expect(intents.result).toBe('warning');
    expect(intents.says).toContain('Server Members Intent, Message Content Intent.');
    expect(of(all, 'discord-servers').todo).toContain(
      `https://discord.com/oauth2/authorize?client_id=${BOT}&scope=bot%20applications.commands&permissions=`,
    );
  });

  it.each([
    [1000, 'ok'],
    [600, 'ok'],
    [599, 'warning'],
    [401, 'warning'],
    [400, 'problem'],
    [0, 'problem'],
  ])('of logins, %s left: %s, as the bot itself counts', async (left, result) => {
    fake.sessionsLeft = left;
    expect(of(await examined(), 'discord-logins').result).toBe(result);
  });

  it('in another form than its own is skipped, not thrown', async () => {
    fake.application = { id: 7, flags: 'x' };
    const all = await examined();
    expect(of(all, 'discord-intents').result).toBe('skipped');
    expect(all.filter(({ check }) => check === 'discord-commands')).toEqual([]);
  });
});

describe('the commands that Discord holds', () => {
  it('are compared with what would be registered', async () => {
    const [first, second, ...rest] = commandsFor(COMMANDS);
    fake.commands = [
      { ...first, description: 'An older one.' },
      { type: 1, name: 'gone', description: 'x' },
      ...rest,
    ];
    const said = of(await examined(), 'discord-commands');
    expect(said.result).toBe('warning');
    expect(said.says).toContain(
      `(missing: ${second?.name}; older than here: ${first?.name}; no longer ours: gone)`,
    );
    expect(said.todo).toContain('npm run register');
  });

  it('differ in nothing from what was registered just now', () => {
    expect(driftOf(commandsFor(COMMANDS), COMMANDS)).toEqual({ missing: [], changed: [], stale: [] });
    expect(driftOf('junk', COMMANDS).missing).toHaveLength(commandsFor(COMMANDS).length);
  });
});
