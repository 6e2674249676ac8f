import { clearLine, type Interface, moveCursor } from 'node:readline';
import stringWidth from 'string-width';
import type { Bot, CommandCard } from '../../core/ports.ts';
import type { Call, WorkspaceId } from '../../core/question.ts';
import { cutToWidth, printable, type Terminal } from './terminal.ts';

export const WORKSPACE: WorkspaceId = 'console:local';
/** There is but one. */
export const CHANNEL = 'terminal';

/** Words that the console itself understands. */
export const OWN_WORDS = ['setup', 'exit', 'quit'] as const;

/** Suggestions at most, as many as fit on a screen beside the answer. */
const LIMIT = 8;
/** Milliseconds after a key before a suggestion is looked for: a paste is many keys. */
const PAUSE = 40;
/** Columns that must be free behind what was typed before a suggestion is drawn there. */
const ROOM = 12;

/** What calls on people in a chat, pasted from one: `<!channel>`, `<@U1>`, `<#C1|general>`, `@everyone`. A label stays. */
const CALLS_ON = /<[@#!][^<>|]*(?:\|([^<>]*))?>|(?<![\w.@])@(?:everyone|here|channel)\b/giu;

/** What was typed, as a call; its text is empty where nothing was typed but mentions. A command that goes by another
    name here is called by its own. */
export function callOf(line: string, commands: readonly CommandCard[]): Call {
  const text = line
    .replace(CALLS_ON, (_, label?: string) => label ?? ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const [, word = '', rest = ''] = /^\/?(\S*)\s*(.*)$/su.exec(text) ?? [];
  const renamed = commands.find(({ name, typed }) => typed === word.toLowerCase() && typed !== name);
  return { command: 'ask', text: renamed ? `${renamed.name} ${rest}`.trim() : text };
}

/** Whole lines that finish a line, best first. */
export async function completions(
  line: string,
  commands: readonly CommandCard[],
  bot: Bot,
): Promise<string[]> {
  const [, word = '', rest = ''] = /^\s*(\S+)\s+(.*)$/su.exec(line) ?? [];
  const command = commands.find(({ typed }) => typed === word.toLowerCase());
  if (command) {
    const found = await bot.suggest({ command: command.name, text: rest }, WORKSPACE, LIMIT);
    const [, before = '', last = ''] = /^(.*\S)\s+(\S*)$/su.exec(rest) ?? [];
    const second = command.options[1];
    const pages =
      second?.suggests && before !== ''
        ? await bot.suggest(
            { command: command.name, option: second.name, before, text: last },
            WORKSPACE,
            LIMIT,
          )
        : [];
    const lines = [...found, ...pages.map((page) => `${before} ${page}`)];
    return lines.map((text) => printable(`${command.typed} ${text}`).trim());
  }
  const typed = line.trim().toLowerCase();
  if (typed === '') return [];
  const words = [...commands.map((one) => one.typed), ...OWN_WORDS].filter((one) => one.startsWith(typed));
  const found = await bot.suggest({ command: 'ask', text: line }, WORKSPACE, LIMIT);
  return [...words, ...found.map((text) => printable(text).trim())];
}

/** What the Tab key is given: readline replaces the line by the longest common beginning, and lists them at the second
    Tab. Only completions that go on from what was typed may share that; else the best one replaces the line. */
export function forTab(line: string, found: readonly string[]): string[] {
  const going = found.filter((one) => one.toLowerCase().startsWith(line.toLowerCase()));
  const common = going.reduce((a, b) => a.slice(0, sameLength(a, b)), going[0] ?? '');
  return going.length > 0 && common.length >= line.length ? going : found.slice(0, 1);
}

function sameLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Draws the best completion, dim, behind the cursor while somebody types. Never beyond the row that the cursor is in,
    so that nothing scrolls; the next key takes it away before readline sees it. Gives back how to stop. */
export function suggestWhileTyping(
  reader: Interface,
  terminal: Terminal,
  complete: (line: string) => Promise<readonly string[]>,
): () => void {
  const { input, output } = terminal;
  let drawn = false;
  let timer: NodeJS.Timeout | undefined;
  const erase = (): void => {
    if (drawn) clearLine(output, 1);
    drawn = false;
  };
  const draw = async (): Promise<void> => {
    const { line } = reader;
    if (line.trim().length < 2) return;
    const [best] = await complete(line).catch(() => []);
    if (best === undefined || reader.line !== line || reader.cursor !== line.length) return;
    const { width, colour } = terminal.look();
    const room = width - reader.getCursorPos().cols - 1;
    const goesOn = best.toLowerCase().startsWith(line.toLowerCase());
    const ghost = cutToWidth(goesOn ? best.slice(line.length) : `  (Tab: ${best})`, room);
    if (room < ROOM || ghost === '') return;
    // Without colour a suggestion looks like typed text, so it is drawn only where it is marked as one.
    if (!colour && goesOn) return;
    output.write(colour ? `\u001b[2m${ghost}\u001b[0m` : ghost);
    moveCursor(output, -stringWidth(ghost), 0);
    drawn = true;
  };
  const onKey = (): void => {
    erase();
    clearTimeout(timer);
    timer = setTimeout(() => void draw(), PAUSE);
    timer.unref();
  };
  input.prependListener('keypress', onKey);
  return () => {
    clearTimeout(timer);
    input.removeListener('keypress', onKey);
  };
}
