import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, readCustomId } from '../../../src/platforms/discord/buttons.ts';
import { formatCommandFor } from '../../../src/platforms/discord/commands.ts';
import { accessOf, receive as receiveBy } from '../../../src/platforms/discord/receive.ts';
import { COMMANDS, saved } from './cards.ts';
import { BOT } from './fake-discord.ts';

const receive = (event: unknown, commands = COMMANDS) =>
  receiveBy(event, { commands, me: BOT, roles: new Set(), now: new Date(0) });
const renamed = (name: string, typed: string) => COMMANDS.map((one) => (one.name === name ? { ...one, typed } : one));

/** What a command is received as whose options hold this. */
function used(name: string, options: readonly object[], more: object = {}, commands = COMMANDS) {
  return receive(saved('command', '1', { data: { type: 1, name, options }, ...more }), commands);
}

it('receiving takes markup off and keeps words', () => {
  const content = `<@${BOT}> what   is <#123> <@&55> <@!77> the <:uip:99> UIP <t:1700000000:R>, </ask:12> <https://a.example/x>?`;
  expect(receive(saved('mention', '1', { content }))?.question.text).toBe(
    'what is the UIP , /ask https://a.example/x?',
  );
});

it.each([
  ['```\nboycott salesforce\n```', 'boycott salesforce'],
  ['```yaml\nfact salesforce.uip-runs-on```', 'fact salesforce.uip-runs-on'],
  ['`boycott salesforce` please', 'boycott salesforce please'],
  ['Palantir`s work', 'Palantir`s work'],
])('receiving reads what stands in a code block: %j', (typed, words) => {
  const content = `<@${BOT}> ${typed}`;
  expect(receive(saved('mention', '1', { content }))?.question.text).toBe(words);
});

it.each([
  ['es-ES', 'es'],
  ['es-419', 'es'],
  ['en-GB', 'en'],
  ['fr', 'fr'],
  ['<x>', undefined],
])('receiving reads the locale %s as %s', (locale, language) => {
  expect(receive(saved('command', '1', { locale }))?.question.language).toBe(language);
  expect(receive(saved('mention'))?.question).not.toHaveProperty('language');
});

it('receiving finds the command by what people type, and its text by its option', () => {
  const options = [{ type: 3, name: 'company', value: ' <@5> salesforce ' }];
  const received = used('receipts', options, {}, renamed('boycott', 'receipts'));
  expect(received?.question).toMatchObject({ command: 'boycott', text: 'salesforce' });
  expect(used('receipts', options)).toBeUndefined();
});

const company = { type: 3, name: 'company', value: 'geo group' };
const page = { type: 3, name: 'page', value: ' timeline ' };
it.each([
  [[page, company], 'geo group timeline'],
  [[company], 'geo group'],
  [[{ ...company, value: ' ' }, page], 'timeline'],
  [[company, { type: 3, name: 'other', value: 'x' }, { ...page, value: 7 }], 'geo group'],
  [[], ''],
])('joins the values of several options in the order of the command, not of the event: %#', (options, text) => {
  expect(used('boycott', options)?.question.text).toBe(text);
});

it('receiving tells which option is typed into, and what stands before it', () => {
  const typing = (...options: readonly object[]) => {
    const data = { type: 1, name: 'boycott', options };
    const received = receive(saved('autocomplete', '1', { data, locale: 'es-ES' }));
    return received?.kind === 'typing' ? received.typed : undefined;
  };
  const focused = { ...page, value: 'ti', focused: true };
  const typed = { command: 'boycott', language: 'es' };
  const second = { ...typed, option: 'page', before: 'geo group', text: 'ti' };
  expect(typing(company, focused)).toEqual(second);
  const first = { ...typed, option: 'company', text: 'geo group' };
  expect(typing({ ...company, focused: true })).toEqual(first);
  expect(typing(focused)).not.toHaveProperty('before');
  expect(typing(company)).toBeUndefined();
  expect(typing({ ...company, name: 'other', focused: true })).toBeUndefined();
});

it.each([
  ['check', 'message', 1999],
  ['ask', 'question', 399],
])('takes a whole text where one is pasted, a short one where it can be completed: /%s', (name, option, length) => {
  const long = [{ name: option, value: 'word '.repeat(1000) }];
  expect(used(name, long)?.question.text).toHaveLength(length);
});

it.each([
  ['settings', '32', undefined, true],
  ['settings', '8', undefined, true],
  ['settings', '2048', undefined, false],
  ['settings', 'x', undefined, false],
  ['help', '32', undefined, false],
  ['ask', '32', 'settings posting admins', true],
  ['ask', '32', 'what are settings', false],
])('receiving of /%s with the permissions %s and the text %j: may configure %s', (name, permissions, value, may) => {
  const options = value === undefined ? [] : [{ name: 'question', value }];
  const member = { user: { id: '500000000000000001' }, permissions };
  expect(used(name, options, { member })?.question.asker.mayConfigure).toBe(may);
});

it('receiving never throws, whatever comes over the wire', () => {
  const keys = ['id', 'type', 'data', 'member', 'user', 'author', 'content', 'options'];
  const event = fc.record({
    t: fc.oneof(fc.constantFrom('INTERACTION_CREATE', 'MESSAGE_CREATE'), fc.anything()),
    d: fc.oneof(
      fc.anything(),
      fc.object({ key: fc.constantFrom(...keys) }),
      fc.anything().map((data) => ({ ...saved('command').d, data })),
      fc.anything().map((author) => ({ ...saved('mention').d, author })),
    ),
  });
  fc.assert(fc.property(event, (one) => void receive(one)));
});

describe('the message menu', () => {
  it('asks for the words of the message, without markup, line by line', () => {
    const received = receive(saved('message-menu'));
    const text = 'said:\nSalesforce got $148 billion from ICE.\nIs that so?';
    expect(received).toMatchObject({ kind: 'command', question: { command: 'check', text, language: 'es' } });
    expect(JSON.stringify(received)).not.toMatch(/Colleague|500000000000000002/);
  });

  const text10 = (content: string) => ({ type: 10, content });
  it.each([
    [{ embeds: [{ title: 'A title', description: 'A text.' }, { url: 'x' }] }, 'A title\nA text.'],
    [{ message_snapshots: [{ message: { content: 'Forwarded.' } }] }, 'Forwarded.'],
    [{ message_snapshots: [{ message: { embeds: [{ description: 'Deep.' }] } }] }, 'Deep.'],
    [{ components: [{ type: 17, components: [text10('## One'), { type: 14 }] }, text10('Two')] }, 'One\nTwo'],
    [{}, ''],
    [{ content: 'x'.repeat(9000) }, 'x'.repeat(4000)],
  ])('reads what a message shows, without a text too: %.60j', (message, words) => {
    const resolved = { messages: { '7': { content: '', ...message } } };
    const data = { type: 3, name: 'Check this message', target_id: '7', resolved };
    expect(receive(saved('message-menu', '1', { data }))?.question.text).toBe(words);
  });

  it.each([{ name: 'Check' }, { target_id: '8' }, { type: 2 }, { resolved: 7 }])(
    'is nothing of ours otherwise: %j',
    (change) => {
      const data: object = Reflect.get(saved('message-menu').d, 'data');
      expect(receive(saved('message-menu', '1', { data: { ...data, ...change } }))).toBeUndefined();
    },
  );
});

it('a button holds its whole call, and beside it the language of its card', () => {
  const call = fc
    .constantFrom('fact', 'boycott')
    .chain((command) => fc.string({ maxLength: 90 - command.length }).map((text) => ({ command, text })));
  const language = fc.constantFrom(undefined, 'es', 'pt-BR', 'zh-Hant');
  fc.assert(
    fc.property(fc.constantFrom('ask', 'preview', 'post'), call, language, (kind, one, tag) => {
      const id = customId(kind, one, tag);
      if (id === undefined) return;
      expect(id.length).toBeLessThanOrEqual(100);
      const read = readCustomId(id);
      expect(read).toMatchObject({ kind, call: one });
      if (tag !== undefined && tag.length <= 5) expect(read).toHaveProperty('language', tag);
    }),
  );
  expect(customId('ask', { command: 'fact', text: 'x'.repeat(86) })).toBeDefined();
  expect(customId('post', { command: 'fact', text: 'a.b' }, 'es')).toBe('1y.es:fact a.b');
  expect(readCustomId('1a.<x>:fact a.b')).toEqual({ kind: 'expired' });
});

const [inEnglish, inSpanish] = [formatCommandFor(COMMANDS), formatCommandFor(COMMANDS, 'es')];

// It is cut into options only where the last word is plainly the last option's.
it.each([
  [inEnglish, 'boycott', 'salesforce', '/boycott company:salesforce'],
  [formatCommandFor(renamed('ask', 'frage')), 'ask', 'what', '/frage question:what'],
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
  [formatCommandFor(renamed('boycott', 'receipts'), 'es'), 'boycott', 'list', '/receipts empresa:list'],
])('an example is spelt as it stands in the reader’s message box: %#', (formatCommand, command, text, spelt) => {
  expect(formatCommand({ command, text })).toBe(spelt);
});

const GUILD = '300000000000000001';
const event = (changes: Readonly<Record<string, unknown>> = {}) => ({
  guild_id: GUILD,
  channel_id: '4',
  channel: { type: 0 },
  context: 0,
  member: { permissions: '2048' },
  app_permissions: '3072',
  authorizing_integration_owners: { '0': GUILD },
  ...changes,
});

/** What may be done in a channel of a server that has the bot. */
const USUAL = { maySend: true, isMember: true, mayShow: true, manages: false };

it('where an interaction was used is a channel of a server that has the bot', () =>
  expect(accessOf(event())).toEqual({ channelId: '4', kind: 'server', ...USUAL }));

it.each([
  ['only the asker added the app', { authorizing_integration_owners: { '1': '5' } }],
  ['another server is named', { authorizing_integration_owners: { '0': '0' } }],
  ['the bot may only look', { app_permissions: '1024' }],
  ['the bot may only write', { app_permissions: '2048' }],
  ['it is a thread, where writing is another right', { channel: { type: 11 } }],
  ['nothing is told', { app_permissions: undefined }],
  ['nonsense is told', { app_permissions: '-8', authorizing_integration_owners: 'x' }],
])('where an interaction was used lets the bot not post as itself when %s', (_, changes) =>
  expect(accessOf(event(changes)).isMember).toBe(false),
);

const owners = { authorizing_integration_owners: { '1': '5' } };
it.each([
  [{ member: { permissions: '2048' }, channel: { type: 11 } }, { maySend: false }],
  [{ member: { permissions: '274877906944' }, channel: { type: 11 } }, { maySend: true }],
  [
    { member: { permissions: '8' }, app_permissions: '8', channel: { type: 11 } },
    { maySend: true, isMember: true, manages: true },
  ],
  // An app that only the asker added shows something where the server allows it.
  [owners, { mayShow: false }],
  [{ ...owners, member: { permissions: `${1n << 50n}` } }, { mayShow: true }],
])('where an interaction was used lets people do what their permissions say: %j', (changes, may) =>
  expect(accessOf(event(changes))).toMatchObject(may),
);

it.each([
  [1, 'bot'],
  [2, 'people'],
  [undefined, 'people'],
] as const)('where an interaction was used is a direct message: context %s', (context, kind) => {
  const both = { authorizing_integration_owners: { '0': '0', '1': '5' }, app_permissions: '573440' };
  const told = accessOf(event({ ...both, guild_id: undefined, member: undefined, context }));
  expect(told).toMatchObject({ ...USUAL, kind, isMember: false });
});

const pressing = (flags: number) => {
  const data = { custom_id: customId('ask', { command: 'help', text: '' }), component_type: 2 };
  return saved('button', '1', { data, channel_id: '42', message: { flags } });
};
const mentioned = (id: string) =>
  saved('mention', '1', { content: `<@${BOT}> source?`, channel_id: '42', author: { id } });
const own = expect.stringMatching(/^42 \d+$/u);

// The channel's, whoever mentions the bot there; one person's own where only that person sees the answer; a button's card's.
it.each([
  [mentioned('7'), '42'],
  [mentioned('8'), '42'],
  [saved('command', '1', { channel_id: '42' }), own],
  [pressing(1 << 6), own],
  [pressing(0), '42'],
])('the conversation that a question belongs to: %#', (event, thread) =>
  expect(receive(event)?.question.thread).toEqual(thread),
);
