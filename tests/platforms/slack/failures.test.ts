import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { printed } from '../printed.ts';
import { say } from '../say.ts';
import { bench } from './bench.ts';
import { answer } from './cards.ts';
import { command, direct, mention } from './events.ts';
import { until } from './fake-slack.ts';

it.each(['rate-limited', 'error', 'html', 'empty', 'hang', 'reset'] as const)(
  'lives on when Slack answers calls with %s, logs a code and not a word of the question',
  async (mode) => {
    const out = printed();
    const made = await bench('http', () => answer({ heading: 'Xylophone' }), {}, { callMs: 600 });
    made.slack.mode = mode;
    await made.request(mention({ text: 'quokka one' }));
    await made.request(command({ text: 'quokka two' }));
    await made.slack.sent(mode === 'empty' ? 2 : 3);
    await made.platform.stop();
    expect(made.codes().length).toBeGreaterThan(0);
    expect(JSON.stringify([out.written(), made.tools.written])).not.toMatch(
      /quokka|xylophone|U00000001|C00000001|xoxb/iu,
    );
  },
);

describe('an answer', () => {
  it('to a command that Slack refuses is told in plain words', async () => {
    const { answered, slack } = await bench('http');
    slack.mode = 'error';
    await answered(command());
    slack.mode = 'ok';
    const text = `${say('failed')} ${say('failed-hint')}`;
    expect((await slack.sent(2))[1]?.body).toMatchObject({ text, response_type: 'ephemeral' });
  });

  it('into a channel that is busy waits once, and comes once', async () => {
    const { answered, slack, codes } = await bench('http');
    slack.mode = 'busy';
    await answered(mention());
    expect(slack.calls).toHaveLength(1);
    expect(codes()).not.toContain('slack_webapi_rate_limited_error');
  });

  it('where the bot may not write goes to the asker alone, else into a direct message that says what to do', async () => {
    const { request, slack } = await bench('http');
    slack.refusals.set('chat.postMessage', 'restricted_action');
    await request(mention());
    const alone = { channel: 'C00000001', user: 'U00000001' };
    expect((await slack.sent(2))[1]).toMatchObject({ method: 'chat.postEphemeral', body: alone });
    slack.refusals.set('chat.postMessage', 'not_in_channel').set('chat.postEphemeral', 'not_in_channel');
    await request(mention());
    const told = { channel: 'U00000001', text: expect.stringContaining('<#C00000001>') };
    expect((await slack.sent(5))[4]).toMatchObject({ method: 'chat.postMessage', body: told });
  });

  it('that may have arrived is not sent again', async () => {
    const { answered, slack, platform } = await bench('http', undefined, {}, { callMs: 300 });
    slack.mode = 'hang';
    await answered(direct());
    await platform.stop();
    expect(slack.calls).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('waits for the answer under way, takes nothing new, and may be asked for twice', async () => {
    const { request, slack, platform } = await bench('http', () => pause(300).then(() => answer()));
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
