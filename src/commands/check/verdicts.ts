import { type Comparison, compareWith, type Difference } from '../../core/differences.ts';
import type { Fact } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import type { Match, Query } from '../../core/question.ts';
import { isAboutOne, isCompany, namedIn } from '../../core/subjects.ts';
import { QUESTION_LIMIT } from '../../core/understand.ts';
import { consider } from '../ask.ts';

/** What is said of one sentence. */
export type Verdict =
  | { readonly kind: 'supported'; readonly fact: Fact }
  | {
      readonly kind: 'contradicted';
      readonly fact: Fact;
      readonly differences: readonly [Difference, ...Difference[]];
    }
  /** `nearest`: what comes near, and does not say so. */
  | { readonly kind: 'nothing'; readonly nearest?: Fact };

/** Facts of a search that a sentence is compared with. */
const COMPARED = 5;
/** Names, figures, dates and words in common from which a fact may bear a sentence out. */
const SHARED = 3;
/** Characters of a sentence that one fact may bear out; claims have at most 400. */
const LONGEST = 600;
/** From here the nearest fact is worth showing: its probability, and how much of the sentence it explains. */
const NEAR = 0.35;
const COVERED = 0.6;

/** What the base holds for one sentence. Strict: one detail that no claim bears out, and nothing is supported. */
export function verdictOn(sentence: string, context: Context): Verdict {
  if (sentence.length > LONGEST || /[?¿]\s*$/u.test(sentence) || sentence.startsWith('¿'))
    return { kind: 'nothing' };
  const { query, decision, matches } = consider(sentence, context);
  const near = possible(matches, query, context);
  const supporting = near.find((fact) => isBorneOut(compare(sentence, query, fact, context)));
  if (supporting) return { kind: 'supported', fact: supporting };
  const candidates = [...new Set([...near, ...furtherFor(sentence, query, context)])];
  const compared = candidates.map((fact) => ({ fact, comparison: compare(sentence, query, fact, context) }));
  const further = compared.find(({ comparison }) => isBorneOut(comparison));
  if (further) return { kind: 'supported', fact: further.fact };
  const against = compared
    .filter(({ comparison }) => isContradicted(comparison))
    .sort((a, b) => weightOf(a.comparison) - weightOf(b.comparison));
  const [best, second] = against;
  const [first, ...others] = best?.comparison.differences ?? [];
  // Two facts with another figure each: nobody knows which of them is meant.
  const unclear =
    best && second && weightOf(best.comparison) === weightOf(second.comparison) && isLoose(best.comparison);
  if (best && first && !unclear)
    return { kind: 'contradicted', fact: best.fact, differences: [first, ...others] };
  const [nearest] = matches.filter(({ fact }) => candidates.includes(fact));
  return nearest && nearest.score >= NEAR && nearest.coverage >= COVERED && decision.kind !== 'unknown'
    ? { kind: 'nothing', nearest: nearest.fact }
    : { kind: 'nothing' };
}

/** The first of what was found that may be shown: never a fact about another company than the one that is named. */
function possible(matches: readonly Match[], query: Query, { facts }: Context): readonly Fact[] {
  const companies = namedIn(query, facts).filter(isCompany);
  return matches
    .slice(0, COMPARED)
    .map(({ fact }) => fact)
    .filter(
      ({ status, about }) =>
        status !== 'superseded' && status !== 'withdrawn' && isAboutOne(about, companies, facts),
    );
}

/** What a search finds for its end, when it is long, and for it without its figures, which may be what is wrong. */
function furtherFor(sentence: string, query: Query, context: Context): readonly Fact[] {
  const bare = sentence.replace(/[$€£]?\d[\d.,]*/gu, ' ');
  const end = sentence.length > QUESTION_LIMIT ? sentence.slice(-QUESTION_LIMIT) : '';
  return [bare, end]
    .filter((text) => text !== '' && text !== sentence)
    .flatMap((text) => possible(consider(text, context).matches, query, context));
}

function compare(sentence: string, query: Query, fact: Fact, context: Context): Comparison {
  const { facts, retriever, languages } = context;
  return compareWith(sentence, query.language, fact, { facts, lexicon: retriever.lexicon, languages });
}

function isBorneOut({ differences, unsaid, shared, tells }: Comparison): boolean {
  return differences.length === 0 && unsaid.length === 0 && tells && shared >= SHARED;
}

/** With its details set right the fact would bear it out. Where the number is another one, nothing else may be. */
function isContradicted(comparison: Comparison): boolean {
  const { differences, unsaid, shared, tells } = comparison;
  if (differences.length === 0 || unsaid.length > 0 || (isLoose(comparison) && differences.length > 1))
    return false;
  return tells && shared + differences.length >= SHARED;
}

/** How far a statement is from what a fact says: another unit of the same digits is a slip, another number may be another
    matter. */
function weightOf({ differences }: Comparison): number {
  return differences.reduce((sum, { kind }) => sum + (kind === 'unit' ? 1 : kind === 'number' ? 3 : 2), 0);
}

function isLoose({ differences }: Comparison): boolean {
  return differences.some(({ kind }) => kind === 'number');
}
