import { type Answer, button, note } from '../core/answer.ts';
import { collectCitations } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import { claiming, closing, coveredButton, factActions, factAnswer } from '../core/compose.ts';
import { sayDate } from '../core/dates.ts';
import type { Fact, FactBase } from '../core/fact.ts';
import { detailsPassages, questionOf } from '../core/passage.ts';
import { addressOf, factPath } from '../core/permalink.ts';
import type { Context } from '../core/ports.ts';
import { cutTyped } from '../core/text.ts';
import { told } from './told.ts';

const ID_LIMIT = 64;

/** The fact of an id as it was typed or pressed: letters of any case, with or without its pack. */
export function findFact(typed: string, facts: FactBase): Fact | undefined {
  const id = cutTyped(typed, ID_LIMIT + 1).toLowerCase();
  return [...facts.facts.values()].find((fact) => fact.id === id || fact.id.slice(fact.pack.length + 1) === id);
}

/** The fact of an id, or what is said in its place: that there is none, or that it was withdrawn. */
export function standing(typed: string, context: Context): Fact | Answer {
  const found = findFact(typed, context.facts);
  if (!found) return noSuchFact(typed, context);
  return found.status === 'withdrawn' ? withdrawn(found, context) : found;
}

/** No fact has this id: the nearest ids instead, as buttons. */
export function noSuchFact(typed: string, context: Context): Answer {
  const near = context.retriever.suggest(typed, 'ids', 3).flatMap((id) => findFact(id, context.facts)?.id ?? []);
  return told(context, context.language.say('no-such-fact'), [], {
    outcome: 'unknown',
    actions: near.length > 0 ? factActions(near, context) : [coveredButton(context)],
    offered: near,
  });
}

/** A withdrawn fact is not shown again: only that it was withdrawn, when and why. */
function withdrawn({ id, asOf, corrections: [last] }: Fact, context: Context): Answer {
  const { say, tag } = context.language;
  const date = sayDate(last?.on ?? asOf, tag);
  return told(context, id, [note(say('withdrawn', { date, why: last?.why ?? '' }))]);
}

/** What commands on one fact have in common. */
export const ofOneFact = {
  hint: 'salesforce.letter-2018-signers',
  takes: 'id',
  options: [{ name: 'id', about: 'The id of the fact, as it stands under its card.', required: true, suggests: true }],
  suggest: ({ text }, { retriever }, limit) => retriever.suggest(text, 'ids', limit),
} as const satisfies Partial<Command>;

export const fact: Command = {
  ...ofOneFact,
  name: 'fact',
  description: 'Show one fact by its id, with its sources and what the company says to it.',
  run(question, context) {
    const found = standing(question.text, context);
    return 'id' in found ? factAnswer(found, context) : found;
  },
};

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
  const readTo = facts.packs.get(fact.pack)?.readTo;
  const read = readTo ? [say('base-read', { date: sayDate(readTo, tag) })] : [];
  return claiming(detailsPassages(fact, citations, context), citations, context, {
    heading: questionOf(fact, facts, tag),
    sources: 'listed',
    closing: [closing([fact], context), ...read, fact.id].join(' · '),
    permalink: addressOf(factPath(fact.id), context),
    actions: [
      { ...button(say('button-short'), 'fact', fact.id), replaces: true },
      button(say('button-cite'), 'cite', fact.id),
      button(say('button-feedback'), 'feedback', fact.id),
    ],
    share: { command: 'fact', text: fact.id },
  });
}
