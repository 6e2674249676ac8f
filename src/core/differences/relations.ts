import type { EntityId, FactBase } from '../fact.ts';
import type { People, Role } from './grammar.ts';
import type { Item, Reading } from './reading.ts';

/** Who stands in a relation: an entity, or a kind of people such as `employees`. */
export type Actor = EntityId | `people:${People}`;

/** Who does it, to whom; either may be left unsaid. */
export interface Deed {
  readonly role: Role;
  readonly by?: Actor;
  readonly to?: Actor;
}

/** Where in a reading an actor stands. */
export interface Place {
  readonly actor: Actor;
  readonly at: number;
}

/** Kinds of whom things may be said of the other way round. */
const ACTING: ReadonlySet<string> = new Set([
  'company',
  'brand',
  'contractor',
  'agency',
  'person',
  'organisation',
]);

/** Parts between a name and the verb of saying that makes a witness of it. */
const NEAR = 3;

/** Who is named as saying it: what they say stays the same wherever in the sentence they stand. */
export function speakersOf({ items, grammar }: Reading): ReadonlySet<number> {
  const speakers = new Set<number>();
  items.forEach((item, at) => {
    if (item.kind !== 'entity') return;
    const after = items.slice(at + 1, at + 1 + NEAR);
    const next = after.find((one) => one.kind !== 'break');
    const before = items.slice(Math.max(0, at - 2), at);
    const says = next?.kind === 'word' && grammar.saying.has(next.word);
    const told = before.some((one) => one.kind === 'word' && grammar.accordingTo.has(one.word));
    const counts = next?.kind === 'word' && grammar.accounts.has(next.word) && item.possessive;
    if (says || told || counts) speakers.add(at);
  });
  return speakers;
}

/** Everybody who acts or is acted upon, in order: not who only says it, and not a company that only tells whose employees
    or products are meant. */
export function placesOf(reading: Reading, facts: FactBase): readonly Place[] {
  const speakers = speakersOf(reading);
  return reading.items.flatMap((item, at): Place[] => {
    const people = item.kind === 'word' ? reading.grammar.people.get(item.word) : undefined;
    if (people !== undefined) return [{ actor: `people:${people}`, at }];
    if (item.kind !== 'entity' || speakers.has(at)) return [];
    const kind = facts.entities.get(item.id)?.kind;
    if (kind === undefined || !ACTING.has(kind)) return [];
    return kind !== 'agency' && isOwner(reading, at) ? [] : [{ actor: item.id, at }];
  });
}

/** `Salesforce employees`, `Salesforce's employees`, `employees of Salesforce`. */
function isOwner({ items, grammar }: Reading, at: number): boolean {
  const isPeople = (item: Item | undefined): boolean =>
    item?.kind === 'word' && grammar.people.has(item.word);
  const [one, two] = [items[at + 1], items[at + 2]];
  const back = items[at - 1];
  const linked = back?.kind === 'word' && back.small && isPeople(items[at - 2]);
  return isPeople(one) || isPeople(two) || linked;
}

/** What is done to whom, as far as the nearest names and the voice of each verb tell. */
export function deedsOf(reading: Reading, facts: FactBase): readonly Deed[] {
  const { items, grammar } = reading;
  const places = placesOf(reading, facts);
  return items.flatMap((item, at): Deed[] => {
    if (item.kind !== 'word') return [];
    const relations = grammar.relations.filter(({ forward, inverse, received }) =>
      [forward, inverse, received].some((verbs) => verbs.has(item.word)),
    );
    // Most words are no verb of any: what stands around them need not be looked at.
    if (relations.length === 0) return [];
    const [start, end] = clauseAround(reading, at);
    const within = places.filter((place) => place.at > start && place.at < end);
    const before = within.filter((place) => place.at < at).at(-1)?.actor;
    const after = within.find((place) => place.at > at)?.actor;
    const doer = within.find((place) => place.at > byAfter(reading, at))?.actor;
    const passive = isPassive(reading, at);
    const namesSum = items
      .slice(start + 1, end)
      .some((one) => one.kind === 'figure' && one.figure.unit === 'usd');
    return relations.flatMap(({ role, forward, inverse, received }): Deed[] => {
      if (forward.has(item.word)) {
        return [passive ? deed(role, doer, before) : deed(role, before, after)];
      }
      if (!inverse.has(item.word) && !(namesSum && received.has(item.word))) return [];
      // `is part of`, `belongs to` have no passive.
      if (!passive || role === 'owns') return [deed(role, after, before)];
      return [deed(role, after === doer ? before : after, doer)];
    });
  });
}

/** Between two stops: what is done beyond a semicolon is done by others. */
function clauseAround({ items }: Reading, at: number): readonly [number, number] {
  const stops = items.flatMap((item, index) =>
    item.kind === 'break' && /[;.!?]/.test(item.sign) ? [index] : [],
  );
  return [stops.findLast((stop) => stop < at) ?? -1, stops.find((stop) => stop > at) ?? items.length];
}

function deed(role: Role, by: Actor | undefined, to: Actor | undefined): Deed {
  return { role, ...(by !== undefined && { by }), ...(to !== undefined && { to }) };
}

/** `was bought`, `signed by`. */
function isPassive({ items, grammar }: Reading, at: number): boolean {
  const next = items[at + 1];
  if (next?.kind === 'word' && grammar.by.has(next.word)) return true;
  return items
    .slice(Math.max(0, at - 2), at)
    .some((item) => item.kind === 'word' && grammar.being.has(item.word));
}

/** Where `by` stands after a verb, before the clause ends; nowhere when it does not. */
function byAfter({ items, grammar }: Reading, at: number): number {
  for (let i = at + 1; i < Math.min(items.length, at + 10); i++) {
    const item = items[i];
    if (item?.kind === 'word' && grammar.by.has(item.word)) return i;
  }
  return Number.POSITIVE_INFINITY;
}

/** The deed of the other text that says the same with the two changed round. */
export function reversed(said: readonly Deed[], source: readonly Deed[]): readonly [Deed, Deed] | undefined {
  for (const one of said) {
    if (one.by === undefined || one.to === undefined || one.by === one.to) continue;
    if (source.some((other) => isSame(one, other))) continue;
    const other = source.find((deed) => deed.role === one.role && deed.by === one.to && deed.to === one.by);
    if (other) return [one, other];
  }
  return undefined;
}

/** Staff and whom they write to can't be taken for each other: it is enough that they are the ones who do it. */
const isByPeople = (one: Deed, other: Deed): boolean =>
  one.role === other.role && one.by === other.by && one.by?.startsWith('people:') === true;

const isSame = (one: Deed, other: Deed): boolean =>
  one.role === other.role && one.by === other.by && one.to === other.to;

/** Two who stand in another order than in the source, though no deed that both texts tell accounts for it. */
export function outOfOrder(
  said: Reading,
  source: Reading,
  facts: FactBase,
): readonly [Actor, Actor] | undefined {
  const [ours, theirs] = [placesOf(said, facts), placesOf(source, facts)];
  const [ourDeeds, theirDeeds] = [deedsOf(said, facts), deedsOf(source, facts)];
  for (const one of ours) {
    for (const other of ours) {
      if (one.at >= other.at || one.actor === other.actor) continue;
      const pairs = theirs.flatMap((a) =>
        theirs.flatMap((b) => (isPair(a, b, one, other) ? [[a, b] as const] : [])),
      );
      if (pairs.length === 0 || pairs.some(([a, b]) => a.at < b.at)) continue;
      if (isListed(said, one, other) && pairs.some(([a, b]) => isListed(source, b, a))) continue;
      const accounted = ourDeeds.some((deed) =>
        theirDeeds.some(
          (same) =>
            (isSame(deed, same) && joins(deed, one.actor, other.actor)) ||
            (isByPeople(deed, same) && (deed.by === one.actor || deed.by === other.actor)),
        ),
      );
      if (!accounted && !isMutual(said, one, other)) return [one.actor, other.actor];
    }
  }
  return undefined;
}

function isPair(a: Place, b: Place, one: Place, other: Place): boolean {
  return a.actor === one.actor && b.actor === other.actor;
}

function joins({ by, to }: Deed, one: Actor, other: Actor): boolean {
  return (by === one && to === other) || (by === other && to === one);
}

/** Nothing but names, commas and `and` between the two. */
function isListed({ items, grammar }: Reading, from: Place, to: Place): boolean {
  return items
    .slice(from.at + 1, to.at)
    .every(
      (item) =>
        item.kind === 'entity' ||
        item.kind === 'break' ||
        (item.kind === 'word' && grammar.listing.has(item.word)),
    );
}

/** `the CBP contract of Salesforce`: a contract binds both. */
function isMutual({ items, grammar }: Reading, from: Place, to: Place): boolean {
  const between = items.slice(from.at + 1, to.at).filter((item) => item.kind === 'word');
  return between.length <= 3 && between.some((item) => grammar.agreeing.has(item.word));
}
