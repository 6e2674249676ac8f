import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import type { Bot, Platform } from '../../src/core/ports.ts';
import { WATCHDOG_TIMES, WatchedPlatform } from '../../src/ops/watchdog.ts';
import { MINUTE, NO_ANSWER, pass, stopTheClock } from '../platforms/harness.ts';

const bot: Bot = { answer: () => Promise.reject(new Error('nobody asks')), suggest: async () => [] };
const unreachable = new BotError('platform_refused', 'Slack could not be reached (timeout).', 'Check it.');
const revoked = new BotError('bad_config', 'Slack refuses SLACK_BOT_TOKEN (invalid_auth).', 'Copy it again.');

beforeEach(() => stopTheClock(Date.UTC(2026, 10, 22, 12)));
afterEach(() => void vi.useRealTimers());

/** A platform that does what the test says, watched. */
function watched(verdict: 'end' | 'go-on' = 'end') {
  const world = { health: 'ready' as 'ready' | 'down', sign: Date.now(), refusal: undefined as unknown };
  const events: string[] = [];
  const logged: string[] = [];
  const announced: string[] = [];
  const opened: number[] = [];
  const platform = (number: number): Platform => ({
    name: 'slack',
    async start() {
      events.push(`start ${number}`);
      opened.push(Date.now());
      if (world.refusal !== undefined) throw world.refusal;
    },
    async stop() {
      events.push(`stop ${number}`);
    },
    health: () => world.health,
    lastSign: () => (number === 1 ? world.sign : undefined),
    post: async () => ({ kind: 'sent', message: String(number) }),
  });
  let count = 1;
  const dog = new WatchedPlatform(platform(1), {
    log: {
      info: (event) => void logged.push(event),
      warn: (event) => void logged.push(event),
      error: (event) => void logged.push(event),
    },
    announce: (line) => void announced.push(line),
    async reopen() {
      count += 1;
      return platform(count);
    },
    restarted: () => void events.push('counted'),
    gaveUp(name, why) {
      events.push(`gave up ${name} ${why instanceof BotError ? why.code : 'silent'}`);
      return verdict;
    },
    now: () => new Date(),
  });
  return { dog, world, events, logged, announced, opened };
}

/** A platform that comes and goes: so many times down and up again, for so long each. */
async function flaps({ world }: ReturnType<typeof watched>, times: number, down: number, up: number) {
  for (let time = 0; time < times; time += 1) {
    world.health = 'down';
    await pass(down);
    world.health = 'ready';
    await pass(up);
  }
}

it.each([0, 50])(
  'a platform that is well is left alone, also when it reconnects by itself: %i times',
  async (times) => {
    const scene = watched();
    await scene.dog.start(bot);
    await flaps(scene, times, 50_000, 10_000);
    await pass(10 * MINUTE);
    expect(scene.events).toEqual(['start 1']);
    expect(scene.logged).toEqual([]);
    expect(scene.announced).toEqual(['Slack is on.']);
    expect(scene.dog.health()).toBe('ready');
  },
);

it('a platform that goes silent is closed and opened anew after a minute, and said to be back', async () => {
  const { dog, world, events, logged, announced } = watched();
  await dog.start(bot);
  world.health = 'down';
  await pass(MINUTE + 10_000);
  expect(events).toEqual(['start 1', 'counted', 'stop 1', 'start 2']);
  expect(announced[1]).toBe('Slack is down. It was last heard of 65 s ago. It is opened anew.');
  expect(dog.lastSign()).toBe(world.sign);
  world.health = 'ready';
  await pass(10_000);
  expect(announced[2]).toMatch(/^Slack is back after \d+ s\.$/);
  expect(logged).toEqual(['platform down', 'platform opened anew', 'platform back']);
  const posted = await dog.post({ kind: 'channel', workspace: 'slack:T1', channel: 'C1' }, NO_ANSWER);
  expect(posted).toMatchObject({ message: '2' });
});

it('a platform that goes silent is opened anew less and less often, then given up, once', async () => {
  const { dog, world, events, opened, announced } = watched();
  await dog.start(bot);
  const began = Date.now();
  world.health = 'down';
  await pass(90 * MINUTE);
  const minutes = opened.slice(1).map((at) => Math.round((at - began) / MINUTE));
  expect(minutes).toEqual([1, 2, 4, 8, 16]);
  expect(events.filter((one) => one.startsWith('gave up'))).toEqual(['gave up slack silent']);
  expect(announced).toHaveLength(2);
});

it('a platform that goes silent costs Discord fewer logins in a day than it allows, even if it is started again each time', () => {
  const { giveUp, waits } = WATCHDOG_TIMES;
  expect((1 + waits.length) * ((24 * 60 * MINUTE) / giveUp)).toBeLessThan(400);
});

it('a platform that goes silent is not hammered when it comes and goes, and opened after a minute when it was well for long', async () => {
  const [often, seldom] = [watched(), watched()];
  await often.dog.start(bot);
  await flaps(often, 60, 2 * MINUTE, 2 * MINUTE);
  expect(often.opened.length).toBeLessThan(20);
  await seldom.dog.start(bot);
  await flaps(seldom, 7, MINUTE + 10_000, 11 * MINUTE);
  expect(seldom.opened).toHaveLength(8);
});

const told = ({ message, hint }: BotError) => `${message}\n-> ${hint}\nIt is tried again until it works.`;

it('a platform that refuses can’t be reached at the start: it is tried again, and said once', async () => {
  const { dog, world, announced, events } = watched();
  world.refusal = unreachable;
  world.health = 'down';
  await dog.start(bot);
  expect(dog.health()).toBe('down');
  await pass(5 * MINUTE);
  expect(announced).toEqual([told(unreachable)]);
  world.refusal = undefined;
  world.health = 'ready';
  await pass(5 * MINUTE);
  expect(announced[1]).toMatch(/^Slack is back/);
  expect(events.at(-1)).toMatch(/^start/);
});

it('a platform that refuses does not take the token at the start: the start fails', async () => {
  const { dog, world, events } = watched();
  world.refusal = revoked;
  await expect(dog.start(bot)).rejects.toBe(revoked);
  await pass(90 * MINUTE);
  expect(events).toEqual(['start 1']);
});

it('a platform that refuses does not take the token any more: the operator is told what to do, once, and it is tried on', async () => {
  const { dog, world, announced, events, opened } = watched('go-on');
  await dog.start(bot);
  world.health = 'down';
  world.refusal = revoked;
  await pass(60 * MINUTE);
  expect(announced.slice(2)).toEqual([told(revoked)]);
  expect(events).toContain('gave up slack bad_config');
  expect(opened.length).toBeGreaterThan(6);
  world.refusal = undefined;
  world.health = 'ready';
  await pass(MINUTE);
  expect(dog.health()).toBe('ready');
});

it('stopping looks no more, and may be asked for twice', async () => {
  const { dog, world, events } = watched();
  await dog.start(bot);
  await Promise.all([dog.stop(), dog.stop()]);
  world.health = 'down';
  await pass(90 * MINUTE);
  await dog.look();
  expect(events).toEqual(['start 1', 'stop 1']);
});

it('stopping leaves nothing open that was being opened', async () => {
  const { dog, world, events } = watched();
  await dog.start(bot);
  world.health = 'down';
  await pass(MINUTE - 5_000);
  const looking = dog.look();
  await pass(6_000);
  await dog.stop();
  await looking;
  const last = events.at(-1);
  expect(last).toMatch(/^stop/);
  await pass(90 * MINUTE);
  expect(events.at(-1)).toBe(last);
});
