import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { fakeBot } from '../fake-bot.ts';
import { say } from '../say.ts';
import { answer } from './answer.ts';
import { LINK, SETUP, session, tools } from './session.ts';

const PLAIN = `What is the UIP?

A portal, AFSC says.

As of 2026-11-22

 1) Timeline
 2) Something wrong?
    https://report.example/

`;

describe('in a pipe', () => {
  it('answers one question a line in plain text, and nothing else, until the input ends', async () => {
    const one = await session('pipe');
    one.type('what is the UIP?\n\n  boycott salesforce\r\n');
    one.end();
    await one.ended();
    expect(one.seen()).toBe(PLAIN + PLAIN);
    expect(one.bot.questions.map(({ command, text }) => ({ command, text }))).toEqual([
      { command: 'ask', text: 'what is the UIP?' },
      { command: 'ask', text: 'boycott salesforce' },
    ]);
  });

  it('asks as somebody local, each question with an id of its own', async () => {
    const one = await session('pipe');
    one.type('a\nb');
    one.end();
    await one.ended();
    expect(one.bot.questions.map(({ id }) => id)).toEqual(['console:1', 'console:2']);
    expect(one.bot.questions[0]).toMatchObject({
      workspace: 'console:local',
      asker: { id: 'local', mayConfigure: true },
      askedAt: new Date('2026-11-22T12:00:00Z'),
    });
  });

  it('presses a button by its number', async () => {
    const one = await session('pipe');
    one.type('what is the UIP?\n1\n2)\n9\n');
    one.end();
    await one.ended();
    expect(one.bot.questions.slice(1).map(({ command, text }) => ({ command, text }))).toEqual([
      { command: 'boycott', text: 'salesforce timeline' },
    ]);
    expect(one.seen()).toBe(
      `${PLAIN + PLAIN}https://report.example/\n\n${say('no-button', { number: 9 })}\n\n`,
    );
  });

  it('prints the card that could be posted, whole and without buttons, and offers to say what is wrong', async () => {
    const card: Answer = {
      ...answer,
      language: 'es',
      feedback: { command: 'feedback', text: 'a.b' },
      share: { command: 'fact', text: 'a.b' },
    };
    const one = await session(
      'pipe',
      fakeBot(() => card),
    );
    one.type('what is the UIP?\n3\n4\n');
    one.end();
    await one.ended();
    expect(one.seen()).toContain(` 3) ${say('button-feedback')}\n 4) ${say('button-post')}\n`);
    expect(one.bot.questions.map(({ command, text, language }) => [command, text, language])).toEqual([
      ['ask', 'what is the UIP?', undefined],
      ['feedback', 'a.b', 'es'],
      ['fact', 'a.b', 'es'],
    ]);
    expect(one.seen()).toMatch(/What is the UIP\?\n\nA portal, AFSC says\.\n\nAs of 2026-11-22\n\n$/u);
  });

  it('says so of a number without a button, and keeps the buttons; what else holds digits is a question', async () => {
    const one = await session('pipe');
    one.type('what is the UIP?\n77\n0\n1\n2018\n77 letters\n');
    one.end();
    await one.ended();
    expect(one.seen()).toContain(`${PLAIN}There is no button 77.\n\nThere is no button 0.\n\n${PLAIN}`);
    expect(one.bot.questions.slice(1).map(({ text }) => text)).toEqual([
      'salesforce timeline',
      '2018',
      '77 letters',
    ]);
  });

  it('says that there is no button in the language of the answer that has none', async () => {
    const spanish = {
      ...tools,
      say: (tag?: string): typeof say => (tag === 'es' ? (key) => `es:${key}` : say),
    };
    const one = await session(
      'pipe',
      fakeBot(() => ({ ...answer, language: 'es' })),
      80,
      spanish,
    );
    one.type('what is the UIP?\n77\n');
    one.end();
    await one.ended();
    expect(one.seen()).toContain('es:no-button');
  });

  it('takes a line of nothing but mentions for nothing asked', async () => {
    const one = await session('pipe');
    one.type('<!channel>\n<@U1>\n@everyone\n@here what is the UIP?\n');
    one.end();
    await one.ended();
    expect(one.bot.questions.map(({ command, text }) => ({ command, text }))).toEqual([
      { command: 'ask', text: '' },
      { command: 'ask', text: '' },
      { command: 'ask', text: '' },
      { command: 'ask', text: 'what is the UIP?' },
    ]);
  });

  it('takes a number for a question where there is nothing to press', async () => {
    const one = await session('pipe');
    one.type('1\n');
    one.end();
    await one.ended();
    expect(one.bot.questions.map(({ text }) => text)).toEqual(['1']);
  });

  it.each(['exit', 'QUIT'])('leaves at %s', async (word) => {
    const one = await session('pipe');
    one.type(`${word}\nwhat is the UIP?\n`);
    await one.ended();
    expect(one.bot.questions).toEqual([]);
  });

  it('tells the next steps at setup', async () => {
    const one = await session('pipe');
    one.type('setup\n');
    one.end();
    await one.ended();
    expect(one.seen()).toBe(`${SETUP}\n\n`);
  });

  it('takes 100,000 characters, null bytes and escape codes, and passes no control on', async () => {
    const one = await session('pipe');
    one.type(`${'x'.repeat(100_000)}\na\u0000b\u001b[31mc\n\u0000\n`);
    one.end();
    await one.ended();
    expect(one.bot.questions.map(({ text }) => text)).toEqual(['x'.repeat(100_000), 'ab[31mc']);
  });

  it('lets an answer under way finish when it is told to stop', async () => {
    const slow = fakeBot(async () => {
      await wait(100);
      return answer;
    });
    const one = await session('pipe', slow);
    one.type('what is the UIP?\n');
    while (slow.questions.length === 0) await wait(5);
    await one.platform.stop();
    await one.platform.stop();
    expect(one.seen()).toBe(PLAIN);
    expect(one.platform.health()).toBe('down');
  });
});

describe('in a terminal', () => {
  it('greets in a few lines with examples that the bot knows, and prompts', async () => {
    const one = await session(
      'terminal',
      fakeBot(() => answer, ['Who built it?']),
    );
    await one.until('> ');
    const greeting = one.seen().slice(0, one.seen().indexOf('\n\n')).split('\n');
    expect(greeting.length).toBeLessThanOrEqual(4);
    expect(greeting.join('\n')).toContain('Who built it?  |  boycott Who built it?  |  help');
    await one.platform.stop();
  });

  it('breaks the greeting and the next steps between words, and no link', async () => {
    const one = await session('terminal', undefined, 40);
    one.type('setup\r');
    await one.until(LINK);
    const greeting = one.seen().slice(0, one.seen().indexOf('> ')).trimEnd();
    const steps = one.seen().slice(one.seen().indexOf('Slack:'), one.seen().indexOf(LINK)).trimEnd();
    const words = (text: string): string[] => text.split(/\s+/u);
    expect(`${greeting}\n${steps}`.split('\n').filter((line) => line.length > 40)).toEqual([]);
    expect(words(greeting).join(' ')).toContain(`${say('help-heading')} ${say('help-limits')} Try: `);
    expect(words(`${steps} ${LINK}`)).toEqual(words(SETUP));
    expect(one.seen()).toMatch(new RegExp(`^${LINK.replace('?', '\\?')}\\r?$`, 'mu'));
    await one.platform.stop();
  });

  it('answers and prompts again', async () => {
    const one = await session('terminal');
    one.type('what is it?\r');
    await one.until('As of 2026-11-22');
    expect(one.seen()).toContain('\u001b[1mWhat is the UIP?\u001b[0m');
    one.type('and then?\r');
    while (one.bot.questions.length < 2) await wait(5);
    expect(one.bot.questions.map(({ text }) => text)).toEqual(['what is it?', 'and then?']);
    expect(one.seen().split('> ').length).toBeGreaterThanOrEqual(3);
    await one.platform.stop();
  });

  it('finishes the line at Tab', async () => {
    const one = await session(
      'terminal',
      fakeBot(() => answer, ['What is the UIP?']),
    );
    one.type('what is\t');
    await one.until('What is the UIP?');
    one.type('\r');
    await one.until('As of');
    expect(one.bot.questions.map(({ text }) => text)).toEqual(['What is the UIP?']);
    await one.platform.stop();
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
    ['exit', 'exit\r'],
  ])('leaves at %s', async (_, keys) => {
    const one = await session('terminal');
    one.type(keys);
    await one.ended();
    expect(one.bot.questions).toEqual([]);
  });
});
