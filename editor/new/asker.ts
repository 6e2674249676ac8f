import { styleText } from 'node:util';
import type { CommonOptions } from '@clack/prompts';
import wrapAnsi from 'wrap-ansi';

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface Question {
  /** What it asks for: `facts.claim`. */
  readonly key: string;
  readonly message: string;
  /** Why it is asked, or what to mind. */
  readonly why?: string | undefined;
  readonly example?: string | undefined;
  /** What Enter takes. */
  readonly initial?: string | undefined;
  /** Whether nothing is an answer too. */
  readonly optional?: boolean | undefined;
  /** One of these, and not a text. */
  readonly choices?: readonly Choice[] | undefined;
  /** Several of the choices, these from the start; the answer is then their values with spaces between them. */
  readonly marked?: readonly string[];
  /** What is wrong with a text, in words; undefined when nothing is. */
  check?(answer: string): string | undefined;
}

/** Somebody who is asked, one thing at a time. */
export interface Asker {
  /** A text on one line, or the value of a choice. Rejects with `Back` or `Stopped`. */
  ask(question: Question): Promise<string>;
  show(text: string, title?: string): void;
}

/** The value of the choice that leads to something that is not in the list yet: it stays in sight whatever is typed. */
export const NEW = '+';
/** What somebody types, or chooses, to be asked the question before again. */
const BACK = '<';

/** Somebody wants to be asked the question before again. */
export class Back extends Error {}

/** Somebody pressed Ctrl-C. */
export class Stopped extends Error {}

export type Terminal = Pick<CommonOptions, 'input' | 'output'>;

/** Asks in a terminal. */
export async function terminalAsker(terminal: Terminal): Promise<Asker> {
  const clack = await import('@clack/prompts');
  const { output = process.stdout } = terminal;
  const width = 'columns' in output && typeof output.columns === 'number' ? output.columns : 80;
  const list = (choices: readonly Choice[]) => ({
    // All of them explain themselves, not only the one that is marked.
    options: [...choices, { value: BACK, label: '← back to the question before', hint: undefined }].map(
      ({ value, label, hint }) => ({ value, label: hint === undefined ? label : `${label}: ${hint}` }),
    ),
    maxItems: 12,
    filter: (search: string, { value, label = '' }: { readonly value: string; readonly label?: string }) =>
      value === NEW ||
      value === BACK ||
      search.split(/\s+/).every((word) => `${value} ${label}`.toLowerCase().includes(word.toLowerCase())),
  });
  return {
    async ask(question) {
      const { message, why, example, initial, optional, choices, marked } = question;
      const options = {
        ...terminal,
        message: [message, ...(why === undefined ? [] : [styleText('dim', why)])]
          .flatMap((text) => wrapAnsi(text, width - 6).split('\n'))
          .join(`\n${styleText('gray', '│')}  `),
        ...(initial !== undefined && { initialValue: initial }),
      };
      const answer = await (choices === undefined
        ? clack.text({
            ...options,
            ...(example !== undefined && { placeholder: example }),
            validate: (text = '') => (tidy(text) === BACK ? undefined : wrongAnswer(question, tidy(text))),
          })
        : marked
          ? clack.autocompleteMultiselect<string>({
              ...options,
              ...list(choices),
              placeholder: 'type to search, Tab to mark, Enter when all are marked',
              required: !optional,
              initialValues: [...marked],
            })
          : clack.autocomplete<string>({
              ...options,
              ...list(choices),
              placeholder: 'type to search, arrows to choose, Enter to take',
              validate: (value) => wrongAnswer(question, String(value ?? 'nothing')),
            }));
      if (clack.isCancel(answer)) throw new Stopped();
      const told = [answer ?? ''].flat();
      if (told.some((one) => tidy(String(one)) === BACK)) throw new Back();
      return tidy(told.join(' '));
    },
    show(text, title) {
      if (title !== undefined) clack.log.step(title, terminal);
      clack.log.message(text, terminal);
    },
  };
}

/** One line without spaces at its ends, as a pasted text should have been. */
function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function wrongAnswer({ choices, marked, optional, check }: Question, answer: string): string | undefined {
  if (answer === '' && !optional) return 'Say something. A < alone goes one question back, Ctrl-C stops.';
  if (!choices) return answer === '' ? undefined : check?.(answer);
  const known = ['', BACK, ...choices.map(({ value }) => value)];
  const isAmong = (marked ? answer.split(' ') : [answer]).every((one) => known.includes(one));
  return isAmong ? undefined : 'Choose one of the list: type less, or use the arrows.';
}
