import { setTimeout as pause } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createAnswerQueue } from '../../../src/platforms/slack/events.ts';
import { failureOf, isRefusal, quietLogger } from '../../../src/platforms/slack/failure.ts';
import { PATIENCE_MS, QUIET_MS } from '../../../src/platforms/slack/limits.ts';
import { until } from '../../loopback.ts';
import { MINUTE, printed, say } from '../harness.ts';
import { bench, guarded, tools } from './bench.ts';
import { answer, command, direct, mention, press } from './cards.ts';

const sorry = `${say('failed')} ${say('failed-hint')}`;

const RUDE = ['rate-limited', 'limited', 'error', 'html', 'empty', 'hang', 'reset'] as const;
it.each(RUDE)('lives on when Slack answers with %s, logs a code and not a word of the question', async (mode) => {
  const out = printed();
  const made = await bench('http', () => answer({ heading: 'Xylophone' }), {}, { callMs: 600 });
  made.slack.mode = mode;
  await made.request(mention({ text: 'quokka one' }));
  await made.request(command({ text: 'quokka two' }));
  await made.slack.sent(4);
  await made.platform.stop();
  expect(made.codes().length).toBeGreaterThan(0);
  expect(out.written() + made.tools.logged()).not.toMatch(/quokka|xylophone|U00000001|C00000001|xoxb/iu);
});

it('an answer to a command that Slack refuses is told in plain words', async () => {
  const { answered, slack } = await bench('http');
  slack.mode = 'error';
  await answered(command());
  slack.mode = 'ok';
  expect((await slack.sent(2))[1]?.body).toMatchObject({ text: sorry, response_type: 'ephemeral' });
});

it('an answer into a channel that is busy waits once, and comes once', async () => {
  const { answered, slack, codes } = await bench('http');
  slack.mode = 'busy';
  await answered(mention());
  expect(slack.calls).toHaveLength(1);
  expect(codes()).not.toContain('slack_webapi_rate_limited_error');
});

it('an answer where the bot may not write goes to the asker alone, else into a direct message that says what to do', async () => {
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

const LOST = ['rate-limited', 'limited', 'error', 'html', 'hang', 'reset'] as const;
it.each(LOST)(
  'a mention that meets %s: the asker gets a word, and nothing is sent again that may be there',
  async (mode) => {
    const { answered, slack, platform } = await bench('http', undefined, {}, { callMs: 300 });
    slack.modes.set('chat.postMessage', mode);
    await answered(mention());
    await slack.sent(mode === 'limited' ? 3 : 2);
    await platform.stop();
    const alone = { channel: 'C00000001', user: 'U00000001', text: sorry };
    expect(slack.calls.at(-1)).toMatchObject({ method: 'chat.postEphemeral', body: alone });
    const posts = slack.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posts).toHaveLength(mode === 'limited' ? 2 : 1);
  },
);

it('an answer to a direct message that fails is followed by a word there', async () => {
  const { answered, slack } = await bench('http');
  slack.refusals.set('chat.postMessage', 'invalid_arguments');
  await answered(direct({ thread_ts: '1700000001.000100' }));
  const there = { channel: 'D00000001', thread_ts: '1700000001.000100', text: sorry };
  expect((await slack.sent(2))[1]).toMatchObject({ method: 'chat.postMessage', body: there });
});

it.each([
  ['chat.postMessage', mention()],
  ['chat.postEphemeral', mention({}, undefined)],
  ['respond', command()],
] as const)('an answer whose form %s refuses comes in words alone', async (method, asked) => {
  const { request, slack, tools } = await bench('http', () =>
    answer(method === 'chat.postEphemeral' ? { outcome: 'unknown' } : {}),
  );
  slack.refusals.set(method, 'invalid_blocks');
  await request(asked);
  const [card, plain] = await slack.sent(2);
  expect(plain?.method).toBe(method);
  expect(plain?.body['blocks']).toBeUndefined();
  expect(String(plain?.body['text'])).toHaveLength(String(card?.body['text']).length);
  // Slack has the words before the bot knows that it has.
  await until(() => tools.counted.length > 0);
  expect(tools.counted).toEqual(['slack sent']);
});

it.each(['empty', 'ok:false', 'limited'] as const)('what is answered with %s is not taken for sent', async (how) => {
  const { answered, slack, tools } = await bench('http');
  if (how === 'ok:false') slack.refusals.set('respond', 'cannot_reply_to_message');
  else slack.modes.set('respond', how);
  await answered(command());
  await until(() => tools.counted.length === 2);
  expect(tools.counted).toEqual(['slack refused', 'slack refused']);
});

it('an answer to a button that brought no response address goes to who pressed, in its channel', async () => {
  const { answered } = await bench('http');
  const { response_url: _, ...pressed } = press('[1,"ask","fact","acme.owner"]');
  const alone = { channel: 'C00000001', user: 'U00000001', text: expect.stringContaining('1949') };
  expect(await answered(pressed)).toMatchObject({ method: 'chat.postEphemeral', body: alone });
});

it.each(['a call', 'nobody'])('a revoked token turns health red when %s asks, and is named once', async (who) => {
  const own = tools();
  const { slack, dog } = await guarded(own, who === 'nobody' ? { probeMs: 20 } : {});
  slack.refusals.set('chat.postMessage', 'token_revoked');
  slack.asking = { error: 'token_revoked' };
  if (who !== 'nobody') await slack.envelope('events_api', direct());
  await until(() => dog.health() === 'down');
  for (let minute = 0; minute < 5; minute += 1) {
    await dog.look();
    own.ahead += 2 * MINUTE;
  }
  const told = own.announced.filter((line) => line.startsWith('Slack refuses'));
  expect(told).toEqual([expect.stringContaining('Slack refuses SLACK_BOT_TOKEN (token_revoked).\n-> The token')]);
  expect(own.written.filter(({ event }) => event === 'slack token refused')).toHaveLength(1);
});

it('stopping waits for the answer under way, takes nothing new, and may be asked for twice', async () => {
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

it('stopping waits no longer than it must', async () => {
  const { request, platform, bot } = await bench('http', () => new Promise(() => {}), {}, { graceMs: 100 });
  await request(direct());
  await until(() => bot.questions.length === 1);
  const start = performance.now();
  await platform.stop();
  expect(performance.now() - start).toBeLessThan(1_500);
});

it('lets codes through, for warnings and errors, and not a word of what the SDK said', () => {
  const { log, written } = tools();
  const logger = quietLogger(log);
  // Below that, the SDK would compose what it would say.
  expect(logger.getLevel()).toBe('error');
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    logger[level]('WebSocket error! quokka', { text: 'quokka' });
    logger[level](new Error('quokka'), 'quokka');
  }
  expect(written).toEqual(
    ['socket_error', 'sdk_warning', 'socket_error', 'sdk_warning'].map((code) => ({
      level: 'warn',
      event: 'slack sdk',
      rest: [{ platform: 'slack', code }],
    })),
  );
});

it('takes from an error what looks like a code of Slack’s own, and nothing else', () => {
  const refusal = (error: string) =>
    failureOf(new webApi.WebAPIPlatformError({ ok: false, error, response_metadata: {} }));
  const code = 'slack_webapi_platform_error';
  expect(refusal('<html>quokka</html>')).toEqual({ code });
  expect(refusal('invalid_auth')).toEqual({ code, detail: 'invalid_auth' });
  expect(['invalid_auth', '<html>quokka</html>'].map((one) => isRefusal(refusal(one)))).toEqual([true, false]);
  const http = new webApi.WebAPIHTTPError(500, 'quokka', {}, 'quokka');
  expect(failureOf(http)).toEqual({ code: 'slack_webapi_http_error', status: 500 });
  for (const thrown of [new Error('quokka'), 'quokka', undefined, null, { code: 'a quokka', statusCode: 'x' }])
    expect(failureOf(thrown)).toEqual({ code: 'unknown' });
});

it('turns wait until nothing more is acknowledged, and are given in the end where it never gets quiet', async () => {
  let clock = 0;
  let given: number | undefined;
  const turn = createAnswerQueue(() => clock);
  const ask = () =>
    void turn().then(() => {
      given ??= clock;
    });
  ask();
  await pause(5 * QUIET_MS);
  expect(given).toBeUndefined();
  clock = QUIET_MS;
  await until(() => given !== undefined);
  given = undefined;
  const start = clock;
  ask();
  while (given === undefined && clock < start + 10 * PATIENCE_MS) {
    clock += QUIET_MS / 2;
    void turn();
    await pause(QUIET_MS);
  }
  expect((given ?? 0) - start).toBeGreaterThanOrEqual(PATIENCE_MS);
  expect((given ?? 0) - start).toBeLessThan(10 * PATIENCE_MS);
});

it('turns are given one in a turn of the event loop, in order', async () => {
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

it('a burst of commands is acknowledged whole while the first answers are made', async () => {
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
