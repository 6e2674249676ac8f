import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageWords } from '../../../src/platforms/slack/payload.ts';
import { renderModal } from '../../../src/platforms/slack/views.ts';
import { conformance } from '../conformance.ts';
import { say } from '../harness.ts';
import { anyText } from '../hostile-text.ts';
import { bench } from './bench.ts';
import { answer, command, formatCommand, saved, viewPress } from './cards.ts';
import { BOT_USER } from './fake-slack.ts';
import { field, inspect, inspectView, optionProblems } from './inspect.ts';

const Options = z.strictObject({
  options: z.array(z.strictObject({ text: z.record(z.string(), z.unknown()), value: z.string() })),
});

describe('every answer in a modal', () => {
  conformance((one, words) => renderModal(words, formatCommand, one), inspectView);
});

it('the search opens from its shortcut, in the language of the workspace', async () => {
  const made = await bench('http');
  const trigger_id = 'trigger-of-its-own';
  const call = await made.answered(saved('shortcut', { trigger_id }));
  expect(call).toMatchObject({ method: 'views.open', body: { trigger_id } });
  const { visible } = inspectView(field(call.body, 'view'));
  expect(visible).toContain(say('search-text'));
  expect(visible).toContain(say('search-hint'));
  expect(made.bot.questions).toEqual([]);
});

it('the search opens from a refusal, and from no other answer', async () => {
  const refusing = await bench('http', () => answer({ outcome: 'unknown' }));
  await refusing.answered(command());
  expect((await refusing.pressed(say('button-search'))).method).toBe('views.open');
  const made = await bench('http');
  expect(JSON.stringify((await made.answered(command())).body)).not.toContain('"search"');
});

it.each(['http', 'socket'] as const)('the search offers questions while somebody types, over %s', async (mode) => {
  const made = await bench(mode);
  const body = saved('suggestion', { value: 'who <is> ' });
  const said =
    mode === 'http'
      ? JSON.parse((await made.exchange(body)).text)
      : await made.slack.envelope('interactive', body, { accepts_response_payload: true });
  const { options } = Options.parse(said);
  const offered = ['What is the UIP?', 'Who is on the list?', 'who <is>'];
  expect(options.map(({ value }) => value)).toEqual(offered);
  expect(optionProblems(options)).toEqual([]);
  for (const { text } of options) expect(field(text, 'type')).toBe('plain_text');
  expect(made.bot.typed).toMatchObject([{ command: 'ask', text: 'who <is>' }]);
  expect(made.slack.calls).toEqual([]);
});

it('the search is useful before anything is typed, and bounded whatever is', async () => {
  const made = await bench('http');
  const offered = async (value: string): Promise<z.infer<typeof Options>['options']> =>
    Options.parse(JSON.parse((await made.exchange(saved('suggestion', { value }))).text)).options;
  expect(await offered('')).toHaveLength(2);
  for (const value of ['x'.repeat(3_000), '👩‍👩‍👧‍👦'.repeat(400), '\u202e\u0000<!channel>'])
    expect(optionProblems(await offered(value))).toEqual([]);
});

it('the search shows the answer to what was picked in its own place', async () => {
  const made = await bench('http');
  const selected_option = { text: { type: 'plain_text', text: 'What is…' }, value: 'What is the UIP?' };
  const picked = { action_id: 'asked', type: 'external_select', selected_option };
  const call = await made.answered(viewPress('modal', picked));
  expect(made.bot.questions).toMatchObject([{ command: 'ask', text: 'What is the UIP?' }]);
  expect(call).toMatchObject({ method: 'views.update', body: { view_id: 'V00000001' } });
  const { visible, links } = inspectView(field(call.body, 'view'));
  expect(visible).toContain('was founded in 1949');
  expect(visible).toContain(say('search-text'));
  expect(links).toContain('https://daily.example/acme?a=1&b=2');
  expect(visible).not.toContain(say('button-post'));
});

it('the search shows the answer to a button in it there too, in the language of the answer, or that it has expired', async () => {
  const made = await bench('http');
  const value = '[1,"ask","fact","acme.owner","es"]';
  expect((await made.answered(viewPress('modal', { value }))).method).toBe('views.update');
  expect(made.bot.questions).toMatchObject([{ command: 'fact', text: 'acme.owner', language: 'es' }]);
  const { body } = await made.answered(viewPress('modal', { value: 'junk' }));
  expect(inspectView(field(body, 'view')).visible).toContain(say('button-expired'));
});

it('the search that can’t be opened any more ends nothing, and is logged as a code', async () => {
  const made = await bench('http');
  made.slack.refusals.set('views.open', 'expired_trigger_id');
  await made.answered(saved('shortcut'));
  await made.platform.stop();
  expect(made.tools.written).toMatchObject([
    { event: 'slack delivery failed', rest: [{ detail: 'expired_trigger_id' }] },
  ]);
});

it('a message that was picked is checked in its own words, and answered to who picked it', async () => {
  const made = await bench('http');
  const call = await made.answered(saved('message-action'));
  const text = 'Acme & Sons was founded in 1950, says the Daily\nand agrees';
  expect(made.bot.questions).toMatchObject([{ command: 'check', text, channel: 'C00000001' }]);
  const body = { response_type: 'ephemeral', replace_original: false };
  expect(call).toMatchObject({ method: 'respond', body });
  expect(inspect(call.body).visible).toContain('was founded in 1949');
});

it('a message that was picked in a thread is answered there, and is neither logged nor kept, whoever wrote it', async () => {
  const made = await bench('http');
  const at = async (message: object) =>
    field((await made.answered(saved('message-action', { message }))).body, 'thread_ts');
  expect(await at({ text: 'x', thread_ts: '1.1' })).toBe('1.1');
  expect(await at({ text: 'x', ts: '1.1', thread_ts: '1.1' })).toBeUndefined();
  made.slack.mode = 'error';
  const message = { text: 'a quokka said so', user: 'U00000002' };
  await made.request(saved('message-action', { message }));
  await made.slack.sent(4);
  await made.platform.stop();
  expect(made.tools.logged()).not.toMatch(/quokka|U0000000|C0000000/u);
  expect(await made.tools.store.feedback()).toEqual([]);
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

const section = (...elements: readonly unknown[]): unknown => ({ type: 'rich_text_section', elements });
const richText = (...elements: readonly unknown[]): unknown => ({ type: 'rich_text', elements });

it('the words of a message come from its blocks where its text is empty, in lines', () => {
  const said = (text: string) => ({ type: 'text', text });
  const list = { type: 'rich_text_list', elements: [section(said('1 < 2 & so on')), section(said('two'))] };
  const [user, link] = [
    { type: 'user', user_id: 'U9' },
    { type: 'link', url: 'https://a.example/x' },
  ];
  const third = { type: 'section', text: { type: 'mrkdwn', text: 'three' } };
  const blocks = [richText(section(said('Look '), user, link), list), third];
  expect(messageWords({ text: '  ', blocks }, BOT_USER)).toBe('Look https://a.example/x\n1 < 2 & so on\ntwo\nthree');
  expect(messageWords({ text: 'said', blocks }, BOT_USER)).toBe('said');
});

it('the words of a message are at most 4,000 characters, hold nobody’s id, and are found in any form', () => {
  const block = fc.oneof(
    fc.anything(),
    anyText(9_000).map((text) => richText(section({ type: 'text', text }))),
  );
  fc.assert(
    fc.property(fc.option(anyText(9_000), { nil: undefined }), fc.array(block, { maxLength: 4 }), (text, blocks) => {
      const words = messageWords({ text, blocks }, BOT_USER);
      expect(words.length).toBeLessThanOrEqual(4_000);
      if (text?.trim()) expect(words).not.toMatch(/<@U/u);
    }),
  );
});

it('the words of a message of lists without end are read in bounded time', () => {
  let block: unknown = { type: 'text', text: 'deep' };
  for (let depth = 0; depth < 5_000; depth += 1) block = { type: 'rich_text_list', elements: [block] };
  const start = performance.now();
  expect(messageWords({ blocks: [block] }, BOT_USER)).toBe('');
  expect(performance.now() - start).toBeLessThan(500);
});
