import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { until } from '../../loopback.ts';
import { card, press, refusal, saved } from './cards.ts';
import { BOT, ROLE } from './fake-discord.ts';
import { answered, logs, stages, talk, text } from './stage.ts';

const staged = stages();
const PRIVATE = { type: 4, data: { flags: 32_768 | 64 | 4 } };

it('a command is answered in private, in the first response', async () => {
  const one = await staged();
  const [reply] = await answered(one, saved('command'));
  expect(reply?.body).toMatchObject(PRIVATE);
  expect(reply?.body).toMatchObject({ data: { allowed_mentions: { parse: [], replied_user: false } } });
  expect(text(reply)).toContain('Unified Immigration Portal');
  expect(text(reply)).toContain('"custom_id":"1p.en:fact salesforce.uip-runs-on"');
  const place = { workspace: 'discord:300000000000000001', channel: '400000000000000001' };
  expect(one.bot.questions).toMatchObject([{ command: 'boycott', text: 'salesforce', ...place, language: 'es' }]);
});

it('a command that takes long is deferred in private and edited', async () => {
  const one = await staged(() => pause(120).then(card), { firstResponse: 30 });
  const [defer, edit] = await answered(one, saved('command'), 2);
  expect(defer?.body).toEqual({ type: 5, data: { flags: 64 } });
  expect(edit?.method).toBe('PATCH');
  expect(text(edit)).toContain('Unified Immigration Portal');
});

it('a command that never ends is given up with a sentence', async () => {
  const one = await staged(() => new Promise(() => undefined), { firstResponse: 20, answer: 40, stop: 50 });
  const [, edit] = await answered(one, saved('command'), 2);
  expect(text(edit)).toContain('taking longer than it should');
});

it('a command delivered twice is answered once, and is answered though the store is down', async () => {
  const one = await staged();
  one.discord.dispatch(saved('command'));
  await answered(one, saved('command'));
  await pause(50);
  expect([one.bot.questions.length, talk(one).length]).toEqual([1, 1]);
  one.tools.storeDown = true;
  await answered(one, saved('command', '7'));
  expect(one.tools.logged()).toContain('store_down');
});

it('a command falls back to the plain form when Discord refuses the card', async () => {
  const one = await staged();
  one.discord.trouble(/callback/, 'refuse-v2');
  const [, plain] = await answered(one, saved('command'), 2);
  expect(plain?.body).toMatchObject({ type: 4, data: { flags: 64 | 4 } });
  expect(text(plain)).toContain('https://investigate.afsc.org/company/salesforce');
});

it.each([429, 500, 'html', 'hang', 'lost', 'reset'] as const)('is answered at the second try after %s', async (how) => {
  const one = await staged();
  one.discord.trouble(/callback/, how, 1);
  await answered(one, saved('command'), 2);
  await until(() => one.tools.counted.length === 1, 'the count');
  expect(one.tools.counted).toEqual(['discord sent']);
});

it('a command is given up when the three seconds are over, and at once where trying does not help', async () => {
  const one = await staged();
  one.discord.trouble(/callback/, 500);
  const since = performance.now();
  one.discord.dispatch(saved('command'));
  await logs(one, 'discord_refused');
  expect(performance.now() - since).toBeLessThan(3_200);
  expect(talk(one).length).toBeGreaterThan(3);
  const other = await staged();
  other.discord.trouble(/callback/, 404);
  other.discord.dispatch(saved('command'));
  await logs(other, 'discord_refused');
  expect(talk(other)).toHaveLength(1);
});

it('checks a message that was picked in the menu in private, and logs nothing of it', async () => {
  const one = await staged();
  const [reply] = await answered(one, saved('message-menu'));
  expect(reply?.body).toMatchObject(PRIVATE);
  expect(one.bot.questions[0]).toMatchObject({ command: 'check', language: 'es' });
  expect(one.tools.logged()).not.toMatch(/148|colleague/i);
});

it('gives choices to whoever types, each usable', async () => {
  const one = await staged();
  const [reply] = await answered(one, saved('autocomplete'));
  expect(one.bot.typed).toEqual([{ command: 'ask', option: 'question', text: 'what is th', language: 'en' }]);
  const choices = ['What is the UIP?', 'Who is on the list?'].map((name) => ({ name, value: name }));
  expect(reply?.body).toEqual({ type: 8, data: { choices } });
  Object.assign(one.bot, { suggest: async () => ['x'.repeat(101), ' ', 'x'.repeat(100)] });
  const [long] = await answered(one, saved('autocomplete', '7'));
  const most = 'x'.repeat(100);
  expect(long?.body).toEqual({ type: 8, data: { choices: [{ name: most, value: most }] } });
});

it('a mention is answered in its channel, under the message, pinging nobody', async () => {
  const one = await staged();
  const [post] = await answered(one, saved('mention'));
  expect(one.bot.questions[0]).toMatchObject({ command: 'ask', text: 'what is the UIP?' });
  expect(one.discord.posted[0]).toMatchObject({
    allowed_mentions: { parse: [], replied_user: false },
    message_reference: { message_id: '600000000000000004', fail_if_not_exists: false },
    nonce: '600000000000000004',
    enforce_nonce: true,
  });
  expect(text(post)).not.toContain('1p:');
});

// Discord has no private reply to a message, so a refusal can't be ephemeral: it is small and silent instead.
const outcomes = (['unknown', 'nearest', 'choose', 'failed'] as const).map((outcome) => ({ outcome }));
it.each<Partial<Answer>>([...outcomes, { outcome: 'answered', audience: 'asker' }])(
  'a mention that ends as %j is answered small and silently',
  async (changes) => {
    const one = await staged(() => ({ ...refusal(), ...changes }));
    await answered(one, saved('mention'));
    expect(one.discord.posted[0]).toMatchObject({
      flags: 32_768 | 4096 | 4,
      components: [
        { type: 10, content: '-# I have no sourced answer to that\\.\n-# Nearest that I do hold:' },
        { type: 1, components: [{ label: 'What is the UIP?' }] },
      ],
    });
  },
);

it.each([500, 'lost', 'hang'] as const)('is seen once when Discord answers with %s at first', async (how) => {
  const one = await staged(card, { request: 700 });
  one.discord.trouble(/messages/, how, 1);
  await answered(one, saved('mention'), 2);
  await pause(50);
  expect(one.discord.posted).toHaveLength(1);
  expect(one.tools.logged()).not.toContain('discord_refused');
});

it.each([
  [500, 2, '"status":500'],
  [403, 1, '{"action":"send","status":403,"code":50013}'],
] as const)('a mention that Discord answers with %i is sent %i times at most', async (how, times, logged) => {
  const one = await staged();
  one.discord.trouble(/messages/, how);
  one.discord.dispatch(saved('mention'));
  await logs(one, 'discord_refused');
  expect(one.tools.logged()).toContain(logged);
  expect(talk(one)).toHaveLength(times);
});

it('a mention is answered without pointing at it when only that is refused', async () => {
  const one = await staged();
  one.discord.trouble(/messages/, 'no-history');
  one.discord.dispatch(saved('mention'));
  await until(() => one.discord.posted.length === 1, 'the message');
  expect(one.discord.posted[0]).not.toHaveProperty('message_reference');
  expect(one.tools.logged()).not.toContain('discord_refused');
});

const EDITED = { edited_timestamp: '2026-11-22T12:00:00.000000+00:00' };
/** The id of a message that was written so many hours from now. */
const snowflake = (hours: number): bigint => BigInt(Date.now() + hours * 3_600_000 - 1_420_070_400_000) << 22n;

it('answers a mention that was added by editing, and each message once', async () => {
  const one = await staged();
  const id = `${snowflake(-1)}`;
  const edited = { ...saved('mention', id, EDITED), t: 'MESSAGE_UPDATE' };
  one.discord.dispatch(saved('mention', id, { content: 'what is the UIP?', mentions: [] }));
  await answered(one, edited);
  one.discord.dispatch(edited);
  one.discord.dispatch(saved('mention', '2'));
  one.discord.dispatch({ ...saved('mention', '2', EDITED), t: 'MESSAGE_UPDATE' });
  await answered(one, saved('mention', '9'), 2);
  expect(one.bot.questions.map((asked) => asked.id)).toEqual([id, '2', '9']);
});

it.each([
  [`<@&${ROLE}> what is the UIP?`, 'what is the UIP?'],
  // Without the content intent Discord tells no text of such a message: then it is a hint that comes.
  ['', ''],
])('takes its own role for itself: %j', async (content, asked) => {
  const one = await staged();
  await answered(one, saved('mention', '1', { content, mentions: [], mention_roles: [ROLE] }));
  expect(one.bot.questions).toMatchObject([{ command: 'ask', text: asked }]);
});

it('answers nothing that nobody asked: bots, webhooks, system messages, previews, replies without a mention, other talk', async () => {
  const one = await staged();
  const author = { id: '500000000000000002', username: 'other', bot: true };
  for (const event of [
    saved('mention', '1', { author }),
    saved('dm', '2', { author }),
    saved('mention', '3', { webhook_id: '5' }),
    saved('mention', '4', { type: 7 }),
    { ...saved('mention', `${snowflake(0)}`), t: 'MESSAGE_UPDATE' },
    // Edited on the next day: it may have been answered, and nobody remembers.
    { ...saved('mention', `${snowflake(-24)}`, EDITED), t: 'MESSAGE_UPDATE' },
    saved('mention', '10', { content: '<@&9> <@&8> look', mentions: [], mention_roles: ['9', '8'] }),
    saved('mention', '6', { type: 19, content: 'thanks!' }),
    saved('mention', '7', { content: 'what is the UIP?', mentions: [] }),
    saved('mention', '8', { content: '@everyone look', mention_everyone: true, mentions: [] }),
  ])
    one.discord.dispatch(event);
  await answered(one, saved('mention', '9', { type: 19, content: `and now <@!${BOT}>?` }));
  expect(one.bot.questions.map(({ id, text: asked }) => [id, asked])).toEqual([['9', 'and now ?']]);
});

it('answers a direct message by a message, whatever the outcome, in full size', async () => {
  const one = await staged(refusal);
  await answered(one, saved('dm'));
  const asked = { text: 'how much did CBP pay salesforce', workspace: 'discord:direct' };
  expect(one.bot.questions[0]).toMatchObject(asked);
  expect(one.discord.posted[0]).toMatchObject({ flags: 32_768 | 4, components: [{ type: 17 }] });
  expect(one.discord.posted[0]).not.toHaveProperty('message_reference');
});

it('a button asks the question that it holds, in private', async () => {
  const one = await staged();
  const [reply] = await answered(one, saved('button'));
  expect(one.bot.questions[0]).toMatchObject({ command: 'boycott', text: 'salesforce contracts' });
  expect(reply?.body).toMatchObject(PRIVATE);
});

it('a button answers in the language of its card, whatever the client is in', async () => {
  const one = await staged();
  await answered(one, press('1', '1a.es:boycott salesforce contracts', { locale: 'en-US' }));
  await answered(one, press('2', '1a:boycott salesforce contracts', { locale: 'es-419' }));
  expect(one.bot.questions.map(({ language }) => language)).toEqual(['es', 'es']);
});

const KEPT = '1k:details salesforce.uip-runs-on';

it('a button that leads to more of the same changes the card in place, where only the asker sees it', async () => {
  const one = await staged();
  const [reply] = await answered(one, press('1', KEPT));
  expect(one.bot.questions[0]).toMatchObject({ command: 'details', text: 'salesforce.uip-runs-on' });
  expect(reply?.body).toMatchObject({ type: 7, data: { flags: 32_768 | 4 } });
  const slow = await staged(() => pause(120).then(card), { firstResponse: 30 });
  const [defer, edit] = await answered(slow, press('1', KEPT), 2);
  expect([defer?.body, edit?.method]).toEqual([{ type: 6 }, 'PATCH']);
});

it('a button under a card that others see leaves it as it is, and answers in private', async () => {
  const [reply] = await answered(await staged(), press('1', KEPT, { message: { id: '6', flags: 32_768 } }));
  expect(reply?.body).toMatchObject(PRIVATE);
});

it('a button in a menu asks for what was picked', async () => {
  const one = await staged();
  const picked = (values: readonly unknown[]) => ({ data: { custom_id: '1m', component_type: 3, values } });
  await answered(one, saved('button', '1', picked(['1a.es:cite salesforce.uip-runs-on'])));
  expect(one.bot.questions).toMatchObject([{ command: 'cite', text: 'salesforce.uip-runs-on', language: 'es' }]);
  const [old] = await answered(one, saved('button', '2', picked([])));
  expect(text(old)).toContain('older version');
});

it('a button that posts is left out in a direct message with the bot, where nobody else reads', async () => {
  const user = { id: '500000000000000001' };
  const alone = { context: 1, user, member: undefined, guild_id: undefined };
  const [reply] = await answered(await staged(), saved('button', '1', alone));
  expect(text(reply)).toContain('Contracts');
  expect(text(reply)).not.toContain('Post here');
});

it.each(['0a:fact x', 'fact x', '', '2p:fact x'])('a button of another version (%s) says so', async (id) => {
  const one = await staged();
  const [reply] = await answered(one, press('1', id));
  expect(text(reply)).toContain('older version');
  expect(one.bot.questions).toEqual([]);
});
