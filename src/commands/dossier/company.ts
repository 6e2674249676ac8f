import { type Answer, button, note } from '../../core/answer.ts';
import { newestDate } from '../../core/card.ts';
import { coveredButton } from '../../core/compose.ts';
import type { Entity, EntityId, Fact, FactBase, Pack } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import type { Lexicon, Query } from '../../core/retriever.ts';
import { byWeight, factsAbout, factsOfPack } from '../../core/subjects.ts';
import { told } from '../told.ts';

/** A company that was named, and the pack whose dossier is about it. */
export interface Company {
  /** What was typed: the company itself, or a brand of its. */
  readonly named: Entity;
  readonly company: Entity;
  /** Left out when facts name the company but none of the packs is about it. */
  readonly pack?: Pack;
}

/** The company that a question consists of, when it holds nothing else that carries meaning and asks for nothing else. */
export function asksForDossier(query: Query, facts: FactBase): Company | undefined {
  const [id, ...others] = query.entities;
  if (id === undefined || others.length > 0 || query.asked.length > 0 || query.strangers.length > 0) return undefined;
  const only = query.terms.every((term) => term.small || term.entity === id);
  return only ? companyOf(id, facts) : undefined;
}

/** The company that an entity is, or that owns it; undefined when it is neither. */
export function companyOf(id: EntityId, facts: FactBase): Company | undefined {
  const named = facts.entities.get(id);
  const company = named?.ownedBy === undefined ? named : facts.entities.get(named.ownedBy);
  if (!named || !company || (company.kind !== 'company' && company.kind !== 'contractor')) return undefined;
  // A brand with a pack of its own is answered with that, not with its owner's.
  const pack = packOf(named.id, facts) ?? packOf(company.id, facts);
  return pack ? { named, company: facts.entities.get(pack.company) ?? company, pack } : { named, company };
}

function packOf(id: EntityId, facts: FactBase): Pack | undefined {
  return [...facts.packs.values()].find((pack) => pack.company === id);
}

/** The facts of a company's dossier: those of its pack whose subject is no other company, and those of other packs whose
    subject it is; the weightiest first, then by id. */
export function dossierFacts({ company, pack }: Company, facts: FactBase): readonly Fact[] {
  const own = pack ? factsOfPack(pack.id, facts) : [];
  return [...new Set([...own, ...factsAbout(company.id, facts)])]
    .filter((fact) => {
      const [subject] = fact.about;
      if (fact.status === 'superseded') return false;
      if (subject === company.id) return true;
      if (fact.pack !== pack?.id) return false;
      const entity = facts.entities.get(subject);
      const another = entity?.kind === 'company' && entity.id !== company.id;
      return !another || fact.about.includes(company.id);
    })
    .sort(byWeight);
}

/** A year alone comes before its months, a month before its days. */
export const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The newest first. */
export const byDate =
  (facts: FactBase) =>
  (a: Fact, b: Fact): number =>
    order(newestDate(b, facts) ?? '', newestDate(a, facts) ?? '');

/** The weightiest first, then the newest. */
export const byWeightAndDate =
  (facts: FactBase) =>
  (a: Fact, b: Fact): number =>
    b.weight - a.weight || byDate(facts)(a, b);

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
