import type { Entity, EntityId, Fact, FactBase, PackId } from './fact.ts';
import type { Query } from './retriever.ts';

export function namedIn(query: Query, facts: FactBase): readonly Entity[] {
  return query.entities.flatMap((id) => facts.entities.get(id) ?? []);
}

/** Whose deeds facts tell: an answer about one is never given for another. */
export function isCompany(entity: Entity): boolean {
  return entity.kind === 'company' || entity.kind === 'brand' || entity.kind === 'contractor';
}

/** A fact is about a company when it names it, or names something that the company owns; true when none is named. */
export function isAboutOne(about: Iterable<Entity['id']>, companies: readonly Entity[], facts: FactBase): boolean {
  if (companies.length === 0) return true;
  return [...about].some((id) => {
    const owner = facts.entities.get(id)?.ownedBy;
    return companies.some((company) => company.id === id || company.id === owner);
  });
}

/** Whether a pack is about the company or about who owns it. */
export function isCovered(company: Entity, facts: FactBase): boolean {
  return [...facts.packs.values()].some((pack) => pack.company === company.id || pack.company === company.ownedBy);
}

/** The facts that are about something, of those that were not withdrawn; those first whose subject it is, then by id. */
export function factsAbout(id: EntityId, { facts }: FactBase): readonly Fact[] {
  const isSubject = ({ about }: Fact): boolean => about[0] === id;
  return [...facts.values()]
    .filter(({ status, about }) => status !== 'withdrawn' && about.includes(id))
    .sort((a, b) => Number(isSubject(b)) - Number(isSubject(a)) || (a.id < b.id ? -1 : 1));
}

/** The weightiest first, then by id. */
export const byWeight = (a: Fact, b: Fact): number => b.weight - a.weight || (a.id < b.id ? -1 : 1);

/** The facts of a pack that were not withdrawn, in the order of the base. */
export function factsOfPack(id: PackId, { facts }: FactBase): readonly Fact[] {
  return [...facts.values()].filter(({ status, pack }) => status !== 'withdrawn' && pack === id);
}

/** `8 July 2018`, `8 de julio de 2018`, `2018`. */
const DATES = /\b(?:\d{1,2} (?=(?:\p{Lu}\p{Ll}+|de \p{Ll}+ de) (?:19|20)\d\d\b)|(?:19|20)\d\d\b)/gu;

/** Whether any claim of the fact holds a figure that is no date. */
export function holdsFigure(fact: Fact): boolean {
  return [...fact.wordings.values()].some(({ claim }) => /\d/.test(claim.replace(DATES, '')));
}

/** Whether any claim of the fact holds a sum of money. */
export function holdsMoney(fact: Fact): boolean {
  return (
    fact.amount !== undefined || [...fact.wordings.values()].some(({ claim }) => /[$€£]|\bdollars?\b/i.test(claim))
  );
}
