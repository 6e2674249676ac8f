import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, readCustomId } from '../../../src/platforms/discord/buttons.ts';
import { formatCommandFor } from '../../../src/platforms/discord/commands.ts';
import { receive } from '../../../src/platforms/discord/receive.ts';
import { COMMANDS } from './cards.ts';
import { saved } from './events.ts';
import { BOT } from './fake-discord.ts';

const by = { commands: COMMANDS, me: BOT, now: new Date(0) };

describe('receiving', () => {
  it('takes markup off and keeps words', () => {
    const content = `<@${BOT}> what   is <#123> <@&55> <@!77> the <:uip:99> UIP <t:1700000000:R>, </ask:12> <https://a.example/x>?`;
    expect(receive(saved('mention', '1', { content }), by)?.question.text).toBe(
      'what is the UIP , /ask https://a.example/x?',
    );
  });

  it.each([
    ['es-ES', 'es'],
    ['es-419', 'es'],
    ['en-GB', 'en'],
    ['fr', 'fr'],
    ['<x>', undefined],
  ])('reads the locale %s as %s', (locale, language) => {
    expect(receive(saved('command', '1', { locale }), by)?.question.language).toBe(language);
    expect(receive(saved('mention'), by)?.question).not.toHaveProperty('language');
  });

  it('finds the command by what people type, and its text by its option', () => {
    const commands = COMMANDS.map((one) => (one.name === 'boycott' ? { ...one, typed: 'receipts' } : one));
    const data = {
      type: 1,
      name: 'receipts',
      options: [{ type: 3, name: 'company', value: ' <@5> salesforce ' }],
    };
    const received = receive(saved('command', '1', { data }), { ...by, commands });
    expect(received?.question).toMatchObject({ command: 'boycott', text: 'salesforce' });
    expect(receive(saved('command', '1', { data }), by)).toBeUndefined();
  });

  it('joins the values of several options, in the order of the command and not of the event', () => {
    const asked = (...options: readonly object[]) =>
      receive(saved('command', '1', { data: { type: 1, name: 'boycott', options } }), by)?.question.text;
    const company = { type: 3, name: 'company', value: 'geo group' };
    const page = { type: 3, name: 'page', value: ' timeline ' };
    expect(asked(page, company)).toBe('geo group timeline');
    expect(asked(company)).toBe('geo group');
    expect(asked({ ...company, value: ' ' }, page)).toBe('timeline');
    expect(asked(company, { type: 3, name: 'other', value: 'x' }, { ...page, value: 7 })).toBe('geo group');
    expect(asked()).toBe('');
  });

  it('tells which option is typed into, and what stands before it', () => {
    const typing = (...options: readonly object[]) => {
      const event = saved('autocomplete', '1', {
        data: { type: 1, name: 'boycott', options },
        locale: 'es-ES',
      });
      const received = receive(event, by);
      return received?.kind === 'typing' ? received.typed : undefined;
    };
    const company = { type: 3, name: 'company', value: 'salesforce' };
    const page = { type: 3, name: 'page', value: 'ti', focused: true };
    const typed = { command: 'boycott', language: 'es' };
    const whole = { ...typed, option: 'page', before: 'salesforce', text: 'ti' };
    expect(typing(company, page)).toEqual(whole);
    const first = { ...typed, option: 'company', text: 'salesforce' };
    expect(typing({ ...company, focused: true })).toEqual(first);
    expect(typing(page)).not.toHaveProperty('before');
    expect(typing(company)).toBeUndefined();
    expect(typing({ ...company, name: 'other', focused: true })).toBeUndefined();
  });

  it('takes a whole text where one is pasted, and a short one where it can be completed', () => {
    const long = 'word '.repeat(1000);
    const asked = (name: string, option: string) =>
      receive(
        saved('command', '1', { data: { type: 1, name, options: [{ name: option, value: long }] } }),
        by,
      )?.question.text.length;
    expect(asked('check', 'message')).toBe(1999);
    expect(asked('ask', 'question')).toBe(399);
  });

  it.each([
    ['settings', '32', undefined, true],
    ['settings', '8', undefined, true],
    ['settings', '2048', undefined, false],
    ['settings', 'x', undefined, false],
    ['help', '32', undefined, false],
    ['ask', '32', 'settings posting admins', true],
    ['ask', '32', 'what are settings', false],
  ])('of /%s with the permissions %s and the text %j: may configure %s', (name, permissions, value, may) => {
    const options = value === undefined ? [] : [{ name: 'question', value }];
    const member = { user: { id: '500000000000000001' }, permissions };
    const event = saved('command', '1', { data: { type: 1, name, options }, member });
    expect(receive(event, by)?.question.asker.mayConfigure).toBe(may);
  });

  it('never throws, whatever comes over the wire', () => {
    const event = fc.record({
      t: fc.oneof(fc.constantFrom('INTERACTION_CREATE', 'MESSAGE_CREATE'), fc.anything()),
      d: fc.oneof(
        fc.anything(),
        fc.object({
          key: fc.constantFrom('id', 'type', 'data', 'member', 'user', 'author', 'content', 'options'),
        }),
        fc.anything().map((data) => Object.assign({}, saved('command').d, { data })),
        fc.anything().map((author) => Object.assign({}, saved('mention').d, { author })),
      ),
    });
    fc.assert(
      fc.property(event, (one) => {
        receive(one, by);
      }),
    );
  });
});

describe('the message menu', () => {
  const picked = (message: Readonly<Record<string, unknown>>) => {
    const data = {
      type: 3,
      name: 'Check this message',
      target_id: '7',
      resolved: { messages: { '7': { content: '', ...message } } },
    };
    return receive(saved('message-menu', '1', { data }), by)?.question.text;
  };

  it('asks for the words of the message, without markup, line by line', () => {
    const received = receive(saved('message-menu'), by);
    expect(received).toMatchObject({
      kind: 'command',
      question: {
        command: 'check',
        text: 'said:\nSalesforce got $148 billion from ICE.\nIs that so?',
        language: 'es',
      },
    });
    expect(JSON.stringify(received)).not.toMatch(/Colleague|500000000000000002/);
  });

  it('reads what a message without a text shows: cards, what it forwards, components', () => {
    expect(picked({ embeds: [{ title: 'A title', description: 'A text.' }, { url: 'x' }] })).toBe(
      'A title\nA text.',
    );
    expect(picked({ message_snapshots: [{ message: { content: 'Forwarded.' } }] })).toBe('Forwarded.');
    expect(picked({ message_snapshots: [{ message: { embeds: [{ description: 'Deep.' }] } }] })).toBe(
      'Deep.',
    );
    const components = [
      { type: 17, components: [{ type: 10, content: '## One' }, { type: 14 }] },
      { type: 10, content: 'Two' },
    ];
    expect(picked({ components })).toBe('One\nTwo');
    expect(picked({})).toBe('');
    expect(picked({ content: 'x'.repeat(9000) })).toHaveLength(4000);
  });

  it('is nothing of ours by another name, without the message, or on a person', () => {
    const { d } = saved('message-menu');
    const data: object = Reflect.get(d, 'data');
    for (const change of [{ name: 'Check' }, { target_id: '8' }, { type: 2 }, { resolved: 7 }]) {
      expect(receive(saved('message-menu', '1', { data: { ...data, ...change } }), by)).toBeUndefined();
    }
  });
});

describe('a button', () => {
  it('holds its whole call', () => {
    fc.assert(
      fc.property(fc.constantFrom('ask', 'preview', 'post'), fc.string({ maxLength: 90 }), (kind, text) => {
        const id = customId(kind, { command: 'fact', text });
        if (id === undefined) return;
        expect(id.length).toBeLessThanOrEqual(100);
        expect(readCustomId(id)).toEqual({ kind, call: { command: 'fact', text } });
      }),
    );
    expect(customId('ask', { command: 'fact', text: 'x'.repeat(86) })).toBeDefined();
  });

  it('holds the language of its card beside the longest call of all', () => {
    const language = fc.constantFrom('es', 'pt-BR', 'zh-Hant');
    const call = fc
      .constantFrom('fact', 'boycott')
      .chain((command) => fc.string({ maxLength: 90 - command.length }).map((text) => ({ command, text })));
    fc.assert(
      fc.property(call, language, (one, tag) => {
        const id = customId('ask', one, tag);
        if (id === undefined) return;
        expect(id.length).toBeLessThanOrEqual(100);
        const read = readCustomId(id);
        expect(read).toMatchObject({ kind: 'ask', call: one });
        if (tag.length <= 5) expect(read).toHaveProperty('language', tag);
      }),
    );
    expect(customId('post', { command: 'fact', text: 'a.b' }, 'es')).toBe('1y.es:fact a.b');
    expect(readCustomId('1a.<x>:fact a.b')).toEqual({ kind: 'expired' });
  });
});

describe('an example', () => {
  const named = (name: string, typed: string) =>
    COMMANDS.map((one) => (one.name === name ? { ...one, typed } : one));
  const [inEnglish, inSpanish] = [formatCommandFor(COMMANDS), formatCommandFor(COMMANDS, 'es')];

  // It is cut into options only where the last word is plainly the last option's.
  it.each([
    [inEnglish, 'boycott', 'salesforce', '/boycott company:salesforce'],
    [formatCommandFor(named('ask', 'frage')), 'ask', 'what', '/frage question:what'],
    [inEnglish, 'help', '', '/help'],
    [inEnglish, 'fact', 'a.b', '/fact a.b'],
    [inEnglish, 'boycott', 'salesforce timeline', '/boycott company:salesforce page:timeline'],
    [inEnglish, 'boycott', 'GEO Group', '/boycott company:GEO Group'],
    [inEnglish, 'boycott', 'what is the UIP', '/boycott company:what is the UIP'],
    [inEnglish, 'feedback', 'a.b wrong', '/feedback id:a.b reason:wrong'],
    [inEnglish, 'feedback', 'a.b soso', '/feedback id:a.b soso'],
    [inEnglish, 'boycott', '', '/boycott'],
    [inSpanish, 'boycott', 'salesforce timeline', '/boicot empresa:salesforce page:timeline'],
    [inSpanish, 'help', '', '/help'],
    [formatCommandFor(named('boycott', 'receipts'), 'es'), 'boycott', 'list', '/receipts empresa:list'],
  ])('is spelt as it stands in the reader’s message box: %#', (formatCommand, command, text, spelt) => {
    expect(formatCommand({ command, text })).toBe(spelt);
  });
});
