import { type Compared, createComparison, type Marks } from './compare.ts';
import type { SoughtTerm } from './sought.ts';
import type { TextIndex } from './text-index.ts';

/** What speaks for a document, each about 0 to 1. `question…`: its best question wording; `title…` and `text…`: those
    texts; `alike`: BM25 as a share of the best possible; `both`: how much of the text the question holds in its turn;
    `pair`: neighbours that are neighbours; `triples`: letter triples in common. */
export const SIGNALS = [
  'questionAlike',
  'questionBoth',
  'questionPair',
  'questionNext',
  'questionVotes',
  'questionSmall',
  'questionTriples',
  'titleAlike',
  'titleBoth',
  'titlePair',
  'titleTriples',
  'textAlike',
  'textCover',
  'textPair',
  'textSpan',
  'textSmall',
  'textTriples',
  'textLength',
  'wholeAlike',
  'wholeCover',
  'wholeWords',
  'wholeLikely',
  'groupCover',
  'groupAlike',
  'before',
  'after',
  'size',
  'taught',
] as const;
export type Signal = (typeof SIGNALS)[number];
export type Signals = Record<Signal, number>;

export interface Close {
  readonly signals: Signals;
  /** The best question wording, else the text; -1 when there is none. */
  readonly unit: number;
  /** Share of that wording that the question holds in its turn. */
  readonly echo: number;
}

/** Looks closely at one document after the other. */
export interface Reader {
  read(doc: number, bm25: number): Close;
}

/** Makes a reader for one question at a time; it keeps a few arrays as long as the vocabulary. */
export function createReading(
  index: TextIndex,
): (terms: readonly SoughtTerm[], triples: readonly number[]) => Reader {
  const termOf = new Int16Array(index.vocabulary.stems.length).fill(-1);
  const shareOf = new Float32Array(index.vocabulary.stems.length);
  const tripleOf = new Float32Array(index.vocabulary.triples);
  let marked: readonly number[] = [];
  let markedTriples: readonly number[] = [];
  return (terms, triples) => {
    for (const stem of marked) termOf[stem] = -1;
    for (const triple of markedTriples) tripleOf[triple] = 0;
    marked = terms.flatMap(({ senses }) => senses.map(({ stem }) => stem));
    markedTriples = triples;
    terms.forEach(({ senses }, at) => {
      for (const { stem, share } of senses) {
        if (termOf[stem] !== -1 && (shareOf[stem] ?? 0) >= share) continue;
        termOf[stem] = at;
        shareOf[stem] = share;
      }
    });
    for (const triple of triples) tripleOf[triple] = index.tripleIdf[triple] ?? 0;
    const square = triples.reduce((sum, triple) => sum + (tripleOf[triple] ?? 0) ** 2, 0);
    return createReader(index, { terms, termOf, shareOf, tripleOf, tripleNorm: Math.sqrt(square) || 1e-9 });
  };
}

function createReader(index: TextIndex, marks: Marks): Reader {
  const { unitStarts, unitFields, docStarts } = index;
  const { terms } = marks;
  const { compare, triplesAlike, maskOf, held, amounts } = createComparison(index, marks);
  const contentDoc = terms.reduce((all, term) => all + (term.small ? 0 : term.docIdf), 0) || 1e-9;
  const contents = Math.max(1, terms.filter((term) => !term.small).length);
  const covers = new Map<number, number>();

  /** How much of the question a neighbour of the same group holds; of what `doc` holds itself, half. */
  function near(doc: number, neighbour: number): number {
    if (neighbour < 0 || neighbour >= index.docs || index.groupOf[neighbour] !== index.groupOf[doc]) return 0;
    const mask = covers.get(neighbour) ?? maskOf(neighbour);
    covers.set(neighbour, mask);
    let sum = 0;
    for (let term = 0; term < terms.length; term++) {
      if (terms[term]?.small || (mask & (1 << term)) === 0) continue;
      sum += (terms[term]?.docIdf ?? 0) * ((held[term] ?? 0) > 0 ? 0.5 : 1);
    }
    return sum / contentDoc;
  }

  return {
    read(doc, bm25) {
      held.fill(0);
      amounts.fill(0);
      const signals = nothing();
      const asked: { readonly unit: number; readonly score: number; readonly compared: Compared }[] = [];
      let text = -1;
      for (let unit = docStarts[doc] ?? 0; unit < (docStarts[doc + 1] ?? 0); unit++) {
        const field = unitFields[unit];
        const compared = compare(unit);
        const { alike, both, pair } = compared;
        if (field === 0) asked.push({ unit, score: alike * (0.6 + 0.4 * both) + 0.3 * pair, compared });
        else if (field === 1) {
          signals.titleAlike = alike;
          signals.titleBoth = both;
          signals.titlePair = pair;
          signals.titleTriples = triplesAlike(unit);
        } else if (field === 2 && alike >= signals.textAlike) {
          text = unit;
          signals.textAlike = alike;
          signals.textCover = compared.cover;
          signals.textPair = pair;
          signals.textSpan = compared.span;
          signals.textSmall = compared.small;
          signals.textTriples = triplesAlike(unit);
          signals.textLength = Math.log(1 + (unitStarts[unit + 1] ?? 0) - (unitStarts[unit] ?? 0)) / 5;
        }
      }
      asked.sort((a, b) => b.score - a.score || a.unit - b.unit);
      const [best] = asked;
      if (best) {
        signals.questionAlike = best.compared.alike;
        signals.questionBoth = best.compared.both;
        signals.questionPair = best.compared.pair;
        signals.questionSmall = best.compared.small;
        signals.questionNext = ((asked[1]?.score ?? 0) + (asked[2]?.score ?? 0)) / 2;
        signals.questionVotes = asked.slice(0, 8).reduce((sum, { score }) => sum + score, 0) / 8;
        signals.questionTriples = Math.max(...asked.slice(0, 6).map(({ unit }) => triplesAlike(unit)));
      }
      signals.wholeAlike = bm25;
      let likely = 0;
      terms.forEach((term, at) => {
        const found = held[at] ?? 0;
        if (!term.small) {
          signals.wholeCover += (found * term.docIdf) / contentDoc;
          signals.wholeWords += found > 0 ? 1 / contents : 0;
        }
        if (term.senses.length === 0 || asked.length === 0) return;
        const chance = ((amounts[at] ?? 0) + 0.1) / ((index.byDoc.lengths[doc] ?? 0) + 100);
        likely += Math.log(chance * 1000) * (term.small ? 0.4 : 1);
      });
      signals.wholeLikely = likely / 10;
      signals.before = Math.max(near(doc, doc - 1), 0.6 * near(doc, doc - 2));
      signals.after = Math.max(near(doc, doc + 1), 0.6 * near(doc, doc + 2));
      signals.size = Math.log(Math.max(1, asked.length)) / 5;
      return { signals, unit: best?.unit ?? text, echo: best?.compared.both ?? 0 };
    },
  };
}

/** Signals that all say nothing. */
export function nothing(): Signals {
  return {
    questionAlike: 0,
    questionBoth: 0,
    questionPair: 0,
    questionNext: 0,
    questionVotes: 0,
    questionSmall: 0,
    questionTriples: 0,
    titleAlike: 0,
    titleBoth: 0,
    titlePair: 0,
    titleTriples: 0,
    textAlike: 0,
    textCover: 0,
    textPair: 0,
    textSpan: 0,
    textSmall: 0,
    textTriples: 0,
    textLength: 0,
    wholeAlike: 0,
    wholeCover: 0,
    wholeWords: 0,
    wholeLikely: 0,
    groupCover: 0,
    groupAlike: 0,
    before: 0,
    after: 0,
    size: 0,
    taught: 0,
  };
}
