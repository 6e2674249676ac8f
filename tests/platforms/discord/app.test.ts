import { Client } from 'discord.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { BotError } from '../../../src/core/errors.ts';
import { createDiscord } from '../../../src/platforms/discord/app.ts';
import { fakeBot } from '../fake-bot.ts';
import { card, refusal } from './cards.ts';
import { FakeDiscord, TOKEN } from './fake-discord.ts';
import { type Stage, saved, stage, tools, until } from './stage.ts';

const open: Stage[] = [];
async function staged(...given: Parameters<typeof stage>): Promise<Stage> {
  const made = await stage(...given);
  open.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const bodyOf = (request: { readonly body: unknown } | undefined): string =>
  JSON.stringify(request?.body ?? null);

describe('a session', () => {
  it('starts, registers the commands once, announces the invite and is ready', async () => {
    const { discord, tools: own, platform } = await staged(card);
    await until(() => discord.commands.length > 0, 'registration');
    expect(platform.health()).toBe('ready');
    expect(own.announced).toEqual([
      'Discord: invite the bot with https://discord.com/oauth2/authorize?client_id=200000000000000001&scope=bot%20applications.commands&permissions=274877975552',
    ]);
    expect(discord.problems).toEqual([]);
  });

  it('goes on after the connection broke, and is still the same bot', async () => {
    const { discord, platform, bot } = await staged(card);
    discord.closeSessions(4000);
    await until(() => discord.identifies === 1 && discord.requests.length > 0, 'resume');
    await new Promise((resolve) => setTimeout(resolve, 700));
    discord.dispatch(saved('command'));
    await until(() => bot.questions.length === 1, 'a question after resuming');
    expect(platform.health()).toBe('ready');
  });

  it('refuses to start with a wrong token, and says nothing of the token', async () => {
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

  it.each([
    [4004, 'bad_config'],
    [4014, 'bad_config'],
  ])('refuses to start when the gateway closes with %i', async (code, expected) => {
    const starting = stage(card, {}, (discord) => {
      discord.refuseIdentify = code;
    });
    await expect(starting).rejects.toMatchObject({ code: expected });
  });

  it('is platform_refused when Discord does not open a session in time', async () => {
    const hanging = stage(card, { start: 300 }, (discord) => discord.trouble(/gateway/, 'hang'));
    await expect(hanging).rejects.toMatchObject({ code: 'platform_refused' });
    const spent = stage(card, {}, (discord) => {
      discord.sessionsLeft = 300;
    });
    await expect(spent).rejects.toMatchObject({ code: 'platform_refused' });
    const failing = stage(card, {}, (discord) => discord.trouble(/gateway/, 500));
    await expect(failing).rejects.toMatchObject({ code: 'platform_refused' });
  });

  it('survives malformed frames and dispatches, and answers after them', async () => {
    const { discord, bot, tools: own } = await staged(card);
    const frames = [
      'not json',
      '{',
      '[]',
      'null',
      '{"op":9}',
      '{"op":0}',
      '{"op":10}',
      '{"op":0,"t":"READY","d":null}',
    ];
    for (const frame of frames.filter((one) => !one.includes('"op":9'))) discord.frame(frame);
    discord.frame(Buffer.from([1, 2, 3]));
    for (const t of [
      'GUILD_CREATE',
      'GUILD_DELETE',
      'MESSAGE_CREATE',
      'INTERACTION_CREATE',
      'error',
      'RESUMED',
    ]) {
      for (const d of [null, 7, 'x', [], {}, { id: {}, guilds: 3, member: null, data: { options: 'x' } }]) {
        discord.dispatch({ t, d });
      }
    }
    discord.frame('{"op":9}');
    await until(() => own.logged.some((line) => line.includes('discord_malformed')), 'the drop is logged');
    discord.dispatch(saved('command'));
    await until(() => bot.questions.length === 1, 'an answer after the noise');
  });

  it('is down when heartbeats stay unanswered, and says so from the last one on', async () => {
    const {
      discord,
      platform,
      tools: own,
    } = await staged(card, {}, (one) => {
      one.heartbeatInterval = 40;
    });
    await until(() => discord.heartbeats > 0, 'a heartbeat');
    own.clock += 129_000;
    expect(platform.health()).toBe('ready');
    discord.answerHeartbeats = false;
    own.clock += 131_000;
    expect(platform.health()).toBe('down');
  });

  it('stops logging in when the budget is spent: a loop of invalid sessions never costs the token', async () => {
    const {
      discord,
      platform,
      tools: own,
    } = await staged(card, {}, (one) => {
      one.sessionsLeft = 401;
    });
    expect(discord.identifies).toBe(1);
    discord.refuseSessions = true;
    discord.frame('{"op":9,"d":false}');
    await until(() => platform.health() === 'down', 'the breaker');
    expect(discord.identifies).toBe(1);
    expect(own.logged.join('\n')).toContain('error discord_down undefined {"code":"identify_budget_spent"}');
  });

  it('is down after a close code that no reconnecting mends', async () => {
    const { discord, platform, tools: own } = await staged(card);
    discord.closeSessions(4014);
    await until(() => platform.health() === 'down', 'down');
    expect(own.logged.join('\n')).toContain('disconnected_for_good 4014');
  });

  it('is down after the first 401, since discord.js sends nothing after it', async () => {
    const { discord, platform } = await staged(card);
    await until(() => discord.commands.length > 0, 'registration');
    discord.trouble(/channels/, 401, 1);
    discord.dispatch(saved('mention'));
    await until(() => platform.health() === 'down', 'down');
  });

  it('forgets a server that took the bot out, and not one that is only unavailable', async () => {
    const { discord, tools: own } = await staged(card);
    discord.dispatch({ t: 'GUILD_DELETE', d: { id: '300000000000000009', unavailable: true } });
    discord.dispatch({ t: 'GUILD_DELETE', d: { id: '300000000000000001' } });
    await until(() => own.forgotten.length > 0, 'forgetting');
    expect(own.forgotten).toEqual(['discord:300000000000000001']);
  });
});

describe('stopping', () => {
  it('lets an answer under way arrive, takes no new one, and may be called twice', async () => {
    let release = (_: Answer): void => undefined;
    const { discord, bot, platform } = await staged(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    discord.dispatch(saved('command'));
    await until(() => bot.questions.length === 1, 'the question');
    const stopped = Promise.all([platform.stop(), platform.stop()]);
    discord.dispatch(saved('command', '600000000000000099'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    release(card());
    await stopped;
    expect(discord.to('/callback')).toHaveLength(1);
    expect(bodyOf(discord.to('/callback')[0])).toContain('Unified Immigration Portal');
    expect(bot.questions).toHaveLength(1);
    expect(platform.health()).toBe('down');
  });

  it('waits no longer than its limit', async () => {
    const { discord, bot, platform } = await staged(() => new Promise(() => undefined), { stop: 100 });
    discord.dispatch(saved('command'));
    await until(() => bot.questions.length === 1, 'the question');
    const start = performance.now();
    await platform.stop();
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

describe('nothing of the asker', () => {
  it('is shown to discord.js, which keeps what it sees: only sessions and ids of servers', async () => {
    const emitted = vi.spyOn(Client.prototype, 'emit');
    const { discord } = await staged(card);
    discord.dispatch(saved('command'));
    discord.dispatch(saved('mention'));
    await until(() => discord.posted.length === 1 && discord.to('/callback').length === 1, 'both answers');
    const raw = emitted.mock.calls.filter(([event]) => event === 'raw').map(([, packet]) => packet);
    emitted.mockRestore();
    expect(raw.map((packet) => Reflect.get(Object(packet), 't'))).toEqual(['READY', 'GUILD_CREATE']);
    expect(JSON.stringify(raw)).not.toMatch(/secret channel|someone|salesforce|asker/);
  });

  it('is in logs or on standard output, whatever goes wrong, and no token', async () => {
    const printed: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        printed.push(String(chunk));
        return true;
      }),
    );
    const consoles = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...all) => void printed.push(all.join(' '))),
    );
    const { discord, tools: own } = await staged(refusal, { request: 700 });
    const kinds = [500, 429, 403, 'html', 'hang'] as const;
    for (const [index, kind] of kinds.entries()) {
      discord.trouble(/callback|messages/, kind, 2);
      discord.dispatch(saved('command', `60000000000000010${index}`));
      discord.dispatch(saved('mention', `60000000000000020${index}`));
      const before = own.logged.length;
      await until(() => own.logged.length > before, `a log line for ${kind}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const spy of [...spies, ...consoles]) spy.mockRestore();
    const all = [...own.logged, ...printed].join('\n');
    expect(all).toContain('discord_refused');
    for (const secret of [
      'salesforce',
      'what is the UIP',
      'asker',
      'aW50ZXJhY3Rpb246',
      TOKEN,
      'general',
      '500000000000000001',
    ]) {
      expect(all).not.toContain(secret);
    }
  });
});
