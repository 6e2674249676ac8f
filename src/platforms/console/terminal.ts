import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

export interface Look {
  /** Columns of a line; Infinity where lines are not broken, as in a pipe. */
  readonly width: number;
  readonly colour: boolean;
  /** Whether it knows OSC 8 hyperlinks. */
  readonly links: boolean;
}

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** A person types and reads: prompt, history, completion. Otherwise one question a line, and plain text back. */
  readonly interactive: boolean;
  /** Columns now; a window changes its size. */
  look(): Look;
}

type Env = Readonly<Record<string, string | undefined>>;

/** What a terminal tells about itself in the environment; none of it is a setting of the bot. */
export function terminalOf(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
  env: Env,
): Terminal {
  const interactive = input.isTTY === true && output.isTTY === true;
  const dumb = env['TERM'] === 'dumb';
  const colour = output.isTTY === true && !dumb && !env['NO_COLOR'];
  const links = colour && knowsHyperlinks(env);
  return {
    input,
    output,
    interactive,
    look: () => ({ width: output.isTTY ? output.columns || 80 : Number.POSITIVE_INFINITY, colour, links }),
  };
}

/** Terminals that are known to take OSC 8. Inside tmux and screen nobody can tell which one draws. */
function knowsHyperlinks(env: Env): boolean {
  if (env['TMUX'] || env['STY']) return false;
  return (
    Number(env['VTE_VERSION'] ?? 0) >= 5000 ||
    Boolean(env['WT_SESSION'] || env['KONSOLE_VERSION'] || env['DOMTERM']) ||
    ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio'].includes(env['TERM_PROGRAM'] ?? '') ||
    ['xterm-kitty', 'xterm-ghostty', 'alacritty', 'foot'].includes(env['TERM'] ?? '')
  );
}

/** Narrower than this, lines are longer than the terminal instead of being one word each. */
export const NARROWEST = 20;

/** What shows nothing or breaks lines in wrong places; not the joiners that emoji and scripts are spelt with. */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|(?!\u200c|\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}/gu;

/** No controls, so no escape codes; no direction overrides; every run of white space is one space. All else stays. */
export function printable(text: string): string {
  return text.replace(/[ \t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').replace(INVISIBLE, '');
}

/** Our own words in lines of at most `columns`. A longer word, as an address, is whole on its own line, to be copied. */
export function wrapText(text: string, columns: number): string {
  const room = Math.max(NARROWEST, columns);
  return text
    .split('\n')
    .map((line) => (stringWidth(line) <= room ? line : wrapAnsi(line, room)))
    .join('\n');
}
