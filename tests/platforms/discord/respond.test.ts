import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { say } from '../say.ts';
import { card, refusal } from './cards.ts';
import { BOT } from './fake-discord.ts';
import { press, saved, stages, talk, text, until } from './stage.ts';

const staged = stages();

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const later = (ms: number, answer: Answer) => async () => {
  await pause(ms);
  return answer;
};

describe('a command', () => {
  it('is answered in private, in the first response', async () => {
    const one = await staged(card);
    one.discord.dispatch(saved('command'));
    await until(() => talk(one).length === 1, 'the reply');
    const [reply] = talk(one);
    expect(reply?.body).toMatchObject({
      type: 4,
      data: { flags: 32_768 | 64 | 4, allowed_mentions: { parse: [], replied_user: false } },
    });
    expect(text(reply)).toContain('Unified Immigration Portal');
    expect(text(reply)).toContain('"custom_id":"1p.en:fact salesforce.uip-runs-on"');
    expect(one.bot.questions[0]).toMatchObject({
      command: 'boycott',
      text: 'salesforce',
      workspace: 'discord:300000000000000001',
      channel: '400000000000000001',
      language: 'es',
    });
  });

  it('that takes long is deferred in private and edited', async () => {
    const one = await staged(later(120, card()), { firstResponse: 30 });
    one.discord.dispatch(saved('command'));
    await until(() => talk(one).length === 2, 'the edit');
    expect(talk(one)[0]?.body).toEqual({ type: 5, data: { flags: 64 } });
    expect(talk(one)[1]?.method).toBe('PATCH');
    expect(text(talk(one)[1])).toContain('Unified Immigration Portal');
  });

  it('that never ends is given up with a sentence', async () => {
    const one = await staged(() => new Promise(() => undefined), { firstResponse: 20, answer: 40, stop: 50 });
    one.discord.dispatch(saved('command'));
    await until(() => talk(one).length === 2, 'the edit');
    expect(text(talk(one)[1])).toContain('taking longer than it should');
  });

  it('delivered twice is answered once', async () => {
    const one = await staged(card);
    one.discord.dispatch(saved('command'));
    one.discord.dispatch(saved('command'));
    await until(() => talk(one).length === 1, 'the reply');
    await pause(50);
    expect(one.bot.questions).toHaveLength(1);
    expect(talk(one)).toHaveLength(1);
  });

  it('is answered though the store is down', async () => {
    const one = await staged(card);
    one.tools.storeDown = true;
    one.discord.dispatch(saved('command'));
    await until(() => talk(one).length === 1, 'the reply');
    expect(one.tools.logged.join()).toContain('store_down');
  });

  it('falls back to the plain form when Discord refuses the card', async () => {
    const one = await staged(card);
    one.discord.trouble(/callback/, 'refuse-v2');
    one.discord.dispatch(saved('command'));
    await until(() => talk(one).length === 2, 'the second form');
    expect(talk(one)[1]?.body).toMatchObject({ type: 4, data: { flags: 64 | 4 } });
    expect(text(talk(one)[1])).toContain('https://investigate.afsc.org/company/salesforce');
  });

  it.each([500, 'html', 'hang', 'lost', 429] as const)(
    'is tried once when Discord answers with %s',
    async (trouble) => {
      const one = await staged(card, { request: 700 });
      one.discord.trouble(/callback/, trouble);
      one.discord.dispatch(saved('command'));
      await until(() => one.tools.logged.some((line) => line.includes('discord_refused')), 'the log line');
      await pause(100);
      expect(talk(one)).toHaveLength(1);
    },
  );
});

describe('a message that was picked in the menu', () => {
  it('is checked in private, and nothing of it is logged', async () => {
    const one = await staged(card);
    one.discord.dispatch(saved('message-menu'));
    await until(() => talk(one).length === 1, 'the reply');
    expect(talk(one)[0]?.body).toMatchObject({ type: 4, data: { flags: 32_768 | 64 | 4 } });
    expect(one.bot.questions[0]).toMatchObject({ command: 'check', language: 'es' });
    expect(one.tools.logged.join()).not.toMatch(/148|colleague/i);
  });
});

describe('typing', () => {
  it('gets choices, each usable', async () => {
    const one = await staged(card);
    one.discord.dispatch(saved('autocomplete'));
    await until(() => talk(one).length === 1, 'choices');
    expect(one.bot.typed).toEqual([
      { command: 'ask', option: 'question', text: 'what is th', language: 'en' },
    ]);
    expect(talk(one)[0]?.body).toEqual({
      type: 8,
      data: {
        choices: [
          { name: 'What is the UIP?', value: 'What is the UIP?' },
          { name: 'Who is on the list?', value: 'Who is on the list?' },
        ],
      },
    });
  });
});

describe('a mention', () => {
  it('is answered in its channel, under the message, pinging nobody', async () => {
    const one = await staged(card);
    one.discord.dispatch(saved('mention'));
    await until(() => one.discord.posted.length === 1, 'the message');
    expect(one.bot.questions[0]).toMatchObject({ command: 'ask', text: 'what is the UIP?' });
    expect(one.discord.posted[0]).toMatchObject({
      allowed_mentions: { parse: [], replied_user: false },
      message_reference: { message_id: '600000000000000004', fail_if_not_exists: false },
      nonce: '600000000000000004',
      enforce_nonce: true,
    });
    expect(text(talk(one)[0])).not.toContain('1p:');
  });

  // Discord has no private reply to a message, so a refusal can't be ephemeral: it is small and silent instead.
  it.each<Partial<Answer>>([
    { outcome: 'unknown' },
    { outcome: 'choose' },
    { outcome: 'failed' },
    { outcome: 'answered', audience: 'asker' },
  ])('that ends as %j is answered small and silently', async (changes) => {
    const one = await staged(() => ({ ...refusal(), ...changes }));
    one.discord.dispatch(saved('mention'));
    await until(() => one.discord.posted.length === 1, 'the message');
    expect(one.discord.posted[0]).toMatchObject({
      flags: 32_768 | 4096 | 4,
      components: [
        { type: 10, content: '-# I have no sourced answer to that\\.\n-# Nearest that I do hold:' },
        { type: 1, components: [{ label: 'What is the UIP?' }] },
      ],
    });
  });

  it.each([500, 'lost', 'hang'] as const)(
    'is seen once when Discord answers with %s at first',
    async (trouble) => {
      const one = await staged(card, { request: 700 });
      one.discord.trouble(/messages/, trouble, 1);
      one.discord.dispatch(saved('mention'));
      await until(() => talk(one).length === 2, 'the second try');
      await pause(50);
      expect(one.discord.posted).toHaveLength(1);
      expect(one.tools.logged.join()).not.toContain('discord_refused');
    },
  );

  it('is tried twice at most, and not at all again when Discord says no', async () => {
    const one = await staged(card);
    one.discord.trouble(/messages/, 500);
    one.discord.dispatch(saved('mention'));
    await until(() => one.tools.logged.length > 0, 'the log line');
    expect(talk(one)).toHaveLength(2);
    const other = await staged(card);
    other.discord.trouble(/messages/, 403);
    other.discord.dispatch(saved('mention'));
    await until(() => other.tools.logged.some((line) => line.includes('403')), 'the log line');
    expect(talk(other)).toHaveLength(1);
  });
});

describe('a mention where the bot lacks a right', () => {
  it('is answered without pointing at it when only that is refused', async () => {
    const one = await staged(card);
    one.discord.trouble(/messages/, 'no-history');
    one.discord.dispatch(saved('mention'));
    await until(() => one.discord.posted.length === 1, 'the message');
    expect(one.discord.posted[0]).not.toHaveProperty('message_reference');
    expect(one.tools.logged.join()).not.toContain('discord_refused');
  });

  it('is not answered when it may not write, and the log has the code', async () => {
    const one = await staged(card);
    one.discord.trouble(/messages/, 403);
    one.discord.dispatch(saved('mention'));
    await until(() => one.tools.logged.some((line) => line.includes('discord_refused')), 'the log line');
    expect(one.tools.logged.join()).toContain('{"action":"send","status":403,"code":50013}');
    expect(talk(one)).toHaveLength(1);
  });
});

describe('what nobody asked the bot', () => {
  it('is not answered: bots, webhooks, system messages, edits, replies without a mention, other talk', async () => {
    const one = await staged(card);
    const author = { id: '500000000000000002', username: 'other', bot: true };
    const silent = [
      saved('mention', '1', { author }),
      saved('dm', '2', { author }),
      saved('mention', '3', { webhook_id: '5' }),
      saved('mention', '4', { type: 7 }),
      { ...saved('mention', '5'), t: 'MESSAGE_UPDATE' },
      saved('mention', '6', { type: 19, content: 'thanks!' }),
      saved('mention', '7', { content: 'what is the UIP?', mentions: [] }),
      saved('mention', '8', { content: '@everyone look', mention_everyone: true, mentions: [] }),
    ];
    for (const event of silent) one.discord.dispatch(event);
    one.discord.dispatch(saved('mention', '9', { type: 19, content: `and now <@!${BOT}>?` }));
    await until(() => one.discord.posted.length === 1, 'the one that asks');
    expect(one.bot.questions.map((question) => question.id)).toEqual(['9']);
    expect(one.bot.questions[0]?.text).toBe('and now ?');
  });
});

describe('a direct message', () => {
  it('is answered by a message, whatever the outcome, in full size', async () => {
    const one = await staged(refusal);
    one.discord.dispatch(saved('dm'));
    await until(() => one.discord.posted.length === 1, 'the message');
    expect(one.bot.questions[0]).toMatchObject({
      text: 'how much did CBP pay salesforce',
      workspace: 'discord:direct',
    });
    expect(one.discord.posted[0]).toMatchObject({ flags: 32_768 | 4, components: [{ type: 17 }] });
    expect(one.discord.posted[0]).not.toHaveProperty('message_reference');
  });
});

describe('a button', () => {
  it('asks the question that it holds, in private', async () => {
    const one = await staged(card);
    one.discord.dispatch(saved('button'));
    await until(() => talk(one).length === 1, 'the reply');
    expect(one.bot.questions[0]).toMatchObject({ command: 'boycott', text: 'salesforce contracts' });
    expect(talk(one)[0]?.body).toMatchObject({ type: 4, data: { flags: 32_768 | 64 | 4 } });
  });

  it('answers in the language of its card, whatever the client is in', async () => {
    const one = await staged(card);
    one.discord.dispatch(press('1', '1a.es:boycott salesforce contracts', { locale: 'en-US' }));
    one.discord.dispatch(press('2', '1a:boycott salesforce contracts', { locale: 'es-419' }));
    await until(() => talk(one).length === 2, 'both replies');
    expect(one.bot.questions.map(({ language }) => language)).toEqual(['es', 'es']);
  });

  it('that rates an answer stands where something can be rated', async () => {
    const feedback = { command: 'feedback', text: 'salesforce.uip-runs-on' };
    const one = await staged(() => ({ ...card(), feedback }));
    one.discord.dispatch(saved('command'));
    await until(() => talk(one).length === 1, 'the reply');
    expect(text(talk(one)[0])).toContain(
      `"label":"${say('button-feedback')}","custom_id":"1a.en:feedback salesforce.uip-runs-on"`,
    );
  });

  it('that posts is left out in a direct message with the bot, where nobody else reads', async () => {
    const one = await staged(card);
    const { d } = saved('button', '1');
    const { member: _, guild_id: __, ...rest } = Object.assign({ member: null, guild_id: null }, d);
    one.discord.dispatch({
      t: 'INTERACTION_CREATE',
      d: { ...rest, context: 1, user: { id: '500000000000000001' } },
    });
    await until(() => talk(one).length === 1, 'the reply');
    expect(text(talk(one)[0])).toContain('Contracts');
    expect(text(talk(one)[0])).not.toContain('Post here');
  });

  it.each(['0a:fact x', 'fact x', '', '2p:fact x'])('of another version (%s) says so', async (id) => {
    const one = await staged(card);
    one.discord.dispatch(press('1', id));
    await until(() => talk(one).length === 1, 'the reply');
    expect(text(talk(one)[0])).toContain('older version');
    expect(one.bot.questions).toEqual([]);
  });
});
