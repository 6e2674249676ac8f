import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readButtonValue, writeButtonValue } from '../../../src/platforms/slack/buttons.ts';
import { plainWords } from '../../../src/platforms/slack/payload.ts';
import { type Identity, type ReceiveContext, receive } from '../../../src/platforms/slack/receive.ts';
import { COMMANDS } from './cards.ts';
import { command, direct, mention, press } from './events.ts';
import { BOT_USER } from './fake-slack.ts';

const now = new Date('2026-11-22T12:00:00Z');
const identity: Identity = {
  botToken: 'xoxb-1',
  botUserId: BOT_USER,
  agent: false,
  admins: new Set(['U0ADMIN']),
};
const self: ReceiveContext = { identity, commands: COMMANDS, now };

describe('a slash command', () => {
  it('is a question to be answered in private', () => {
    expect(receive(command({ trigger_id: 't1' }), self)).toEqual({
      kind: 'ask',
      question: {
        id: 't1',
        workspace: 'slack:T00000001',
        channel: 'C00000001',
        asker: { id: 'U00000001', mayConfigure: false },
        askedAt: now,
        command: 'boycott',
        text: 'what is the UIP & who built it?',
      },
      to: { kind: 'response', url: 'https://hooks.slack.com/commands/T00000001/1/removed' },
      replace: false,
    });
  });

  it('may have another name here', () => {
    const commands = COMMANDS.map((card) =>
      card.name === 'boycott' ? { ...card, typed: 'receipts' } : card,
    );
    expect(receive(command({ command: '/receipts' }), { ...self, commands })).toMatchObject({
      question: { command: 'boycott' },
    });
    expect(receive(command({ command: '/boycott' }), { ...self, commands })).toBeUndefined();
  });

  it('is none of ours when only other platforms have it', () => {
    expect(receive(command({ command: '/fact' }), self)).toBeUndefined();
  });
});

describe('a mention', () => {
  it('is answered in its thread, or starts one', () => {
    expect(receive(mention({ ts: '5.5' }), self)).toMatchObject({
      question: { command: 'ask', text: 'hey what is the UIP, see this?' },
      to: { kind: 'thread', channel: 'C00000001', thread: '5.5', user: 'U00000001' },
    });
    expect(receive(mention({ ts: '5.5', thread_ts: '4.4' }), self)).toMatchObject({
      to: { thread: '4.4', privately: '4.4' },
    });
  });

  it('keeps its own id when Slack sends it again', () => {
    expect(receive(mention({}, { event_id: 'Ev1' }), self)).toMatchObject({ question: { id: 'Ev1' } });
  });

  it('is ignored from a bot, from ourselves, when edited, and in every other form', () => {
    for (const event of [
      { bot_id: 'B1' },
      { subtype: 'bot_message' },
      { subtype: 'message_changed' },
      { subtype: 'file_share' },
      { edited: { user: 'U1', ts: '1.1' } },
      { hidden: true },
      { user: BOT_USER },
      { user: undefined },
      { text: undefined },
    ]) {
      expect(receive(mention(event), self)).toBeUndefined();
      expect(receive(direct(event), self)).toBeUndefined();
    }
  });
});

describe('a message', () => {
  it('is a question only when it was written to the bot directly', () => {
    expect(receive(direct(), self)).toMatchObject({
      question: { command: 'ask', text: 'who is on the list?' },
      to: { kind: 'direct', channel: 'D00000001' },
    });
    for (const channel_type of ['channel', 'group', 'mpim', undefined]) {
      expect(receive(direct({ channel_type }), self)).toBeUndefined();
    }
  });
});

describe('a button', () => {
  const call = { command: 'fact', text: 'acme.a & <b>' };

  it('holds its whole question, in characters that nothing on the way escapes', () => {
    expect(writeButtonValue({ kind: 'ask', call })).not.toMatch(/[&<>]/u);
    expect(receive(press(writeButtonValue({ kind: 'ask', call })), self)).toMatchObject({
      kind: 'ask',
      question: { ...call, workspace: 'slack:T00000001' },
      to: { kind: 'response', url: 'https://hooks.slack.com/actions/T00000001/3/removed' },
      replace: false,
    });
  });

  it('that picks one of several takes the place of a private question, and of nothing that others see', () => {
    const value = writeButtonValue({ kind: 'pick', call });
    expect(receive(press(value), self)).toMatchObject({ replace: true });
    const open = { container: { type: 'message', message_ts: '1.1', thread_ts: '0.9' } };
    expect(receive(press(value, open), self)).toMatchObject({ replace: false, to: { thread: '0.9' } });
  });

  it('posts one preview once, however often it is pressed', () => {
    const value = writeButtonValue({ kind: 'post', call });
    const ids = [press(value), press(value)].map((body) => receive(body, self));
    expect(ids[0]).toMatchObject({ kind: 'post', question: { id: 'post:1700000003.000100' } });
    expect(ids[1]).toEqual(ids[0]);
  });

  it('of an older version, or junk, has expired; one that leads to a page asks for nothing', () => {
    for (const value of [
      '',
      'fact acme',
      '[0,"ask","fact","x"]',
      '[1,"ask","fact"]',
      '{}',
      'null',
      '[1,"cancel",1]',
    ]) {
      expect(receive(press(value), self)).toMatchObject({ kind: 'expired' });
    }
    expect(receive(press(undefined), self)).toBeUndefined();
  });

  it('gives back every call that it was given', () => {
    const any = fc.record({
      command: fc.string({ maxLength: 30 }),
      text: fc.string({ unit: 'binary', maxLength: 80 }),
    });
    fc.assert(
      fc.property(any, (one) => {
        expect(readButtonValue(writeButtonValue({ kind: 'pick', call: one }))).toEqual({
          kind: 'pick',
          call: one,
        });
      }),
    );
  });
});

describe('anything else', () => {
  it('is no question, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(receive(body, self)).toBeUndefined();
      }),
    );
    for (const body of [
      null,
      'x',
      [],
      { type: 'event_callback', event: null },
      { type: 'block_actions', actions: [] },
    ]) {
      expect(receive(body, self)).toBeUndefined();
    }
  });
});

describe('what was typed, in plain words', () => {
  it('loses Slack’s markup, the bot’s mention wherever it is, and other people’s ids', () => {
    expect(plainWords(`<@${BOT_USER}> a <@${BOT_USER}|receipts> b <@U9> c<@${BOT_USER}>`, BOT_USER)).toBe(
      'a b c',
    );
    expect(plainWords('in <#C1|general> <!subteam^S1|@staff> <!date^1^{date}|June> <!here>', BOT_USER)).toBe(
      'in general @staff June',
    );
    expect(plainWords('<https://a.example/x?y=1&amp;z=2> <mailto:a@b.example|a@b.example>', BOT_USER)).toBe(
      'https://a.example/x?y=1&z=2 a@b.example',
    );
  });

  it('unescapes once, not twice', () => {
    expect(plainWords('1 &lt; 2 &amp;amp; &amp;lt;', undefined)).toBe('1 < 2 &amp; &lt;');
  });

  it('takes no longer for text made to be slow', () => {
    const start = performance.now();
    for (const unit of ['<@', '<', '<@U0000000BOT', ' ', '&amp', '<|'])
      plainWords(unit.repeat(500_000), BOT_USER);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
