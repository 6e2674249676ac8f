import { describe, expect, it } from 'vitest';
import { say } from '../say.ts';
import { bench, fakeStore, wire } from './bench.ts';
import { answer } from './cards.ts';
import { command, direct, mention, press } from './events.ts';
import { BOT_USER, signed, until } from './fake-slack.ts';
import { inspect } from './inspect.ts';

describe('a request', () => {
  it('is acknowledged before the answer is ready, and answered in private', async () => {
    let finish = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { request, slack, bot } = await bench('http', () => waiting.then(() => answer()));
    expect(await request(command({ response_url: slack.responseUrl }))).toBe(200);
    await until(() => bot.questions.length === 1);
    expect(bot.questions).toMatchObject([{ command: 'boycott', text: 'what is the UIP & who built it?' }]);
    expect(slack.calls).toEqual([]);
    finish();
    const [call] = await slack.sent(1);
    expect(call).toMatchObject({
      method: 'respond',
      body: { response_type: 'ephemeral', replace_original: false, unfurl_links: false, unfurl_media: false },
    });
    expect(inspect(call?.body).visible).toContain('was founded in 1949');
  });

  it('is refused with a wrong signature, an old date or one in the future', async () => {
    const { request, bot, slack } = await bench('http');
    const body = command({ response_url: slack.responseUrl });
    const { text } = wire(body);
    const now = Math.floor(Date.now() / 1000);
    expect(await request(body, signed(text, now, 'f'.repeat(32)))).toBe(401);
    expect(await request(body, signed(text, now - 310))).toBe(401);
    expect(await request(body, signed(text, now + 310))).toBe(401);
    expect(await request(body, { 'x-slack-request-timestamp': 'soon' })).toBe(401);
    expect(bot.questions).toEqual([]);
    expect(await request(body, signed(text, now + 200))).toBe(200);
    await slack.sent(1);
  });

  it('is refused when its body is over 256 KB', async () => {
    const { request, bot } = await bench('http');
    expect(await request(command({ text: 'x'.repeat(257 * 1024) }))).toBe(413);
    expect(bot.questions).toEqual([]);
  });

  it('of junk ends nothing, and is told to nobody', async () => {
    const { request, slack, bot } = await bench('http');
    for (const junk of ['null', '[]', '"x"', '{', '', '\u0000', '7']) expect(await request(junk)).toBe(400);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await request('payload=null', { ...form, ...signed('payload=null') })).toBe(400);
    expect(await request({ type: 'event_callback', event_id: 'e', event: null })).toBe(500);
    expect(await request({ type: 'event_callback', event_id: 'e', event: { type: 'app_mention' } })).toBe(
      200,
    );
    expect(await request({ type: 'block_actions', actions: [], user: {} })).toBe(200);
    expect(await request({ type: 'url_verification', challenge: 'c' })).toBe(200);
    expect(bot.questions).toEqual([]);
    await request(direct());
    await slack.sent(1);
  });

  it('to another path finds nothing', async () => {
    const { platform } = await bench('http');
    const response = await fetch(`http://127.0.0.1:${platform.port()}/slack/install`);
    expect(response.status).toBe(404);
  });
});

describe('an event', () => {
  it('that comes twice is answered once, whatever its retry header says', async () => {
    const { request, slack, bot } = await bench('http');
    const body = mention({}, { event_id: 'Ev1' });
    await request(body, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    await request(body);
    await request(direct());
    await slack.sent(2);
    expect(bot.questions.map(({ id }) => id)).toEqual(['Ev1', expect.anything()]);
  });

  it('is answered when the store is down, even twice', async () => {
    const { request, slack, codes } = await bench('http', undefined, { store: fakeStore(true) });
    const body = direct();
    await request(body);
    await request(body);
    await slack.sent(2);
    expect(codes()).toEqual(['store_down', 'store_down']);
  });

  it('of a bot, of ourselves or an edit is ignored', async () => {
    const { request, slack, bot } = await bench('http');
    await request(mention({ bot_id: 'B1' }));
    await request(direct({ user: BOT_USER }));
    await request(direct({ subtype: 'message_changed' }));
    await request(direct());
    await slack.sent(1);
    expect(bot.questions).toHaveLength(1);
  });
});

describe('a mention', () => {
  it('is answered in its thread, where it was asked', async () => {
    const { request, slack, bot } = await bench('http');
    await request(mention({ ts: '1700000001.000100' }));
    const [call] = await slack.sent(1);
    expect(bot.questions).toMatchObject([{ command: 'ask', text: 'hey what is the UIP, see this?' }]);
    expect(call).toMatchObject({
      method: 'chat.postMessage',
      body: { channel: 'C00000001', thread_ts: '1700000001.000100' },
    });
    expect(inspect(call?.body).visible).not.toContain(say('button-post'));
  });

  it('that gets a refusal, a choice, a failure or a private answer tells the asker alone', async () => {
    const outcomes = ['unknown', 'choose', 'failed'] as const;
    const answers = [...outcomes.map((outcome) => answer({ outcome })), answer({ audience: 'asker' })];
    const { request, slack } = await bench('http', () => answers.shift() ?? answer());
    for (let asked = 1; asked <= 4; asked += 1) {
      await request(mention({ thread_ts: '1.1' }));
      await slack.sent(asked);
    }
    for (const call of slack.calls) {
      expect(call).toMatchObject({
        method: 'chat.postEphemeral',
        body: { channel: 'C00000001', user: 'U00000001', thread_ts: '1.1' },
      });
      expect(inspect(call.body).visible).toContain(say('button-post'));
    }
  });

  it('outside a thread is refused in the channel: a private message in a thread nobody opened is not shown', async () => {
    const { request, slack } = await bench('http', () => answer({ outcome: 'unknown' }));
    await request(mention());
    const [call] = await slack.sent(1);
    expect(call?.method).toBe('chat.postEphemeral');
    expect(call?.body).not.toHaveProperty('thread_ts');
  });
});

describe('a direct message', () => {
  it('is answered with a message, a refusal too', async () => {
    const { request, slack } = await bench('http', () => answer({ outcome: 'unknown' }));
    await request(direct());
    const [call] = await slack.sent(1);
    expect(call).toMatchObject({ method: 'chat.postMessage', body: { channel: 'D00000001' } });
    expect(call?.body).not.toHaveProperty('thread_ts');
  });
});

describe('an agent’s conversation', () => {
  it('is answered in the thread of each question', async () => {
    const { request, slack } = await bench('http', undefined, {}, { scopes: 'chat:write,assistant:write' });
    await request(direct({ ts: '7.7' }));
    await request(direct({ ts: '7.9', thread_ts: '7.7' }));
    const calls = await slack.sent(2);
    expect(calls.map(({ body }) => body)).toMatchObject([{ thread_ts: '7.7' }, { thread_ts: '7.7' }]);
  });
});

describe('feedback', () => {
  it('can be given on an answer with a fact, and the reason takes the place of the question', async () => {
    const call = { command: 'feedback', text: 'acme.founded-1949' };
    const reasons = ['wrong', 'outdated', 'unclear', 'other-question'].map((reason) => ({
      label: say('feedback-wrong'),
      call: { ...call, text: `${call.text} ${reason}` },
    }));
    const { request, slack, bot } = await bench('http', ({ command: asked }) =>
      asked === 'feedback' ? answer({ outcome: 'told', actions: reasons }) : answer({ feedback: call }),
    );
    const at = { response_url: slack.responseUrl };
    await request(command(at));
    const [first] = await slack.sent(1);
    expect(inspect(first?.body).visible).toContain(say('button-feedback'));
    await request(press('[1,"ask","feedback","acme.founded-1949","en"]', at));
    const [, asks] = await slack.sent(2);
    expect(bot.questions[1]).toMatchObject(call);
    expect(asks?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(JSON.stringify(asks?.body).split('\\"pick\\",\\"feedback\\"')).toHaveLength(5);
    await request(press('[1,"pick","feedback","acme.founded-1949 wrong","en"]', at));
    expect((await slack.sent(3))[2]?.body).toMatchObject({ replace_original: true });
  });
});

describe('a button', () => {
  it('of an older version says that it no longer works', async () => {
    const { request, slack, bot } = await bench('http');
    expect(await request(press('fact:acme', { response_url: slack.responseUrl }))).toBe(200);
    const [call] = await slack.sent(1);
    expect(call?.body).toMatchObject({ text: say('button-expired'), response_type: 'ephemeral' });
    expect(bot.questions).toEqual([]);
  });

  it('that leads to a page is acknowledged, and no more', async () => {
    const { request, slack } = await bench('http');
    expect(await request(press(undefined, { response_url: slack.responseUrl }))).toBe(200);
    expect(slack.calls).toEqual([]);
  });

  it('of a choice puts the answer in its place', async () => {
    const { request, slack, bot } = await bench('http');
    await request(press('[1,"pick","fact","acme.owner"]', { response_url: slack.responseUrl }));
    const [call] = await slack.sent(1);
    expect(bot.questions).toMatchObject([{ command: 'fact', text: 'acme.owner' }]);
    expect(call?.body).toMatchObject({ response_type: 'ephemeral', replace_original: true });
  });
});
