/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** The value of the choice that leads to something that is not in the list yet: it stays in sight whatever is typed. */
export const NEW = '+';

export interface TextQuestion {
  readonly message: string;
  /** Why it is asked, or what to mind; a line or two. */
  readonly why?: string;
  readonly example?: string;
  /** What stands in the line already. */
  readonly initial?: string;
  /** Whether nothing is an answer too. */
  readonly optional?: true;
  /** What is wrong with an answer, in words; undefined when nothing is. */
  check?(answer: string): string | undefined;
}

export interface ChoiceQuestion {
  readonly message: string;
  readonly why?: string;
  readonly choices: readonly Choice[];
  readonly initial?: string;
}

export interface SeveralQuestion {
  readonly message: string;
  readonly why?: string;
  readonly choices: readonly Choice[];
  readonly initial?: readonly string[];
  readonly needed?: true;
}

/** Somebody who is asked, one thing at a time. Each answer is known by its key, so that it can be kept. Rejects with
    `Stopped` when somebody presses Ctrl-C. */
export interface Asker {
  /** On one line, trimmed, single spaces; empty when it may be. */
  text(key: string, question: TextQuestion): Promise<string>;
  /** One of a few. */
  choose(key: string, question: ChoiceQuestion): Promise<string>;
  /** One of many: found by typing. */
  pick(key: string, question: ChoiceQuestion): Promise<string>;
  several(key: string, question: SeveralQuestion): Promise<readonly string[]>;
  confirm(
    key: string,
    question: { readonly message: string; readonly why?: string; readonly initial?: boolean },
  ): Promise<boolean>;
  show(text: string, title?: string): void;
}

/** What somebody types, or chooses, to be asked the question before again. */
export const BACK = '<';

/** Somebody wants to be asked the question before again. */
export class Back extends Error {}

/** Somebody does not want to go on. */
export class Stopped extends Error {}

export type Kept = readonly (readonly [key: string, answer: unknown])[];
