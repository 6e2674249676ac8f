import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineDiscord } from '../../../editor/doctor/discord.ts';
import { openNetwork } from '../../../editor/doctor/outcome.ts';
import { commandsFor } from '../../../src/platforms/discord/commands.ts';
import { COMMANDS } from '../../platforms/discord/cards.ts';
import { BOT, FakeDiscord, TOKEN, type Trouble } from '../../platforms/discord/fake-discord.ts';
import { of } from './outcomes.ts';

let fake: FakeDiscord;
beforeEach(async () => {
  fake = await FakeDiscord.open();
  fake.commands = [...commandsFor(COMMANDS)];
});
afterEach(() => fake.close());

const examined = (env: Record<string, string> = { DISCORD_TOKEN: TOKEN }, patience = 2_000) =>
  examineDiscord(env, openNetwork(patience), COMMANDS, fake.api);

describe('what Discord says of an installation', () => {
  it('that works is ok throughout; it is only read, and no session is opened', async () => {
    const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: BOT });
    expect(all.filter(({ result }) => result !== 'ok')).toEqual([]);
    const checks = ['variables', 'token', 'intents', 'servers', 'logins', 'commands'];
    expect(all.map(({ check }) => check)).toEqual(checks.map((check) => `discord-${check}`));
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(fake.identifies).toBe(0);
  });

  it('is not asked where it is off, or its token has not the form of one', async () => {
    expect(await examined({})).toMatchObject([{ check: 'discord', result: 'skipped' }]);
    const all = await examined({ DISCORD_TOKEN: 'xoxb-1' });
    expect(of(all, 'discord-variables').says).toContain('DISCORD_TOKEN holds a token of Slack');
    expect(fake.requests).toEqual([]);
  });

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

  it('in another form than its own does not throw', async () => {
    fake.application = { id: 7, flags: 'x' };
    expect(of(await examined(), 'discord-token').says).toContain('no answer that says anything');
  });

  it('not at all is "could not reach"', async () => {
    fake.trouble(/./u, 'hang');
    const said = of(await examined(undefined, 300), 'discord-token');
    expect(said.says).toMatch(/^Could not reach discord\.com \(/u);
  });

  it('of the application: another id, needless intents, no server', async () => {
    fake.application = { id: BOT, flags: (1 << 15) | (1 << 18) | (1 << 23), approximate_guild_count: 0 };
    const all = await examined({ DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: '200000000000000002' });
    expect(of(all, 'discord-application').todo).toContain(BOT);
    expect(of(all, 'discord-intents')).toMatchObject({
      result: 'warning',
      says: expect.stringContaining('Server Members Intent, Message Content Intent.'),
    });
    expect(of(all, 'discord-servers').todo).toContain(
      `https://discord.com/oauth2/authorize?client_id=${BOT}&scope=bot%20applications.commands&permissions=`,
    );
  });

  it.each([
    [600, 'ok'],
    [599, 'warning'],
    [401, 'warning'],
    [400, 'problem'],
  ])('of logins, %s left: %s, as the bot itself counts', async (left, result) => {
    fake.sessionsLeft = left;
    expect(of(await examined(), 'discord-logins').result).toBe(result);
  });

  it('of commands is compared with what would be registered', async () => {
    const [first, ...rest] = commandsFor(COMMANDS);
    fake.commands = [{ ...first, description: 'An older one.' }, ...rest];
    expect(of(await examined(), 'discord-commands').todo).toContain('next start');
  });
});
