import type { EntityId, FactBase } from '../fact.ts';
import { type Difference, type Discrepancies, discrepancies } from './difference.ts';
import { namesIn, type ParsedText } from './parse.ts';
import { type Actor, isEntity, isSame, type Statement, speakersIn } from './relations.ts';
import type { SourceClaim } from './source-claim.ts';

/** Kinds that are taken for one another, and by which word the difference is called. */
function kindOf(actor: Actor, facts: FactBase): 'agency' | 'company' | 'person' | undefined {
  const kind = isEntity(actor) ? facts.entities.get(actor)?.kind : undefined;
  if (kind === 'agency' || kind === 'person') return kind;
  return kind === 'company' || kind === 'brand' || kind === 'contractor' ? 'company' : undefined;
}

/** Names that the source does not hold. Somebody else of the same kind there is the difference, when it can only be that
    one. */
export function compareNames(said: Statement, source: SourceClaim, facts: FactBase): Discrepancies {
  const ours = [...new Set(namesIn(said))];
  const speakers = new Set(speakersIn(said));
  const theirs = [...new Set(source.texts.flatMap(namesIn))].filter((id) => !ours.includes(id));
  const differences: Difference[] = [];
  let unknown = isRepeated(said, source, facts);
  let shared = 0;
  for (const id of ours) {
    if (source.names.has(id) || (speakers.has(id) && source.speakers.has(id))) {
      shared += 1;
      continue;
    }
    const kind = kindOf(id, facts);
    const [only, ...more] = theirs.filter(
      (other) => kindOf(other, facts) === kind && speakers.has(id) === source.speakers.has(other),
    );
    if (kind === undefined || only === undefined || more.length > 0) unknown = true;
    else differences.push({ kind, said: id, source: only });
  }
  const misattributed = [...speakers].some(
    (id) => source.names.has(id) && !source.speakers.has(id) && source.speakers.size > 0,
  );
  return discrepancies(
    differences,
    [
      ...(unknown ? ['name' as const] : []),
      ...(misattributed || isUnattributed(said, source, facts) ? ['speaker' as const] : []),
    ],
    shared,
  );
}

/** An agency named more often than in a claim that names another one too: it is put in the other's place. */
function isRepeated(said: ParsedText, source: SourceClaim, facts: FactBase): boolean {
  const agencies = (text: ParsedText): readonly EntityId[] =>
    namesIn(text).filter((id) => facts.entities.get(id)?.kind === 'agency');
  const count = (ids: readonly EntityId[], id: EntityId): number => ids.filter((one) => one === id).length;
  const ours = agencies(said);
  return source.texts.every((text) => {
    const theirs = agencies(text);
    return new Set(theirs).size > 1 && ours.some((id) => count(ours, id) > Math.max(1, count(theirs, id)));
  });
}

/** What a letter, an opinion or a company says is not so because it was said: a statement must name who says it, and a paper
    that reports it does not say it itself. */
function isUnattributed(said: Statement, { fact, texts }: SourceClaim, facts: FactBase): boolean {
  if (fact.kind !== 'letter' && fact.kind !== 'opinion' && fact.kind !== 'company-statement') return false;
  const { items, grammar } = said;
  const themselves = fact.about.filter((id) => fact.kind === 'company-statement' && kindOf(id, facts) !== undefined);
  const own = new Set<EntityId>([...texts.flatMap(speakersIn), ...themselves]);
  const speakers = speakersIn(said);
  if (speakers.length > 0 && !speakers.some((id) => own.has(id))) return true;
  const telling = [grammar.saying, grammar.accordingTo, grammar.people, grammar.letters];
  return !items.some(
    (item) =>
      (item.kind === 'entity' && own.has(item.id)) ||
      (item.kind === 'word' && (telling.some((words) => words.has(item.word)) || grammar.modes.has(item.word))),
  );
}

/** Somebody whom the source names, in a role in which the source has another of the same kind. */
export function compareRoles(said: Statement, source: SourceClaim, facts: FactBase): Discrepancies {
  const theirs = source.texts.flatMap(({ deeds }) => deeds);
  const isAgency = (actor: Actor | undefined): boolean => actor !== undefined && kindOf(actor, facts) === 'agency';
  const differences: Difference[] = [];
  let unclear = false;
  for (const deed of said.deeds) {
    // Which agency is part of which, or pays which, must be said in so many words.
    if (isAgency(deed.by) && isAgency(deed.to) && !theirs.some((other) => isSame(deed, other))) unclear = true;
    for (const slot of ['by', 'to'] as const) {
      const one = deed[slot];
      const alike = theirs.filter((other) => other.role === deed.role && other[slot] !== undefined);
      const other = alike[0]?.[slot];
      if (one === undefined || other === undefined || alike.some((same) => same[slot] === one)) continue;
      const kind = kindOf(one, facts);
      if (kind === undefined || kindOf(other, facts) !== kind) continue;
      if (!isEntity(one) || !isEntity(other) || !source.names.has(one)) continue;
      if (kind === 'agency' && alike.length === 1) differences.push({ kind, said: one, source: other });
      else unclear = true;
    }
  }
  return discrepancies(differences, unclear ? ['order'] : []);
}
