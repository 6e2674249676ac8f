import { type Answer, answerWith, example, type Paragraph, type Passage, text, unclaimed } from '../core/answer.ts';
import { companiesByWeight, coveredButton } from '../core/compose.ts';
import type { Context } from '../core/ports.ts';

/** An answer that tells something and claims nothing. */
export function told({ language }: Context, heading: string, body: readonly Passage[], more: Partial<Answer> = {}) {
  return answerWith(language.tag, { outcome: 'told', heading, body, ...more });
}

/** Whether the store did not take something. */
export const isLost = (taking: Promise<void>): Promise<boolean> => taking.then(() => false).catch(() => true);

/** Nothing was asked: what to type instead. */
export function emptyAnswer(context: Context): Answer {
  const { say } = context.language;
  const [question = ''] = context.retriever.suggest('', 'questions', 1);
  const body = [unclaimed(examplesOf(question, context))];
  return told(context, say('unknown-empty'), body, { outcome: 'unknown', actions: [coveredButton(context)] });
}

/** How to ask a question, and how to name a company: the one with most facts. */
export function examplesOf(question: string, { language: { say }, facts }: Context): readonly Paragraph[] {
  const [company] = companiesByWeight(facts);
  return [
    [text(`${say('help-ask')} `), example('ask', question)],
    [text(`${say('help-company')} `), example('boycott', company?.id ?? '')],
  ];
}
