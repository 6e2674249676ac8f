import { note } from '../core/answer.ts';
import type { Command } from '../core/command.ts';
import { compose, factActions } from '../core/compose.ts';
import { type Decision, decide } from '../core/decide.ts';
import type { Context } from '../core/ports.ts';
import { correctPremise } from '../core/premise.ts';
import type { Match, Query } from '../core/retriever.ts';
import { readTyped } from '../core/typed.ts';
import { understand } from '../core/understand.ts';
import { dossierCard } from './dossier/card.ts';
import { asksForDossier, asksForListing, isListed, notListed } from './dossier/company.ts';
import { meantIn } from './meant.ts';
import { emptyAnswer } from './told.ts';

const LOOKED_AT = 10;

/** What `--why` prints, and all that an answer comes from. */
export interface Considered {
  readonly query: Query;
  readonly matches: readonly Match[];
  readonly decision: Decision;
}

/** understand → retrieve → decide, without composing; and what the question takes for granted that is otherwise. Pure. */
export function considerQuestion(text: string, context: Context): Considered {
  const considered = consider(text, context);
  const { query, decision } = considered;
  return { ...considered, decision: correctPremise(text, query, decision, context) };
}

/** understand → retrieve → decide, for a text that asks nothing. Pure. */
export function consider(text: string, context: Context): Considered {
  const query = understand(text, context.languages, context.retriever.lexicon);
  const matches = context.retriever.search(query, LOOKED_AT);
  return { query, matches, decision: decide(query, matches, context.facts) };
}

const ACTIONS = 3;

export const ask: Command = {
  name: 'ask',
  description: 'Ask a question and get the sourced answer, or hear that there is none.',
  hint: 'what is the UIP?',
  options: [{ name: 'question', about: 'What you want to know.', required: true, suggests: true }],
  slash: true,
  takes: 'text',
  meant: (question, context) =>
    meantIn(question.text, context, () => considerQuestion(question.text, context).decision.kind === 'claim'),
  run(question, context) {
    const typed = readTyped(question.text, context.retriever.lexicon);
    const first = considerQuestion(typed.question, context);
    const second = typed.second === undefined ? undefined : considerQuestion(typed.second, context);
    // The second of two questions is answered where nothing is held on the first, and offered where something is.
    const { query, decision } = first.decision.kind === 'nothing' && second ? second : first;
    if (query.strangers.length === 0 && query.terms.every((term) => term.small)) return emptyAnswer(context);
    const listed = asksForListing(query, context.facts, context.retriever.lexicon);
    const unlisted = listed && !isListed(listed, context.facts) ? listed : undefined;
    if (unlisted && decision.kind === 'nothing') return notListed(unlisted, context);
    // A brand is listed as its owner is, and a card says so; the company itself is answered with the fact.
    if (listed && !unlisted && listed.named.id !== listed.company.id) return dossierCard(listed, context);
    const company = asksForDossier(query, context.facts);
    if (company?.pack && !second) return dossierCard(company, context);
    const answer = compose(decision, context);
    const other =
      decision === first.decision && second && 'best' in second.decision ? [second.decision.best.fact.id] : [];
    const actions = [...factActions(other, context), ...answer.actions].slice(0, ACTIONS);
    const { say } = context.language;
    const body = [
      ...(unlisted ? [note(say('no-listing', { company: unlisted.company.name }))] : []),
      ...answer.body,
      ...(typed.cut ? [note(say('cut'))] : []),
    ];
    return { ...answer, actions, body };
  },
  suggest: ({ text, language }, { retriever, language: answers }, limit) =>
    retriever.suggest(text, 'questions', limit, language ?? answers.tag),
};
