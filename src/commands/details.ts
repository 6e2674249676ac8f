import { type Answer, answerWith, button } from '../core/answer.ts';
import { collectCitations } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import { closing } from '../core/compose.ts';
import { sayDate } from '../core/dates.ts';
import type { Fact } from '../core/fact.ts';
import { detailsPassages, questionOf } from '../core/passage.ts';
import { addressOf, factPath } from '../core/permalink.ts';
import type { Context } from '../core/ports.ts';
import { shorten } from '../core/text.ts';
import { ofOneFact, standing } from './fact.ts';

const HEADING = 120;

export const details: Command = {
  ...ofOneFact,
  name: 'details',
  description: 'All that is known of a fact: its sources one by one, their words, its id.',
  options: [{ name: 'id', about: 'The id of the fact.', required: true, suggests: true }],
  run(question, context) {
    const found = standing(question.text, context);
    return 'id' in found ? detailsAnswer(found, context) : found;
  },
};

function detailsAnswer(fact: Fact, context: Context): Answer {
  const { facts, language } = context;
  const { say, tag } = language;
  const citations = collectCitations(context);
  const body = detailsPassages(fact, citations, context);
  const readTo = facts.packs.get(fact.pack)?.readTo;
  const read = readTo ? [say('base-read', { date: sayDate(readTo, tag) })] : [];
  return answerWith(tag, {
    outcome: 'answered',
    heading: shorten(questionOf(fact, facts, tag), HEADING),
    body,
    citations: citations.all(),
    sources: 'listed',
    closing: [closing([fact], context), ...read, fact.id].join(' · '),
    permalink: addressOf(factPath(fact.id), context),
    actions: [
      { ...button(say('button-short'), 'fact', fact.id), replaces: true },
      button(say('button-cite'), 'cite', fact.id),
      button(say('button-feedback'), 'feedback', fact.id),
    ],
    facts: body.flatMap((passage) => passage.facts),
    share: { command: 'fact', text: fact.id },
    audience: context.settings.audience,
  });
}
