import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createAnswerQueue } from '../../../src/platforms/slack/events.ts';
import { PATIENCE_MS, QUIET_MS } from '../../../src/platforms/slack/limits.ts';
import { bench } from './bench.ts';
import { answer } from './cards.ts';
import { command } from './events.ts';
import { until } from './fake-slack.ts';

describe('turns', () => {
  it('wait until nothing more is acknowledged', async () => {
    let clock = 0;
    let given = false;
    const turn = createAnswerQueue(() => clock);
    turn().then(() => {
      given = true;
    });
    await pause(5 * QUIET_MS);
    expect(given).toBe(false);
    clock = QUIET_MS;
    await until(() => given);
  });

  it('are given in the end where it never gets quiet', async () => {
    let clock = 0;
    let given: number | undefined;
    const turn = createAnswerQueue(() => clock);
    turn().then(() => {
      given = clock;
    });
    while (given === undefined && clock < 10 * PATIENCE_MS) {
      clock += QUIET_MS / 2;
      turn();
      await pause(QUIET_MS);
    }
    expect(given).toBeGreaterThanOrEqual(PATIENCE_MS);
    expect(given).toBeLessThan(10 * PATIENCE_MS);
  });

  it('are given one in a turn of the event loop, in order', async () => {
    let clock = 0;
    let loop = 0;
    const given: { readonly who: number; readonly loop: number }[] = [];
    const turn = createAnswerQueue(() => clock);
    const tick = (): void => {
      loop += 1;
      if (given.length < 5) setImmediate(tick);
    };
    const all = [0, 1, 2, 3, 4].map((who) => turn().then(() => given.push({ who, loop })));
    clock = QUIET_MS;
    setImmediate(tick);
    await Promise.all(all);
    expect(given.map(({ who }) => who)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(given.map((one) => one.loop)).size).toBe(5);
  });
});

describe('a burst of commands', () => {
  it('is acknowledged whole while the first answers are made', async () => {
    const busy = 60;
    const { request, slack, bot } = await bench('http', () => {
      const until = performance.now() + busy;
      while (performance.now() < until);
      return answer();
    });
    const acknowledged = await Promise.all(
      Array.from({ length: 10 }, () => request(command({ response_url: slack.responseUrl }))),
    );
    expect(acknowledged).toEqual(Array.from({ length: 10 }, () => 200));
    expect(bot.questions.length).toBeLessThan(10);
    await slack.sent(10);
    expect(bot.questions).toHaveLength(10);
  });
});
