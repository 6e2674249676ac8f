import type { Entity, EntityId, FactBase } from './fact.ts';
import type { Decision, Match, Query } from './question.ts';

/** Set by the evaluation, at a wrong fact being five times as bad as silence; not by taste. */
export interface Thresholds {
  /** Score from which a fact may be claimed, when it explains every word of the question that carries meaning. */
  readonly enough: number;
  /** Score from which it may be claimed although a word is not explained; then `coverage` counts too. */
  readonly sure: number;
  /** 0 to 1: how much of the meaning must be explained, by all that the fact has, and by one wording with the claim. */
  readonly coverage: number;
  readonly tight: number;
  /** Share of the wording that matched, under which nothing is claimed when the question names neither a company nor a
      system, a person or an organisation: few words match many things by chance. */
  readonly echo: number;
  /** Score, or evidence, from which a fact is offered as the nearest. */
  readonly near: number;
  readonly evidence: number;
  /** A runner-up within this share of the best score is as likely. */
  readonly margin: number;
}

export const THRESHOLDS: Thresholds = {
  enough: 0.38,
  sure: 0.6,
  coverage: 0.85,
  tight: 0.5,
  echo: 0.5,
  near: 0.16,
  evidence: 6,
  margin: 0.04,
};

/** How many facts a choice or a refusal offers. */
const OFFERED = 3;

/** What to do with what was found. Never another company's fact; nothing is claimed when the question names an agency, a
    person or a year that the fact is not about; a name that the base does not hold is refused by that name. */
export function decide(
  query: Query,
  matches: readonly Match[],
  facts: FactBase,
  thresholds: Thresholds = THRESHOLDS,
): Decision {
  const named = query.entities.flatMap((id) => facts.entities.get(id) ?? []);
  const companies = named.filter(isCompany);
  const subjects = named.filter((entity) => entity.kind !== 'agency');
  const possible =
    companies.length === 0 ? matches : matches.filter((match) => isAboutOne(match, companies, facts));
  const [stranger] = query.strangers.toSorted((a, b) => Number(b.certain) - Number(a.certain));
  if (stranger && (stranger.certain ? companies : subjects).length === 0) {
    return {
      kind: 'unknown',
      nearest: [],
      stranger: stranger.name,
      why: [`nothing is held on "${stranger.name}"`],
    };
  }
  const near = possible.filter((match) => isNear(match, thresholds)).slice(0, OFFERED);
  const [best, runnerUp] = possible;
  const [first] = near;
  if (!best || !first) return { kind: 'unknown', nearest: [], why: ['nothing near enough'] };
  if (stranger?.certain) {
    return {
      kind: 'unknown',
      nearest: near,
      stranger: stranger.name,
      why: [`"${stranger.name}" is not held`],
    };
  }
  const doubts = doubtsOf(query, best, subjects.length > 0, thresholds);
  if (companies.length === 0 && query.terms.some((term) => term.mended && !term.small && !term.entity)) {
    doubts.push('a word was mended that may be a name');
  }
  if (stranger) doubts.push(`"${stranger.name}" may be a name`);
  const uncovered = companies.find((company) => !isCovered(company, facts));
  if (uncovered && doubts.length > 0) {
    return { kind: 'unknown', nearest: near, uncovered: uncovered.id, why: doubts };
  }
  const other = namedButNotMeant(query, best, facts);
  if (other) {
    const why = [`asked about ${other}, which the best fact is not about`];
    const rest = best.unexplained.filter((word) => !wordsOf(query, other).includes(word));
    return rest.length === 0 && best.score >= thresholds.enough * 0.75
      ? { kind: 'choose', between: [first, ...near.slice(1)], differs: other, why }
      : { kind: 'unknown', nearest: near, why };
  }
  if (doubts.length > 0) {
    const offer = best.score >= thresholds.enough * 0.75 && best.coverage >= 0.5;
    return offer
      ? { kind: 'choose', between: [first, ...near.slice(1)], why: doubts }
      : { kind: 'unknown', nearest: near, why: doubts };
  }
  const close = runnerUp !== undefined && runnerUp.score >= best.score * (1 - thresholds.margin);
  if (
    close &&
    runnerUp.unexplained.length === 0 &&
    tellsApartByYear(best, runnerUp) &&
    query.years.length === 0
  ) {
    return { kind: 'choose', between: [best, runnerUp], why: ['two facts differ by year'] };
  }
  return { kind: 'answer', best, also: [], why: ['explained, and far enough above the rest'] };
}

function isNear(match: Match, thresholds: Thresholds): boolean {
  return match.score >= thresholds.near || match.evidence >= thresholds.evidence;
}

/** Why the best fact is not claimed; empty when it is. */
function doubtsOf(query: Query, best: Match, names: boolean, thresholds: Thresholds): string[] {
  const doubts: string[] = [];
  const needed = best.unexplained.length === 0 ? thresholds.enough : thresholds.sure;
  if (best.score < needed) doubts.push(`score ${best.score.toFixed(2)} is under ${needed}`);
  if (best.coverage < thresholds.coverage) {
    doubts.push(`"${best.unexplained.join('", "')}" not explained: coverage ${best.coverage.toFixed(2)}`);
  }
  if (best.tight < thresholds.tight) doubts.push(`no one wording explains it: ${best.tight.toFixed(2)}`);
  if (!names && best.echo < thresholds.echo) doubts.push('too little to go by');
  const figures = query.terms.filter(
    (term) => /^\d/.test(term.typed) && best.unexplained.includes(term.typed),
  );
  if (figures.length > 0)
    doubts.push(`figure ${figures.map((term) => term.typed).join(', ')} is not in the fact`);
  const { period } = best.fact;
  if (period && query.years.length > 0) {
    const from = Number(period.from.slice(0, 4));
    const to = Number((period.to ?? period.from).slice(0, 4));
    if (!query.years.some((year) => year >= from && year <= to)) doubts.push('another year');
  }
  return doubts;
}

function isCompany(entity: Entity): boolean {
  return entity.kind === 'company' || entity.kind === 'brand' || entity.kind === 'contractor';
}

/** A fact is about a company when it names it, or names something that the company owns. */
function isAboutOne(match: Match, companies: readonly Entity[], facts: FactBase): boolean {
  return match.fact.about.some((id) => {
    const owner = facts.entities.get(id)?.ownedBy;
    return companies.some((company) => company.id === id || company.id === owner);
  });
}

/** An agency, person or other that the question names and that the fact says nothing of. */
function namedButNotMeant(query: Query, best: Match, facts: FactBase): EntityId | undefined {
  return query.entities.find((id) => {
    const entity = facts.entities.get(id);
    return entity !== undefined && !isCompany(entity) && best.silentOn.includes(id);
  });
}

function wordsOf(query: Query, id: EntityId): readonly string[] {
  return query.terms.filter((term) => term.entity === id).map((term) => term.typed);
}

/** Whether a pack is about the company or about who owns it. */
function isCovered(company: Entity, facts: FactBase): boolean {
  return [...facts.packs.values()].some(
    (pack) => pack.company === company.id || pack.company === company.ownedBy,
  );
}

function tellsApartByYear(one: Match, other: Match): boolean {
  const a = one.fact.period?.from.slice(0, 4);
  const b = other.fact.period?.from.slice(0, 4);
  return a !== undefined && b !== undefined && a !== b && one.fact.topic === other.fact.topic;
}
