import { type Grammar, MODES, type Mode, PEOPLE, type People, ROLES } from '../core/differences/grammar.ts';
import type { LanguageTag } from '../core/fact.ts';
import { clean, fold } from '../core/text.ts';
import type { GrammarEntry } from './schema/grammar.ts';

/** What a language's `grammar:` says, every word folded. Needs neither YAML nor a schema. */
export function joinGrammar(tag: LanguageTag, grammar: GrammarEntry): Grammar {
  return {
    ...monthsOf(tag),
    ...figuresOf(grammar),
    ...statementsOf(grammar),
    abbreviations: grammar.abbreviations.map(withoutStop),
    closingAbbreviations: grammar.closingAbbreviations.map(withoutStop),
  };
}

/** Letters of a month's short name: `jan`; September has one more in `sept`. */
const SHORT = 3;

/** As Intl writes them alone and beside a day, which some languages tell apart, with their first letters. */
function monthsOf(tag: LanguageTag): Pick<Grammar, 'months'> {
  const months = new Map<string, number>();
  const forms = [{ month: 'long' } as const, { month: 'long', day: 'numeric' } as const];
  for (const form of forms) {
    const format = new Intl.DateTimeFormat(tag, { ...form, timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      const parts = format.formatToParts(Date.UTC(2000, month, 1));
      const name = parts.find(({ type }) => type === 'month')?.value ?? '';
      // Some languages count their months: a number is none of their names.
      if (!/^\p{L}/u.test(name)) continue;
      months.set(fold(name), month + 1);
      for (const length of month === 8 ? [SHORT, SHORT + 1] : [SHORT])
        months.set(fold(name).slice(0, length), month + 1);
    }
  }
  return { months };
}

function figuresOf(grammar: GrammarEntry) {
  return {
    dateLinks: grammar.dateLinks.map(phrase),
    ordinals: grammar.ordinals.map((ending) => clean(ending).toLowerCase()),
    counts: numbers(grammar.counts),
    multipliers: numbers(grammar.multipliers),
    sums: numbers(grammar.sums),
    halves: grammar.halves.map(phrase),
    percent: grammar.percent.map(phrase),
    dollars: grammar.dollars.map(phrase),
    otherMoney: grammar.otherMoney.map(phrase),
    atLeast: grammar.atLeast.map(phrase),
    atMost: grammar.atMost.map(phrase),
    about: grammar.about.map(phrase),
    atLeastAfter: grammar.atLeastAfter.map(phrase),
    atMostAfter: grammar.atMostAfter.map(phrase),
    articles: grammar.articles.map(phrase),
  };
}

function statementsOf(grammar: GrammarEntry) {
  return {
    negations: words(grammar.negations),
    strong: words(grammar.strong),
    modes: new Map(
      MODES.flatMap((mode) => [...pairs(grammar.modes[mode] ?? [])].map((one): [string, Mode] => [one, mode])),
    ),
    aims: words(grammar.aims),
    verbs: words(grammar.verbs),
    verbEndings: grammar.verbEndings.map(fold),
    underWay: grammar.underWay.map(fold),
    monthWords: words(grammar.monthWords),
    chatter: grammar.chatter.map(phrase),
    unserious: grammar.unserious.map(phrase),
    joiners: grammar.joiners.map(phrase),
    pronouns: grammar.pronouns.map(phrase),
    years: numbers(grammar.years),
    being: words(grammar.being),
    by: words(grammar.by),
    listing: words(grammar.listing),
    saying: words(grammar.saying),
    accordingTo: words(grammar.accordingTo),
    accounts: words(grammar.accounts),
    possessives: words(grammar.possessives),
    letters: words(grammar.letters),
    since: words(grammar.since),
    until: words(grammar.until),
    people: new Map(
      PEOPLE.flatMap((kind) => (grammar.people[kind] ?? []).map((one): [string, People] => [fold(one), kind])),
    ),
    relations: ROLES.flatMap((role) => {
      const relation = grammar.relations[role];
      if (!relation) return [];
      const { forward, inverse, received } = relation;
      return [{ role, forward: words(forward), inverse: words(inverse), received: words(received) }];
    }),
    opposites: grammar.opposites.map(({ one, other }) => [pairs(one), pairs(other)] as const),
    same: grammar.same.map(words),
    prefixes: grammar.prefixes.map(fold),
    paying: words(grammar.paying),
    fillers: words(grammar.fillers),
    asking: words(grammar.asking),
    agreeing: words(grammar.agreeing),
  };
}

function words(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map(fold));
}

/** An apostrophe parts words here: figures are looked for in texts that still have theirs. */
function phrase(text: string): string {
  return fold(text.replace(/['’‘ʼ`´]/gu, ' '));
}

function pairs(list: readonly string[]): ReadonlySet<string> {
  return new Set(list.map((text) => fold(text).replaceAll(' ', '-')));
}

function numbers(record: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map(Object.entries(record).map(([text, number]) => [phrase(text), number]));
}

function withoutStop(abbreviation: string): string {
  return clean(abbreviation).replace(/\.$/, '');
}
