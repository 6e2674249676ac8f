import type { Answer } from './answer.ts';
import type { Language } from './language.ts';
import type { CommandOption, Context } from './ports.ts';
import type { Question, Typing } from './question.ts';
import { fold } from './text.ts';

export interface Command {
  /** Without the slash: `ask`. */
  readonly name: string;
  /** One line, at most 100 characters; every platform shows it. */
  readonly description: string;
  /** What to type after it; left out when nothing is. */
  readonly hint?: string;
  /** What follows its name when it is typed as the first word of something else: `fact ID` after a mention. A list: one
      of these words, and more. */
  readonly takes: 'nothing' | 'id' | 'text' | readonly string[];
  /** Its one text as a platform with options shows it; left out when it takes nothing. */
  readonly options?: readonly CommandOption[];
  /** Set when it can be picked on a message, whose text it is then given: what the menu calls it, at most 24 characters. */
  readonly onMessage?: string;
  /** Whether Slack registers it as a slash command of its own; others are typed after `/boycott`. */
  readonly slash?: true;
  /** Only for those who may configure the workspace; the platform looks that up for these commands alone. */
  readonly configures?: true;
  run(question: Question, context: Context): Answer | Promise<Answer>;
  suggest?(typed: Typing, context: Context, limit: number): readonly string[];
}

/** A command typed as the first word of another command's text: `/boycott fact ID`, `@bot help`. A word that could start
    a question is one only when what follows fits: `help` alone, `fact` with an id. Words of other languages count. */
export function routed(
  question: Question,
  commands: readonly Command[],
  languages: readonly Language[],
): Question {
  const [first = '', rest = ''] = splitFirst(question.text);
  const word = fold(first);
  const named = word === '' ? undefined : commands.find((one) => isNamed(one, word, languages));
  return named && fits(named, rest) ? { ...question, command: named.name, text: rest } : question;
}

function isNamed({ name }: Command, word: string, languages: readonly Language[]): boolean {
  const isLocal = ({ commands }: Language): boolean => {
    const local = commands.get(name);
    return local !== undefined && (fold(local.name ?? '') === word || local.words.get(word) === name);
  };
  return name === word || languages.some(isLocal);
}

function fits({ takes }: Command, rest: string): boolean {
  if (takes === 'text' || rest === '') return true;
  if (takes === 'nothing') return false;
  if (takes === 'id') return /^\S+\.\S+( \S+)?$/.test(rest);
  const [next = ''] = splitFirst(rest);
  return takes.includes(next.toLowerCase());
}

function splitFirst(text: string): readonly [string, string] {
  const trimmed = text.trim();
  const space = trimmed.search(/\s/);
  return space < 0 ? [trimmed, ''] : [trimmed.slice(0, space), trimmed.slice(space).trim()];
}
