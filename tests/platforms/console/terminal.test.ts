import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../../src/platforms/console/terminal.ts';

const tty = (columns = 100) => Object.assign(new PassThrough(), { isTTY: true, columns });
const terminal = (env: Record<string, string>) => terminalOf(tty(), tty(), env);

describe('terminalOf', () => {
  it('draws in colour, with links, where the terminal says that it can', () => {
    const one = terminal({ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' });
    expect(one).toMatchObject({ interactive: true, draws: true });
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
    expect(dumb).toMatchObject({ interactive: true, draws: false });
    expect(dumb.look()).toMatchObject({ colour: false, links: false });
  });

  it('is plain, and breaks no lines, in a pipe', () => {
    const piped = terminalOf(new PassThrough(), new PassThrough(), { TERM_PROGRAM: 'WezTerm' });
    expect(piped).toMatchObject({ interactive: false, draws: false });
    expect(piped.look()).toEqual({ width: Number.POSITIVE_INFINITY, colour: false, links: false });
    expect(terminalOf(new PassThrough(), tty(), {}).interactive).toBe(false);
  });
});
