import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readButtonValue, writeButtonValue } from '../../../src/platforms/slack/buttons.ts';
import { createSharedChannels, sharingOf } from '../../../src/platforms/slack/events.ts';
import { plainWords } from '../../../src/platforms/slack/payload.ts';
import { receive as receiveBy } from '../../../src/platforms/slack/receive.ts';
import { bench } from './bench.ts';
import { COMMANDS, command, direct, mention, press, saved } from './cards.ts';
import { BOT_USER } from './fake-slack.ts';

const now = new Date('2026-11-22T12:00:00Z');
const identity = { botToken: 'xoxb-1', botUserId: BOT_USER, agent: false, admins: new Set(['U0ADMIN']) };
const receive = (body: unknown, commands = COMMANDS) => receiveBy(body, { identity, commands, now });

it('a slash command is a question to be answered in private', () => {
  expect(receive(command({ trigger_id: 't1' }))).toEqual({
    kind: 'ask',
    question: {
      id: 't1',
      workspace: 'slack:T00000001',
      channel: 'C00000001',
      thread: 'C00000001 U00000001',
      asker: { id: 'U00000001', mayConfigure: false },
      askedAt: now,
      command: 'boycott',
      text: 'what is the UIP & who built it?',
    },
    to: {
      kind: 'response',
      url: 'https://hooks.slack.com/commands/T00000001/1/removed',
      user: 'U00000001',
      channel: 'C00000001',
    },
    replace: false,
  });
});

it('a slash command may have another name here, and is none of ours when only other platforms have it', () => {
  const renamed = COMMANDS.map((one) => (one.name === 'boycott' ? { ...one, typed: 'receipts' } : one));
  expect(receive(command({ command: '/receipts' }), renamed)).toMatchObject({ question: { command: 'boycott' } });
  expect(receive(command({ command: '/boycott' }), renamed)).toBeUndefined();
  expect(receive(command({ command: '/fact' }))).toBeUndefined();
});

it('a message that mentions the bot is answered in its thread, or starts one', () => {
  expect(receive(mention({ ts: '5.5' }))).toMatchObject({
    // Its own place, by which it is known when Slack sends it again, or when it is edited.
    question: { id: 'C00000001:5.5', command: 'ask', text: 'hey what is the UIP, see this?' },
    to: { kind: 'thread', channel: 'C00000001', thread: '5.5', user: 'U00000001' },
  });
  const to = { thread: '4.4', privately: '4.4' };
  expect(receive(mention({ ts: '5.5', thread_ts: '4.4' }))).toMatchObject({ to });
});

it.each([
  { bot_id: 'B1' },
  { subtype: 'bot_message' },
  { subtype: 'message_changed' },
  { subtype: 'channel_join' },
  { bot_profile: { id: 'B1' } },
  { user: 'USLACKBOT' },
  // Edited a day later: it may have been answered, and nobody remembers.
  { ts: String(now.getTime() / 1000 - 86_400), edited: { user: 'U1', ts: '1.1' } },
  { subtype: 'message_changed', message: { type: 'message', user: 'U1', text: 'a preview came', ts: '1.1' } },
  { hidden: true },
  { user: BOT_USER },
  { user: undefined },
  { text: undefined },
])('ignores bots, itself, the system, what is edited too late, and every other form: %j', (event) => {
  expect(receive(mention(event))).toBeUndefined();
  expect(receive(direct(event))).toBeUndefined();
});

it('a message that mentions nobody is a question only when it was written to the bot directly', () => {
  expect(receive(direct())).toMatchObject({
    question: { command: 'ask', text: 'who is on the list?' },
    to: { kind: 'direct', channel: 'D00000001' },
  });
  for (const channel_type of ['channel', 'group', 'mpim']) expect(receive(direct({ channel_type }))).toBeUndefined();
  expect(receive(direct({ channel_type: undefined }))).toMatchObject({ to: { kind: 'direct' } });
  expect(receive(direct({ channel_type: undefined, channel: 'C00000001' }))).toBeUndefined();
});

const call = { command: 'fact', text: 'acme.a & <b>' };

it('a button holds its whole question, in characters that nothing on the way escapes', () => {
  expect(writeButtonValue({ kind: 'ask', call })).not.toMatch(/[&<>]/u);
  expect(receive(press(writeButtonValue({ kind: 'ask', call })))).toMatchObject({
    kind: 'ask',
    question: { ...call, workspace: 'slack:T00000001' },
    to: { kind: 'response', url: 'https://hooks.slack.com/actions/T00000001/3/removed' },
    replace: false,
  });
  const text = fc.string({ unit: 'binary', maxLength: 80 });
  fc.assert(
    fc.property(fc.record({ command: fc.string({ maxLength: 30 }), text }), (one) => {
      const pick = { kind: 'pick' as const, call: one };
      expect(readButtonValue(writeButtonValue(pick))).toEqual(pick);
    }),
  );
});

it('a button that picks one of several takes the place of a private question, and of nothing that others see', () => {
  const value = writeButtonValue({ kind: 'pick', call });
  expect(receive(press(value))).toMatchObject({ replace: true });
  const open = { container: { type: 'message', message_ts: '1.1', thread_ts: '0.9' } };
  expect(receive(press(value, open))).toMatchObject({ replace: false, to: { thread: '0.9' } });
});

it('a button posts one preview once, however often it is pressed', () => {
  const value = writeButtonValue({ kind: 'post', call });
  const [one, other] = [press(value), press(value)].map((body) => receive(body));
  expect(one).toMatchObject({ kind: 'post', question: { id: 'post:1700000003.000100' } });
  expect(other).toEqual(one);
});

it('a button of an older version, or junk, has expired; one that leads to a page asks for nothing', () => {
  const older = ['', 'fact acme', '[0,"ask","fact","x"]', '[1,"ask","fact"]', '[1,"cancel",1]'];
  for (const value of [...older, '{}', 'null']) expect(receive(press(value))).toMatchObject({ kind: 'expired' });
  expect(receive(press(undefined))).toBeUndefined();
});

it('anything else is no question, and breaks nothing', () => {
  const near = [
    { type: 'event_callback', event: null },
    { type: 'block_actions', actions: [] },
  ];
  for (const body of [null, 'x', [], ...near]) expect(receive(body)).toBeUndefined();
  fc.assert(fc.property(fc.anything(), (body) => void expect(receive(body)).toBeUndefined()));
});

it.each([
  [`<@${BOT_USER}> a <@${BOT_USER}|receipts> b <@U9> c<@${BOT_USER}>`, 'a b c'],
  ['in <#C1|general> <!subteam^S1|@staff> <!date^1^{date}|June> <!here>', 'in general @staff June'],
  ['<https://a.example/x?y=1&amp;z=2> <mailto:a@b.example|a@b.example>', 'https://a.example/x?y=1&z=2 a@b.example'],
  // Unescaped once, not twice.
  ['1 &lt; 2 &amp;amp; &amp;lt;', '1 < 2 &amp; &lt;'],
])('what was typed loses Slack’s markup, the bot’s mention and other people’s ids: %s', (typed, words) => {
  expect(plainWords(typed, BOT_USER)).toBe(words);
});

it('what was typed, in plain words takes no longer for text made to be slow', () => {
  const start = performance.now();
  for (const unit of ['<@', '<', '<@U0000000BOT', ' ', '&amp', '<|']) plainWords(unit.repeat(500_000), BOT_USER);
  expect(performance.now() - start).toBeLessThan(1_000);
});

const home = 'T00000001';
const guest = { id: 'U9', name: 'guest', team_id: 'T0000OTHER' };

const ours = { channel: 'C00000001', shared: false };
const shared = { channel: 'C00000001', shared: true };
const elsewhere = { message: { text: 'x', team: 'T0000OTHER' } };

it.each([
  ['events', mention({}, { is_ext_shared_channel: true }), shared],
  ['events', mention(), ours],
  ['somebody of another workspace', press('x', { user: guest }), shared],
  ['somebody of another workspace', press('x', { team: { id: 'T0000OTHER' } }), shared],
  ['somebody of another workspace', saved('message-action', elsewhere), shared],
  ['no command of our own people', command(), undefined],
  ['no button of our own people', press('x'), undefined],
  ['no shortcut of our own people', saved('message-action'), undefined],
])('whether a channel is shared with another organisation is told by %s', (_, body, told) =>
  expect(sharingOf(body, home)).toEqual(told),
);

it('whether a channel is shared with another organisation is not told by somebody of another workspace where this one belongs to an organisation, nor by junk', () => {
  expect(sharingOf(press('x', { user: guest }), undefined)).toBeUndefined();
  fc.assert(fc.property(fc.anything(), (body) => void sharingOf(body, home)));
});

it('whether a channel is shared with another organisation is remembered until an event says otherwise, for a bounded number of channels', () => {
  const known = createSharedChannels();
  known.note({ channel: 'C0', shared: true });
  known.note(undefined);
  expect(known.isKnown('C0')).toBe(true);
  known.note({ channel: 'C0', shared: false });
  expect(known.isKnown('C0')).toBe(false);
  for (let count = 1; count <= 1_001; count += 1) known.note({ channel: `C${count}`, shared: true });
  expect([known.isKnown('C1'), known.isKnown('C2'), known.isKnown('C1001')]).toEqual([false, true, true]);
});

it('answers somebody of another organisation by what our workspace has set', async () => {
  const made = await bench('http');
  await made.answered(press('[1,"ask","fact","acme.owner"]', { user: guest, team: { id: 'T0000OTHER' } }));
  expect(made.bot.questions).toMatchObject([{ workspace: 'slack:T00000001' }]);
});

const value = writeButtonValue({ kind: 'ask', call: { command: 'help', text: '' } });
const pressed = (container: object) => press(value, { channel: { id: 'C1' }, message: {}, container });

it.each([
  // The thread, whoever asks; a mention outside one begins its own.
  [mention({ channel: 'C1', ts: '5.5', thread_ts: '4.4' }), 'C1 4.4'],
  [mention({ channel: 'C1', ts: '5.5', thread_ts: '4.4', user: 'U2' }), 'C1 4.4'],
  [mention({ channel: 'C1', ts: '5.5' }), 'C1 5.5'],
  // The direct message, or what one person is answered in private in a channel.
  [direct({ channel: 'D1' }), 'D1'],
  [command({ channel_id: 'C1', user_id: 'U1' }), 'C1 U1'],
  // Of a button that of its card.
  [pressed({ message_ts: '6.6', thread_ts: '4.4' }), 'C1 4.4'],
  [pressed({ message_ts: '6.6' }), 'C1 6.6'],
  [pressed({ message_ts: '6.6', is_ephemeral: true }), expect.stringMatching(/^C1 U/u)],
])('the conversation that a question belongs to: %#', (body, thread) =>
  expect(receive(body)).toMatchObject({ question: { thread } }),
);
