import { type Answer, button, note } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { correctionPage } from '../core/compose.ts';
import { type Fact, FEEDBACK_REASONS, type FeedbackReason } from '../core/fact.ts';
import { questionOf } from '../core/passage.ts';
import type { Context } from '../core/ports.ts';
import { findFact, noSuchFact, ofOneFact } from './fact.ts';
import { isLost, told } from './told.ts';

/** Asks what is wrong with a fact, and counts it: the fact and the reason, never who or where. */
export const feedback: Command = {
  ...ofOneFact,
  name: 'feedback',
  description: 'Say what is wrong with a fact. Only the number of presses is counted.',
  hint: 'salesforce.letter-2018-signers wrong',
  options: [
    ...ofOneFact.options,
    { name: 'reason', about: 'What is wrong with it.', required: false, suggests: false, choices: FEEDBACK_REASONS },
  ],
  run(question, context) {
    const [id = '', word = ''] = question.text.trim().split(/\s+/);
    const fact = findFact(id, context.facts);
    if (!fact) return noSuchFact(id, context);
    const reason = FEEDBACK_REASONS.find((one) => one === word.toLowerCase());
    return reason ? counted(fact, reason, context) : asks(fact, context);
  },
};

function asks(fact: Fact, context: Context): Answer {
  const { say, tag } = context.language;
  const body = [note(questionOf(fact, context.facts, tag)), note(say('feedback-text'))];
  const actions = FEEDBACK_REASONS.map((reason) => ({
    ...button(say(`feedback-${reason}`), 'feedback', `${fact.id} ${reason}`),
    replaces: true as const,
  }));
  return told(context, say('feedback-heading'), body, { actions });
}

async function counted(fact: Fact, reason: FeedbackReason, context: Context): Promise<Answer> {
  const { say } = context.language;
  if (await isLost(context.store.countFeedback(fact.id, reason)))
    return told(context, say('feedback-heading'), [note(say('feedback-lost'))], { outcome: 'failed' });
  const page = correctionPage(fact, context);
  const where = page ? [note(say('feedback-where'))] : [];
  return told(context, say('feedback-thanks', { reason: say(`feedback-${reason}`) }), where, {
    actions: page ? [{ label: say('button-wrong'), url: page }] : [],
  });
}
