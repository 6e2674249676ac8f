import { type Comparison, compareWith, type Difference } from '../../core/differences.ts';
import type { Entity, EntityId, Fact, FactBase } from '../../core/fact.ts';
import type { Context } from '../../core/ports.ts';
import type { Match, Query } from '../../core/retriever.ts';
import { isAboutOne, isCompany, namedIn } from '../../core/subjects.ts';
import { QUESTION_LIMIT } from '../../core/typed.ts';
import { type Considered, consider } from '../ask.ts';

/** What is said of one sentence. */
export type SentenceVerdict =
  | { readonly kind: 'supported'; readonly fact: Fact }
  | {
      readonly kind: 'contradicted';
      readonly fact: Fact;
      readonly differences: readonly [Difference, ...Difference[]];
    }
  /** `nearest`: what comes near, and does not say so. */
  | { readonly kind: 'nothing'; readonly nearest?: Fact };

/** Facts of a search that a sentence is compared with. */
const COMPARED = 8;
/** Names, figures, dates and words in common from which a fact may bear a sentence out. */
const SHARED = 3;
/** Characters of a sentence that one fact may bear out; claims have at most 400. */
const LONGEST = 600;
/** From here the nearest fact is worth showing: its probability, and how much of the sentence it explains. */
const NEAR = 0.35;
const COVERED = 0.6;

/** What the base holds for each sentence of a message, in order. A sentence that names no company speaks of those that the
    last one before it named: `they` is somebody, and not any company that fits. */
export function verdictsOn(sentences: readonly string[], context: Context): readonly SentenceVerdict[] {
  let meant: readonly Entity[] = [];
  return sentences.map((sentence) => {
    const considered = consider(sentence, context);
    const named = namedIn(considered.query, context.facts).filter(isCompany);
    if (named.length > 0) meant = named;
    return verdictOn(sentence, considered, meant, context);
  });
}

/** What the base holds for one sentence that speaks of the companies `meant`. Strict: one detail that no claim bears out,
    and nothing is supported. */
function verdictOn(
  sentence: string,
  { query, decision, matches }: Considered,
  meant: readonly Entity[],
  context: Context,
): SentenceVerdict {
  if (sentence.length > LONGEST || /[?¿]\s*$/u.test(sentence) || sentence.startsWith('¿'))
    return { kind: 'nothing' };
  const near = possible(matches, query, meant, context);
  const supporting = near.find((fact) => isBorneOut(compareWith(sentence, query.language, fact, context)));
  if (supporting) return { kind: 'supported', fact: supporting };
  const candidates = [...new Set([...near, ...furtherFor(sentence, query, meant, context)])];
  const compared = candidates.map((fact) => ({
    fact,
    comparison: compareWith(sentence, query.language, fact, context),
  }));
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
  return nearest && nearest.score >= NEAR && nearest.coverage >= COVERED && decision.kind !== 'nothing'
    ? { kind: 'nothing', nearest: nearest.fact }
    : { kind: 'nothing' };
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
function furtherFor(
  sentence: string,
  query: Query,
  meant: readonly Entity[],
  context: Context,
): readonly Fact[] {
  const bare = sentence.replace(/[$€£]?\d[\d.,]*/gu, ' ');
  const end = sentence.length > QUESTION_LIMIT ? sentence.slice(-QUESTION_LIMIT) : '';
  return [bare, end]
    .filter((text) => text !== '' && text !== sentence)
    .flatMap((text) => possible(consider(text, context).matches, query, meant, context));
}

/** Share of a fact's claim that a denial must hold to be borne out by it: the rest may be its scope. */
const DENIED = 0.7;
/** The same for a statement that the fact denies, or that denies the fact. */
const TURNED = 0.6;

function isBorneOut({ differences, unmatched, shared, tells, denies, scope }: Comparison): boolean {
  if (denies && scope < DENIED) return false;
  return differences.length === 0 && unmatched.length === 0 && tells && shared >= SHARED;
}

/** With its details set right the fact would bear it out. Where the number is another one, nothing else may be. */
function isContradicted(comparison: Comparison): boolean {
  const { differences, unmatched, shared, tells } = comparison;
  if (differences.length === 0 || unmatched.length > 0 || (isLoose(comparison) && differences.length > 1))
    return false;
  if (differences.some((one) => one.kind === 'agency') && !comparison.single) return false;
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
