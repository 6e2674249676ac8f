import type { Look } from './render.ts';

/** The two ends of a console. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** A person types and reads: prompt, history, completion. Otherwise one question a line, and plain text back. */
  readonly interactive: boolean;
  /** Whether the cursor can be moved: suggestions are drawn behind what is being typed. */
  readonly draws: boolean;
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
    draws: interactive && !dumb,
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
