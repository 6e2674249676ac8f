import type { Bot, CommandCard } from '../../core/ports.ts';
import type { Call, WorkspaceId } from '../../core/question.ts';
import { printable } from './terminal.ts';

export const WORKSPACE: WorkspaceId = 'console:local';
export const CHANNEL = 'terminal';

/** Words that the console itself understands. */
export const OWN_WORDS = ['setup', 'exit', 'quit'] as const;

/** Suggestions at most, as many as fit on a screen beside the answer. */
const LIMIT = 8;

/** What calls on people in a chat, pasted from one: `<!channel>`, `<@U1>`, `<#C1|general>`, `@everyone`. A label stays. */
const CALLS_ON = /<[@#!][^<>|]*(?:\|([^<>]*))?>|(?<![\w.@])@(?:everyone|here|channel)\b/giu;

/** What was typed, as a call; empty where only mentions were. A command of another name here is called by its own. */
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
export async function completions(line: string, commands: readonly CommandCard[], bot: Bot): Promise<string[]> {
  const [, word = '', rest = ''] = /^\s*(\S+)\s+(.*)$/su.exec(line) ?? [];
  const command = commands.find(({ typed }) => typed === word.toLowerCase());
  if (command) {
    const found = await bot.suggest({ command: command.name, text: rest }, WORKSPACE, LIMIT);
    const [, before = '', last = ''] = /^(.*\S)\s+(\S*)$/su.exec(rest) ?? [];
    const second = command.options[1];
    const pages =
      second?.suggests && before !== ''
        ? await bot.suggest({ command: command.name, option: second.name, before, text: last }, WORKSPACE, LIMIT)
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

/** readline replaces the line by the longest common beginning: only completions that go on from what was typed may
    share that; else the best one replaces the line. */
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
