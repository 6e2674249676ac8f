import { afterEach, describe, expect, it, vi } from 'vitest';
import { BotError } from '../../../src/core/errors.ts';
import { createSlack } from '../../../src/platforms/slack/app.ts';
import { fakeBot } from '../fake-bot.ts';
import { bench, fakeTools } from './bench.ts';
import { answer } from './cards.ts';
import { command, direct, mention, press } from './events.ts';
import { APP_TOKEN, BOT_TOKEN, fakeSlack, until } from './fake-slack.ts';

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
afterEach(() => expect(unhandled.splice(0)).toEqual([]));

describe('over a socket', () => {
  it('commands, mentions, direct messages and buttons are acknowledged and answered', async () => {
    const { slack, bot, platform } = await bench('socket');
    expect(platform.health()).toBe('ready');
    const response_url = slack.responseUrl;
    expect(await slack.envelope('slash_commands', command({ response_url }))).toEqual({});
    await slack.envelope('events_api', mention());
    await slack.envelope('events_api', direct());
    await slack.envelope('interactive', press('[1,"ask","fact","acme.owner"]', { response_url }));
    await slack.sent(4);
    expect(bot.questions.map((question) => question.command)).toEqual(['boycott', 'ask', 'ask', 'fact']);
    expect(slack.calls.map(({ method }) => method).sort()).toEqual([
      'chat.postMessage',
      'chat.postMessage',
      'respond',
      'respond',
    ]);
  });

  it('an event that comes again over the next connection is answered once', async () => {
    const { slack, bot } = await bench('socket');
    const body = mention({}, { event_id: 'Ev1' });
    await slack.envelope('events_api', body);
    slack.drop();
    await slack.connected(2);
    await slack.envelope('events_api', body, { retry_attempt: 1, retry_reason: 'timeout' });
    await slack.envelope('events_api', direct());
    await slack.sent(2);
    expect(bot.questions).toHaveLength(2);
  });

  it('a refresh leaves no hole of seconds', async () => {
    const { slack, platform } = await bench('socket');
    slack.say(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    await until(() => platform.health() === 'down');
    await slack.connected(2);
    await until(() => platform.health() === 'ready');
    await slack.envelope('events_api', direct());
    await slack.sent(1);
  });

  it('a reconnect that Slack refuses for good does not end the process, and goes on trying', async () => {
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

  it('an envelope without an inner event is acknowledged and ends nothing', async () => {
    const { slack, codes } = await bench('socket');
    const payload = { type: 'app_rate_limited', team_id: 'T00000001', minute_rate_limited: 1 };
    expect(await slack.envelope('events_api', payload)).toEqual({});
    expect(codes()).toEqual(['envelope_without_event']);
    await slack.envelope('events_api', direct());
    await slack.sent(1);
  });

  it('junk ends nothing', async () => {
    const { slack, bot } = await bench('socket');
    for (const junk of [
      'null',
      '7',
      '{',
      '[]',
      '"x"',
      '{}',
      '{"type":"events_api"}',
      '{"type":"interactive"}',
    ]) {
      slack.say(junk);
    }
    for (const payload of [
      null,
      {},
      [],
      { event: null },
      { event: 'x' },
      { actions: null },
      { command: 7 },
    ]) {
      for (const type of ['events_api', 'interactive', 'slash_commands']) {
        slack.say(JSON.stringify({ type, envelope_id: 'x', payload }));
      }
    }
    await slack.envelope('events_api', direct());
    await slack.sent(1);
    expect(bot.questions).toHaveLength(1);
  });

  it('stopping waits for the answer under way, and leaves no connection behind', async () => {
    const { slack, platform, bot } = await bench('socket', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return answer();
    });
    await slack.envelope('events_api', direct());
    await until(() => bot.questions.length === 1);
    const stopped = platform.stop();
    slack.say(JSON.stringify({ type: 'events_api', envelope_id: 'late', payload: direct() }));
    await stopped;
    expect(slack.calls).toHaveLength(1);
    expect(bot.questions).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(slack.opened).toBe(1);
  });

  it('nothing that is written holds a word of the question, a name or a token', async () => {
    const written: unknown[] = [];
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...said) => written.push(said)),
    );
    const streams = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        written.push(String(chunk));
        return true;
      }),
    );
    const made = await bench('socket', () => answer({ heading: 'Xylophone' }));
    const { slack } = made;
    await slack.envelope('slash_commands', command({ text: 'quokka', response_url: slack.responseUrl }));
    await slack.envelope('events_api', mention({ text: 'quokka', thread_ts: 7 }));
    await slack.envelope('events_api', direct({ text: 'quokka' }));
    slack.say('{"quokka": ');
    slack.say(JSON.stringify({ type: 'events_api', envelope_id: 'q', payload: { event: 'quokka' } }));
    await slack.sent(2);
    slack.mode = 'error';
    await slack.envelope('events_api', direct({ text: 'quokka' }));
    await slack.sent(3);
    await made.platform.stop();
    for (const spy of [...consoles, ...streams]) spy.mockRestore();
    const words = /quokka|xylophone|[UCDT]0000000|xoxb|xapp/iu;
    expect(JSON.stringify([written, made.tools.written])).not.toMatch(words);
    expect(made.codes()).toContain('slack_webapi_http_error');
  });
});

describe('starting', () => {
  const start = async (tokens: { botToken: string; appToken: string }): Promise<unknown> => {
    const slack = await fakeSlack();
    const platform = createSlack({ mode: 'socket', ...tokens }, fakeTools(), { apiUrl: slack.apiUrl });
    expect(platform.health()).toBe('starting');
    const refusal: unknown = await platform.start(fakeBot(() => answer())).catch((error: unknown) => error);
    await platform.stop();
    await slack.stop();
    return refusal;
  };

  it('names the token that Slack refuses, and does not repeat it', async () => {
    const wrongBot = await start({ botToken: 'xoxb-wrong', appToken: APP_TOKEN });
    expect(wrongBot).toBeInstanceOf(BotError);
    expect(wrongBot).toMatchObject({
      code: 'bad_config',
      message: 'Slack refuses SLACK_BOT_TOKEN (invalid_auth).',
    });
    const wrongApp = await start({ botToken: BOT_TOKEN, appToken: 'xapp-wrong' });
    expect(wrongApp).toMatchObject({
      code: 'bad_config',
      message: 'Slack refuses SLACK_APP_TOKEN (invalid_auth).',
    });
    expect(JSON.stringify([wrongBot, wrongApp])).not.toContain('wrong');
  });

  it('says so when Slack can’t be reached', async () => {
    const gone = await fakeSlack();
    await gone.stop();
    const config = { mode: 'socket' as const, botToken: BOT_TOKEN, appToken: APP_TOKEN };
    const platform = createSlack(config, fakeTools(), { apiUrl: gone.apiUrl });
    await expect(platform.start(fakeBot(() => answer()))).rejects.toMatchObject({ code: 'platform_refused' });
    await platform.stop();
  });
});
