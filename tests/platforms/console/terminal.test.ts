import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { printable, terminalOf, wrapText } from '../../../src/platforms/console/terminal.ts';

const tty = (columns = 100) => Object.assign(new PassThrough(), { isTTY: true, columns });
const terminal = (env: Record<string, string>) => terminalOf(tty(), tty(), env);

describe('terminalOf', () => {
  it('draws in colour, with links, where the terminal says that it can', () => {
    const one = terminal({ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' });
    expect(one).toMatchObject({ interactive: true });
    expect(one.look()).toEqual({ width: 100, colour: true, links: true });
  });

  it('makes no links in a terminal that it does not know, nor inside tmux', () => {
    expect(terminal({ TERM: 'xterm' }).look().links).toBe(false);
    expect(terminal({ TERM: 'xterm', TERM_PROGRAM: 'WezTerm', TMUX: '/tmp/1' }).look().links).toBe(false);
    expect(terminal({ VTE_VERSION: '4900' }).look().links).toBe(false);
    expect(terminal({ VTE_VERSION: '7600' }).look().links).toBe(true);
  });

  it('respects NO_COLOR', () => {
    const look = terminal({ NO_COLOR: '1', TERM_PROGRAM: 'WezTerm' }).look();
    expect(look).toMatchObject({ colour: false, links: false });
  });

  it('sends nothing to a dumb terminal, which may still be typed into', () => {
    const dumb = terminal({ TERM: 'dumb', TERM_PROGRAM: 'WezTerm' });
    expect(dumb).toMatchObject({ interactive: true });
    expect(dumb.look()).toMatchObject({ colour: false, links: false });
  });

  it('is plain, and breaks no lines, in a pipe', () => {
    const piped = terminalOf(new PassThrough(), new PassThrough(), { TERM_PROGRAM: 'WezTerm' });
    expect(piped).toMatchObject({ interactive: false });
    expect(piped.look()).toEqual({ width: Number.POSITIVE_INFINITY, colour: false, links: false });
    expect(terminalOf(new PassThrough(), tty(), {}).interactive).toBe(false);
  });
});

describe('printable', () => {
  it('takes out everything that could steer a terminal', () => {
    expect(printable('\u001b[31mred\u001b[0m\u009b1m\u0000\u0007\u202egnp')).toBe('[31mred[0m1mgnp');
    expect(printable('a\r\nb\tc\u2028d  e')).toBe('a b c d e');
  });

  it('leaves everything else', () => {
    for (const text of ['$148.5 million…', 'Señor ½ ™', '日本語', '👩‍👩‍👧‍👦', 'می‌خواهم'])
      expect(printable(text)).toBe(text);
  });
});

describe('wrapText', () => {
  const link = `https://api.slack.com/apps?manifest=${'x'.repeat(50)}`;

  it('breaks each line between words, and leaves one that fits as it is', () => {
    expect(wrapText('one two three\nTry:  a  |  b\n\nfour', 20)).toBe('one two three\nTry:  a  |  b\n\nfour');
    expect(wrapText('Slack is off, Discord is off: type setup\nnow', 20)).toBe(
      'Slack is off,\nDiscord is off: type\nsetup\nnow',
    );
  });

  it('leaves an address whole, on a line of its own when it is too long', () => {
    expect(wrapText(`Open ${link} and install it there`, 20)).toBe(`Open\n${link}\nand install it there`);
    expect(wrapText('Go to https://a.example/ now', 24)).toBe('Go to https://a.example/\nnow');
  });

  it('breaks nothing where there is no width', () => {
    const text = `${'word '.repeat(100)}${link}`;
    expect(wrapText(text, Number.POSITIVE_INFINITY)).toBe(text);
  });
});
