import { describe, expect, it, onTestFinished } from 'vitest';
import { WATCHDOG_TIMES, WatchedPlatform } from '../../../src/ops/watchdog.ts';
import { createDiscord } from '../../../src/platforms/discord/app.ts';
import { createDiscordClient, type Rest } from '../../../src/platforms/discord/discord-client.ts';
import { fakeBot } from '../fake-bot.ts';
import { card } from './cards.ts';
import { saved } from './events.ts';
import { FakeDiscord, TOKEN } from './fake-discord.ts';
import { tools, until } from './stage.ts';

const MINUTE = 60_000;

/** The real adapter, watched, against a Discord that can go silent. It is looked at when the test says so. */
async function watched() {
  const discord = await FakeDiscord.open();
  discord.heartbeatInterval = 40;
  const own = tools();
  const bot = fakeBot(card);
  const open = () => createDiscord({ token: TOKEN, api: discord.api, times: { start: 400 } }, own);
  const dog = new WatchedPlatform(open(), {
    log: own.log,
    announce: own.announce,
    reopen: async () => open(),
    restarted: () => undefined,
    gaveUp: () => 'end',
    now: own.now,
    times: { ...WATCHDOG_TIMES, look: MINUTE },
  });
  onTestFinished(async () => {
    await dog.stop();
    await discord.close();
  });
  await dog.start(bot);
  await until(() => dog.health() === 'ready', 'ready');
  return { discord, own, bot, dog };
}

describe('a gateway that answers nothing any more', () => {
  it('is noticed by its heartbeats, and opened anew until it answers', async () => {
    const { discord, own, bot, dog } = await watched();
    const beats = discord.heartbeats;
    await until(() => discord.heartbeats > beats, 'a heartbeat');
    discord.silent = true;
    // What was on its way has arrived.
    await new Promise((resolve) => setTimeout(resolve, 50));
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
});

describe('what is counted', () => {
  const may = { maySend: true, isMember: true, mayShow: true, manages: false };
  const access = { channelId: '3', kind: 'server', ...may } as const;
  const to = { id: '1', token: 't', applicationId: '2', access, rich: false };
  const message = {
    content: 'x',
    components: [],
    flags: 0,
    allowed_mentions: { parse: [], replied_user: false },
  } as const;
  const forms = { card: message, plain: () => message };

  async function counted(call: () => Promise<unknown>): Promise<string[]> {
    const results: string[] = [];
    const rest: Rest = { get: call, post: call, put: call, patch: call };
    const { log } = tools();
    const delivered = (platform: string, result: string) => void results.push(`${platform} ${result}`);
    const delivery = createDiscordClient(rest, { log, delivered }, () => undefined);
    await delivery.choices(to, ['a']);
    await delivery.defer(to);
    await delivery.complete(to, forms);
    return results;
  }

  it.each([
    ['sent', () => Promise.resolve({})],
    ['refused', () => Promise.reject(Object.assign(new Error('x'), { status: 403, code: 50_013 }))],
    ['unsure', () => Promise.reject(Object.assign(new Error('x'), { status: 500, code: 0 }))],
  ])('is each message that was %s, and no choices', async (result, call) => {
    expect(await counted(call)).toEqual([`discord ${result}`]);
  });
});
