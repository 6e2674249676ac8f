import { describe, expect, it, onTestFinished } from 'vitest';
import { WATCHDOG_TIMES, WatchedPlatform } from '../../../src/ops/watchdog.ts';
import { createSlack } from '../../../src/platforms/slack/app.ts';
import { fakeBot } from '../fake-bot.ts';
import { bench, fakeTools } from './bench.ts';
import { answer } from './cards.ts';
import { direct } from './events.ts';
import { APP_TOKEN, BOT_TOKEN, fakeSlack, until } from './fake-slack.ts';

const MINUTE = 60_000;
const place = { workspace: 'slack:T00000001', channel: 'C00000001' } as const;

describe('a socket that says nothing any more', () => {
  it('is noticed by the pongs that are missing, and opened anew', async () => {
    const slack = await fakeSlack();
    let ahead = 0;
    const announced: string[] = [];
    const tools = fakeTools({ now: () => new Date(Date.now() + ahead) });
    const config = { mode: 'socket' as const, botToken: BOT_TOKEN, appToken: APP_TOKEN };
    const open = () => createSlack(config, tools, { apiUrl: slack.apiUrl });
    const dog = new WatchedPlatform(open(), {
      log: tools.log,
      announce: (line) => void announced.push(line),
      reopen: async () => open(),
      restarted: () => undefined,
      gaveUp: () => 'end',
      now: tools.now,
      times: { ...WATCHDOG_TIMES, look: MINUTE },
    });
    onTestFinished(async () => {
      await dog.stop();
      await slack.stop();
    });
    await dog.start(fakeBot(() => answer()));
    const first = dog.lastSign() ?? Number.POSITIVE_INFINITY;
    // Nobody says anything: only a pong can be the later sign.
    await until(() => (dog.lastSign() ?? 0) > first);
    expect(dog.health()).toBe('ready');

    slack.fallSilent();
    await new Promise((resolve) => setTimeout(resolve, 50));
    ahead += MINUTE + 1_000;
    expect(dog.health()).toBe('down');
    await dog.look();
    ahead += MINUTE;
    await dog.look();
    expect(announced[1]).toMatch(/^Slack is down\. It was last heard of 1\d\d s ago\. It is opened anew\.$/);
    expect(dog.health()).toBe('ready');
    await slack.envelope('events_api', direct());
    await slack.sent(1);
  });
});

describe('what is counted', () => {
  it.each([
    ['sent', undefined, 'ok'],
    ['refused', 'not_in_channel', 'ok'],
    ['unsure', undefined, 'error'],
  ] as const)('is each message that was %s', async (result, refusal, mode) => {
    const results: string[] = [];
    const delivered = (platform: string, how: string) => void results.push(`${platform} ${how}`);
    const { platform, slack } = await bench('http', undefined, { delivered });
    slack.mode = mode;
    if (refusal !== undefined) slack.refusals.set('chat.postMessage', refusal);
    await platform.post(place, answer());
    expect(results).toEqual([`slack ${result}`]);
  });

  it('is an answer to an event, too', async () => {
    const results: string[] = [];
    const { request, slack } = await bench('http', undefined, {
      delivered: (platform, how) => void results.push(`${platform} ${how}`),
    });
    await request(direct());
    await slack.sent(1);
    await until(() => results.length === 1);
    expect(results).toEqual(['slack sent']);
  });

  it('has no sign of life over HTTP, where nothing comes unasked', async () => {
    const { platform } = await bench('http');
    expect(platform.lastSign()).toBeUndefined();
  });
});
