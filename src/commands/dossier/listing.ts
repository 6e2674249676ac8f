import { type Answer, button, note } from '../../core/answer.ts';
import { coveredButton } from '../../core/compose.ts';
import type { FactBase } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import type { Lexicon, Query } from '../../core/retriever.ts';
import { told } from '../told.ts';
import { type Company, companyOf } from './company.ts';

/** Words that ask whether somebody lists a company, in the base's own language; other languages come to them by their
    glossaries. */
const LISTING = ['boycott', 'boycotted', 'list', 'listed', 'lists'];

/** The company whose listing a question asks for, when it holds nothing else that carries meaning. */
export function asksForListing(query: Query, facts: FactBase, lexicon: Lexicon): Company | undefined {
  const listing = new Set(LISTING.map((word) => lexicon.stem(word, lexicon.language)));
  const listers = new Set(facts.listings.map((one) => one.by));
  const others = query.entities.filter((id) => !listers.has(id));
  const [id] = others;
  if (id === undefined || others.length > 1 || query.strangers.some(({ certain }) => certain)) return undefined;
  const asks = query.terms.filter((term) => [term.stem, ...term.also].some((stem) => listing.has(stem)));
  const only = query.terms.every((term) => term.small || term.entity !== undefined || asks.includes(term));
  return only && asks.length > 0 ? companyOf(id, facts) : undefined;
}

/** Whether anybody is known to list the company at all. */
export function isListed({ company }: Company, facts: FactBase): boolean {
  return facts.listings.some((listing) => listing.company === company.id);
}

/** Nobody is known to list it: said so, with the way to what else is held. */
export function notListed({ company, named, pack }: Company, context: Context): Answer {
  const { say } = context.language;
  const { id, name } = company;
  const owner = named.id === id ? [] : [note(say('owned-by', { brand: named.name, company: name }))];
  const own = pack ? [button(name, 'boycott', id)] : [];
  const heading = say('no-listing', { company: name });
  return told(context, heading, owner, { outcome: 'unknown', actions: [...own, coveredButton(context)] });
}
