import { describe, expect, it } from 'vitest';
import { until } from '../../loopback.ts';
import { say } from '../harness.ts';
import { bench, wire } from './bench.ts';
import { answer, command, direct, mention, press } from './cards.ts';
import { signed } from './fake-slack.ts';
import { inspect } from './inspect.ts';

describe('a request', () => {
  it('is acknowledged before the answer is ready, and answered in private', async () => {
    let finish = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { request, slack, bot } = await bench('http', () => waiting.then(() => answer()));
    expect(await request(command())).toBe(200);
    await until(() => bot.questions.length === 1);
    expect(slack.calls).toEqual([]);
    finish();
    const [call] = await slack.sent(1);
    expect(call).toMatchObject({
      method: 'respond',
      body: { response_type: 'ephemeral', replace_original: false, unfurl_links: false, unfurl_media: false },
    });
    expect(inspect(call?.body).visible).toContain('was founded in 1949');
  });

  it('is refused with a wrong signature, an old date or one in the future, over 256 KB, or at another path', async () => {
    const { request, bot, platform } = await bench('http');
    const body = mention();
    const { text } = wire(body);
    const now = Math.floor(Date.now() / 1000);
    for (const headers of [
      signed(text, now, 'f'.repeat(32)),
      signed(text, now - 310),
      signed(text, now + 310),
      { 'x-slack-request-timestamp': 'soon' },
    ])
      expect(await request(body, headers)).toBe(401);
    expect(await request(command({ text: 'x'.repeat(257 * 1024) }))).toBe(413);
    expect((await fetch(`http://127.0.0.1:${platform.port()}/slack/install`)).status).toBe(404);
    expect(bot.questions).toEqual([]);
    expect(await request(body, signed(text, now + 200))).toBe(200);
    await until(() => bot.questions.length === 1);
  });

  it('of junk ends nothing, and is told to nobody', async () => {
    const { request, answered, bot } = await bench('http');
    for (const junk of ['{', '', '\u0000']) expect(await request(junk)).toBe(400);
    const event = { type: 'event_callback', event_id: 'e' };
    expect(await request({ ...event, event: null })).toBe(500);
    expect(await request({ ...event, event: { type: 'app_mention' } })).toBe(200);
    expect(await request({ type: 'block_actions', actions: [], user: {} })).toBe(200);
    expect(await request({ type: 'url_verification', challenge: 'c' })).toBe(200);
    expect(bot.questions).toEqual([]);
    await answered(direct());
  });
});

describe('an event', () => {
  it('that comes twice is answered once, whatever its retry header says', async () => {
    const { request, slack, bot } = await bench('http');
    const body = mention({ ts: '1700000000.1' });
    await request(body, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    await request(body);
    await request(direct());
    await slack.sent(2);
    expect(bot.questions.map(({ id }) => id)).toEqual(['C00000001:1700000000.1', expect.anything()]);
  });

  it.each([
    ['with a file', { subtype: 'file_share', files: [{ id: 'F1' }] }],
    ['sent to the channel too', { subtype: 'thread_broadcast', thread_ts: '1.1' }],
    ['as /me', { subtype: 'me_message' }],
  ])('that a person sent %s is answered, as a mention and directly', async (_, more) => {
    const { request, slack, bot } = await bench('http');
    await request(mention(more));
    await request(direct(more));
    await slack.sent(2);
    expect(bot.questions).toHaveLength(2);
  });

  it('of a message that was edited is answered once, and when only the edit asks', async () => {
    const { request, slack, bot } = await bench('http');
    const ts = `${Math.floor(Date.now() / 1000)}.000100`;
    const edited = { user: 'U00000001', ts: `${Math.floor(Date.now() / 1000)}.000200` };
    await request(mention({ ts, edited }));
    await request(mention({ ts, edited: { ...edited, ts: '2.2' }, text: `<@U0000000BOT> and now?` }));
    const message = { type: 'message', user: 'U00000001', text: 'who is on it?', ts, edited };
    const changed = { subtype: 'message_changed', hidden: true, previous_message: { ...message, text: 'x' } };
    const wrapped = (one: object) => direct({ ...changed, message: one, ts: '3.3', user: undefined, text: undefined });
    for (const one of [message, message, { ...message, bot_id: 'B1', ts: '4.4' }]) await request(wrapped(one));
    await request(direct());
    await slack.sent(3);
    const asked = [expect.stringContaining('UIP'), 'who is on it?', expect.anything()];
    expect(bot.questions.map(({ text }) => text)).toEqual(asked);
  });

  it.each([
    ['app_uninstalled', {}, true],
    ['tokens_revoked', { tokens: { oauth: [], bot: ['U0000000BOT'] } }, true],
    ['tokens_revoked', { tokens: { oauth: ['U00000001'], bot: [] } }, false],
  ])('that says %s with %j deletes what is stored of the workspace: %s', async (type, more, gone) => {
    const { request, tools, bot } = await bench('http');
    const { event: _, ...rest } = mention();
    expect(await request({ ...rest, event: { type, ...more } })).toBe(200);
    await request(direct());
    await until(() => bot.questions.length === 1);
    expect(tools.forgotten).toEqual(gone ? ['slack:T00000001'] : []);
  });

  it('is answered when the store is down, even twice', async () => {
    const { answered, codes, tools } = await bench('http');
    tools.storeDown = true;
    const body = direct();
    await answered(body);
    await answered(body);
    expect(codes()).toEqual(['store_down', 'store_down']);
  });
});

describe('a mention', () => {
  it('is answered in its thread, where it was asked', async () => {
    const { answered, tools } = await bench('http');
    const call = await answered(mention({ ts: '1700000001.000100' }));
    await until(() => tools.counted.join() === 'slack sent');
    const body = { channel: 'C00000001', thread_ts: '1700000001.000100' };
    expect(call).toMatchObject({ method: 'chat.postMessage', body });
    expect(inspect(call.body).visible).not.toContain(say('button-post'));
  });

  const outcomes = (['unknown', 'nearest', 'choose', 'failed'] as const).map((outcome) => ({ outcome }));
  it.each([...outcomes, { audience: 'asker' } as const])(
    'that gets %j tells the asker alone, in a thread that somebody opened',
    async (changes) => {
      const { answered } = await bench('http', () => answer(changes));
      const body = { channel: 'C00000001', user: 'U00000001' };
      const inThread = await answered(mention({ thread_ts: '1.1' }));
      expect(inThread).toMatchObject({ method: 'chat.postEphemeral', body: { ...body, thread_ts: '1.1' } });
      expect(inspect(inThread.body).visible).toContain(say('button-post'));
      // A private message in a thread that nobody opened is not shown.
      const outside = await answered(mention());
      expect(outside).toMatchObject({ method: 'chat.postEphemeral', body });
      expect(outside.body).not.toHaveProperty('thread_ts');
    },
  );
});

describe('a direct message', () => {
  it('is answered with a message, a refusal too', async () => {
    const { answered } = await bench('http', () => answer({ outcome: 'unknown' }));
    const call = await answered(direct());
    expect(call).toMatchObject({ method: 'chat.postMessage', body: { channel: 'D00000001' } });
    expect(call.body).not.toHaveProperty('thread_ts');
  });

  it('to an agent is answered in the thread of each question', async () => {
    const { answered } = await bench('http', undefined, {}, { scopes: 'chat:write,assistant:write' });
    for (const event of [{ ts: '7.7' }, { ts: '7.9', thread_ts: '7.7' }])
      expect((await answered(direct(event))).body).toMatchObject({ thread_ts: '7.7' });
  });
});

describe('a button', () => {
  it('of an older version says that it no longer works; one that leads to a page is acknowledged, and no more', async () => {
    const { request, answered, slack, bot } = await bench('http');
    expect(await request(press(undefined))).toBe(200);
    const { body } = await answered(press('fact:acme'));
    expect(body).toMatchObject({ text: say('button-expired'), response_type: 'ephemeral' });
    expect(slack.calls).toHaveLength(1);
    expect(bot.questions).toEqual([]);
  });

  it('of a choice puts the answer in its place', async () => {
    const { answered, bot } = await bench('http');
    const { body } = await answered(press('[1,"pick","fact","acme.owner"]'));
    expect(bot.questions).toMatchObject([{ command: 'fact', text: 'acme.owner' }]);
    expect(body).toMatchObject({ response_type: 'ephemeral', replace_original: true });
  });
});
