import { type Difference, type Found, nothing, type Unsaid } from './differences/difference.ts';
import { explain } from './differences/explain.ts';
import { namedOtherwise, slotsOtherwise } from './differences/names.ts';
import { figuresOtherwise, momentsOtherwise } from './differences/quantities.ts';
import { type Reading, read, type Word, wordsIn } from './differences/reading.ts';
import { deedsOf, outOfOrder, reversed } from './differences/relations.ts';
import { type Ground, type Source, sourceOf } from './differences/source.ts';
import { negatedOtherwise, turnedOtherwise } from './differences/turns.ts';
import type { Fact } from './fact.ts';
import type { Language } from './language.ts';

export {
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
  type Unsaid,
} from './differences/difference.ts';
export type { Ground } from './differences/source.ts';

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Empty when the fact speaks of everything that is said, if only to say otherwise. */
  readonly unsaid: readonly Unsaid[];
  /** How many names, figures, dates and words the two have in common. */
  readonly shared: number;
  /** Whether what they have in common says something, and does not only name it. */
  readonly tells: boolean;
  /** Whether it says that something is not so. */
  readonly denies: boolean;
  /** 0 to 1: how much of what the fact claims it says. A denial, or a denial of one, may be of another scope. */
  readonly scope: number;
  /** Whether it speaks of one thing that there is but once: a sum, a day, who owns or built it. Of contracts there are many,
      and one with somebody else contradicts none. */
  readonly single: boolean;
}

/** Compares a statement, one sentence in a language, with what a fact claims. Nothing is taken as said that the claim does
    not say; `asks` leaves out what only a question's form brings along. Never throws for a fact of the base. */
export function compareWith(
  text: string,
  language: Language,
  fact: Fact,
  ground: Ground,
  asks = false,
): Comparison {
  const said = read(text, language, ground.lexicon);
  const source = sourceOf(fact, language, ground);
  if (!said || !source) {
    return {
      differences: [],
      unsaid: ['language'],
      shared: 0,
      tells: false,
      denies: false,
      scope: 0,
      single: false,
    };
  }
  const names = namedOtherwise(said, source, ground.facts);
  const figures = figuresOtherwise(said, source, ground.facts);
  const moments = momentsOtherwise(said, source);
  const turns = turnedOtherwise(said, source);
  const negation = asks ? nothing : negatedOtherwise(said, source);
  const direction = directionOf(said, source, ground);
  const words = wordsOtherwise(said, source);
  const slots = direction.differences.length > 0 ? nothing : slotsOtherwise(said, source, ground.facts);
  const parts = [names, slots, figures, moments, turns, negation, direction];
  const differences = parts.flatMap((part) => part.differences);
  const denied = negation.differences.length > 0 && differences.length > 1;
  return {
    differences: unique(differences),
    unsaid: [
      ...new Set([
        ...parts.flatMap((part) => part.unsaid),
        ...(asks ? [] : words.unsaid),
        // That something wrong is not so may be right.
        ...(denied ? ['turn' as const] : []),
      ]),
    ],
    shared: names.shared + figures.shared + moments.shared + words.shared,
    tells: words.tells || rolesShared(said, source, ground),
    denies: wordsIn(said).some(({ word }) => said.grammar.negations.has(word)),
    scope: Math.max(...source.readings.map((reading) => scopeOf(said, reading))),
    single: isSingle(said, ground),
  };
}

/** Share of a reading's names, figures, dates and words that the statement holds, too. */
function scopeOf(said: Reading, reading: Reading): number {
  const keys = ({ items, grammar }: Reading): readonly string[] =>
    items.flatMap((item) => {
      if (item.kind === 'break') return [];
      if (item.kind !== 'word') return [JSON.stringify(item)];
      return item.small || grammar.saying.has(item.word) ? [] : [item.word];
    });
  const ours = new Set(keys(said));
  const theirs = keys(reading);
  return theirs.length === 0 ? 0 : theirs.filter((key) => ours.has(key)).length / theirs.length;
}

/** What somebody owns or built, and what has a sum or a date. */
const SINGLE: ReadonlySet<string> = new Set(['owns', 'builds']);

function isSingle(said: Reading, { facts }: Ground): boolean {
  return (
    said.items.some(({ kind }) => kind === 'figure' || kind === 'moment') ||
    deedsOf(said, facts).some(({ role }) => SINGLE.has(role))
  );
}

/** Share of a statement's words that only questions about the fact, or names in it, account for. */
const NEAR_SHARE = 1 / 3;

function wordsOtherwise(
  said: Reading,
  source: Source,
): { readonly unsaid: readonly Unsaid[]; readonly shared: number; readonly tells: boolean } {
  let held = 0;
  let near = 0;
  let tells = false;
  let missing = false;
  const { grammar, items } = said;
  const turned = new Set(grammar.opposites.flatMap((pair) => pair.flatMap((side) => [...side])));
  items.forEach((item, at) => {
    if (item.kind !== 'word' || item.small || isOfFigure(said, at)) return;
    if (grammar.saying.has(item.word) || grammar.accordingTo.has(item.word)) return;
    const explained = explain(item, said, source);
    const { how } = explained;
    if (explained.how === 'held') {
      held += 1;
      // What is counted in both is only named: `employees` in `1,400 employees`.
      const counted = isCounted(said, at) && explained.by.every((word) => isCountedIn(word, source));
      if (!counted && !grammar.people.has(item.word)) tells = true;
    } else if (how === 'near') near += 1;
    else if (!turned.has(item.word) || !oppositeHeld(item.word, said, source)) missing = true;
  });
  const tooNear = near > 0 && near > Math.max(1, (held + near) * NEAR_SHARE);
  return { unsaid: missing || tooNear ? ['word'] : [], shared: held, tells };
}

/** Whether it is the first word after a figure: what is counted. */
function isCounted({ items }: Reading, at: number): boolean {
  const figure = items.slice(0, at).findLastIndex((one) => one.kind === 'figure');
  return (
    figure >= 0 &&
    items.slice(figure + 1, at).every((one) => one.kind === 'entity' || (one.kind === 'word' && one.small))
  );
}

function isCountedIn(word: Word, { readings }: Source): boolean {
  return readings.some((reading) => {
    const at = reading.items.indexOf(word);
    return at >= 0 && isCounted(reading, at);
  });
}

/** `more than` before a figure is read with it; `worth` beside one says nothing more. */
function isOfFigure({ items, grammar }: Reading, at: number): boolean {
  const item = items[at];
  if (item?.kind !== 'word') return false;
  const next = items.slice(at + 1, at + 4).findIndex((one) => one.kind === 'figure');
  const bounds = [...grammar.atLeast, ...grammar.atMost, ...grammar.about].flatMap((phrase) =>
    phrase.split(' '),
  );
  if (next >= 0 && bounds.includes(item.word)) return true;
  return grammar.fillers.has(item.word) && items.some((one) => one.kind === 'figure');
}

function oppositeHeld(word: string, said: Reading, source: Source): boolean {
  const heard = new Set(source.readings.flatMap((reading) => wordsIn(reading).map((one) => one.word)));
  return said.grammar.opposites.some(([one, other]) => {
    const against = one.has(word) ? other : other.has(word) ? one : undefined;
    return against !== undefined && [...against].some((form) => heard.has(form));
  });
}

function directionOf(said: Reading, source: Source, { facts }: Ground): Found {
  const ours = deedsOf(said, facts);
  for (const reading of source.readings) {
    const found = reversed(ours, deedsOf(reading, facts));
    const [one, other] = found ?? [];
    if (one?.by !== undefined && other?.by !== undefined) {
      return {
        differences: [{ kind: 'direction', how: 'reversed', role: one.role, said: one.by, source: other.by }],
        unsaid: [],
        shared: 0,
      };
    }
  }
  const disordered = source.readings.every((reading) => outOfOrder(said, reading, facts) !== undefined);
  return disordered ? { ...nothing, unsaid: ['order'] } : nothing;
}

function rolesShared(said: Reading, source: Source, { facts }: Ground): boolean {
  const roles = new Set(
    source.readings.flatMap((reading) => deedsOf(reading, facts).map(({ role }) => role)),
  );
  return deedsOf(said, facts).some((deed) => deed.by !== undefined && roles.has(deed.role));
}

function unique(differences: readonly Difference[]): readonly Difference[] {
  return [...new Map(differences.map((one) => [JSON.stringify(one), one])).values()];
}
