import { type Difference, discrepancies, type Unmatched } from './differences/difference.ts';
import { compareNames, compareRoles } from './differences/names.ts';
import { compareModes, compareNegation, compareOpposites, denies } from './differences/negation.ts';
import { type ParsedText, parseText, wordsIn } from './differences/parse.ts';
import { compareDirection, insteadOf } from './differences/parties.ts';
import { compareAllFigures, compareAllMoments } from './differences/quantities.ts';
import { type Statement, stated } from './differences/relations.ts';
import { type BaseView, type SourceClaim, sourceClaims } from './differences/source-claim.ts';
import { compareWords } from './differences/words.ts';
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
  /** How many of them are figures. */
  readonly figures: number;
  /** Whether what they have in common says something, and does not only name it. */
  readonly tells: boolean;
  /** Whether somebody asks for something in it. */
  readonly requests: boolean;
  /** Whether it says that something is not so. */
  readonly denies: boolean;
  /** Whether it was compared with a statement that the fact bears out, and not with the claim itself. */
  readonly says: boolean;
  /** 0 to 1: how much of what the fact claims it says. A denial, or a denial of one, may be of another scope. */
  readonly scope: number;
  /** Whether it speaks of one thing that there is but once: a sum, a day, who owns or built it. Of contracts there are many,
      and one with somebody else contradicts none. */
  readonly single: boolean;
}

const NOTHING: Comparison = {
  differences: [],
  unmatched: ['language'],
  shared: 0,
  figures: 0,
  tells: false,
  requests: false,
  denies: false,
  scope: 0,
  says: false,
  single: false,
};

/** Compares a statement, one sentence in a language, with what each fact claims: it is read once. Nothing is taken as said
    that the claim does not say; `asks` leaves out what only a question's form brings along. Never throws for a fact of the
    base. */
export function comparing(text: string, language: Language, base: BaseView, asks = false): (fact: Fact) => Comparison {
  const parsed = parseText(text, language, base.retriever.lexicon);
  const said = parsed && stated(parsed, base.facts);
  return (fact) => {
    if (!said) return NOTHING;
    const [claim, ...statements] = sourceClaims(fact, language, base);
    if (!claim) return NOTHING;
    let best = compare(said, claim, base, asks);
    if (asks) return best;
    for (const source of statements) {
      const other = compare(said, source, base, asks);
      if (isNearer(other, best)) best = other;
    }
    return best;
  };
}

/** Whether one comparison of a statement accounts for more of it than another with the same fact. */
function isNearer(one: Comparison, other: Comparison): boolean {
  const rank = ({ unmatched, differences }: Comparison): number => unmatched.length * 10 + differences.length;
  return rank(one) < rank(other) || (rank(one) === rank(other) && one.scope > other.scope);
}

/** The same with one fact. */
export function compareWith(text: string, language: Language, fact: Fact, base: BaseView, asks = false): Comparison {
  return comparing(text, language, base, asks)(fact);
}

function compare(said: Statement, source: SourceClaim, base: BaseView, asks: boolean): Comparison {
  const { facts } = base;
  const negation = asks ? discrepancies([]) : compareNegation(said, source);
  const named = compareNames(said, source, facts);
  const roles = compareRoles(said, source, facts);
  const instead = insteadOf([...named.differences, ...roles.differences]);
  const figures = compareAllFigures(said, source, instead);
  const direction = compareDirection(said, source, instead);
  const opposites = compareOpposites(said, source);
  const words = compareWords(said, source, opposites.differences.length > 0, base);
  const parts = [
    named,
    direction.differences.length > 0 ? discrepancies([]) : roles,
    figures,
    compareAllMoments(said, source),
    opposites,
    asks ? discrepancies([]) : compareModes(said, source, negation.differences.length > 0),
    negation,
    direction,
  ];
  const differences = parts.flatMap((part) => part.differences);
  const unmatched = parts.flatMap((part) => part.unmatched);
  if (!asks) unmatched.push(...words.unmatched);
  // That something wrong is not so may be right.
  if (negation.differences.length > 0 && differences.length > 1) unmatched.push('negation');
  const told = new Set(source.texts.flatMap(({ deeds }) => deeds.map(({ role }) => role)));
  return {
    differences: [...new Map(differences.map((one) => [JSON.stringify(one), one])).values()],
    unmatched: [...new Set(unmatched)],
    shared: [...parts, words].reduce((sum, { shared }) => sum + shared, 0),
    figures: figures.shared,
    tells: words.tells || said.deeds.some(({ by, role }) => by !== undefined && told.has(role)),
    requests: wordsIn(said).some(({ modes }) => modes.has('ask')),
    denies: denies(said),
    says: source.says,
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
