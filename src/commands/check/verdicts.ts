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
/** From here the nearest fact is worth showing. */
const NEAR = 0.35;

/** What the base holds for one sentence. Strict: one detail that no claim bears out, and nothing is supported. */
export function verdictOn(sentence: string, context: Context): Verdict {
  if (sentence.length > LONGEST || /[?¿]\s*$/u.test(sentence) || sentence.startsWith('¿'))
    return { kind: 'nothing' };
  const { query, decision, matches } = consider(sentence, context);
  const candidates = candidatesFor(sentence, query, matches, context);
  const compared = candidates.map((fact) => ({ fact, comparison: compare(sentence, query, fact, context) }));
  const supporting = compared.find(({ comparison }) => isBorneOut(comparison));
  if (supporting) return { kind: 'supported', fact: supporting.fact };
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
  return nearest && nearest.score >= NEAR && decision.kind !== 'unknown'
    ? { kind: 'nothing', nearest: nearest.fact }
    : { kind: 'nothing' };
}

/** What a search finds for it, for its end when it is long, and for it without its figures, which may be what is wrong. */
function candidatesFor(
  sentence: string,
  query: Query,
  matches: readonly Match[],
  context: Context,
): readonly Fact[] {
  const bare = sentence.replace(/[$€£]?\d[\d.,]*/gu, ' ');
  const end = sentence.length > QUESTION_LIMIT ? sentence.slice(-QUESTION_LIMIT) : '';
  const further = [bare, end].filter((text) => text !== '' && text !== sentence);
  const found = [
    ...matches.slice(0, COMPARED),
    ...further.flatMap((text) => consider(text, context).matches.slice(0, COMPARED)),
  ];
  const companies = namedIn(query, context.facts).filter(isCompany);
  return [...new Set(found.map(({ fact }) => fact))].filter(
    ({ status, about }) =>
      status !== 'withdrawn' && status !== 'superseded' && isAboutOne(about, companies, context.facts),
  );
}

function compare(sentence: string, query: Query, fact: Fact, context: Context): Comparison {
  const { facts, retriever, languages } = context;
  return compareWith(sentence, query.language, fact, { facts, lexicon: retriever.lexicon, languages });
}

function isBorneOut({ differences, unsaid, shared, tells }: Comparison): boolean {
  return differences.length === 0 && unsaid.length === 0 && tells && shared >= SHARED;
}

/** With its details set right the fact would bear it out. */
function isContradicted({ differences, unsaid, shared, tells }: Comparison): boolean {
  return differences.length > 0 && unsaid.length === 0 && tells && shared + differences.length >= SHARED;
}

/** How far a statement is from what a fact says: another unit of the same digits is a slip, another number may be another
    matter. */
function weightOf({ differences }: Comparison): number {
  return differences.reduce((sum, { kind }) => sum + (kind === 'unit' ? 1 : kind === 'number' ? 3 : 2), 0);
}

function isLoose({ differences }: Comparison): boolean {
  return differences.some(({ kind }) => kind === 'number');
}
