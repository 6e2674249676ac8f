import {
  type Difference,
  type Discrepancies,
  discrepancies,
  type Unmatched,
} from './differences/difference.ts';
import { type Grammar, isVerb } from './differences/grammar.ts';
import { compareNames, compareRoles } from './differences/names.ts';
import { compareModes, compareNegation, compareOpposites, denies } from './differences/negation.ts';
import { type Item, type ParsedText, parseText, type Word, wordsIn } from './differences/parse.ts';
import { compareAllFigures, compareAllMoments } from './differences/quantities.ts';
import {
  type Actor,
  type Instead,
  type Parties,
  partiesOf,
  reversed,
  type Statement,
  stated,
} from './differences/relations.ts';
import { type BaseView, matchWord, type SourceClaim, sourceClaim } from './differences/source-claim.ts';
import type { EntityId, Fact } from './fact.ts';
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
    const nothing = {
      shared: 0,
      figures: 0,
      tells: false,
      requests: false,
      denies: false,
      scope: 0,
      single: false,
    };
    return { differences: [], unmatched: ['language'], ...nothing };
  }
  const { facts } = base;
  const said = stated(parsed, facts);
  const negation = asks ? discrepancies([]) : compareNegation(said, source);
  const named = compareNames(said, source, facts);
  const instead = insteadOf(named.differences);
  const figures = compareAllFigures(said, source, instead);
  const direction = compareDirection(said, source, instead);
  const opposites = compareOpposites(said, source);
  const words = compareWords(said, source, opposites.differences.length > 0, base);
  const parts = [
    named,
    direction.differences.length > 0 ? discrepancies([]) : compareRoles(said, source, facts),
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
  const roles = new Set(source.texts.flatMap(({ deeds }) => deeds.map(({ role }) => role)));
  return {
    differences: [...new Map(differences.map((one) => [JSON.stringify(one), one])).values()],
    unmatched: [...new Set(unmatched)],
    shared: [...parts, words].reduce((sum, { shared }) => sum + shared, 0),
    figures: figures.shared,
    tells: words.tells || said.deeds.some(({ by, role }) => by !== undefined && roles.has(role)),
    requests: wordsIn(said).some(({ modes }) => modes.has('ask')),
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
/** Words of a statement for one of them that the claim need not hold, where it neither tells a deed nor names somebody. */
const PER_LOOSE = 6;

function compareWords(
  said: Statement,
  source: SourceClaim,
  opposed: boolean,
  { retriever }: BaseView,
): Discrepancies & { readonly tells: boolean } {
  let held = 0;
  let near = 0;
  let loose = 0;
  let tells = false;
  let missing = false;
  const { grammar, items, language } = said;
  const theirs = source.texts.flatMap(wordsIn);
  const heard = new Set(theirs.map(({ word }) => word));
  const modes = new Set(theirs.flatMap(({ word }) => grammar.modes.get(word) ?? []));
  const oppositeHeld = (word: string): boolean =>
    opposed &&
    grammar.opposites.some(([one, other]) => {
      const against = one.has(word) ? other : other.has(word) ? one : [];
      return [...against].some((form) => heard.has(form));
    });
  items.forEach((item, at) => {
    if (item.kind !== 'word' || item.small || isOfFigure(said, at)) return;
    const { word } = item;
    if (grammar.saying.has(word) || grammar.accordingTo.has(word) || grammar.chatter.includes(word)) return;
    const mode = grammar.modes.get(word);
    if (mode && modes.has(mode)) return;
    const { how, by } = matchWord(item, said, source);
    if (how === 'near' && !isVerb(word, grammar)) near += 1;
    else if (how !== 'held') {
      if (oppositeHeld(word) || isSameRelation(item, at, said, source)) return;
      const adds = items.slice(Math.max(0, at - LISTED), at).some((one) => isListing(one, grammar));
      const named = retriever.lexicon.isOrdinary(word, language) === false;
      if (adds || named || mode || isVerb(word, grammar)) missing = true;
      else loose += 1;
    } else {
      held += 1;
      // What is counted in both is only named: `employees` in `1,400 employees`.
      const counted = isCounted(said, at) && by.every((one) => isCountedIn(one, source));
      if (!counted && !grammar.people.has(word)) tells = true;
    }
  });
  const tooNear = near > 0 && near > Math.max(1, (held + near) * NEAR_SHARE);
  const tooLoose = loose > Math.floor((held + near + loose) / PER_LOOSE);
  return { ...discrepancies([], missing || tooNear || tooLoose ? ['word'] : [], held), tells };
}

/** Words after an `and` that may be what it adds. */
const LISTED = 3;

const isListing = (item: Item, { listing }: Grammar): boolean =>
  item.kind === 'word' && listing.has(item.word);

/** Whether a verb tells a deed in another word that the claim tells, too: `landed $307 million` and `was paid`. */
function isSameRelation({ word }: Word, at: number, said: Statement, { texts }: SourceClaim): boolean {
  const roles = said.grammar.relations
    .filter(({ forward, inverse, received }) => [forward, inverse, received].some((forms) => forms.has(word)))
    .map(({ role }) => role);
  const fits = (one: Actor | undefined, other: Actor | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  return said.deeds.some(
    (deed) =>
      deed.at === at &&
      roles.includes('pays') &&
      deed.role === 'pays' &&
      texts.some((text) =>
        text.deeds.some(
          (other) => other.role === deed.role && fits(deed.by, other.by) && fits(deed.to, other.to),
        ),
      ),
  );
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

function compareDirection(said: Statement, source: SourceClaim, instead: Instead): Discrepancies {
  const { texts } = source;
  for (const { deeds } of texts) {
    const [one, other] = reversed(said.deeds, deeds) ?? [];
    if (one?.by !== undefined && other?.by !== undefined) {
      return discrepancies([
        { kind: 'direction', how: 'reversed', role: one.role, said: one.by, source: other.by },
      ]);
    }
  }
  const moved = isDoneByOthers(said, source, instead) || isAgreedWithOthers(said, source, instead);
  return discrepancies([], moved ? ['order'] : []);
}

const insteadOf = (differences: readonly Difference[]): Instead =>
  new Map(
    differences.flatMap((one): [string, EntityId][] =>
      one.kind === 'agency' || one.kind === 'company' || one.kind === 'person'
        ? [[one.said, one.source]]
        : [],
    ),
  );

/** Whether somebody does what the source says that others do; or, where it says so of several, does it to something else. */
function isDoneByOthers(said: Statement, source: SourceClaim, instead: Instead): boolean {
  return said.items.some((item, at) => {
    if (item.kind !== 'word' || !isVerb(item.word, said.grammar)) return false;
    const parties = partiesOf(said, at);
    if (parties.by === undefined) return false;
    const own = { ...parties, by: instead.get(parties.by) ?? parties.by };
    const { by } = matchWord(item, said, source);
    const theirs = source.texts.flatMap((text) =>
      by.flatMap((word) => (text.items.includes(word) ? [partiesOf(text, text.items.indexOf(word))] : [])),
    );
    const several = new Set(theirs.map((other) => other.by)).size > 1;
    const isSame = (other: Parties): boolean =>
      (other.by === own.by || (other.by === undefined && !own.beside)) && (!several || other.to === own.to);
    return theirs.length > 0 && !theirs.some(isSame);
  });
}

/** Items between a contract and whom it is with. */
const WITH = 3;

/** Whether a contract is said to be with somebody else than the source says. */
function isAgreedWithOthers(said: Statement, source: SourceClaim, instead: Instead): boolean {
  const partner = (text: Statement, at: number): EntityId | undefined => {
    const found = text.items.slice(at + 1, at + 1 + WITH).find((item) => item.kind === 'entity');
    return found?.kind === 'entity' ? found.id : undefined;
  };
  return said.items.some((item, at) => {
    const own = partner(said, at);
    if (item.kind !== 'word' || !said.grammar.agreeing.has(item.word) || own === undefined) return false;
    const { by } = matchWord(item, said, source);
    const theirs = source.texts.flatMap((text) =>
      by.flatMap((word) =>
        text.items.includes(word) ? (partner(text, text.items.indexOf(word)) ?? []) : [],
      ),
    );
    return theirs.length > 0 && !theirs.includes(instead.get(own) ?? own);
  });
}
