import type { Answer } from './answer.ts';
import type { Language } from './language.ts';
import type { CommandFace, Context } from './ports.ts';
import type { Call, Question, Typing } from './question.ts';
import { fold } from './text.ts';

export interface Command extends CommandFace {
  /** What follows its name when it is typed as the first word of something else: `fact ID` after a mention. A list: one
      of these words, and more. */
  readonly takes: 'nothing' | 'id' | 'text' | 'message' | readonly string[];
  /** What a text says that is no question of its own: an answer, or what it asks of which command, read with what was
      shown last. Undefined when the command is run as it is. */
  meant?(question: Question, context: Context): Answer | Call | undefined;
  run(question: Question, context: Context): Answer | Promise<Answer>;
  suggest?(typed: Typing, context: Context, limit: number): readonly string[];
}

/** A command typed as the first word of another command's text: `/boycott fact ID`, `@bot help`. A word that could start
    a question is one only when what follows fits: `help` alone, `fact` with an id. Words of other languages count. */
export function routed(
  asked: Question,
  commands: readonly Command[],
  languages: readonly Language[],
  fillers: ReadonlySet<string> = new Set(),
): Question {
  // A message is checked whole, whatever its first word.
  if (commands.find(({ name }) => name === asked.command)?.takes === 'message') return asked;
  const text = asked.text.replace(AROUND, ' ').replace(BEFORE, '').trim();
  const question = text === asked.text.trim() ? asked : { ...asked, text };
  let [first, rest] = splitFirst(question.text);
  // `please boycott salesforce`: what is said before a command does not matter.
  while (rest !== '' && (fold(first) === '' || fillers.has(fold(first)))) [first, rest] = splitFirst(rest);
  const word = fold(first);
  const named = word === '' ? undefined : commands.find((one) => isNamed(one, word, languages));
  const isFor = named && (named.takes === 'message' ? isMessage(first, rest, languages) : fits(named, rest));
  return named && (isFor || rest === '') ? { ...question, command: named.name, text: rest } : question;
}

const AROUND = /(?<![\p{L}\p{N}])`+|`+(?![\p{L}\p{N}])/gu;
/** What stands before a question that was pasted, or after a mention: `- `, `> `, `, `, `Q: `, `1. `. */
const BEFORE = /^(?:[\s>*•·,:;.!–—-]+|(?:q|question|pregunta|p) ?[:.]\s+|\d{1,2}[.)]\s+)+/iu;

function isNamed({ name }: Command, word: string, languages: readonly Language[]): boolean {
  const locals = languages.flatMap(({ commands }) => commands.get(name) ?? []);
  return name === word || locals.some((local) => fold(local.name ?? '') === word || local.words.get(word) === name);
}

function fits({ takes }: Command, rest: string): boolean {
  if (takes === 'text' || rest === '') return true;
  if (takes === 'nothing') return false;
  if (takes === 'id') return /^\S+\.\S+( \S+)?$/.test(rest);
  const [next = ''] = splitFirst(rest);
  return takes.includes(next.toLowerCase());
}

/** Words from which an unquoted text after the name is taken for a message. */
const MESSAGE = 4;

/** `check "…"`, `check: …` and a whole sentence hand over a message; `check in on salesforce` and what ends with a
    question mark or begins with a question word ask something. */
function isMessage(first: string, rest: string, languages: readonly Language[]): boolean {
  if (first.endsWith(':') || /^(?:["“«„']|>|&gt;)/u.test(rest)) return true;
  const [next = ''] = splitFirst(rest);
  const asks = languages.some((language) => language.asks.has(fold(next)));
  const isQuestion = rest.endsWith('?') && !/[.!?]\s/.test(rest);
  const isLong = rest.split(/\s+/).length >= MESSAGE || /[.!]\s/.test(rest);
  return !asks && !isQuestion && isLong;
}

function splitFirst(text: string): readonly [string, string] {
  const trimmed = text.trim();
  const space = trimmed.search(/\s/);
  return space < 0 ? [trimmed, ''] : [trimmed.slice(0, space), trimmed.slice(space).trim()];
}
