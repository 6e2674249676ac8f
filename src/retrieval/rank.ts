import type { FactBase } from '../core/fact.ts';
import type { Match, Query, Term } from '../core/question.ts';
import type { Corpus, Doc } from './corpus.ts';

/** How much each sign counts. Chosen by coordinate ascent on the half of the base's own evaluation questions that is
    marked `tune`; README.md of this folder says how and what else was tried. */
export interface Weights {
  /** BM25's k1 and b. */
  readonly k1: number;
  readonly b: number;
  /** Of a small word's idf. */
  readonly small: number;
  /** Of an ordinary word's idf that no fact holds. */
  readonly unseen: number;
  /** Bonus for two neighbouring stems that a text holds as neighbours. */
  readonly pair: number;
  /** Of a stem's worth, when the glossary led to it. */
  readonly glossary: number;
  /** How much of a wording the question covers, against how much of the question the wording covers. */
  readonly bothWays: number;
  /** A claim, against a question wording. */
  readonly claim: number;
  /** The best wording, each of the next two, and all texts of a fact together. */
  readonly best: number;
  readonly next: number;
  readonly whole: number;
  /** Added when the fact defines what the question names and asks to define. */
  readonly defines: number;
  /** Of the score, when the fact is not about whom or when the question says, or lacks what it asks for. */
  readonly otherCompany: number;
  readonly otherAgency: number;
  readonly otherName: number;
  readonly otherYear: number;
  readonly sameYear: number;
  readonly noFigure: number;
}

export const WEIGHTS: Weights = {
  k1: 1,
  b: 0.5,
  small: 0.2,
  unseen: 0.5,
  pair: 0.3,
  glossary: 0.85,
  bothWays: 0.35,
  claim: 0.85,
  best: 0.5,
  next: 0.08,
  whole: 0.42,
  defines: 0.3,
  otherCompany: 0.35,
  otherAgency: 0.8,
  otherName: 0.7,
  otherYear: 0.75,
  sameYear: 1.08,
  noFigure: 0.8,
};

/** What one term of a question is worth, and the stems that stand for it. */
interface Weighed {
  readonly term: Term;
  readonly stems: readonly { readonly stem: string; readonly share: number }[];
  readonly idf: number;
  readonly weight: number;
}

function weigh(query: Query, corpus: Corpus, weights: Weights): readonly Weighed[] {
  const unseen = Math.log(1 + corpus.docs.length);
  return query.terms.map((term) => {
    const stems = [
      { stem: term.stem, share: 1 },
      ...term.also.map((stem) => ({ stem, share: weights.glossary })),
    ];
    const seen = stems.map(({ stem }) => corpus.wholes.idf(stem)).filter((idf) => idf < unseen * 0.999);
    const idf = seen.length > 0 ? Math.min(...seen) : unseen;
    const share = term.small ? weights.small : seen.length === 0 && term.ordinary ? weights.unseen : 1;
    return { term, stems, idf, weight: idf * share };
  });
}

/** Adds up BM25 over texts for every term, the best of a term's stems each. */
function accumulate(
  weighed: readonly Weighed[],
  postings: Corpus['wholes'],
  { k1, b, pair }: Weights,
): Map<number, number> {
  const sums = new Map<number, number>();
  const add = (text: number, value: number): void => void sums.set(text, (sums.get(text) ?? 0) + value);
  for (const { stems, weight } of weighed) {
    if (stems.length === 1) {
      for (const { stem } of stems) postings.each(stem, k1, b, (text, tf) => add(text, tf * weight));
      continue;
    }
    const best = new Map<number, number>();
    for (const { stem, share } of stems) {
      postings.each(stem, k1, b, (text, tf) => best.set(text, Math.max(best.get(text) ?? 0, tf * share)));
    }
    for (const [text, value] of best) add(text, value * weight);
  }
  if (pair === 0) return sums;
  weighed.forEach((one, at) => {
    const next = weighed[at + 1];
    if (!next) return;
    const bonus = (pair * (one.weight + next.weight)) / 2;
    postings.each(`${one.term.stem} ${next.term.stem}`, k1, 0, (text) => add(text, bonus));
  });
  return sums;
}

/** Every fact that shares a meaning word with the question, best first. */
export function rank(query: Query, corpus: Corpus, facts: FactBase, weights = WEIGHTS): readonly Match[] {
  const weighed = weigh(query, corpus, weights);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const wordings = accumulate(weighed, corpus.wordings, weights);
  const wholes = accumulate(weighed, corpus.wholes, { ...weights, pair: 0 });
  const asked = new Set(weighed.filter(({ term }) => !term.small).flatMap(({ stems }) => stems.map(({ stem }) => stem)));
  const matches: Match[] = [];
  for (const [index, whole] of wholes) {
    const doc = corpus.docs[index];
    if (!doc || !query.packs.has(doc.fact.pack)) continue;
    const votes = doc.units
      .map((unit) => ({ unit, score: unitScore(unit, wordings.get(unit) ?? 0, total, asked, corpus, weights) }))
      .sort((a, b) => b.score - a.score || a.unit - b.unit);
    const [first, second, third] = votes;
    const base =
      weights.best * (first?.score ?? 0) +
      weights.next * ((second?.score ?? 0) + (third?.score ?? 0)) +
      (weights.whole * Math.min(1.4, whole / total)) / 1.4;
    const { coverage, unexplained } = covered(weighed, doc);
    const score = Math.min(1, (base + defining(query, doc, corpus, weights)) * agreement(query, doc, facts, weights));
    const because = corpus.units[first?.unit ?? -1]?.text ?? '';
    matches.push({ fact: doc.fact, score, coverage, unexplained, because });
  }
  return matches.sort((a, b) => b.score - a.score || (a.fact.id < b.fact.id ? -1 : 1));
}

/** 0 to about 1.2: how alike a question and one wording are, both ways. */
function unitScore(
  index: number,
  bm25: number,
  total: number,
  asked: ReadonlySet<string>,
  corpus: Corpus,
  weights: Weights,
): number {
  const unit = corpus.units[index];
  if (!unit || bm25 === 0) return 0;
  const alike = Math.min(1.25, bm25 / total);
  if (unit.claim) return alike * weights.claim * (1 - weights.bothWays * 0.5);
  let shared = 0;
  let all = 0;
  for (const stem of unit.stems) {
    const idf = corpus.wholes.idf(stem);
    all += idf;
    if (asked.has(stem)) shared += idf;
  }
  return alike * (1 - weights.bothWays * (1 - (all === 0 ? 0 : shared / all)));
}

function covered(weighed: readonly Weighed[], doc: Doc): Pick<Match, 'coverage' | 'unexplained'> {
  let all = 0;
  let explained = 0;
  const unexplained: string[] = [];
  for (const { term, stems, idf } of weighed) {
    if (term.small) continue;
    all += idf;
    if (stems.some(({ stem }) => doc.explains.has(stem)) || (term.entity && doc.about.has(term.entity))) explained += idf;
    else unexplained.push(term.typed);
  }
  return { coverage: all === 0 ? 0 : explained / all, unexplained };
}

/** A question that names something and asks what it is finds the fact that defines it. */
function defining(query: Query, doc: Doc, corpus: Corpus, { defines }: Weights): number {
  const defined = corpus.defines.get(doc.fact.id);
  if (!defined || !query.entities.some((id) => defined.has(id))) return 0;
  const others = query.terms.filter((term) => !term.small && !(term.entity && defined.has(term.entity)));
  if (others.length === 0) return defines;
  return query.asked.includes('definition') ? defines / (1 + others.length) : 0;
}

/** 0 to about 1.1: whether the fact is about whom, and when, the question says, and holds what it asks for. */
function agreement(query: Query, doc: Doc, facts: FactBase, weights: Weights): number {
  let factor = 1;
  for (const id of query.entities) {
    if (doc.about.has(id)) continue;
    const entity = facts.entities.get(id);
    const company = entity?.kind === 'company' || entity?.kind === 'brand' || entity?.kind === 'contractor';
    if (company && entity.ownedBy !== undefined && doc.about.has(entity.ownedBy)) factor *= weights.otherAgency;
    else if (company) factor *= weights.otherCompany;
    else factor *= entity?.kind === 'agency' ? weights.otherAgency : weights.otherName;
  }
  const { period } = doc.fact;
  if (query.years.length > 0 && period) {
    const from = Number(period.from.slice(0, 4));
    const to = period.to ? Number(period.to.slice(0, 4)) : from;
    factor *= query.years.some((year) => year >= from && year <= to) ? weights.sameYear : weights.otherYear;
  }
  if ((query.asked.includes('amount') || query.asked.includes('count')) && !doc.hasFigure) factor *= weights.noFigure;
  return factor;
}
