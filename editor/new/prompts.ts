import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import { type Asker, BACK, Back, type Choice, NEW, Stopped, type TextQuestion } from './asker.ts';

export interface Terminal {
  readonly input?: Readable;
  readonly output?: Writable;
}

const BAR = `${styleText('gray', '│')}  `;

/** As many choices are seen at once. */
const SEEN = 8;

/** Asks in a terminal. */
export async function terminalAsker(terminal: Terminal): Promise<Asker> {
  const clack = await import('@clack/prompts');
  const streams = { ...terminal };
  const answered = <Value>(value: Value | symbol): Value => {
    if (typeof value === 'symbol') throw new Stopped();
    if (value === BACK || (Array.isArray(value) && value.includes(BACK))) throw new Back();
    return value;
  };
  const back: Choice = { value: BACK, label: '← back to the question before' };
  const say = (message: string, why: string | undefined): string =>
    withReason(message, why, widthOf(terminal), BAR);
  // Those of a few choices draw the bar themselves.
  const plain = (message: string, why: string | undefined): string =>
    withReason(message, why, widthOf(terminal), '');
  const optionsOf = (choices: readonly Choice[]) =>
    choices.map(({ value, label, hint }) => ({ value, label, ...(hint !== undefined && { hint }) }));
  const filter = (
    search: string,
    option: { readonly value: unknown; readonly label?: string; readonly hint?: string },
  ) =>
    // What leads to a new one stays in sight, however much was typed.
    option.value === NEW ||
    option.value === BACK ||
    search
      .toLowerCase()
      .split(/\s+/)
      .every((word) =>
        `${String(option.value)} ${option.label ?? ''} ${option.hint ?? ''}`.toLowerCase().includes(word),
      );
  return {
    async text(_key, { message, why, example, initial, optional, check }) {
      const value = await clack.text({
        ...streams,
        message: say(message, why),
        ...(example !== undefined && { placeholder: example }),
        ...(initial !== undefined && { initialValue: initial }),
        validate: (typed) =>
          tidy(typed ?? '') === BACK ? undefined : wrongText(tidy(typed ?? ''), optional, check),
      });
      const typed = answered<string | undefined>(value) ?? '';
      return answered(tidy(typed));
    },
    async choose(_key, { message, why, choices, initial }) {
      return answered<string>(
        await clack.select({
          ...streams,
          message: plain(message, why),
          // All of them explain themselves, not only the one that is marked.
          options: [...choices, back].map(({ value, label, hint }) => ({
            value,
            label: hint === undefined ? label : `${label}: ${hint}`,
          })),
          ...(initial !== undefined && { initialValue: initial }),
          maxItems: SEEN + 2,
        }),
      );
    },
    async pick(_key, { message, why, choices, initial }) {
      return answered<string>(
        await clack.autocomplete({
          ...streams,
          message: say(message, why),
          options: optionsOf([...choices, back]),
          placeholder: 'type to search, arrows to choose, Enter to take',
          filter,
          ...(initial !== undefined && { initialValue: initial }),
          maxItems: SEEN,
          validate: (value) =>
            value === undefined ? 'Choose one of the list: type less, or use the arrows.' : undefined,
        }),
      );
    },
    async several(_key, { message, why, choices, initial, needed }) {
      return answered<string[]>(
        await clack.autocompleteMultiselect({
          ...streams,
          message: say(message, why),
          options: optionsOf([...choices, back]),
          placeholder: 'type to search, Tab to mark, Enter when all are marked',
          filter,
          maxItems: SEEN,
          required: needed === true,
          ...(initial !== undefined && { initialValues: [...initial] }),
        }),
      );
    },
    async confirm(_key, { message, why, initial }) {
      return answered<boolean>(
        await clack.confirm({ ...streams, message: plain(message, why), initialValue: initial ?? true }),
      );
    },
    show(text, title) {
      if (title !== undefined) clack.log.step(title, streams);
      clack.log.message(text, streams);
    },
  };
}

/** Where a terminal does not say how wide it is. */
const USUAL_WIDTH = 80;

function widthOf({ output = process.stdout }: Terminal): number {
  return 'columns' in output && typeof output.columns === 'number' ? output.columns : USUAL_WIDTH;
}

/** The question, and its reason below it in a fainter colour, no line wider than the terminal. */
function withReason(message: string, why: string | undefined, width: number, bar: string): string {
  const [first = '', ...rest] = wrapped(message, width - 6);
  const reason = why === undefined ? [] : wrapped(why, width - 6);
  return [
    first,
    ...rest.map((line) => `${bar}${line}`),
    ...reason.map((line) => `${bar}${styleText('dim', line)}`),
  ].join('\n');
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** One line without spaces at its ends, as a pasted text should have been. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** What is wrong with an answer, in words. */
export function wrongText(
  answer: string,
  optional: TextQuestion['optional'],
  check: TextQuestion['check'],
): string | undefined {
  if (answer === '')
    return optional ? undefined : 'Write something. A < alone goes one question back, Ctrl-C stops.';
  return check?.(answer);
}
