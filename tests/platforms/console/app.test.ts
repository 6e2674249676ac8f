import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import { fakeBot, say } from '../harness.ts';
import { answer, SETUP, session, tools } from './session.ts';

const PLAIN = `What is the UIP?

A portal, AFSC says.

As of 2026-11-22

 1) Timeline
 2) Something wrong?
    https://report.example/

`;

/** What came of lines that were piped in: all that was written, and what the bot was asked. */
async function piped(input: string, given: Partial<Answer> = {}, by = tools) {
  const bot = fakeBot(() => ({ ...answer, ...given }));
  const one = await session('pipe', bot, 80, by);
  one.type(input);
  one.end();
  await one.ended();
  const { questions } = bot;
  return { seen: one.seen(), questions, asked: questions.map(({ command, text }) => `${command} ${text}`) };
}

it('in a pipe answers one question a line in plain text, and nothing else, until the input ends', async () => {
  const { seen, asked, questions } = await piped('what is the UIP?\n\n  boycott salesforce\r\n');
  expect(seen).toBe(PLAIN + PLAIN);
  expect(asked).toEqual(['ask what is the UIP?', 'ask boycott salesforce']);
  expect(questions.map(({ id }) => id)).toEqual(['console:1', 'console:2']);
  expect(questions[0]).toMatchObject({
    workspace: 'console:local',
    asker: { id: 'local', mayConfigure: true },
    askedAt: new Date('2026-11-22T12:00:00Z'),
  });
});

it('in a pipe presses a button by its number', async () => {
  const { seen, asked } = await piped('what is the UIP?\n1\n2)\n9\n');
  expect(asked.slice(1)).toEqual(['boycott salesforce timeline']);
  expect(seen).toBe(`${PLAIN + PLAIN}https://report.example/\n\n${say('no-button', { number: 9 })}\n\n`);
});

it('in a pipe prints the card that could be posted, whole and without buttons, and asks what its menu holds', async () => {
  const { seen, questions } = await piped('what is the UIP?\n4\n3\n', {
    language: 'es',
    menu: { label: 'More', options: [{ label: say('button-feedback'), call: { command: 'feedback', text: 'a.b' } }] },
    share: { command: 'fact', text: 'a.b' },
  });
  expect(seen).toContain(` 3) ${say('button-post')}\n More: 4) ${say('button-feedback')}\n`);
  expect(questions.slice(1)).toMatchObject([
    { command: 'feedback', text: 'a.b', language: 'es' },
    { command: 'fact', text: 'a.b', language: 'es' },
  ]);
  expect(seen).toMatch(/What is the UIP\?\n\nA portal, AFSC says\.\n\nAs of 2026-11-22\n\n$/u);
});

it('in a pipe says so of a number without a button, and keeps the buttons; what else holds digits is a question', async () => {
  const { seen, asked } = await piped('what is the UIP?\n77\n0\n1\n2018\n77 letters\n');
  expect(seen).toContain(`${PLAIN}There is no button 77.\n\nThere is no button 0.\n\n${PLAIN}`);
  expect(asked.slice(1)).toEqual(['boycott salesforce timeline', 'ask 2018', 'ask 77 letters']);
  expect((await piped('1\n')).asked).toEqual(['ask 1']);
  const inSpanish = (tag?: string): typeof say => (tag === 'es' ? (key) => `es:${key}` : say);
  const spanish = await piped('what is it?\n77\n', { language: 'es' }, { ...tools, say: inSpanish });
  expect(spanish.seen).toContain('es:no-button');
});

it.each([
  ['<!channel>\n<@U1>\n@everyone\n@here what is the UIP?\n', ['ask ', 'ask ', 'ask ', 'ask what is the UIP?']],
  ['exit\nwhat is the UIP?\n', []],
  ['QUIT\nwhat is the UIP?\n', []],
  [`${'x'.repeat(100_000)}\na\u0000b\u001b[31mc\n\u0000\n`, [`ask ${'x'.repeat(100_000)}`, 'ask ab[31mc']],
])('in a pipe takes no mention and no control for words, and leaves when told to: %.30j', async (input, asked) => {
  expect((await piped(input)).asked).toEqual(asked);
});

it('in a pipe tells the next steps at setup', async () => {
  expect((await piped('setup\n')).seen).toBe(`${SETUP}\n\n`);
});

it('in a pipe lets an answer under way finish when it is told to stop', async () => {
  const slow = fakeBot(() => wait(100).then(() => answer));
  const one = await session('pipe', slow);
  one.type('what is the UIP?\n');
  while (slow.questions.length === 0) await wait(5);
  await one.platform.stop();
  await one.platform.stop();
  expect(one.seen()).toBe(PLAIN);
  expect(one.platform.health()).toBe('down');
});

const suggesting = (question: string) => fakeBot(() => answer, [question]);

it('in a terminal greets in a few lines with examples that the bot knows, and prompts', async () => {
  const one = await session('terminal', suggesting('Who built it?'));
  await one.until('> ');
  const greeting = one.seen().slice(0, one.seen().indexOf('\n\n'));
  expect(greeting.split('\n').length).toBeLessThanOrEqual(4);
  expect(greeting).toContain('Who built it?  |  boycott Who built it?  |  help');
  await one.platform.stop();
});

it('in a terminal breaks the greeting between words', async () => {
  const one = await session('terminal', undefined, 40);
  await one.until('> ');
  const greeting = one.seen().slice(0, one.seen().indexOf('> ')).trimEnd();
  expect(greeting.split('\n').filter((line) => line.length > 40)).toEqual([]);
  expect(greeting.split(/\s+/u).join(' ')).toContain(`${say('help-heading')} ${say('help-limits')} Try: `);
  await one.platform.stop();
});

it('in a terminal finishes the line at Tab, answers, and prompts again', async () => {
  const one = await session('terminal', suggesting('What is the UIP?'));
  one.type('what is\t');
  await one.until('What is the UIP?');
  one.type('\r');
  await one.until('As of 2026-11-22');
  expect(one.seen()).toContain('\u001b[1mWhat is the UIP?\u001b[0m');
  one.type('and then?\r');
  while (one.bot.questions.length < 2) await wait(5);
  expect(one.bot.questions.map(({ text }) => text)).toEqual(['What is the UIP?', 'and then?']);
  expect(one.seen().split('> ').length).toBeGreaterThanOrEqual(3);
  await one.platform.stop();
});

it.each(['\u0003', '\u0004', 'exit\r'])('in a terminal leaves at Ctrl-C, Ctrl-D and exit: %j', async (keys) => {
  const one = await session('terminal');
  one.type(keys);
  await one.ended();
  expect(one.bot.questions).toEqual([]);
});
