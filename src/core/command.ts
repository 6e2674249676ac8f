import type { Answer } from './answer.ts';
import type { Context } from './ports.ts';
import type { Question } from './question.ts';

export interface Command {
  /** Without the slash: `ask`. */
  readonly name: string;
  /** One line, at most 100 characters; every platform shows it. */
  readonly description: string;
  /** What to type after it; left out when nothing is. */
  readonly hint?: string;
  /** Other words for it as the first word of a text: `boicot`. */
  readonly aliases?: readonly string[];
  /** What follows its name when it is typed as the first word of something else: `fact ID` after a mention. */
  readonly takes: 'nothing' | 'id' | 'text' | 'message';
  /** Its one text as a platform with options shows it. */
  readonly option?: { readonly name: string; readonly required: boolean; readonly suggests: boolean };
  /** Whether Slack registers it as a slash command of its own; others are typed after `/boycott`. */
  readonly slash?: true;
  /** Only for those who may configure the workspace; the platform looks that up for these commands alone. */
  readonly configures?: true;
  run(question: Question, context: Context): Answer | Promise<Answer>;
  suggest?(typed: string, context: Context, limit: number): readonly string[];
}

/** A command typed as the first word of another command's text: `/boycott fact ID`, `@bot help`. A word that could start
    a question is one only when what follows fits: `help` alone, `fact` with an id. */
export function routed(question: Question, commands: readonly Command[]): Question {
  // A message is looked at as it stands, whatever its first word.
  if (commands.find(({ name }) => name === question.command)?.takes === 'message') return question;
  const [first = '', rest = ''] = splitFirst(question.text);
  const word = first.toLowerCase().replace(/^\//, '').replace(/:$/, '');
  const named = commands.find((command) => command.name === word || command.aliases?.includes(word));
  if (!named) return question;
  const fits =
    named.takes === 'text' ||
    rest === '' ||
    (named.takes === 'message' && isMessage(first, rest)) ||
    (named.takes === 'id' && /^\S+\.\S+( \S+)?$/.test(rest));
  return fits ? { ...question, command: named.name, text: rest } : question;
}

/** `check "…"` and `check: …` hand over a message; `check in on salesforce` and `check whether…?` ask something. */
function isMessage(first: string, rest: string): boolean {
  if (first.endsWith(':') || /^(?:["“«„']|>|&gt;)/u.test(rest)) return true;
  const one = !/[.!?]\s/.test(rest.trim());
  return !ASKS.test(rest) && !(one && rest.endsWith('?'));
}

const ASKS =
  /^(?:in|on|out|up|into|with|for|whether|if|what|whats|who|when|where|why|how|which|si|que|qué|quien|quién|cuando|cuándo|como|cómo)(?!\p{L})/iu;

function splitFirst(text: string): readonly [string, string] {
  const trimmed = text.trim();
  const space = trimmed.search(/\s/);
  return space < 0 ? [trimmed, ''] : [trimmed.slice(0, space), trimmed.slice(space).trim()];
}
