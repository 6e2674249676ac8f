import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { commandCards } from '../../../src/commands/index.ts';
import { printable, terminalOf, wrapText } from '../../../src/platforms/console/terminal.ts';
import { callOf, completions, forTab } from '../../../src/platforms/console/typing.ts';
import { fakeBot } from '../harness.ts';
import { answer } from './session.ts';

const commands = commandCards({ boycott: 'receipts' });

it.each([
  [' what is the UIP? ', 'what is the UIP?'],
  ['fact salesforce.uip', 'fact salesforce.uip'],
  ['', ''],
  ['receipts salesforce', 'boycott salesforce'],
  ['/Receipts salesforce', 'boycott salesforce'],
])('%j is a question, in which the core finds commands by their own names', (typed, text) =>
  expect(callOf(typed, commands)).toEqual({ command: 'ask', text }),
);

const suggesting = (...suggestions: string[]) => fakeBot(() => answer, suggestions);

it.each([
  ['wh', ['What is the UIP?'], { command: 'ask', text: 'wh' }],
  ['se', ['settings', 'setup', 'What is the UIP?'], { command: 'ask', text: 'se' }],
])('of %j are the questions that the bot suggests, and the words that begin so', async (typed, all, call) => {
  const bot = suggesting('What is the UIP?');
  expect(await completions(typed, commands, bot)).toEqual(all);
  expect(bot.typed).toEqual([call]);
});

it('completions after a command are what it takes, and after a company its pages, too', async () => {
  const bot = suggesting('salesforce');
  expect(await completions('receipts sal', commands, bot)).toEqual(['receipts salesforce']);
  expect(bot.typed).toEqual([{ command: 'boycott', text: 'sal' }]);
  const paged = suggesting('timeline');
  const whole = 'receipts salesforce timeline';
  expect(await completions('receipts salesforce ti', commands, paged)).toContain(whole);
  const page = { command: 'boycott', option: 'page', before: 'salesforce', text: 'ti' };
  expect(paged.typed).toContainEqual(page);
});

it('completions are none for nothing, and hold no escape code', async () => {
  expect(await completions('  ', commands, suggesting())).toEqual([]);
  expect(await completions('re', [], suggesting('\u001b[31mred'))).toEqual(['[31mred']);
});

it.each([
  ['what is', ['What is the UIP?', 'What is CBP?', 'Who is it?'], ['What is the UIP?', 'What is CBP?']],
  ['uip', ['What is the UIP?', 'What is CBP?'], ['What is the UIP?']],
  ['wh', ['What?', 'what!'], ['What?']],
  ['x', [], []],
])('Tab after %j goes on from it where it can, takes the best where not, and shortens nothing', (typed, all, taken) => {
  expect(forTab(typed, all)).toEqual(taken);
});

const tty = () => Object.assign(new PassThrough(), { isTTY: true, columns: 100 });

it.each<[Record<string, string>, boolean, boolean]>([
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, true, true],
  [{ TERM: 'xterm' }, true, false],
  [{ TERM: 'xterm', TERM_PROGRAM: 'WezTerm', TMUX: '/tmp/1' }, true, false],
  [{ VTE_VERSION: '4900' }, true, false],
  [{ VTE_VERSION: '7600' }, true, true],
  [{ NO_COLOR: '1', TERM_PROGRAM: 'WezTerm' }, false, false],
  [{ TERM: 'dumb', TERM_PROGRAM: 'WezTerm' }, false, false],
])('terminalOf draws only what the terminal says that it can: %j', (env, colour, links) => {
  const terminal = terminalOf(tty(), tty(), env);
  expect(terminal.look()).toEqual({ width: 100, colour, links });
  expect(terminal.interactive).toBe(true);
});

it('terminalOf is plain, and breaks no lines, in a pipe', () => {
  const piped = terminalOf(new PassThrough(), new PassThrough(), { TERM_PROGRAM: 'WezTerm' });
  expect(piped).toMatchObject({ interactive: false });
  expect(piped.look()).toEqual({ width: Number.POSITIVE_INFINITY, colour: false, links: false });
  expect(terminalOf(new PassThrough(), tty(), {}).interactive).toBe(false);
});

it('printable takes out everything that could steer a terminal, and nothing else', () => {
  expect(printable('\u001b[31mred\u001b[0m\u009b1m\u0000\u0007\u202egnp')).toBe('[31mred[0m1mgnp');
  expect(printable('a\r\nb\tc\u2028d  e')).toBe('a b c d e');
  for (const text of ['$148.5 million…', 'Señor ½ ™', '日本語', '👩‍👩‍👧‍👦', 'می‌خواهم'])
    expect(printable(text)).toBe(text);
});

const link = `https://api.slack.com/apps?manifest=${'x'.repeat(50)}`;
const long = `${'word '.repeat(100)}${link}`;

it.each([
  ['one two three\nTry:  a  |  b\n\nfour', 20, 'one two three\nTry:  a  |  b\n\nfour'],
  ['Slack is off, Discord is off: type setup\nnow', 20, 'Slack is off,\nDiscord is off: type\nsetup\nnow'],
  [`Open ${link} and install it there`, 20, `Open\n${link}\nand install it there`],
  ['Go to https://a.example/ now', 24, 'Go to https://a.example/\nnow'],
  [long, Number.POSITIVE_INFINITY, long],
])('wrapText breaks between words, and no address: %.30s', (text, width, wrapped) =>
  expect(wrapText(text, width)).toBe(wrapped),
);
