import { afterEach, describe, expect, it, vi } from 'vitest';
import { say } from '../say.ts';
import { bench } from './bench.ts';
import { answer } from './cards.ts';
import { command, direct, mention } from './events.ts';
import type { Mode } from './fake-slack.ts';
import { until } from './fake-slack.ts';

const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};
process.on('unhandledRejection', note);
afterEach(() => expect(unhandled.splice(0)).toEqual([]));

const MODES: readonly Mode[] = ['rate-limited', 'error', 'html', 'empty', 'hang', 'reset'];

describe.each(MODES)('when Slack answers calls with: %s', (mode) => {
  it('lives on, logs a code and not a word of the question', async () => {
    const written: string[] = [];
    const streams = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      }),
    );
    const made = await bench('http', () => answer({ heading: 'Xylophone' }), {}, { callMs: 600 });
    made.slack.mode = mode;
    await made.request(mention({ text: 'quokka one' }));
    await made.request(command({ text: 'quokka two', response_url: made.slack.responseUrl }));
    await made.slack.sent(mode === 'empty' ? 2 : 3);
    await made.platform.stop();
    for (const stream of streams) stream.mockRestore();
    expect(made.codes().length).toBeGreaterThan(0);
    expect(JSON.stringify([written, made.tools.written])).not.toMatch(
      /quokka|xylophone|U00000001|C00000001|xoxb/iu,
    );
  });
});

describe('a command whose answer Slack refuses', () => {
  it('tells the asker in plain words', async () => {
    const { request, slack } = await bench('http');
    slack.mode = 'error';
    await request(command({ response_url: slack.responseUrl }));
    await slack.sent(1);
    slack.mode = 'ok';
    const [, call] = await slack.sent(2);
    expect(call?.body).toMatchObject({
      text: `${say('failed')} ${say('failed-hint')}`,
      response_type: 'ephemeral',
    });
  });
});

describe('a channel that is busy', () => {
  it('is waited for once, and the answer comes once', async () => {
    const { request, slack, codes } = await bench('http');
    slack.mode = 'busy';
    await request(mention());
    await slack.sent(1);
    expect(slack.calls).toHaveLength(1);
    expect(codes()).not.toContain('slack_webapi_rate_limited_error');
  });
});

describe('a mention where the bot may not write', () => {
  it('is answered to the asker alone, else by a direct message that says what to do', async () => {
    const { request, slack } = await bench('http');
    slack.refusals.set('chat.postMessage', 'restricted_action');
    await request(mention());
    expect((await slack.sent(2))[1]).toMatchObject({
      method: 'chat.postEphemeral',
      body: { channel: 'C00000001', user: 'U00000001' },
    });
    slack.refusals.set('chat.postMessage', 'not_in_channel').set('chat.postEphemeral', 'not_in_channel');
    await request(mention());
    expect((await slack.sent(5))[4]).toMatchObject({
      method: 'chat.postMessage',
      body: { channel: 'U00000001', text: expect.stringContaining('<#C00000001>') },
    });
  });
});

describe('an answer that may have arrived', () => {
  it('is not sent again', async () => {
    const { request, slack, platform } = await bench('http', undefined, {}, { callMs: 300 });
    slack.mode = 'hang';
    await request(direct());
    await slack.sent(1);
    await platform.stop();
    expect(slack.calls).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('waits for the answer under way, takes nothing new, and may be asked for twice', async () => {
    const { request, slack, platform } = await bench('http', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return answer();
    });
    expect(platform.health()).toBe('ready');
    await request(direct());
    const stopped = Promise.all([platform.stop(), platform.stop()]);
    expect(await request(direct())).toBe(503);
    await stopped;
    expect(slack.calls).toHaveLength(1);
    expect(platform.health()).toBe('down');
    await expect(request(direct())).rejects.toThrow();
  });

  it('waits no longer than it must', async () => {
    const { request, platform, bot } = await bench('http', () => new Promise(() => {}), {}, { graceMs: 100 });
    await request(direct());
    await until(() => bot.questions.length === 1);
    const start = performance.now();
    await platform.stop();
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});
