import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageWords } from '../../../src/platforms/slack/payload.ts';
import { anyText } from '../hostile-text.ts';
import { say } from '../say.ts';
import { bench } from './bench.ts';
import { saved } from './events.ts';
import { BOT_USER } from './fake-slack.ts';
import { inspect, inspectView } from './inspect.ts';
import { field } from './rules.ts';

describe('a message that was picked', () => {
  it('is checked in its own words, and answered to who picked it', async () => {
    const made = await bench('http');
    const at = { response_url: made.slack.responseUrl };
    expect(await made.request(saved('message-action', at))).toBe(200);
    const [call] = await made.slack.sent(1);
    expect(made.bot.questions).toMatchObject([
      {
        command: 'check',
        text: 'Acme & Sons was founded in 1950, says the Daily\nand agrees',
        channel: 'C00000001',
      },
    ]);
    expect(call).toMatchObject({
      method: 'respond',
      body: { response_type: 'ephemeral', replace_original: false },
    });
    expect(inspect(call?.body).visible).toContain('was founded in 1949');
  });

  it('in a thread is answered there', async () => {
    const made = await bench('http');
    const message = { text: 'x', thread_ts: '1.1' };
    await made.request(saved('message-action', { message, response_url: made.slack.responseUrl }));
    const [call] = await made.slack.sent(1);
    expect(call?.body).toMatchObject({ thread_ts: '1.1', response_type: 'ephemeral' });
    const first = { text: 'x', ts: '1.1', thread_ts: '1.1' };
    await made.request(saved('message-action', { message: first, response_url: made.slack.responseUrl }));
    expect((await made.slack.sent(2))[1]?.body).not.toHaveProperty('thread_ts');
  });

  it('is neither logged nor kept, whoever wrote it', async () => {
    const made = await bench('http');
    made.slack.mode = 'error';
    const message = { text: 'a quokka said so', user: 'U00000002' };
    await made.request(saved('message-action', { message, response_url: made.slack.responseUrl }));
    await made.slack.sent(2);
    await made.platform.stop();
    expect(JSON.stringify(made.tools.written)).not.toMatch(/quokka|U0000000|C0000000/u);
    expect(await made.tools.store.feedback()).toEqual([]);
  });

  it('with a shortcut that this version does not have says that it no longer works', async () => {
    const made = await bench('http');
    const at = { response_url: made.slack.responseUrl, callback_id: 'translate' };
    await made.request(saved('message-action', at));
    const [call] = await made.slack.sent(1);
    expect(call?.body).toMatchObject({ text: say('button-expired'), response_type: 'ephemeral' });
    expect(made.bot.questions).toEqual([]);
  });
});

describe('a global shortcut that this version does not have', () => {
  it('says so in a modal: there is no channel to say it in', async () => {
    const made = await bench('http');
    await made.request(saved('shortcut', { callback_id: 'translate' }));
    const [call] = await made.slack.sent(1);
    expect(call?.method).toBe('views.open');
    expect(inspectView(field(call?.body, 'view')).visible).toContain(say('button-expired'));
  });
});

describe('the words of a message', () => {
  const section = (...elements: readonly unknown[]): unknown => ({ type: 'rich_text_section', elements });
  const richText = (...elements: readonly unknown[]): unknown => ({ type: 'rich_text', elements });

  it('come from its blocks where its text is empty, in lines', () => {
    const list = {
      type: 'rich_text_list',
      style: 'bullet',
      elements: [section({ type: 'text', text: '1 < 2 & so on' }), section({ type: 'text', text: 'two' })],
    };
    const blocks = [
      richText(
        section(
          { type: 'text', text: 'Look ' },
          { type: 'user', user_id: 'U9' },
          { type: 'link', url: 'https://a.example/x' },
        ),
        list,
      ),
      { type: 'section', text: { type: 'mrkdwn', text: 'three' } },
    ];
    expect(messageWords({ text: '  ', blocks }, BOT_USER)).toBe(
      'Look https://a.example/x\n1 < 2 & so on\ntwo\nthree',
    );
    expect(messageWords({ text: 'said', blocks }, BOT_USER)).toBe('said');
  });

  it('are at most 4,000 characters, hold nobody’s id, and are found in any form', () => {
    const block = fc.oneof(
      fc.anything(),
      anyText(9_000).map((text) => richText(section({ type: 'text', text }))),
    );
    fc.assert(
      fc.property(
        fc.option(anyText(9_000), { nil: undefined }),
        fc.array(block, { maxLength: 4 }),
        (text, blocks) => {
          const words = messageWords({ text, blocks }, BOT_USER);
          expect(words.length).toBeLessThanOrEqual(4_000);
          if (text?.trim()) expect(words).not.toMatch(/<@U/u);
        },
      ),
    );
  });

  it('of lists without end are read in bounded time', () => {
    let block: unknown = { type: 'text', text: 'deep' };
    for (let depth = 0; depth < 5_000; depth += 1) block = { type: 'rich_text_list', elements: [block] };
    const start = performance.now();
    expect(messageWords({ blocks: [block] }, BOT_USER)).toBe('');
    expect(performance.now() - start).toBeLessThan(500);
  });
});
