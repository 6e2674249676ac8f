import type { EntityId, FactBase } from '../core/fact.ts';
import type { Match, Query, Term } from '../core/retriever.ts';
import { isAboutOne, isCompany, namedIn } from '../core/subjects.ts';
import { BELIEFS, beliefsOf } from './confidence.ts';
import type { Corpus, Doc } from './corpus.ts';
import { FACT_BELIEFS, factBeliefs } from './fact-beliefs.ts';
import { type FactSignals, factSignals } from './fact-signals.ts';
import { FITTED } from './fitted.ts';
import { contributions, type Logistic, probability } from './logistic.ts';
import { type Ranked, type RankWeights, rankBy } from './ranking.ts';
import type { Searched } from './search.ts';
import type { SoughtWord } from './sought.ts';
import { idf } from './text-index.ts';

/** A stem that the glossary led to counts for this much of one that was typed. */
const GLOSSARY = 0.85;
/** The probability that a fact is meant by one of its own questions; another fact may have the same one. */
const VERBATIM = 0.95;

export interface FactWeights {
  readonly rank: RankWeights;
  readonly belief: Logistic;
}

/** What is known of one fact before it is weighed. */
export interface Seen {
  readonly match: Omit<Match, 'score' | 'speaks'>;
  readonly signals: FactSignals;
  readonly ranked: Ranked;
  /** Whether the question is one of the fact's own, word for word but for endings. */
  readonly verbatim: boolean;
}

/** The names of the numbers that a fact's probability is reckoned from. */
export const MATCH_BELIEFS: readonly string[] = [...BELIEFS, ...FACT_BELIEFS];

/** Every fact that shares a word with the question and is about a company that it names, if it names one; best first. */
export function rank(
  query: Query,
  corpus: Corpus,
  facts: FactBase,
  weights: FactWeights = FITTED.facts,
): readonly Match[] {
  const { seen, searched } = look(query, corpus, facts, weights.rank);
  const [first] = seen;
  if (!first) return [];
  const features = beliefsIn(query, seen, searched);
  // In the very words of one of its questions it is asked for, whatever else speaks against it.
  const chance = Math.max(probability(weights.belief, features), first.verbatim ? VERBATIM : 0);
  const parts = contributions(weights.belief, features);
  const speaks = MATCH_BELIEFS.map((name, at) => ({ name, value: parts[at] ?? 0 }));
  return seen.map(({ match, ranked }, at) => ({
    ...match,
    score: chance * Math.exp(ranked.score - first.ranked.score),
    speaks: at === 0 ? speaks.filter(({ value }) => value !== 0) : [],
  }));
}

/** The facts in their order, with what they were ordered by. */
export function look(
  query: Query,
  corpus: Corpus,
  facts: FactBase,
  weights: RankWeights,
): { readonly seen: readonly Seen[]; readonly searched: Searched } {
  const companies = namedIn(query, facts).filter(isCompany);
  const allowed = (index: number): boolean => {
    const pack = corpus.pack(index);
    return pack !== undefined && query.packs.has(pack) && isAboutOne(corpus.about(index), companies, facts);
  };
  const defining = query.entities.flatMap((id) => corpus.defining(id)).filter(allowed);
  const searched = corpus.search.search(query.terms.map(sought), allowed, [...new Set(defining)]);
  const worth = idfs(query, corpus);
  const said = query.terms.map(({ stem }) => stem).join(' ');
  const seen = searched.candidates.flatMap((candidate): readonly Seen[] => {
    const doc = corpus.doc(candidate.doc);
    if (!doc) return [];
    const unit = corpus.unit(candidate.doc, candidate.unit);
    const found = covered(query, worth, doc, unit?.stems);
    const signals = factSignals(query, doc, facts, found.silentOn.length);
    const [ranked] = rankBy([candidate], weights);
    if (!ranked) return [];
    const score = ranked.score + weigh(signals, weights);
    return [
      {
        match: { fact: doc.fact, echo: candidate.echo, because: unit?.text ?? '', ...found },
        signals,
        ranked: { ...ranked, score },
        verbatim: unit?.said === said,
      },
    ];
  });
  return {
    seen: seen.sort((a, b) => b.ranked.score - a.ranked.score || a.ranked.doc - b.ranked.doc),
    searched,
  };
}

/** In the order of `MATCH_BELIEFS`. */
export function beliefsIn(query: Query, seen: readonly Seen[], searched: Searched): readonly number[] {
  const [first, second] = seen;
  if (!first) return MATCH_BELIEFS.map(() => 0);
  return [
    ...beliefsOf(
      seen.map(({ ranked }) => ranked),
      searched.terms,
    ),
    ...factBeliefs(query, first, second),
  ];
}

function weigh(signals: FactSignals, weights: RankWeights): number {
  return Object.entries(signals).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), 0);
}

function sought(term: Term): SoughtWord {
  return {
    word: term.mended ? term.stem : term.typed,
    stem: term.stem,
    small: term.small,
    also: term.also.map((stem) => ({ stem, share: GLOSSARY })),
  };
}

/** How rare each term is: the commonest of the stems that stand for it; as rare as can be when no fact holds it. */
function idfs(query: Query, { index }: Corpus): readonly number[] {
  return query.terms.map((term) => {
    const held = [term.stem, ...term.also].flatMap((stem) => index.vocabulary.stem(stem, false) ?? []);
    return Math.min(idf(0, index.docs), ...held.map((stem) => index.docIdf[stem] ?? 0));
  });
}

/** How much of the question a fact explains, and what it leaves unexplained. */
function covered(
  query: Query,
  idfs: readonly number[],
  doc: Doc,
  wording: ReadonlySet<string> | undefined,
): Pick<Match, 'coverage' | 'evidence' | 'tight' | 'unexplained' | 'silentOn'> {
  let all = 0;
  let explained = 0;
  let tight = 0;
  const unexplained: string[] = [];
  const silentOn = new Set<EntityId>();
  query.terms.forEach((term, at) => {
    if (term.small) return;
    const worth = idfs[at] ?? 0;
    const stems = [term.stem, ...term.also];
    all += worth;
    const named = term.entity !== undefined && doc.about.has(term.entity);
    const stated = stems.some((stem) => doc.states.has(stem));
    if (term.entity !== undefined && !named && !stated) silentOn.add(term.entity);
    if (named || stated || stems.some((stem) => wording?.has(stem))) tight += worth;
    if (named || stems.some((stem) => doc.explains.has(stem))) explained += worth;
    else unexplained.push(term.typed);
  });
  const share = (part: number): number => (all === 0 ? 0 : part / all);
  return {
    coverage: share(explained),
    tight: share(tight),
    evidence: explained,
    unexplained,
    silentOn: [...silentOn],
  };
}
