import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { printable, terminalOf, wrapText } from '../../../src/platforms/console/terminal.ts';

const tty = () => Object.assign(new PassThrough(), { isTTY: true, columns: 100 });

describe('terminalOf', () => {
  it.each<[Record<string, string>, boolean, boolean]>([
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, true, true],
    [{ TERM: 'xterm' }, true, false],
    [{ TERM: 'xterm', TERM_PROGRAM: 'WezTerm', TMUX: '/tmp/1' }, true, false],
    [{ VTE_VERSION: '4900' }, true, false],
    [{ VTE_VERSION: '7600' }, true, true],
    [{ NO_COLOR: '1', TERM_PROGRAM: 'WezTerm' }, false, false],
    [{ TERM: 'dumb', TERM_PROGRAM: 'WezTerm' }, false, false],
  ])('draws only what the terminal says that it can: %j', (env, colour, links) => {
    const terminal = terminalOf(tty(), tty(), env);
    expect(terminal.look()).toEqual({ width: 100, colour, links });
    expect(terminal.interactive).toBe(true);
  });

  it('is plain, and breaks no lines, in a pipe', () => {
    const piped = terminalOf(new PassThrough(), new PassThrough(), { TERM_PROGRAM: 'WezTerm' });
    expect(piped).toMatchObject({ interactive: false });
    expect(piped.look()).toEqual({ width: Number.POSITIVE_INFINITY, colour: false, links: false });
    expect(terminalOf(new PassThrough(), tty(), {}).interactive).toBe(false);
  });
});

it('printable takes out everything that could steer a terminal, and nothing else', () => {
  expect(printable('\u001b[31mred\u001b[0m\u009b1m\u0000\u0007\u202egnp')).toBe('[31mred[0m1mgnp');
  expect(printable('a\r\nb\tc\u2028d  e')).toBe('a b c d e');
  for (const text of ['$148.5 million…', 'Señor ½ ™', '日本語', '👩‍👩‍👧‍👦', 'می‌خواهم'])
    expect(printable(text)).toBe(text);
});

describe('wrapText', () => {
  const link = `https://api.slack.com/apps?manifest=${'x'.repeat(50)}`;
  const long = `${'word '.repeat(100)}${link}`;

  it.each([
    ['one two three\nTry:  a  |  b\n\nfour', 20, 'one two three\nTry:  a  |  b\n\nfour'],
    ['Slack is off, Discord is off: type setup\nnow', 20, 'Slack is off,\nDiscord is off: type\nsetup\nnow'],
    [`Open ${link} and install it there`, 20, `Open\n${link}\nand install it there`],
    ['Go to https://a.example/ now', 24, 'Go to https://a.example/\nnow'],
    [long, Number.POSITIVE_INFINITY, long],
  ])('breaks between words, and no address: %.30s', (text, width, wrapped) => {
    expect(wrapText(text, width)).toBe(wrapped);
  });
});
