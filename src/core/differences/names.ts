import type { EntityId, FactBase } from '../fact.ts';
import { type Difference, type Found, nothing } from './difference.ts';
import type { Reading } from './reading.ts';
import { type Actor, deedsOf } from './relations.ts';
import { namesIn, type Source, tellers } from './source.ts';

type NameKind = 'agency' | 'company' | 'person';

/** Kinds that are taken for one another, and by which word the difference is called. */
function kindOf(id: Actor, facts: FactBase): NameKind | undefined {
  const kind = [...facts.entities.values()].find((entity) => entity.id === id)?.kind;
  if (kind === 'agency' || kind === 'person') return kind;
  return kind === 'company' || kind === 'brand' || kind === 'contractor' ? 'company' : undefined;
}

/** Who is named of whom the source says nothing. Somebody else of the same kind there is the difference, when it can only be
    that one. */
export function namedOtherwise(said: Reading, source: Source, facts: FactBase): Found {
  const ours = [...new Set(namesIn(said))];
  const speakers = new Set(tellers(said));
  const differences: Difference[] = [];
  let unsaid = false;
  let shared = 0;
  const theirs = [...new Set(source.readings.flatMap(namesIn))];
  for (const id of ours) {
    if (source.names.has(id) || (speakers.has(id) && source.speakers.has(id))) {
      shared += 1;
      continue;
    }
    const kind = kindOf(id, facts);
    const instead = theirs.filter(
      (other) =>
        !ours.includes(other) &&
        kind !== undefined &&
        kindOf(other, facts) === kind &&
        speakers.has(id) === source.speakers.has(other),
    );
    const [only] = instead;
    if (kind === undefined || only === undefined || instead.length > 1) unsaid = true;
    else differences.push({ kind, said: id, source: only });
  }
  if (isRepeated(said, source, facts)) unsaid = true;
  const misattributed = [...speakers].some(
    (id) => source.names.has(id) && !source.speakers.has(id) && source.speakers.size > 0,
  );
  return {
    differences,
    unsaid: [
      ...(unsaid ? ['name' as const] : []),
      ...(misattributed || unattributed(said, source) ? ['speaker' as const] : []),
    ],
    shared,
  };
}

/** An agency named more often than in a claim that names another one too: it stands in the other's place. */
function isRepeated(said: Reading, source: Source, facts: FactBase): boolean {
  const agencies = (reading: Reading): readonly EntityId[] =>
    namesIn(reading).filter((id) => facts.entities.get(id)?.kind === 'agency');
  const ours = agencies(said);
  return source.readings.every((reading) => {
    const theirs = agencies(reading);
    if (new Set(theirs).size < 2) return false;
    return ours.some((id) => count(ours, id) > Math.max(1, count(theirs, id)));
  });
}

const count = (ids: readonly EntityId[], id: EntityId): number => ids.filter((one) => one === id).length;

/** What a letter, an opinion or a company says is not so because it was said: somebody must be named who says it. */
function unattributed({ items, grammar }: Reading, { fact, speakers }: Source): boolean {
  if (fact.kind !== 'letter' && fact.kind !== 'opinion' && fact.kind !== 'company-statement') return false;
  const named = items.some(
    (item) => item.kind === 'entity' && (speakers.has(item.id) || fact.about[0] === item.id),
  );
  const told = items.some(
    (item) =>
      item.kind === 'word' &&
      (grammar.saying.has(item.word) ||
        grammar.accordingTo.has(item.word) ||
        grammar.people.has(item.word) ||
        grammar.letters.has(item.word)),
  );
  return !named && !told;
}

/** Somebody whom the source names, in a place in which the source has another of the same kind. */
export function slotsOtherwise(said: Reading, source: Source, facts: FactBase): Found {
  const theirs = source.readings.flatMap((reading) => deedsOf(reading, facts));
  const differences: Difference[] = [];
  let unsaid = false;
  for (const deed of deedsOf(said, facts)) {
    const both = [deed.by, deed.to].every(
      (actor) => actor !== undefined && kindOf(actor, facts) === 'agency',
    );
    // Which agency is part of which, or pays which, must be said in so many words.
    if (both && !theirs.some(({ role, by, to }) => role === deed.role && by === deed.by && to === deed.to))
      unsaid = true;
    for (const slot of ['by', 'to'] as const) {
      const one = deed[slot];
      const alike = theirs.filter((other) => other.role === deed.role && other[slot] !== undefined);
      if (one === undefined || alike.length === 0 || alike.some((other) => other[slot] === one)) continue;
      const other = alike[0]?.[slot];
      const kind = kindOf(one, facts);
      if (kind === undefined || other === undefined || kindOf(other, facts) !== kind) continue;
      if (!isNamed(one, source)) continue;
      const pair = [entityOf(one, facts), entityOf(other, facts)];
      if (kind === 'agency' && alike.length === 1 && pair[0] && pair[1]) {
        differences.push({ kind, said: pair[0], source: pair[1] });
      } else unsaid = true;
    }
  }
  return differences.length === 0 && !unsaid
    ? nothing
    : { differences, unsaid: unsaid ? ['order'] : [], shared: 0 };
}

function isNamed(actor: Actor, { names }: Source): boolean {
  return [...names].some((id) => id === actor);
}

function entityOf(actor: Actor, facts: FactBase): EntityId | undefined {
  return [...facts.entities.keys()].find((id) => id === actor);
}
