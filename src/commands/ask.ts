import type { Command } from '../core/command.ts';
import { compose } from '../core/compose.ts';
import type { Decision } from '../core/decide.ts';
import { decide } from '../core/decide.ts';
import type { FactBase, PackId } from '../core/fact.ts';
import type { Context } from '../core/ports.ts';
import { correctPremise } from '../core/premise.ts';
import type { Match, Query } from '../core/retriever.ts';
import type { Settings } from '../core/settings.ts';
import { cutTyped } from '../core/text.ts';
import { QUESTION_LIMIT, understand } from '../core/understand.ts';
import { dossierCard } from './dossier/card.ts';
import { asksForDossier } from './dossier/company.ts';
import { asksForListing, isListed, notListed } from './dossier/listing.ts';
import { emptyAnswer } from './told.ts';

/** How many facts are looked at before one is decided on. */
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
  const asked = cutTyped(text, QUESTION_LIMIT);
  return { ...considered, decision: correctPremise(asked, query, decision, context) };
}

/** understand → retrieve → decide, for a text that asks nothing. Pure. */
export function consider(text: string, context: Context): Considered {
  const query = understand(
    text,
    context.languages,
    context.retriever.lexicon,
    packsOf(context.settings, context.facts),
  );
  const matches = context.retriever.search(query, LOOKED_AT);
  return { query, matches, decision: decide(query, matches, context.facts) };
}

export const ask: Command = {
  name: 'ask',
  description: 'Ask a question and get the sourced answer, or hear that there is none.',
  hint: 'what is the UIP?',
  options: [{ name: 'question', about: 'What you want to know.', required: true, suggests: true }],
  slash: true,
  takes: 'text',
  run(question, context) {
    const { query, decision } = considerQuestion(question.text, context);
    if (query.strangers.length === 0 && query.terms.every((term) => term.small)) return emptyAnswer(context);
    const listed = asksForListing(query, context.facts, context.retriever.lexicon);
    if (listed && !isListed(listed, context.facts)) return notListed(listed, context);
    // A brand is listed as its owner is, and a card says so; the company itself is answered with the fact.
    if (listed && listed.named.id !== listed.company.id) return dossierCard(listed, context);
    const company = asksForDossier(query, context.facts);
    return company?.pack ? dossierCard(company, context) : compose(decision, context);
  },
  suggest: ({ text, language }, { retriever, language: answers }, limit) =>
    retriever.suggest(text, 'questions', limit, language ?? answers.tag),
};

function packsOf(settings: Settings, facts: FactBase): ReadonlySet<PackId> {
  return new Set(settings.packs === 'all' ? facts.packs.keys() : settings.packs);
}
