/** A relation of two that loses its truth when they change places. `forward`: the doer is named before the verb. `inverse`:
    after it, as in `sold to`. `received`: the same where a sum is named; what else one gets from somebody
    tells nothing of who pays, as in `got licences from`. */
export interface Relation {
  readonly role: Role;
  readonly forward: ReadonlySet<string>;
  readonly inverse: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
}
export const ROLES = ['pays', 'owns', 'builds', 'refuses', 'offers', 'asks', 'signs'] as const;
export type Role = (typeof ROLES)[number];

/** How a statement is meant that does not say that it is so: somebody plans it, offers it, asks for it, holds it possible,
    denies it, jokes, or it is what something else is for. */
export const MODES = ['plan', 'offer', 'ask', 'may', 'deny', 'joke'] as const;
export type Mode = (typeof MODES)[number] | 'aim' | 'not';

/** Those who act without a name of their own. */
export const PEOPLE = ['employees', 'customers', 'activists'] as const;
export type People = (typeof PEOPLE)[number];

/** What can't be told from a dictionary: the few words of a language that turn a statement round, or that figures and dates
    are written with. All folded, phrases with one space between their words, but for what says otherwise. */
export interface Grammar {
  /** Every form of a month's name → 1 to 12. */
  readonly months: ReadonlyMap<string, number>;
  /** Between a day, a month and a year: `of`. */
  readonly dateLinks: readonly string[];
  /** What a day's number ends with: `th`; lower case, not folded. */
  readonly ordinals: readonly string[];

  readonly counts: ReadonlyMap<string, number>;
  readonly multipliers: ReadonlyMap<string, number>;
  /** Phrases that are a figure as a whole: `a million`. */
  readonly sums: ReadonlyMap<string, number>;
  /** Before a multiplier: `half a`. */
  readonly halves: readonly string[];
  /** After a figure, beside `%`, `$` and `USD`. */
  readonly percent: readonly string[];
  readonly dollars: readonly string[];
  readonly otherMoney: readonly string[];
  /** Before a figure. */
  readonly atLeast: readonly string[];
  readonly atMost: readonly string[];
  readonly about: readonly string[];
  /** After a figure: `or more`. */
  readonly atLeastAfter: readonly string[];
  readonly atMostAfter: readonly string[];
  /** May be between a bound and its figure: `more than a hundred`. */
  readonly articles: readonly string[];

  readonly negations: ReadonlySet<string>;
  /** They claim more than a source that lacks them: `all`, `still`; or somebody's own view: `we`, `should`. */
  readonly strong: ReadonlySet<string>;
  /** Words after which nothing is said to be so. Two words are joined by a hyphen here and in `opposites`: `was-to`. */
  readonly modes: ReadonlyMap<string, Mode>;
  /** Before a verb, what something is for: `to`. */
  readonly aims: ReadonlySet<string>;
  /** Verbs by their forms and by their endings: who does them is compared, and one that a source lacks says more than it. */
  readonly verbs: ReadonlySet<string>;
  readonly verbEndings: readonly string[];
  /** Endings of verbs that tell of what is under way or to come: `ing`. */
  readonly underWay: readonly string[];
  /** Months whose names are words, too, and so need their capital: `may`. */
  readonly monthWords: ReadonlySet<string>;
  /** Phrases that say nothing: `fyi`, `just so everyone knows`. */
  readonly chatter: readonly string[];
  /** Phrases of who does not mean what is said: `imagine`, `as if`. */
  readonly unserious: readonly string[];
  /** What a new statement begins with in the middle of a sentence: `but`, `and then`. */
  readonly joiners: readonly string[];
  /** At the start of a statement, those whom the last one was about: `they`, `the company`. */
  readonly pronouns: readonly string[];
  /** The year that a phrase means, counted from this one: `last year`, -1. */
  readonly years: ReadonlyMap<string, number>;
  readonly being: ReadonlySet<string>;
  readonly by: ReadonlySet<string>;
  readonly listing: ReadonlySet<string>;
  readonly saying: ReadonlySet<string>;
  readonly accordingTo: ReadonlySet<string>;
  /** Nouns whose owner is a witness: `account`. */
  readonly accounts: ReadonlySet<string>;
  /** What a name ends with, after an apostrophe, that owns what follows: `s`. */
  readonly possessives: ReadonlySet<string>;
  /** What is written by several or to several, and tells what they say: `letter`. */
  readonly letters: ReadonlySet<string>;
  /** Words of a range: its start alone is not its whole. */
  readonly since: ReadonlySet<string>;
  readonly until: ReadonlySet<string>;
  readonly people: ReadonlyMap<string, People>;
  readonly relations: readonly Relation[];
  /** Each pair says the opposite of its other half. */
  readonly opposites: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[];
  /** Words that mean the same in what facts tell. */
  readonly same: readonly ReadonlySet<string>[];
  /** Before a hyphen they are part of the word: `re-examine`. */
  readonly prefixes: readonly string[];
  /** That money changed hands, which a ceiling, a pledge or an offer does not say. */
  readonly paying: ReadonlySet<string>;
  /** Beside a figure they say nothing of their own: `worth`. */
  readonly fillers: ReadonlySet<string>;
  /** What a question that takes its rest for granted begins with. */
  readonly asking: ReadonlySet<string>;
  /** A contract that is named says that its worth is no payment. */
  readonly agreeing: ReadonlySet<string>;

  /** As they are written, without their last stop, which ends no sentence; after the second kind it does when a capital
      follows. */
  readonly abbreviations: readonly string[];
  readonly closingAbbreviations: readonly string[];
}

/** Whether a word is a verb, as far as its form tells. */
export function isVerb(word: string, { verbs, verbEndings, relations }: Grammar): boolean {
  return (
    verbs.has(word) ||
    verbEndings.some((ending) => word.length > ending.length + 2 && word.endsWith(ending)) ||
    relations.some(({ forward, inverse, received }) => forward.has(word) || inverse.has(word) || received.has(word))
  );
}

/** A part of a pattern that finds any of these, the longest first, also with a hyphen or an apostrophe in the place
    of a space; nothing when there is none. */
export function anyOf(phrases: Iterable<string>): string {
  const parts = [...phrases]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll(' ', "[ '-]"));
  return parts.length > 0 ? `(?:${parts.join('|')})` : '(?!)';
}

/** What `anyOf` found, as the grammar has it. */
export function spaced(found: string): string {
  return found.replace(/['-]/g, ' ');
}
