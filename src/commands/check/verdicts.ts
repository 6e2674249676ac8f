import { anyOf } from '../../core/differences/grammar.ts';
import { type Comparison, comparing, type Difference } from '../../core/differences.ts';
import type { Entity, EntityId, Fact, FactBase } from '../../core/fact.ts';
import type { Language } from '../../core/language.ts';
import type { Context } from '../../core/ports.ts';
import type { Lexicon, Match, Query } from '../../core/retriever.ts';
import { isAboutOne, isCompany, namedIn } from '../../core/subjects.ts';
import { fold } from '../../core/text.ts';
import { QUESTION_LIMIT } from '../../core/typed.ts';
import { detectLanguage } from '../../core/understand.ts';
import { type Considered, consider } from '../ask.ts';
import type { Sentence } from './statements.ts';

/** What is said of one statement. */
export type Verdict =
  | { readonly kind: 'supported'; readonly fact: Fact }
  | {
      readonly kind: 'contradicted';
      readonly fact: Fact;
      readonly differences: readonly [Difference, ...Difference[]];
    }
  /** `near`: what comes near, and does not say so; best first. */
  | { readonly kind: 'nothing'; readonly near: readonly Fact[] };

/** A statement as it was read, and what is said of it. */
export interface Checked {
  readonly text: string;
  readonly verdict: Verdict;
}

/** Facts of a search that a statement is compared with. */
const COMPARED = 16;
/** Names, figures, dates and words in common from which a fact may bear a statement out. */
const SHARED = 3;
/** Characters of a statement that one fact may bear out; claims have at most 400. */
const LONGEST = 600;
/** Of a fact that is merely near: how much of the statement it explains, and how many there are at most. */
const COVERED = 0.3;
const NEAREST = 3;

/** What the base holds for each sentence of a message, in order: for the whole, and where nothing is held for that, for each
    statement that it joins. A statement that names no company speaks of those that the last one before it named. */
export function checkSentences(sentences: readonly Sentence[], within: Context): readonly Checked[] {
  const context = {
    ...within,
    retriever: { ...within.retriever, lexicon: mendingOnce(within.retriever.lexicon) },
  };
  let meant: readonly Entity[] = [];
  const checkOne = (written: string): Checked => {
    const text = named(written, meant, context);
    const considered = consider(text, context);
    const companies = namedIn(considered.query, context.facts).filter(isCompany);
    if (companies.length > 0) meant = companies;
    return { text: written, verdict: verdictOn(text, considered, meant, context) };
  };
  return sentences.flatMap(({ text, clauses }) => {
    const before = meant;
    const whole = checkOne(text);
    if (whole.verdict.kind !== 'nothing' || clauses.length < 2) return [whole];
    const after = meant;
    meant = before;
    const parts = clauses.map(checkOne);
    if (parts.some(({ verdict }) => verdict.kind !== 'nothing') && !isHalf(parts)) return parts;
    meant = after;
    return [whole];
  });
}

/** Whether a fact bears out one statement of a sentence and is the nearest to another, which it does not bear out. */
function isHalf(parts: readonly Checked[]): boolean {
  const out = parts.flatMap(({ verdict }) => (verdict.kind === 'supported' ? verdict.fact : []));
  return parts.some(({ verdict }) => verdict.kind === 'nothing' && verdict.near.some((fact) => out.includes(fact)));
}

/** Mending a word costs most of reading it, and a message is read whole, without its figures and in parts. What is mended is
    forgotten with the message. */
function mendingOnce(lexicon: Lexicon): Lexicon {
  const mended = new Map<string, string | undefined>();
  return {
    ...lexicon,
    mend(word, language, capital) {
      const key = `${language.tag} ${capital} ${word}`;
      if (!mended.has(key)) mended.set(key, lexicon.mend(word, language, capital));
      return mended.get(key);
    },
  };
}

/** A statement about `they` as one about the company that the last one named. */
function named(text: string, meant: readonly Entity[], { languages, language }: Context): string {
  const [one, ...others] = meant;
  const { grammar } = detectLanguage(text, languages) ?? language;
  if (!one || others.length > 0 || !grammar) return text;
  const found = new RegExp(String.raw`^(?:${anyOf(grammar.pronouns)})(?![\p{L}\p{N}])`, 'iu').exec(text);
  return found ? one.name + text.slice(found[0].length) : text;
}

/** What the base holds for one statement about the companies `meant`. Strict: one detail that no claim bears out, and nothing
    is supported. */
function verdictOn(
  statement: string,
  { query, decision, matches }: Considered,
  meant: readonly Entity[],
  context: Context,
): Verdict {
  const found = possible(matches, query, meant, context);
  const near = matches
    .filter(({ fact, coverage }) => found.includes(fact) && coverage >= COVERED)
    .slice(0, decision.kind === 'nothing' ? 0 : NEAREST)
    .map(({ fact }) => fact);
  if (statement.length > LONGEST || !isMeant(statement, query.language)) return { kind: 'nothing', near };
  const compare = comparing(statement, query.language, context);
  const comparedWith = (facts: readonly Fact[]) =>
    facts
      .filter((fact) => isItsSubject(fact, query, meant, context.facts))
      .map((fact) => ({ fact, comparison: compare(fact) }));
  const first = comparedWith(found);
  const borneOut = first.find(({ comparison }) => isBorneOut(comparison));
  if (borneOut) return { kind: 'supported', fact: borneOut.fact };
  const others = furtherFor(statement, query, meant, context).filter((fact) => !found.includes(fact));
  const compared = [...first, ...comparedWith(others)];
  const supporting = compared.find(({ comparison }) => isBorneOut(comparison));
  if (supporting) return { kind: 'supported', fact: supporting.fact };
  const against = compared
    .filter(({ comparison }) => isContradicted(comparison))
    .sort((a, b) => weightOf(a.comparison) - weightOf(b.comparison));
  const [best, second] = against;
  // Another fact holds the figure that this one does not.
  const held =
    best &&
    isLoose(best.comparison) &&
    compared.some(
      ({ comparison: { differences, figures, shared } }) =>
        differences.length === 0 && figures > 0 && shared >= best.comparison.shared,
    );
  const [difference, ...differences] = best?.comparison.differences ?? [];
  // Two facts with another figure each: nobody knows which of them is meant.
  const unclear =
    best &&
    second &&
    weightOf(best.comparison) === weightOf(second.comparison) &&
    isLoose(best.comparison) &&
    JSON.stringify(best.comparison.differences) !== JSON.stringify(second.comparison.differences);
  if (best && difference && !unclear && !held)
    return { kind: 'contradicted', fact: best.fact, differences: [difference, ...differences] };
  return { kind: 'nothing', near };
}

/** Whether it says that something is so: no question, no joke, no wish. */
function isMeant(statement: string, { grammar }: Language): boolean {
  if (/[?¿]/u.test(statement) || /(?:^|\s)\/s\b/u.test(statement) || !grammar) return false;
  const words = ` ${fold(statement)} `;
  return !grammar.unserious.some((phrase) => words.includes(` ${phrase} `));
}

/** The first of what was found that may be shown: never a fact about another company than is meant, nor about one when
    nothing tells that it is meant. */
function possible(
  matches: readonly Match[],
  query: Query,
  meant: readonly Entity[],
  { facts }: Context,
): readonly Fact[] {
  return matches
    .slice(0, COMPARED)
    .map(({ fact }) => fact)
    .filter(({ status }) => status !== 'superseded' && status !== 'withdrawn')
    .filter((fact) => {
      const ofCompany = fact.about.some((id) => isCompanyId(id, facts));
      const names = query.entities.some((id) => isCompanyId(id, facts));
      return meant.length > 0 && (names || ofCompany)
        ? isAboutOne(fact.about, meant, facts)
        : isPointedAt(fact, query, facts);
    });
}

/** Whether a fact's own subject is spoken of, where that is a company or a brand: what a fact on one company says of another
    beside it is no statement on that other. */
function isItsSubject(
  { about: [subject] }: Fact,
  { entities }: Query,
  meant: readonly Entity[],
  facts: FactBase,
): boolean {
  const entity = subject === undefined ? undefined : facts.entities.get(subject);
  if (!entity || (entity.kind !== 'brand' && !isCompany(entity))) return true;
  return entities.includes(entity.id) || meant.some(({ id }) => id === entity.id);
}

function isCompanyId(id: EntityId, facts: FactBase): boolean {
  const entity = facts.entities.get(id);
  return entity !== undefined && isCompany(entity);
}

/** Whether a sentence that names no company points at a fact all the same: by its subject, by a system, a person or
    whatever else than an agency it is about, or by its very sum. */
function isPointedAt({ about, amount }: Fact, query: Query, facts: FactBase): boolean {
  const [subject] = about;
  const points = (id: EntityId): boolean =>
    query.entities.includes(id) && (id === subject || facts.entities.get(id)?.kind !== 'agency');
  const sums = amount ? [1, 1e3, 1e6, 1e9].map((unit) => String(amount.usd / unit)) : [];
  return about.some(points) || query.terms.some(({ typed }) => sums.includes(typed));
}

/** What a search finds for its end, when it is long, and for it without its figures, which may be what is wrong. */
function furtherFor(sentence: string, query: Query, meant: readonly Entity[], context: Context): readonly Fact[] {
  const bare = sentence.replace(/[$€£]?\d[\d.,]*/gu, ' ');
  const end = sentence.length > QUESTION_LIMIT ? sentence.slice(-QUESTION_LIMIT) : '';
  return [bare, end]
    .filter((text) => text !== '' && text !== sentence)
    .flatMap((text) => possible(consider(text, context).matches, query, meant, context));
}

/** Share of a fact's claim that a statement must hold to be borne out by it. */
const LEAST = 0.1;
/** Share of a fact's claim that a denial must hold to be borne out by it: the rest may be its scope. */
const DENIED = 0.7;
/** The same for one that gives another time. */
const SAME = 0.5;
/** The same for a statement that the fact denies, or that denies the fact. */
const TURNED = 0.35;

function isBorneOut({ differences, unmatched, shared, tells, denies, scope, says }: Comparison): boolean {
  if (scope < (denies ? DENIED : says ? SAME : LEAST)) return false;
  return differences.length === 0 && unmatched.length === 0 && tells && shared >= SHARED;
}

/** With its details set right the fact would bear it out. Where the number is another one, nothing else may be. */
function isContradicted(comparison: Comparison): boolean {
  const { differences, unmatched, shared, tells } = comparison;
  if (differences.length === 0 || unmatched.length > 0 || (isLoose(comparison) && differences.length > 1)) return false;
  if (differences.some((one) => one.kind === 'agency') && !comparison.single) return false;
  // What was asked for once may be asked for again: another time of it contradicts nothing, unless it is plainly the same.
  const again = differences.some(({ kind }) => kind === 'year' || kind === 'date');
  if (again && comparison.requests && comparison.figures === 0 && comparison.scope < SAME) return false;
  const turned = differences.some((one) => one.kind === 'direction' && one.how === 'negated');
  if (turned && comparison.scope < TURNED) return false;
  // That it is so, or not, is no detail of its own: everything else must be in common.
  const details = differences.filter((one) => one.kind !== 'direction' || one.how !== 'negated');
  return tells && shared + details.length >= SHARED;
}

/** How far a statement is from what a fact says: another unit of the same digits is a slip, another number may be another
    matter. */
function weightOf({ differences }: Comparison): number {
  return differences.reduce((sum, { kind }) => sum + (kind === 'unit' ? 1 : kind === 'number' ? 3 : 2), 0);
}

function isLoose({ differences }: Comparison): boolean {
  return differences.some(({ kind }) => kind === 'number');
}
