import { type Answer, answerWith, example, type Passage, text, unclaimed } from '../core/answer.ts';
import { companiesByWeight, coveredButton } from '../core/compose.ts';
import type { Context } from '../core/ports.ts';

/** An answer that tells something and claims nothing. */
export function told(
  { language }: Context,
  heading: string,
  body: readonly Passage[],
  more: Partial<Answer> = {},
): Answer {
  return answerWith(language.tag, { outcome: 'told', heading, body, ...more });
}

/** Nothing was asked: what to type instead. */
export function emptyAnswer(context: Context): Answer {
  const { say } = context.language;
  const [question = ''] = context.retriever.suggest('', 'questions', 1);
  const [company] = companiesByWeight(context.facts);
  const examples = unclaimed([
    [text(`${say('help-ask')} `), example('ask', question)],
    [text(`${say('help-company')} `), example('boycott', company?.id ?? '')],
  ]);
  return told(context, say('unknown-empty'), [examples], {
    outcome: 'unknown',
    actions: [coveredButton(context)],
  });
}
