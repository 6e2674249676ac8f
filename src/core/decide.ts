import type { Difference } from './differences.ts';
import type { Entity, EntityId, FactBase } from './fact.ts';
import { holdsFigure, holdsMoney } from './figures.ts';
import type { Match, Query, Term } from './retriever.ts';
import { isAboutOne, isCompany, isCovered, namedIn } from './subjects.ts';

/** What to do with what was found. `why` holds short reasons for developers; never shown to askers. */
export type Decision =
  | {
      readonly kind: 'answer';
      readonly best: Match;
      /** What the question names and asks to define, when the fact defines it: it heads the answer. */
      readonly defines?: EntityId;
      /** What the question takes for granted and the fact says otherwise. */
      readonly otherwise?: readonly [Difference, ...Difference[]];
      readonly why: readonly string[];
    }
  | {
      readonly kind: 'choose';
      readonly between: readonly [Match, ...Match[]];
      /** Who was asked about, when the nearest fact is about somebody else: it is shown as that, and not as the answer. */
      readonly differs?: EntityId;
      /** Set when they tell the same of different years, and the question names none. */
      readonly byYear?: true;
      /** What the question takes for granted and the first of them says otherwise: it is shown, with that. */
      readonly otherwise?: readonly [Difference, ...Difference[]];
      readonly why: readonly string[];
    }
  | {
      readonly kind: 'unknown';
      readonly nearest: readonly Match[];
      /** The name that the base does not hold, when that is the reason. */
      readonly stranger?: string;
      /** A company that facts name but that no pack is about, when the question named it. */
      readonly uncovered?: EntityId;
      readonly why: readonly string[];
    };

/** Probabilities, 0 to 1. */
export interface Thresholds {
  /** From here a fact is claimed. A wrong fact is five times as bad as silence, so it must be right five times in six. */
  readonly claim: number;
  /** From here it is offered as what may be meant; under it, as the nearest there is. */
  readonly offer: number;
  /** When the best is under this, nothing is shown at all. */
  readonly near: number;
  /** A runner-up that is less unlikely than this, beside the best, is as likely. */
  readonly margin: number;
  /** The same for two facts of different years, when the question names none. */
  readonly years: number;
}

export const THRESHOLDS: Thresholds = { claim: 5 / 6, offer: 0.35, near: 0.08, margin: 0.3, years: 0.7 };

/** How many facts a choice or a refusal offers. */
const OFFERED = 3;
/** As likely beside the best, from where a fact is offered with it. */
const BESIDE = 0.02;

/** What to do with what was found. Never another company's fact; nothing is claimed when the question names an agency, a
    person or a year that the fact is not about; a name that the base does not hold is refused by that name. */
export function decide(
  query: Query,
  matches: readonly Match[],
  facts: FactBase,
  thresholds: Thresholds = THRESHOLDS,
): Decision {
  const named = namedIn(query, facts);
  const companies = named.filter(isCompany);
  const subjects = named.filter((entity) => entity.kind !== 'agency');
  const possible = matches.filter((match) => isAboutOne(match.fact.about, companies, facts));
  const [stranger] = query.strangers.toSorted((a, b) => Number(b.certain) - Number(a.certain));
  const alone = (stranger?.certain ? companies : subjects).length === 0;
  // A word that may be a name, among others that a fact explains well, may as well be an ordinary one.
  const explained = stranger?.certain === false && (possible[0]?.score ?? 0) >= thresholds.offer;
  if (stranger && alone && !explained) {
    return unknown([], [`nothing is held on "${stranger.name}"`], { stranger: stranger.name });
  }
  const [best, ...rest] = possible;
  const isNear = best !== undefined && best.score >= thresholds.near;
  const beside = isNear ? rest.filter(({ score }) => score >= best.score * BESIDE).slice(0, OFFERED - 1) : [];
  const near = isNear ? [best, ...beside] : [];
  if (stranger?.certain)
    return unknown(near, [`"${stranger.name}" is not held`], { stranger: stranger.name });
  if (!best || !isNear) return unknown(near, ['nothing near enough']);
  const doubts = doubtsOf(query, best, subjects, thresholds);
  const uncovered = companies.find((company) => company.kind === 'company' && !isCovered(company, facts));
  if (uncovered && doubts.length > 0) return unknown(near, doubts, { uncovered: uncovered.id });
  const other = namedButNotMeant(query, best, facts);
  if (other) {
    const why = [`asked about ${other.id}, which the best fact is not about`];
    // Of a fact about some agency it can be said that it is not about another one.
    const isAgency = (id: EntityId): boolean => facts.entities.get(id)?.kind === 'agency';
    const words = query.terms.filter((term) => term.entity === other.id).map((term) => term.typed);
    const onlyIt = best.unexplained.every((word) => words.includes(word));
    const shows = isAgency(other.id) && best.fact.about.some(isAgency) && onlyIt;
    return shows && best.score >= thresholds.offer
      ? { kind: 'choose', between: [best, ...beside], differs: other.id, why }
      : unknown(near, why);
  }
  if (doubts.length > 0) {
    return best.score >= thresholds.offer
      ? { kind: 'choose', between: [best, ...beside], ...asksYear(query, best, beside), why: doubts }
      : unknown(near, doubts);
  }
  const ofYear = best.fact.period
    ? undefined
    : rest.slice(0, OFFERED).find((one) => isOfYear(query.years, one));
  if (ofYear)
    return { kind: 'choose', between: [best, ofYear], why: ['another fact is of the year asked for'] };
  const [runnerUp] = rest;
  if (runnerUp && isAsLikely(query, best, runnerUp, thresholds)) {
    const byYear = asksYear(query, best, [runnerUp]);
    return { kind: 'choose', between: [best, runnerUp], ...byYear, why: ['two facts are as likely'] };
  }
  const defined = query.entities.find((id) => facts.entities.get(id)?.definedBy === best.fact.id);
  const defines = defined !== undefined && asksToDefine(query, defined) ? { defines: defined } : {};
  return { kind: 'answer', best, ...defines, why: ['explained, and far enough above the rest'] };
}

/** Share of a wording that a question holds, from which they say the same. */
const SAME_WORDS = 0.7;
/** Share of a question's meaning that a fact must explain to be claimed, however probable it is. */
const COVERED = 0.6;

function unknown(
  nearest: readonly Match[],
  why: readonly string[],
  because: { readonly stranger?: string; readonly uncovered?: EntityId } = {},
): Decision {
  return { kind: 'unknown', nearest, ...because, why };
}

/** Whether a fact is of a year that the question names. */
function isOfYear(years: readonly number[], { fact: { period } }: Match): boolean {
  if (!period) return false;
  const from = Number(period.from.slice(0, 4));
  const to = Number((period.to ?? period.from).slice(0, 4));
  return years.some((year) => year >= from && year <= to);
}

/** Two facts that explain the question as well as each other, and of which nobody can know which one was meant. */
function isAsLikely(query: Query, best: Match, other: Match, thresholds: Thresholds): boolean {
  if (other.unexplained.length > 0) return false;
  const behind = 1 - other.score / best.score;
  // That two facts tell the same of different years is the commonest way to be taken for one another.
  if (tellsApartByYear(best, other) && query.years.length === 0) return behind <= thresholds.years;
  if (behind > thresholds.margin) return false;
  const figures =
    query.asked.includes('amount') && best.fact.amount !== undefined && other.fact.amount !== undefined;
  return figures && best.fact.about[0] === other.fact.about[0];
}

function asksToDefine(query: Query, id: EntityId): boolean {
  return query.asked.includes('definition') || query.terms.every((term) => term.small || term.entity === id);
}

/** A mended word may be a name that is not held: `oover` is Hoover as well as `over`. It is none when it is a small word
    with two letters that changed places, or one that the fact holds in a question that says almost what a wording says. */
function mayBeName(term: Term, best: Match): boolean {
  if (!term.mended || term.entity !== undefined) return false;
  if (term.small) return !term.swapped;
  return best.echo < SAME_WORDS || best.unexplained.includes(term.typed);
}

/** Why the best fact is not claimed; empty when it is. */
function doubtsOf(
  { terms, entities, asked, strangers, years }: Query,
  best: Match,
  subjects: readonly Entity[],
  thresholds: Thresholds,
): readonly string[] {
  const { fact, score, coverage, echo, unexplained } = best;
  const doubts: string[] = [];
  const doubt = (when: boolean, why: string): void => void (when && doubts.push(why));
  const lacking = `"${unexplained.join('", "')}" not explained`;
  doubt(
    score < thresholds.claim,
    `probability ${score.toFixed(2)} is under ${thresholds.claim.toFixed(2)}${unexplained.length > 0 ? `; ${lacking}` : ''}`,
  );
  doubt(coverage < COVERED, lacking);
  const carrying = terms.filter((term) => !term.small && term.entity === undefined);
  // A word or two beside an agency are said of many; `enterprise` and `pilot` are names, too.
  const few = carrying.length === 1 || (carrying.length === 2 && echo < SAME_WORDS);
  const echoes = entities.length > 0 && echo >= SAME_WORDS;
  doubt(subjects.length === 0 && few && !echoes, 'too little to go by');
  doubt(
    (asked.includes('amount') && !holdsMoney(fact)) || (asked.includes('count') && !holdsFigure(fact)),
    'a figure is asked for, and the fact holds none',
  );
  doubt(
    !subjects.some(isCompany) && terms.some((term) => mayBeName(term, best)),
    'a word was mended that may be a name',
  );
  for (const { name } of strangers) doubts.push(`"${name}" may be a name`);
  const figures = unexplained.filter((word) => /^\d/.test(word));
  doubt(figures.length > 0, `figure ${figures.join(', ')} is not in the fact`);
  doubt(fact.period !== undefined && years.length > 0 && !isOfYear(years, best), 'another year');
  doubt(
    asked.includes('person') && fact.about.every((id) => entities.includes(id)),
    'somebody is asked for, and the fact names nobody',
  );
  return doubts;
}

/** An agency, person or other that the question names and that the fact says nothing of. */
function namedButNotMeant(query: Query, best: Match, facts: FactBase): Entity | undefined {
  return namedIn(query, facts).find((entity) => !isCompany(entity) && best.silentOn.includes(entity.id));
}

/** Whether what is offered differs by year alone, as far as the question goes. */
function asksYear(query: Query, first: Match, others: readonly Match[]): { readonly byYear?: true } {
  const all = others.length > 0 && others.every((other) => tellsApartByYear(first, other));
  return all && query.years.length === 0 ? { byYear: true } : {};
}

function tellsApartByYear(one: Match, other: Match): boolean {
  const a = one.fact.period?.from.slice(0, 4);
  const b = other.fact.period?.from.slice(0, 4);
  return a !== undefined && b !== undefined && a !== b && one.fact.topic === other.fact.topic;
}
