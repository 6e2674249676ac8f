import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BotError } from '../../../src/core/errors.ts';
import { createSlack } from '../../../src/platforms/slack/app.ts';
import { until } from '../../loopback.ts';
import { fakeBot, MINUTE, printed } from '../harness.ts';
import { answeredAt, bench, guarded, tools } from './bench.ts';
import { answer, command, direct, mention, press } from './cards.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake-slack.ts';

it('over a socket commands, mentions, direct messages and buttons are acknowledged and answered', async () => {
  const { slack, bot, platform } = await bench('socket');
  expect(platform.health()).toBe('ready');
  expect(await slack.envelope('slash_commands', answeredAt(slack, command()))).toEqual({});
  await slack.envelope('events_api', mention());
  await slack.envelope('events_api', direct());
  await slack.envelope('interactive', answeredAt(slack, press('[1,"ask","fact","acme.owner"]')));
  await slack.sent(4);
  expect(bot.questions.map((question) => question.command)).toEqual(['boycott', 'ask', 'ask', 'fact']);
  expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
  expect(slack.calls.filter(({ method }) => method === 'respond')).toHaveLength(2);
});

it('over a socket an event that comes again over the next connection, which a refresh brings at once, is answered once', async () => {
  const { slack, bot, platform } = await bench('socket');
  const body = mention();
  await slack.envelope('events_api', body);
  slack.say(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  await until(() => platform.health() === 'down');
  await slack.connected(2);
  await until(() => platform.health() === 'ready');
  await slack.envelope('events_api', body, { retry_attempt: 1, retry_reason: 'timeout' });
  await slack.envelope('events_api', direct());
  await slack.sent(2);
  expect(bot.questions).toHaveLength(2);
});

it('over a socket a reconnect that Slack refuses for good does not end the process, and goes on trying', async () => {
  const { slack, platform, codes } = await bench('socket');
  slack.opening = { error: 'invalid_auth' };
  slack.drop();
  await until(() => codes().filter((code) => code === 'reconnect_failed').length >= 2);
  expect(platform.health()).toBe('down');
  slack.opening = { error: 'internal_error' };
  await until(() => codes().filter((code) => code === 'socket_address_refused').length >= 4);
  slack.opening = 'ok';
  await slack.connected(2);
  await until(() => platform.health() === 'ready');
  await slack.envelope('events_api', direct());
  await slack.sent(1);
});

it('over a socket an envelope without an inner event is acknowledged, and neither it nor junk ends anything', async () => {
  const { slack, bot, codes } = await bench('socket');
  const limited = { type: 'app_rate_limited', team_id: 'T00000001', minute_rate_limited: 1 };
  expect(await slack.envelope('events_api', limited)).toEqual({});
  expect(codes()).toEqual(['envelope_without_event']);
  const empty = ['{"type":"events_api"}', '{"type":"interactive"}'];
  for (const junk of ['null', '7', '{', '[]', '"x"', '{}', ...empty]) slack.say(junk);
  const payloads = [null, {}, [], { event: null }, { event: 'x' }, { actions: null }, { command: 7 }];
  for (const payload of payloads)
    for (const type of ['events_api', 'interactive', 'slash_commands'])
      slack.say(JSON.stringify({ type, envelope_id: 'x', payload }));
  await slack.envelope('events_api', direct());
  await slack.sent(1);
  expect(bot.questions).toHaveLength(1);
});

it('over a socket stopping waits for the answer under way, and leaves no connection behind', async () => {
  const { slack, platform, bot } = await bench('socket', () => pause(300).then(() => answer()));
  await slack.envelope('events_api', direct());
  await until(() => bot.questions.length === 1);
  const stopped = platform.stop();
  slack.say(JSON.stringify({ type: 'events_api', envelope_id: 'late', payload: direct() }));
  await stopped;
  expect(slack.calls).toHaveLength(1);
  expect(bot.questions).toHaveLength(1);
  await pause(300);
  expect(slack.opened).toBe(1);
});

it('over a socket nothing that is written holds a word of the question, a name or a token', async () => {
  const out = printed();
  const made = await bench('socket', () => answer({ heading: 'Xylophone' }));
  const { slack } = made;
  await slack.envelope('slash_commands', answeredAt(slack, command({ text: 'quokka' })));
  await slack.envelope('events_api', mention({ text: 'quokka', thread_ts: 7 }));
  await slack.envelope('events_api', direct({ text: 'quokka' }));
  slack.say('{"quokka": ');
  slack.say(JSON.stringify({ type: 'events_api', envelope_id: 'q', payload: { event: 'quokka' } }));
  await slack.sent(2);
  slack.mode = 'error';
  await slack.envelope('events_api', direct({ text: 'quokka' }));
  await slack.sent(3);
  await made.platform.stop();
  const words = /quokka|xylophone|[UCDT]0000000|xoxb|xapp/iu;
  expect(out.written() + made.tools.logged()).not.toMatch(words);
  expect(made.codes()).toContain('slack_webapi_http_error');
});

const start = async (apiUrl: string, tokens: object = {}): Promise<unknown> => {
  const config = { mode: 'socket' as const, botToken: BOT_TOKEN, appToken: APP_TOKEN, ...tokens };
  const platform = createSlack(config, tools(), { apiUrl });
  expect(platform.health()).toBe('starting');
  const refusal: unknown = await platform.start(fakeBot(() => answer())).catch((error: unknown) => error);
  await platform.stop();
  return refusal;
};

it('starting names the token that Slack refuses, and does not repeat it; says so when Slack can’t be reached', async () => {
  const slack = await FakeSlack.open();
  for (const [name, tokens] of [
    ['SLACK_BOT_TOKEN', { botToken: 'xoxb-wrong' }],
    ['SLACK_APP_TOKEN', { appToken: 'xapp-wrong' }],
  ] as const) {
    const refusal = await start(slack.apiUrl, tokens);
    expect(refusal).toBeInstanceOf(BotError);
    const message = `Slack refuses ${name} (invalid_auth).`;
    expect(refusal).toMatchObject({ code: 'bad_config', message });
    expect(JSON.stringify(refusal)).not.toContain('wrong');
  }
  const scope = expect.stringContaining('with the scope connections:write');
  for (const [error, hint] of [
    ['missing_scope', scope],
    ['not_allowed_token_type', scope],
    ['token_revoked', scope],
    ['socket_mode_not_enabled', expect.stringContaining('Enable Socket Mode')],
  ] as const) {
    slack.opening = { error };
    const message = `Slack refuses SLACK_APP_TOKEN (${error}).`;
    expect(await start(slack.apiUrl)).toMatchObject({ code: 'bad_config', message, hint });
  }
  await slack.close();
  expect(await start(slack.apiUrl)).toMatchObject({ code: 'platform_refused' });
});

it('a socket that says nothing any more is noticed by the pongs that are missing, and opened anew', async () => {
  const own = tools();
  const { slack, dog } = await guarded(own);
  const first = dog.lastSign() ?? Number.POSITIVE_INFINITY;
  // Nobody says anything: only a pong can be the later sign.
  await until(() => (dog.lastSign() ?? 0) > first);
  expect(dog.health()).toBe('ready');

  slack.fallSilent();
  await pause(50);
  own.ahead += MINUTE + 1_000;
  expect(dog.health()).toBe('down');
  await dog.look();
  own.ahead += MINUTE;
  await dog.look();
  expect(own.announced[1]).toMatch(/^Slack is down\. It was last heard of 1\d\d s ago\. It is opened anew\.$/);
  expect(dog.health()).toBe('ready');
  await slack.envelope('events_api', direct());
  await slack.sent(1);
});
