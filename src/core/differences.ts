import {
  type Difference,
  type Discrepancies,
  discrepancies,
  type Unmatched,
} from './differences/difference.ts';
import { compareNames, compareRoles } from './differences/names.ts';
import { compareNegation, compareOpposites, denies } from './differences/negation.ts';
import { type ParsedText, parseText, type Word } from './differences/parse.ts';
import { compareAllFigures, compareAllMoments } from './differences/quantities.ts';
import { isOutOfOrder, reversed, type Statement, stated } from './differences/relations.ts';
import { type BaseView, matchWord, type SourceClaim, sourceClaim } from './differences/source-claim.ts';
import type { Fact } from './fact.ts';
import type { Language } from './language.ts';

export type { Difference } from './differences/difference.ts';
export type { BaseView } from './differences/source-claim.ts';

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Empty when the fact speaks of everything that is said, if only to say otherwise. */
  readonly unmatched: readonly Unmatched[];
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
  base: BaseView,
  asks = false,
): Comparison {
  const parsed = parseText(text, language, base.retriever.lexicon);
  const source = sourceClaim(fact, language, base);
  if (!parsed || !source) {
    const nothing = { shared: 0, tells: false, denies: false, scope: 0, single: false };
    return { differences: [], unmatched: ['language'], ...nothing };
  }
  const { facts } = base;
  const said = stated(parsed, facts);
  const negation = asks ? discrepancies([]) : compareNegation(said, source);
  const direction = compareDirection(said, source);
  const words = compareWords(said, source);
  const parts = [
    compareNames(said, source, facts),
    direction.differences.length > 0 ? discrepancies([]) : compareRoles(said, source, facts),
    compareAllFigures(said, source),
    compareAllMoments(said, source),
    compareOpposites(said, source),
    negation,
    direction,
  ];
  const differences = parts.flatMap((part) => part.differences);
  const unmatched = parts.flatMap((part) => part.unmatched);
  if (!asks) unmatched.push(...words.unmatched);
  // That something wrong is not so may be right.
  if (negation.differences.length > 0 && differences.length > 1) unmatched.push('negation');
  const roles = new Set(source.texts.flatMap(({ deeds }) => deeds.map(({ role }) => role)));
  return {
    differences: [...new Map(differences.map((one) => [JSON.stringify(one), one])).values()],
    unmatched: [...new Set(unmatched)],
    shared: [...parts, words].reduce((sum, { shared }) => sum + shared, 0),
    tells: words.tells || said.deeds.some(({ by, role }) => by !== undefined && roles.has(role)),
    denies: denies(said),
    scope: Math.max(...source.texts.map((one) => scopeOf(said, one))),
    single:
      said.items.some(({ kind }) => kind === 'figure' || kind === 'moment') ||
      said.deeds.some(({ role }) => role === 'owns' || role === 'builds'),
  };
}

/** Share of a claim's names, figures, dates and words that the statement holds, too. */
function scopeOf(said: ParsedText, claim: ParsedText): number {
  const keys = ({ items, grammar }: ParsedText): readonly string[] =>
    items.flatMap((item) => {
      if (item.kind === 'break') return [];
      if (item.kind !== 'word') return [JSON.stringify(item)];
      return item.small || grammar.saying.has(item.word) ? [] : [item.word];
    });
  const ours = new Set(keys(said));
  const theirs = keys(claim);
  return theirs.length === 0 ? 0 : theirs.filter((key) => ours.has(key)).length / theirs.length;
}

/** Share of a statement's words that only questions about the fact, or names in it, account for. */
const NEAR_SHARE = 1 / 3;

function compareWords(said: ParsedText, source: SourceClaim): Discrepancies & { readonly tells: boolean } {
  let held = 0;
  let near = 0;
  let tells = false;
  let missing = false;
  const { grammar, items } = said;
  const heard = new Set(
    source.texts.flatMap((text) => text.items.flatMap((item) => (item.kind === 'word' ? item.word : []))),
  );
  const oppositeHeld = (word: string): boolean =>
    grammar.opposites.some(([one, other]) => {
      const against = one.has(word) ? other : other.has(word) ? one : [];
      return [...against].some((form) => heard.has(form));
    });
  items.forEach((item, at) => {
    if (item.kind !== 'word' || item.small || isOfFigure(said, at)) return;
    if (grammar.saying.has(item.word) || grammar.accordingTo.has(item.word)) return;
    const { how, by } = matchWord(item, said, source);
    if (how === 'near') near += 1;
    else if (how === 'not') missing ||= !oppositeHeld(item.word);
    else {
      held += 1;
      // What is counted in both is only named: `employees` in `1,400 employees`.
      const counted = isCounted(said, at) && by.every((word) => isCountedIn(word, source));
      if (!counted && !grammar.people.has(item.word)) tells = true;
    }
  });
  const tooNear = near > 0 && near > Math.max(1, (held + near) * NEAR_SHARE);
  return { ...discrepancies([], missing || tooNear ? ['word'] : [], held), tells };
}

/** Whether it is the first word after a figure: what is counted. */
function isCounted({ items }: ParsedText, at: number): boolean {
  const figure = items.slice(0, at).findLastIndex((one) => one.kind === 'figure');
  return (
    figure >= 0 &&
    items.slice(figure + 1, at).every((one) => one.kind === 'entity' || (one.kind === 'word' && one.small))
  );
}

function isCountedIn(word: Word, { texts }: SourceClaim): boolean {
  return texts.some((text) => {
    const at = text.items.indexOf(word);
    return at >= 0 && isCounted(text, at);
  });
}

/** `more than` before a figure is read with it; `worth` beside one says nothing more. */
function isOfFigure({ items, grammar }: ParsedText, at: number): boolean {
  const item = items[at];
  if (item?.kind !== 'word') return false;
  const phrases = [...grammar.atLeast, ...grammar.atMost, ...grammar.about];
  const isBound = phrases.some((phrase) => phrase.split(' ').includes(item.word));
  if (isBound && items.slice(at + 1, at + 4).some((one) => one.kind === 'figure')) return true;
  return grammar.fillers.has(item.word) && items.some((one) => one.kind === 'figure');
}

function compareDirection(said: Statement, { texts }: SourceClaim): Discrepancies {
  for (const { deeds } of texts) {
    const [one, other] = reversed(said.deeds, deeds) ?? [];
    if (one?.by !== undefined && other?.by !== undefined) {
      return discrepancies([
        { kind: 'direction', how: 'reversed', role: one.role, said: one.by, source: other.by },
      ]);
    }
  }
  return discrepancies([], texts.every((text) => isOutOfOrder(said, text)) ? ['order'] : []);
}
