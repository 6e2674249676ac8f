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
    const call = await made.answered(saved('message-action'));
    const text = 'Acme & Sons was founded in 1950, says the Daily\nand agrees';
    expect(made.bot.questions).toMatchObject([{ command: 'check', text, channel: 'C00000001' }]);
    const body = { response_type: 'ephemeral', replace_original: false };
    expect(call).toMatchObject({ method: 'respond', body });
    expect(inspect(call.body).visible).toContain('was founded in 1949');
  });

  it('in a thread is answered there', async () => {
    const made = await bench('http');
    const at = async (message: object) =>
      field((await made.answered(saved('message-action', { message }))).body, 'thread_ts');
    expect(await at({ text: 'x', thread_ts: '1.1' })).toBe('1.1');
    expect(await at({ text: 'x', ts: '1.1', thread_ts: '1.1' })).toBeUndefined();
  });

  it('is neither logged nor kept, whoever wrote it', async () => {
    const made = await bench('http');
    made.slack.mode = 'error';
    const message = { text: 'a quokka said so', user: 'U00000002' };
    await made.request(saved('message-action', { message }));
    await made.slack.sent(2);
    await made.platform.stop();
    expect(JSON.stringify(made.tools.written)).not.toMatch(/quokka|U0000000|C0000000/u);
    expect(await made.tools.store.feedback()).toEqual([]);
  });
});

it('says that a shortcut no longer works: of a message in its channel, a global one in a modal', async () => {
  const made = await bench('http');
  const { body } = await made.answered(saved('message-action', { callback_id: 'translate' }));
  expect(body).toMatchObject({ text: say('button-expired'), response_type: 'ephemeral' });
  const call = await made.answered(saved('shortcut', { callback_id: 'translate' }));
  expect(call.method).toBe('views.open');
  expect(inspectView(field(call.body, 'view')).visible).toContain(say('button-expired'));
  expect(made.bot.questions).toEqual([]);
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
