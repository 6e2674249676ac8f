import { isOfYear } from '../core/dates.ts';
import type { EntityId, FactBase } from '../core/fact.ts';
import type { Match, Query, Term } from '../core/retriever.ts';
import { isAboutOne, isCompany, namedIn } from '../core/subjects.ts';
import type { Corpus, Doc, Wording } from './corpus.ts';
import type { QueryTerm, QueryWord } from './query-terms.ts';
import { type Candidate, type RankWeights, scoreOf } from './score-candidates.ts';
import { idf } from './text-index.ts';

/** A stem that the glossary led to counts for this much of one that was typed. */
const GLOSSARY = 0.85;

/** What a fact's score gains when the question is one of its own, so that the words of its neighbours do not outweigh it. */
const OWN_WORDS = 3;

/** A fact that a question may mean, before its probability is known. */
export interface FactCandidate {
  readonly match: Omit<Match, 'score' | 'held' | 'speaks'>;
  readonly signals: Candidate['signals'] & FactSignals;
  readonly score: number;
  /** How many of the fact's wordings hold the word of the question that the fewest hold, as the logarithm of their share;
      names of what it is about apart. */
  readonly support: number;
  /** The idf of the everyday and of the mended words that it does not explain, added up. */
  readonly lacks: number;
  /** Whether the question is one of the fact's own, word for word but for endings. */
  readonly verbatim: boolean;
}

export interface FactCandidates {
  readonly terms: readonly QueryTerm[];
  /** Best first; among equals in the order of ids. */
  readonly candidates: readonly FactCandidate[];
}

/** The facts of the packs of `facts` in their order, with what they were ordered by. */
export function scoreFacts(query: Query, corpus: Corpus, facts: FactBase, weights: RankWeights): FactCandidates {
  const companies = namedIn(query, facts).filter(isCompany);
  const allowed = (number: number): boolean => {
    const fact = corpus.facts[number];
    return fact !== undefined && facts.packs.has(fact.pack) && isAboutOne(fact.about, companies, facts);
  };
  const defining = query.entities.flatMap((id) => corpus.defining(id)).filter(allowed);
  const asked = query.terms.map((term) => asIndexed(term, corpus));
  const { terms, candidates } = corpus.score(asked.map(queryWord), allowed, defining);
  const rarity = idfs(asked, corpus);
  const said = asked.map(({ stem }) => stem).join(' ');
  const found = candidates.flatMap((candidate) => {
    const doc = corpus.doc(candidate.doc);
    if (!doc) return [];
    const wording = corpus.wording(candidate.doc, candidate.unit);
    const { lacks, ...explained } = explain(asked, rarity, doc, wording, query.language);
    const supports = candidate.support.filter((_, at) => needsSupport(asked[at], doc));
    const signals = { ...candidate.signals, ...factSignals(query, doc, facts, explained.silentOn.length) };
    const echo = candidate.signals.wordingMatched;
    const verbatim = wording?.said === said;
    return {
      match: { fact: doc.fact, echo, because: wording?.text ?? '', ...explained },
      signals,
      score: scoreOf(signals, weights) + (verbatim ? OWN_WORDS : 0),
      support: Math.min(0, ...supports),
      lacks,
      verbatim,
      doc: candidate.doc,
    };
  });
  return { terms, candidates: found.sort((a, b) => b.score - a.score || a.doc - b.doc) };
}

function needsSupport(term: Term | undefined, { about }: Doc): boolean {
  return term !== undefined && !term.small && !(term.entity !== undefined && about.has(term.entity));
}

/** A term with the stem that the index has for it. */
function asIndexed(term: Term, { index: { vocabulary } }: Corpus): Term {
  const stem = term.mended ? undefined : vocabulary.stemOfWord(term.typed, term.small);
  return stem === undefined || stem === term.stem ? term : { ...term, stem };
}

function queryWord(term: Term): QueryWord {
  return {
    word: term.mended ? term.stem : term.typed,
    stem: term.stem,
    small: term.small,
    also: term.also.map((stem) => ({ stem, share: GLOSSARY })),
  };
}

/** How rare each term is: the commonest of the stems that stand for it; as rare as can be when no fact holds it. */
function idfs(terms: readonly Term[], { index }: Corpus): readonly number[] {
  return terms.map((term) => {
    const held = [term.stem, ...term.also].flatMap((stem) => index.vocabulary.stem(stem, false) ?? []);
    return Math.min(idf(0, index.docs), ...held.map((stem) => index.docIdf[stem] ?? 0));
  });
}

/** How much of the question a fact explains, and what it leaves unexplained. */
function explain(
  terms: readonly Term[],
  idfs: readonly number[],
  doc: Doc,
  wording: Wording | undefined,
  { asks }: Query['language'],
): Pick<Match, 'coverage' | 'evidence' | 'tight' | 'unexplained' | 'unstated' | 'silentOn'> & {
  readonly lacks: number;
} {
  let all = 0;
  let lacks = 0;
  let explained = 0;
  let tight = 0;
  const unexplained: string[] = [];
  const unstated: string[] = [];
  const silentOn = new Set<EntityId>();
  terms.forEach((term, at) => {
    if (term.small) return;
    const worth = idfs[at] ?? 0;
    const stems = [term.stem, ...term.also];
    all += worth;
    const named = term.entity !== undefined && doc.about.has(term.entity);
    const stated = stems.some((stem) => doc.states.has(stem));
    if (term.entity !== undefined && !named && !stated) silentOn.add(term.entity);
    if (!named && !stated) unstated.push(term.typed);
    if (named || stated || stems.some((stem) => wording?.stems.has(stem))) tight += worth;
    // What asks for a reply is explained by one, whatever word it uses.
    const replies = isOwnWords(doc.fact) && asks.get(term.typed) === 'reply';
    if (named || replies || stems.some((stem) => doc.explains.has(stem))) explained += worth;
    else {
      unexplained.push(term.typed);
      if (term.ordinary || term.mended) lacks += worth;
    }
  });
  const share = (part: number): number => (all === 0 ? 0 : part / all);
  return {
    coverage: share(explained),
    tight: share(tight),
    evidence: explained,
    unexplained,
    unstated,
    silentOn: [...silentOn],
    lacks,
  };
}

/** What speaks for or against a fact beside its words: `defines`: whether it defines what is named; `otherAgency`: how many
    agencies it is not about; `silent`: how many named entities it says nothing of; `year`: 1 for the year that is asked
    for, -1 for another; `noFigure`: whether a figure is asked for and it holds none; `reply`: whether a reply is asked for and
    it holds the company's own words; `weight`: what its editor says that it carries. */
export const FACT_SIGNALS = ['defines', 'otherAgency', 'silent', 'year', 'noFigure', 'reply', 'weight'] as const;
export type FactSignals = Readonly<Record<(typeof FACT_SIGNALS)[number], number>>;

/** `silent`: how many of the entities that the question names the fact says nothing of. */
export function factSignals(query: Query, doc: Doc, facts: FactBase, silent: number): FactSignals {
  const asks = (kind: Query['asked'][number]): boolean => query.asked.includes(kind);
  return {
    defines: defines(query, doc),
    otherAgency: namedIn(query, facts).filter(({ id, kind }) => kind === 'agency' && !doc.about.has(id)).length,
    silent,
    year: agreesInYear(query, doc),
    noFigure: (asks('amount') || asks('count')) && !doc.hasFigure ? 1 : 0,
    reply: asks('reply') && isOwnWords(doc.fact) ? 1 : 0,
    weight: (doc.fact.weight - 1) / 2,
  };
}

/** Whether it is a statement of the company that it is about. */
function isOwnWords({ kind }: Doc['fact']): boolean {
  return kind === 'company-statement';
}

/** 1 when the question names something, asks what it is, and the fact defines it; less, the more it says besides. One that
    asks something else of a newspaper is not about the newspaper. */
function defines(query: Query, doc: Doc): number {
  if (!query.entities.some((id) => doc.defines.has(id))) return 0;
  const others = query.terms.filter((term) => !term.small && !(term.entity && doc.defines.has(term.entity)));
  // What somebody is doing for somebody else is no definition of either.
  if (others.some(({ entity }) => entity !== undefined)) return 0;
  const asked = query.asked.includes('definition');
  if (others.length === 0 && (query.asked.length === 0 || asked)) return 1;
  return asked ? 1 / (1 + others.length / 6) : 0;
}

function agreesInYear({ years }: Query, { fact: { period } }: Doc): number {
  if (years.length === 0 || !period) return 0;
  return isOfYear(years, period) ? 1 : -1;
}
