import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createSlack } from '../../../src/platforms/slack/app.ts';
import { fakeBot } from '../fake-bot.ts';
import { MINUTE, watched } from '../watched.ts';
import { bench, fakeTools } from './bench.ts';
import { answer } from './cards.ts';
import { direct } from './events.ts';
import { APP_TOKEN, BOT_TOKEN, fakeSlack, until } from './fake-slack.ts';

it('a socket that says nothing any more is noticed by the pongs that are missing, and opened anew', async () => {
  const slack = await fakeSlack();
  onTestFinished(() => slack.stop());
  let ahead = 0;
  const announced: string[] = [];
  const tools = fakeTools({
    now: () => new Date(Date.now() + ahead),
    announce: (line) => void announced.push(line),
  });
  const config = { mode: 'socket' as const, botToken: BOT_TOKEN, appToken: APP_TOKEN };
  const dog = watched(() => createSlack(config, tools, { apiUrl: slack.apiUrl }), tools);
  await dog.start(fakeBot(() => answer()));
  const first = dog.lastSign() ?? Number.POSITIVE_INFINITY;
  // Nobody says anything: only a pong can be the later sign.
  await until(() => (dog.lastSign() ?? 0) > first);
  expect(dog.health()).toBe('ready');

  slack.fallSilent();
  await pause(50);
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

it('over HTTP, where nothing comes unasked, there is no sign of life', async () => {
  expect((await bench('http')).platform.lastSign()).toBeUndefined();
});
