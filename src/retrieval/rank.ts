import type { FactBase } from '../core/fact.ts';
import type { Match, Query, Term } from '../core/question.ts';
import type { Corpus, Doc } from './corpus.ts';

/** Chosen on half of the base's own evaluation questions and on the development questions of StackFAQ; `README.md` of
    this folder says how. */
const K1 = 1;
const B = 0.5;
const SMALL = 0.2;
const PAIR = 0.3;
const BY_GLOSSARY = 0.85;
const WORDING_COVERED = 0.35;
const CLAIM = 0.85;
const BEST = 0.5;
const NEXT = 0.08;
const WHOLE = 0.42;
const DEFINES = 0.3;
/** Of the score, when a fact is not about somebody or something that the question names. */
const ANOTHER_COMPANY = 0.35;
const ANOTHER_AGENCY = 0.8;
const ANOTHER_NAME = 0.7;
const ANOTHER_YEAR = 0.75;
const SAME_YEAR = 1.08;
const NO_FIGURE = 0.8;

/** What one term of a question is worth, and the stems that stand for it. */
interface Weighed {
  readonly term: Term;
  readonly stems: readonly { readonly stem: string; readonly share: number }[];
  readonly idf: number;
  readonly weight: number;
}

function weigh(query: Query, corpus: Corpus): readonly Weighed[] {
  const unseen = Math.log(1 + corpus.docs.length);
  return query.terms.map((term) => {
    const stems = [
      { stem: term.stem, share: 1 },
      ...term.also.map((stem) => ({ stem, share: BY_GLOSSARY })),
    ];
    const seen = stems.map(({ stem }) => corpus.wholes.idf(stem)).filter((idf) => idf < unseen * 0.999);
    const idf = seen.length > 0 ? Math.min(...seen) : unseen;
    return { term, stems, idf, weight: idf * (term.small ? SMALL : 1) };
  });
}

/** Adds up BM25 over texts for every term, the best of a term's stems each. */
function accumulate(weighed: readonly Weighed[], postings: Corpus['wholes'], pairs: boolean): Map<number, number> {
  const sums = new Map<number, number>();
  const add = (text: number, value: number): void => void sums.set(text, (sums.get(text) ?? 0) + value);
  for (const { stems, weight } of weighed) {
    if (stems.length === 1) {
      for (const { stem } of stems) postings.each(stem, K1, B, (text, tf) => add(text, tf * weight));
      continue;
    }
    const best = new Map<number, number>();
    for (const { stem, share } of stems) {
      postings.each(stem, K1, B, (text, tf) => best.set(text, Math.max(best.get(text) ?? 0, tf * share)));
    }
    for (const [text, value] of best) add(text, value * weight);
  }
  if (!pairs) return sums;
  weighed.forEach((one, at) => {
    const next = weighed[at + 1];
    if (!next) return;
    const bonus = (PAIR * (one.weight + next.weight)) / 2;
    postings.each(`${one.term.stem} ${next.term.stem}`, K1, 0, (text) => add(text, bonus));
  });
  return sums;
}

/** Every fact that shares a meaning word with the question, best first. */
export function rank(query: Query, corpus: Corpus, facts: FactBase): readonly Match[] {
  const weighed = weigh(query, corpus);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const wordings = accumulate(weighed, corpus.wordings, true);
  const wholes = accumulate(weighed, corpus.wholes, false);
  const asked = new Set(weighed.filter(({ term }) => !term.small).flatMap(({ stems }) => stems.map(({ stem }) => stem)));
  const matches: Match[] = [];
  for (const [index, whole] of wholes) {
    const doc = corpus.docs[index];
    if (!doc || !query.packs.has(doc.fact.pack)) continue;
    const votes = doc.units
      .map((unit) => ({ unit, score: unitScore(unit, wordings.get(unit) ?? 0, total, asked, corpus) }))
      .sort((a, b) => b.score - a.score || a.unit - b.unit);
    const [first, second, third] = votes;
    const base =
      BEST * (first?.score ?? 0) +
      NEXT * ((second?.score ?? 0) + (third?.score ?? 0)) +
      (WHOLE * Math.min(1.4, whole / total)) / 1.4;
    const { coverage, unexplained } = covered(weighed, doc);
    const score = Math.min(1, (base + defining(query, doc, corpus)) * agreement(query, doc, facts));
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
): number {
  const unit = corpus.units[index];
  if (!unit || bm25 === 0) return 0;
  const alike = Math.min(1.25, bm25 / total);
  if (unit.claim) return alike * CLAIM * (1 - WORDING_COVERED * 0.5);
  let shared = 0;
  let all = 0;
  for (const stem of unit.stems) {
    const idf = corpus.wholes.idf(stem);
    all += idf;
    if (asked.has(stem)) shared += idf;
  }
  return alike * (1 - WORDING_COVERED) + WORDING_COVERED * alike * (all === 0 ? 0 : shared / all);
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
function defining(query: Query, doc: Doc, corpus: Corpus): number {
  const defined = corpus.defines.get(doc.fact.id);
  if (!defined || !query.entities.some((id) => defined.has(id))) return 0;
  const others = query.terms.filter((term) => !term.small && !(term.entity && defined.has(term.entity)));
  if (others.length === 0) return DEFINES;
  return query.asked.includes('definition') ? DEFINES / (1 + others.length) : 0;
}

/** 0 to about 1.1: whether the fact is about whom, and when, the question says, and holds what it asks for. */
function agreement(query: Query, doc: Doc, facts: FactBase): number {
  let factor = 1;
  for (const id of query.entities) {
    if (doc.about.has(id)) continue;
    const entity = facts.entities.get(id);
    const company = entity?.kind === 'company' || entity?.kind === 'brand' || entity?.kind === 'contractor';
    if (company && entity.ownedBy !== undefined && doc.about.has(entity.ownedBy)) factor *= ANOTHER_AGENCY;
    else if (company) factor *= ANOTHER_COMPANY;
    else factor *= entity?.kind === 'agency' ? ANOTHER_AGENCY : ANOTHER_NAME;
  }
  const { period } = doc.fact;
  if (query.years.length > 0 && period) {
    const from = Number(period.from.slice(0, 4));
    const to = period.to ? Number(period.to.slice(0, 4)) : from;
    factor *= query.years.some((year) => year >= from && year <= to) ? SAME_YEAR : ANOTHER_YEAR;
  }
  if ((query.asked.includes('amount') || query.asked.includes('count')) && !doc.hasFigure) factor *= NO_FIGURE;
  return factor;
}
