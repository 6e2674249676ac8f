import type { Answer } from '../../src/core/answer.ts';
import type { Bot } from '../../src/core/ports.ts';
import type { Call, Question } from '../../src/core/question.ts';

export interface FakeBot extends Bot {
  /** What it was asked, in order. */
  readonly questions: Question[];
  /** What it was asked to finish, in order. */
  readonly typed: Call[];
}

/** A bot that answers as it is told, and remembers what it was asked. `suggestions` is what it gives to whoever types. */
export function fakeBot(
  answerFor: (question: Question) => Answer | Promise<Answer>,
  suggestions: readonly string[] = ['What is the UIP?', 'Who is on the list?'],
): FakeBot {
  const questions: Question[] = [];
  const typed: Call[] = [];
  return {
    questions,
    typed,
    async answer(question) {
      questions.push(question);
      return answerFor(question);
    },
    async suggest(call, _workspace, limit) {
      typed.push(call);
      return suggestions.slice(0, limit);
    },
  };
}
