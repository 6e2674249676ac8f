import { createGroupScores } from './groups.ts';
import { type QueryTerm, type QueryWord, queryTerms, SMALL, weightOf } from './query-terms.ts';
import { createShortlist } from './shortlist.ts';
import { FIELDS, type Field, fieldWeight, type TextIndex } from './text-index.ts';
import { part } from './vocabulary.ts';

/** What speaks for a document, each about 0 to 1 but for the likelihoods, which are logarithms. `wording…` are taken from
    the question wordings of a document, each counted as a share of them, so that their number does not decide:
    `wordingMatched`: share of the best wording that the question holds in its turn; `wordingVotes`: mean fit of the best
    eight; `wordingLikelihood`: how likely a wording, the claim or the title holds the question's words; `wordingBursty`: the
    same, with words that keep to few documents counted more; `wordingPairs`: neighbouring words that are neighbours there.
    `titleAlike`: BM25 of the title; `trigrams`: cosine of trigrams of letters with the best wording and the text;
    `coverage`: how much of the question any text holds; `likelihood`: how likely all texts produce the question;
    `groupAlike`: BM25 of the document's group; `wordings`: how many it has. */
export const SIGNALS = [
  'wordingMatched',
  'wordingVotes',
  'wordingLikelihood',
  'wordingBursty',
  'wordingPairs',
  'titleAlike',
  'trigrams',
  'coverage',
  'likelihood',
  'groupAlike',
  'wordings',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** How much each signal counts; what is left out counts nothing. */
export type RankWeights = Readonly<Partial<Record<string, number>>>;

export interface Candidate {
  readonly doc: number;
  readonly signals: Readonly<Record<Signal, number>>;
  /** The best question wording, else the text; -1 when there is none. */
  readonly unit: number;
  /** Of each term, how large a share of the question wordings holds it, as a logarithm. */
  readonly support: readonly number[];
}

/** Documents that are looked at closely. */
export const SHORTLIST = 16;

/** Scores the documents that a question may mean: a shortlist first, whose order they have, then each of its documents
    closely. `allowed` leaves documents out; those of `always` are scored in any case. */
export function createScoring(index: TextIndex, size = SHORTLIST) {
  const shortlist = createShortlist(index);
  const groups = createGroupScores(index);
  return (words: readonly QueryWord[], allowed?: (doc: number) => boolean, always: readonly number[] = []) => {
    const terms = queryTerms(words, index);
    const score = createReader(index, terms);
    const group = groups(terms);
    const docs = new Set([...shortlist(terms, size, allowed), ...always]);
    return { terms, candidates: [...docs].map((doc) => score(doc, group(doc))) };
  };
}

export function scoreOf(signals: Readonly<Record<string, number>>, weights: RankWeights): number {
  let score = 0;
  for (const name of Object.keys(signals)) score += (signals[name] ?? 0) * (weights[name] ?? 0);
  return score;
}

/** BM25's k1 and b for one text. */
const K1 = 0.5;
const B = 0.3;
/** How much neighbours count that are neighbours in the question, beside the fit of a wording. */
const PAIR = 0.3;
/** Wordings that vote, and those whose trigrams are compared. */
const VOTES = 8;
const SPELLED = 6;
/** What a likelihood takes a word for that nothing holds: a part of a wording. And how many wordings are made up for it. */
const UNSEEN = 0.2;
const MADE_UP = 1.5;
/** A word that is said beside the claim, as part of one that is said in it. */
const BESIDE = 0.3;
/** A word that claim or title say counts as being in such a share of the wordings; and a word that nothing holds. */
const STATED = 0.15;
const UNSUPPORTED = 0.3;
/** Burstiness of a word that no wording holds. */
const UNASKED = 0.3;
/** A document is taken to be this much longer than it is, so that a short one is not likelier by that alone. */
const LONGER = 100;

/** Of each term, what a document holds of it. */
interface Held {
  /** The best share in which any text holds it, and how much all do, weighed by field. */
  readonly best: number[];
  readonly amount: number[];
  /** In how many question wordings it is, and in how many behind the term before it. */
  readonly asked: number[];
  readonly paired: number[];
  /** The best share in which claim or title hold it, and what is said beside them. */
  readonly stated: number[];
  readonly beside: number[];
}

/** One text, compared with the question. */
interface Compared {
  readonly unit: number;
  /** BM25 as a share of the best possible. */
  readonly alike: number;
  /** Share of the text that the question holds. */
  readonly matched: number;
  /** Both, with neighbours that are neighbours. */
  readonly fit: number;
}

/** Reads one document after the other for one question. */
function createReader(index: TextIndex, terms: readonly QueryTerm[]): (doc: number, groupAlike: number) => Candidate {
  const { unitFields, docStarts, postings } = index;
  const compare = createComparison(index, terms);
  const trigramsAlike = createTrigrams(index, terms);
  const content = terms.map((term) => (term.small ? 0 : term.docIdf));
  const allContent = sum(content) || 1;
  const bursty = terms.map(
    ({ senses: [sense], unitIdf }) => unitIdf * ((sense && index.burstiness[sense.stem]) || UNASKED),
  );
  /** The sum over all terms that mean something here; a small word counts less. */
  const likelihood = (of: (term: number) => number): number =>
    sum(terms.map((term, at) => (term.senses.length === 0 ? 0 : weightOf(term, of(at)))));

  return (doc, groupAlike) => {
    const zeros = (): number[] => terms.map(() => 0);
    const [best, amount, asked, paired, stated, beside] = [zeros(), zeros(), zeros(), zeros(), zeros(), zeros()];
    const held: Held = { best, amount, asked, paired, stated, beside };
    const wordings: Compared[] = [];
    let title: Compared | undefined;
    let text: Compared | undefined;
    for (let unit = docStarts[doc] ?? 0; unit < (docStarts[doc + 1] ?? 0); unit++) {
      const compared = compare(unit, held);
      const field = FIELDS[unitFields[unit] ?? 0];
      if (field === 'question') wordings.push(compared);
      if (field === 'title') title = compared;
      if (field === 'text' && compared.alike >= (text?.alike ?? 0)) text = compared;
    }
    wordings.sort((a, b) => b.fit - a.fit || a.unit - b.unit);
    const [first] = wordings;
    const voting = wordings.slice(0, VOTES);
    const spelled = voting.slice(0, SPELLED).map(({ unit }) => trigramsAlike(unit));
    const inWordings = terms.map((_, at) => {
      const count = (held.asked[at] ?? 0) + (held.stated[at] ?? 0) + BESIDE * (held.beside[at] ?? 0);
      return Math.log((count + UNSEEN) / (wordings.length + MADE_UP));
    });
    const length = (postings.lengths[doc] ?? 0) + LONGER;
    const signals: Record<Signal, number> = {
      wordingMatched: first?.matched ?? 0,
      wordingVotes: sum(voting.map(({ fit }) => fit)) / Math.max(1, voting.length),
      wordingLikelihood: likelihood((at) => inWordings[at] ?? 0) / 10,
      wordingBursty: sum(inWordings.map((value, at) => value * (bursty[at] ?? 0))) / 15,
      wordingPairs: sum(held.paired.map((count) => Math.log1p((5 * count) / Math.max(1, wordings.length)))) / 3,
      titleAlike: title?.alike ?? 0,
      trigrams: (Math.max(0, ...spelled) + (text ? trigramsAlike(text.unit) : 0)) / 2,
      coverage: sum(held.best.map((share, at) => share * (content[at] ?? 0))) / allContent,
      likelihood: likelihood((at) => Math.log((1000 * ((held.amount[at] ?? 0) + 0.1)) / length)) / 10,
      groupAlike,
      wordings: Math.log(Math.max(1, wordings.length)) / 5,
    };
    const support = terms.map((_, at) => {
      const count = (held.asked[at] ?? 0) + STATED * wordings.length * (held.stated[at] ?? 0);
      return Math.log((count + UNSUPPORTED) / (wordings.length + MADE_UP));
    });
    return { doc, signals, unit: first?.unit ?? text?.unit ?? -1, support };
  };
}

/** Compares texts with a question, and notes in `held` what each holds of it. */
function createComparison(index: TextIndex, terms: readonly QueryTerm[]): (unit: number, held: Held) => Compared {
  const { vocabulary, stemAt, unitStarts, unitFields, unitIdf, meanUnitLength } = index;
  const weights = terms.map((term) => weightOf(term, term.unitIdf));
  const allWeight = sum(weights) || 1;
  const senseOf = new Map<number, { readonly term: number; readonly share: number }>();
  terms.forEach(({ senses }, term) => {
    for (const { stem, share } of senses) {
      if ((senseOf.get(stem)?.share ?? 0) < share) senseOf.set(stem, { term, share });
    }
  });
  const hit = new Float32Array(terms.length);
  const often = new Float32Array(terms.length);
  const follows = new Uint8Array(terms.length);

  return (unit, held) => {
    const stems = part(stemAt, unitStarts, unit);
    for (const counts of [hit, often, follows]) counts.fill(0);
    let all = 0;
    let shared = 0;
    let pair = 0;
    let last = -1;
    for (const stem of stems) {
      const weight = (unitIdf[stem] ?? 0) * (vocabulary.isSmall(stem) ? SMALL : 1);
      all += weight;
      const sense = senseOf.get(stem);
      if (sense) {
        const { term, share } = sense;
        shared += weight * share;
        hit[term] = Math.max(hit[term] ?? 0, share);
        often[term] = (often[term] ?? 0) + share;
        if (last >= 0 && term === last + 1) {
          pair += ((weights[last] ?? 0) + (weights[term] ?? 0)) / 2;
          follows[term] = 1;
        }
      }
      last = sense?.term ?? -1;
    }
    const field = unitFields[unit] ?? 0;
    const norm = K1 * (1 - B + (B * stems.length) / (meanUnitLength[field] || 1));
    let alike = 0;
    for (let term = 0; term < terms.length; term++) {
      const share = hit[term] ?? 0;
      if (share === 0) continue;
      const count = often[term] ?? 0;
      alike += ((weights[term] ?? 0) * share * count * (K1 + 1)) / (count + norm);
      note(held, FIELDS[field] ?? 'aside', term, share, count * fieldWeight(field), follows[term] ?? 0);
    }
    alike /= allWeight;
    const matched = all === 0 ? 0 : shared / all;
    return { unit, alike, matched, fit: alike * (0.6 + 0.4 * matched) + (PAIR * pair) / allWeight };
  };
}

function note(held: Held, field: Field, term: number, share: number, amount: number, follows: number): void {
  const most = (of: number[]): void => {
    of[term] = Math.max(of[term] ?? 0, share);
  };
  most(held.best);
  held.amount[term] = (held.amount[term] ?? 0) + amount;
  if (field === 'question') {
    held.asked[term] = (held.asked[term] ?? 0) + share;
    held.paired[term] = (held.paired[term] ?? 0) + follows;
  } else most(field === 'title' || field === 'text' ? held.stated : held.beside);
}

/** Cosine of a text's vector of trigrams with the question's. */
function createTrigrams(index: TextIndex, terms: readonly QueryTerm[]): (unit: number) => number {
  const { vocabulary, words, unitStarts, trigramNorms } = index;
  const asked = new Set(terms.flatMap(({ small, word }) => (small ? [] : vocabulary.trigramsIn(word))));
  const square = (trigram: number): number => (vocabulary.trigramIdf[trigram] ?? 0) ** 2;
  const norm = Math.sqrt(sum([...asked].map(square))) || 1;
  const shared = new Map<number, number>();
  const sharedBy = (word: number): number => {
    const known = shared.get(word);
    if (known !== undefined) return known;
    const value = sum(vocabulary.trigramsOfWord(word).map((trigram) => (asked.has(trigram) ? square(trigram) : 0)));
    shared.set(word, value);
    return value;
  };
  return (unit) => sum(Array.from(part(words, unitStarts, unit), sharedBy)) / (norm * (trigramNorms[unit] || 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
