import type { EntityId, FactBase } from '../core/fact.ts';
import type { Match, Query, Term } from '../core/question.ts';
import type { Corpus, Doc } from './corpus.ts';
import { WEIGHTS, type Weights } from './weights.ts';

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

/** For every text: BM25 over all terms, the best of a term's stems each, and how much idf of the question it holds. */
interface Sums {
  readonly bm25: Float64Array;
  readonly shared: Float64Array;
}

function accumulate(weighed: readonly Weighed[], postings: Corpus['wholes'], { k1, b, pair }: Weights): Sums {
  const bm25 = new Float64Array(postings.size);
  const shared = new Float64Array(postings.size);
  const best = new Float64Array(postings.size);
  for (const { term, stems, weight, idf } of weighed) {
    const touched: number[] = [];
    for (const { stem, share } of stems) {
      postings.each(stem, k1, b, (text, tf) => {
        const value = tf * share;
        const known = best[text] ?? 0;
        if (known === 0) touched.push(text);
        if (value > known) best[text] = value;
      });
    }
    for (const text of touched) {
      bm25[text] = (bm25[text] ?? 0) + (best[text] ?? 0) * weight;
      if (!term.small) shared[text] = (shared[text] ?? 0) + idf;
      best[text] = 0;
    }
  }
  if (pair > 0) {
    weighed.forEach((one, at) => {
      const next = weighed[at + 1];
      if (!next) return;
      const bonus = (pair * (one.weight + next.weight)) / 2;
      postings.eachPair(one.term.stem, next.term.stem, (text) => {
        bm25[text] = (bm25[text] ?? 0) + bonus;
      });
    });
  }
  return { bm25, shared };
}

/** Every fact that shares a meaning word with the question, best first. */
export function rank(query: Query, corpus: Corpus, facts: FactBase, weights = WEIGHTS): readonly Match[] {
  const weighed = weigh(query, corpus, weights);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const wordings = accumulate(weighed, corpus.wordings, weights);
  const wholes = accumulate(weighed, corpus.wholes, { ...weights, pair: 0 });
  const matches: Match[] = [];
  for (const index of shortlist(query, wholes, wordings, corpus)) {
    const doc = corpus.docs[index];
    if (!doc) continue;
    const whole = wholes.bm25[index] ?? 0;
    const { votes, unit, echo } = vote(doc, wordings, total, corpus, weights);
    const base =
      weights.best * (votes[0] ?? 0) +
      weights.next * ((votes[1] ?? 0) + (votes[2] ?? 0)) +
      (weights.whole * Math.min(1.4, whole / total)) / 1.4;
    const { coverage, evidence, tight, unexplained, silentOn } = covered(
      weighed,
      doc,
      corpus.units[unit]?.stems,
    );
    const { plus, times } = defining(query, doc, corpus, weights);
    const score = (base + plus) * times * agreement(query, doc, facts, weights);
    matches.push({
      fact: doc.fact,
      score,
      echo,
      coverage,
      tight,
      evidence,
      unexplained,
      silentOn,
      because: corpus.units[unit]?.text ?? '',
    });
  }
  return matches.sort((a, b) => b.score - a.score || (a.fact.id < b.fact.id ? -1 : 1));
}

/** Facts that are looked at closely; the right one has not been seen further down this rough order. */
const SHORTLIST = 32;

/** The facts that share a word with the question and may be shown, by their best wording and all their texts together;
    what defines something that the question names is always among them. */
function shortlist(query: Query, wholes: Sums, wordings: Sums, corpus: Corpus): readonly number[] {
  const best = new Float64Array(corpus.docs.length);
  for (let index = 0; index < wordings.bm25.length; index++) {
    const sum = wordings.bm25[index] ?? 0;
    const doc = corpus.units[index]?.doc ?? 0;
    if (sum > (best[doc] ?? 0)) best[doc] = sum;
  }
  const found: number[] = [];
  for (let index = 0; index < corpus.docs.length; index++) {
    const pack = corpus.docs[index]?.fact.pack;
    if ((wholes.bm25[index] ?? 0) > 0 && pack !== undefined && query.packs.has(pack)) found.push(index);
  }
  if (found.length <= SHORTLIST) return found;
  const rough = (index: number): number => (wholes.bm25[index] ?? 0) + (best[index] ?? 0);
  const first = found.toSorted((a, b) => rough(b) - rough(a)).slice(0, SHORTLIST);
  const named = new Set(query.entities);
  const defining = found.filter((index) => {
    const id = corpus.docs[index]?.fact.id;
    const defined = id === undefined ? undefined : corpus.defines.get(id);
    return defined !== undefined && [...defined].some((entity) => named.has(entity));
  });
  return [...new Set([...first, ...defining])];
}

/** The scores of a fact's three best wordings, and which wording is the best. */
function vote(
  doc: Doc,
  { bm25, shared }: Sums,
  total: number,
  corpus: Corpus,
  weights: Weights,
): {
  readonly votes: readonly [number, number, number];
  readonly unit: number;
  readonly echo: number;
} {
  let first = 0;
  let second = 0;
  let third = 0;
  let best = -1;
  let echo = 0;
  for (const index of doc.units) {
    const unit = corpus.units[index];
    const sum = bm25[index] ?? 0;
    if (!unit || sum === 0) continue;
    const alike = Math.min(1.25, sum / total);
    const both = unit.idf === 0 ? 0 : Math.min(1, (shared[index] ?? 0) / unit.idf);
    const score = unit.claim
      ? alike * weights.claim * (1 - weights.bothWays * 0.5)
      : alike * (1 - weights.bothWays * (1 - both));
    if (score > first) {
      third = second;
      second = first;
      first = score;
      best = index;
      echo = both;
    } else if (score > second) {
      third = second;
      second = score;
    } else if (score > third) third = score;
  }
  return { votes: [first, second, third], unit: best, echo };
}

function covered(
  weighed: readonly Weighed[],
  doc: Doc,
  wording: ReadonlySet<string> | undefined,
): Pick<Match, 'coverage' | 'evidence' | 'tight' | 'unexplained' | 'silentOn'> {
  let all = 0;
  let explained = 0;
  let tight = 0;
  const unexplained: string[] = [];
  const silentOn = new Set<EntityId>();
  for (const { term, stems, idf } of weighed) {
    if (term.small) continue;
    all += idf;
    const named = term.entity !== undefined && doc.about.has(term.entity);
    if (term.entity !== undefined && !named && !stems.some(({ stem }) => doc.states.has(stem)))
      silentOn.add(term.entity);
    if (named || stems.some(({ stem }) => doc.states.has(stem) || wording?.has(stem))) tight += idf;
    if (named || stems.some(({ stem }) => doc.explains.has(stem))) explained += idf;
    else unexplained.push(term.typed);
  }
  const share = (part: number): number => (all === 0 ? 0 : part / all);
  return {
    coverage: share(explained),
    tight: share(tight),
    evidence: explained,
    unexplained,
    silentOn: [...silentOn],
  };
}

/** A question that names something and asks what it is finds the fact that defines it. One that asks something else of
    a newspaper is not about the newspaper. */
function defining(
  query: Query,
  doc: Doc,
  corpus: Corpus,
  weights: Weights,
): { readonly plus: number; readonly times: number } {
  const defined = corpus.defines.get(doc.fact.id);
  const asked = query.entities.some((id) => defined?.has(id));
  if (!defined || !asked) return { plus: 0, times: doc.witness ? weights.witness : 1 };
  const others = query.terms.filter((term) => !term.small && !(term.entity && defined.has(term.entity)));
  const definition = query.asked.includes('definition');
  if (others.length === 0 && (query.asked.length === 0 || definition))
    return { plus: weights.defines, times: 1 };
  return definition
    ? { plus: weights.defines / (1 + others.length / 3), times: 1 }
    : { plus: 0, times: doc.witness ? weights.witness : 1 };
}

/** 0 to about 1.1: whether the fact is about whom, and when, the question says, and holds what it asks for. */
function agreement(query: Query, doc: Doc, facts: FactBase, weights: Weights): number {
  let factor = 1;
  for (const id of query.entities) {
    if (doc.about.has(id)) continue;
    const entity = facts.entities.get(id);
    const company = entity?.kind === 'company' || entity?.kind === 'brand' || entity?.kind === 'contractor';
    if (company && entity.ownedBy !== undefined && doc.about.has(entity.ownedBy))
      factor *= weights.otherAgency;
    else if (company) factor *= weights.otherCompany;
    else factor *= entity?.kind === 'agency' ? weights.otherAgency : weights.otherName;
  }
  const { period } = doc.fact;
  if (query.years.length > 0 && period) {
    const from = Number(period.from.slice(0, 4));
    const to = period.to ? Number(period.to.slice(0, 4)) : from;
    factor *= query.years.some((year) => year >= from && year <= to) ? weights.sameYear : weights.otherYear;
  }
  if (query.asked.includes('amount') && !doc.hasDollars) factor *= weights.noFigure;
  const figure = query.asked.includes('amount') || query.asked.includes('count');
  if (figure && !doc.hasFigure) factor *= weights.noFigure;
  return factor;
}
