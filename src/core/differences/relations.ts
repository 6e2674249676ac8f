import type { EntityId, FactBase } from '../fact.ts';
import type { People, Role } from './grammar.ts';
import type { Item, ParsedText } from './parse.ts';

/** An entity in a relation, or a kind of people such as `employees`. */
export type Actor = EntityId | `people:${People}`;

export const isEntity = (actor: Actor): actor is EntityId => !isPeople(actor);
const isPeople = (actor: Actor | undefined): boolean => actor?.startsWith('people:') === true;

/** An actor does something to another; either may be left unsaid. */
export interface Deed {
  readonly role: Role;
  readonly by?: Actor;
  readonly to?: Actor;
  /** The place of its verb. */
  readonly at: number;
}

/** An actor, and the place of the item that names it. */
interface Mention {
  readonly actor: Actor;
  readonly at: number;
}

/** A text with its relations. */
export interface Statement extends ParsedText {
  /** All who act or are acted upon, in order. */
  readonly mentions: readonly Mention[];
  readonly deeds: readonly Deed[];
}

export function stated(text: ParsedText, facts: FactBase): Statement {
  const mentions = mentionsOf(text, facts);
  return { ...text, mentions, deeds: deedsOf(text, mentions) };
}

/** Kinds of whom things may be said of the other way round. */
const ACTING: ReadonlySet<string> = new Set(['company', 'brand', 'contractor', 'agency', 'person', 'organisation']);

/** Items between a name and the verb of saying that makes a witness of it. */
const NEAR = 3;

/** Places of those who are named as saying it: what they say stays the same wherever in the sentence they are named. */
function speakersOf({ items, grammar }: ParsedText): ReadonlySet<number> {
  const speakers = new Set<number>();
  items.forEach((item, at) => {
    if (item.kind !== 'entity') return;
    const next = items
      .slice(at + 1, at + 1 + NEAR)
      .find((one) => one.kind !== 'break' && !(one.kind === 'word' && grammar.strong.has(one.word)));
    const before = items.slice(Math.max(0, at - 2), at);
    const says = next?.kind === 'word' && grammar.saying.has(next.word);
    const told = before.some((one) => one.kind === 'word' && grammar.accordingTo.has(one.word));
    const counts = next?.kind === 'word' && grammar.accounts.has(next.word) && item.possessive;
    if (says || told || counts) speakers.add(at);
  });
  return speakers;
}

export function speakersIn(text: ParsedText): readonly EntityId[] {
  const speakers = speakersOf(text);
  return text.items.flatMap((item, at) => (item.kind === 'entity' && speakers.has(at) ? [item.id] : []));
}

/** Left out: those who only say it, and a company that only tells whose employees or products are meant. */
function mentionsOf(text: ParsedText, facts: FactBase): readonly Mention[] {
  const speakers = speakersOf(text);
  return text.items.flatMap((item, at): Mention[] => {
    const people = item.kind === 'word' ? text.grammar.people.get(item.word) : undefined;
    if (people !== undefined) return [{ actor: `people:${people}`, at }];
    if (item.kind !== 'entity' || speakers.has(at)) return [];
    const kind = facts.entities.get(item.id)?.kind;
    if (kind === undefined || !ACTING.has(kind)) return [];
    return kind !== 'agency' && isOwner(text, at) ? [] : [{ actor: item.id, at }];
  });
}

/** `Salesforce employees`, `Salesforce's employees`, `employees of Salesforce`. */
function isOwner({ items, grammar }: ParsedText, at: number): boolean {
  const namesPeople = (item: Item | undefined): boolean => item?.kind === 'word' && grammar.people.has(item.word);
  const back = items[at - 1];
  const linked = back?.kind === 'word' && back.small && namesPeople(items[at - 2]);
  return namesPeople(items[at + 1]) || namesPeople(items[at + 2]) || linked;
}

/** Actors of each verb, as far as the nearest names and the verb's voice tell. */
function deedsOf(text: ParsedText, mentions: readonly Mention[]): readonly Deed[] {
  const { items, grammar } = text;
  return items.flatMap((item, at): Deed[] => {
    if (item.kind !== 'word') return [];
    const relations = grammar.relations.filter(({ forward, inverse, received }) =>
      [forward, inverse, received].some((verbs) => verbs.has(item.word)),
    );
    // Most words are no verb of any: what is around them need not be looked at.
    if (relations.length === 0) return [];
    const [start, end] = clauseAround(text, at);
    const within = mentions.filter((one) => one.at > start && one.at < end);
    const before = within.findLast((one) => one.at < at)?.actor;
    const after = within.find((one) => one.at > at)?.actor;
    const doer = within.find((one) => one.at > byAfter(text, at))?.actor;
    const passive = isPassive(text, at);
    const namesSum = items.slice(start + 1, end).some((one) => one.kind === 'figure' && one.figure.unit === 'usd');
    return relations.flatMap(({ role, forward, inverse, received }): Deed[] => {
      if (forward.has(item.word)) return [passive ? deed(at, role, doer, before) : deed(at, role, before, after)];
      if (!inverse.has(item.word) && !(namesSum && received.has(item.word))) return [];
      // `is part of`, `belongs to` have no passive.
      if (!passive || role === 'owns') return [deed(at, role, after, before)];
      return [deed(at, role, after === doer ? before : after, doer)];
    });
  });
}

/** Somebody who is named in another's place → that other: what he does is compared as the other's. */
export type Instead = ReadonlyMap<string, EntityId>;

/** Who does what a verb says, and the name or word next after it. */
export interface Parties {
  readonly by: Actor | undefined;
  readonly to: string | undefined;
  /** Whether that is a name. */
  readonly named: boolean;
  /** Whether the verb follows the doer's name at once. */
  readonly beside: boolean;
}

/** The doer is named last before a verb in its clause, or after `by`. */
export function partiesOf(text: Statement, at: number): Parties {
  const [start, end] = clauseAround(text, at);
  const within = text.mentions.filter((one) => one.at > start && one.at < end);
  const object = text.items
    .slice(at + 1, end)
    .find((item) => item.kind === 'entity' || (item.kind === 'word' && !item.small));
  if (isPassive(text, at)) {
    const by = byAfter(text, at);
    return { by: within.find((one) => one.at > by)?.actor, to: undefined, named: false, beside: false };
  }
  const doer = within.findLast((one) => one.at < at);
  return {
    by: doer?.actor,
    to: object?.kind === 'entity' ? object.id : object?.kind === 'word' ? object.stem : undefined,
    named: object?.kind === 'entity',
    beside: doer !== undefined && text.items.slice(doer.at + 1, at).every((item) => item.kind === 'word' && item.small),
  };
}

/** Between two stops: what is done beyond a semicolon is done by others. */
function clauseAround({ items }: ParsedText, at: number): readonly [number, number] {
  const isStop = (item: Item): boolean => item.kind === 'break' && /[;.!?]/.test(item.sign);
  const after = items.findIndex((item, index) => index > at && isStop(item));
  return [items.slice(0, at).findLastIndex(isStop), after < 0 ? items.length : after];
}

function deed(at: number, role: Role, by: Actor | undefined, to: Actor | undefined): Deed {
  return { at, role, ...(by !== undefined && { by }), ...(to !== undefined && { to }) };
}

/** `was bought`, `signed by`. */
function isPassive({ items, grammar }: ParsedText, at: number): boolean {
  const next = items[at + 1];
  if (next?.kind === 'word' && grammar.by.has(next.word)) return true;
  return items.slice(Math.max(0, at - 2), at).some((item) => item.kind === 'word' && grammar.being.has(item.word));
}

/** The place of `by` after a verb, before the clause ends; infinite when there is none. */
function byAfter({ items, grammar }: ParsedText, at: number): number {
  const found = items.slice(at + 1, at + 10).findIndex((item) => item.kind === 'word' && grammar.by.has(item.word));
  return found < 0 ? Number.POSITIVE_INFINITY : at + 1 + found;
}

/** The deed of the other text that says the same with the two changed round. */
export function reversed(said: readonly Deed[], source: readonly Deed[]): readonly [Deed, Deed] | undefined {
  for (const one of said) {
    if (one.by === undefined || one.to === undefined || one.by === one.to) continue;
    if (source.some((other) => isSame(one, other))) continue;
    const other = source.find(({ role, by, to }) => role === one.role && by === one.to && to === one.by);
    if (other) return [one, other];
  }
  return undefined;
}

export const isSame = (one: Deed, other: Deed): boolean =>
  one.role === other.role && one.by === other.by && one.to === other.to;
