import type { Language } from '../../src/core/language.ts';
import { cutTyped, fold } from '../../src/core/text.ts';
import { rankingFeatures } from '../../src/retrieval/confidence.ts';
import { createStemming } from '../../src/retrieval/lexicon.ts';
import { type Logistic, probability } from '../../src/retrieval/logistic.ts';
import { createScoring, type RankWeights, scoreOf } from '../../src/retrieval/score-candidates.ts';
import { type Indexable, indexTexts, openTexts } from '../../src/retrieval/text-index.ts';
import type { Token } from '../../src/retrieval/vocabulary.ts';
import fitted from './fitted.json' with { type: 'json' };

export interface CollectionDoc {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly aliases: readonly string[];
}

/** What documents bring along: `worded` several ways to ask for them, `headed` one (a heading), `plain` none. */
type Shape = 'worded' | 'headed' | 'plain';
/** Fitted once, on public collections that are not in here. */
const WEIGHTS: Readonly<Record<Shape, { readonly rank: RankWeights; readonly confidence: Logistic }>> = fitted;

/** Words that titles have on average, from which they are no names but ways to ask: `How do I delete my account?` */
const SPOKEN = 5;
const LONGEST = 1000;
/** Ways to ask that a document has on average, from which a collection counts as worded, and as headed. */
const WORDED = 3;
const HEADED = 0.5;
/** Documents that are looked at closely: more than of facts, since titles and texts tell less than wordings. */
export const SHORTLIST = 32;

/** The engine over documents that are no facts: the same index, signals and order, without companies, agencies and years. */
export function createEngine(docs: readonly CollectionDoc[], language: Language) {
  // What is stemmed while the collection is indexed is remembered, and not what people type.
  let indexing = true;
  const stem = createStemming(() => indexing);
  const tokens: Tokens = (text) => {
    const words = fold(text).split(' ').filter(Boolean);
    return words.map((word) => ({ word, stem: stem(word, language), small: language.small.has(word) }));
  };
  const lengths = docs.flatMap(({ title }) => (title ? [tokens(title).length] : []));
  const spoken = lengths.reduce((sum, length) => sum + length, 0) >= SPOKEN * Math.max(1, lengths.length);
  const all = docs.map((doc) => indexable(doc, spoken, tokens));
  const questions = all.flatMap(({ texts }) => texts).filter(({ field }) => field === 'question').length;
  const mean = questions / Math.max(1, docs.length);
  const shape: Shape = mean >= WORDED ? 'worded' : mean >= HEADED ? 'headed' : 'plain';
  const score = createScoring(openTexts(indexTexts(all)), SHORTLIST);
  indexing = false;
  const { rank, confidence } = WEIGHTS[shape];
  return {
    shape,
    /** At most `SHORTLIST` hits, best first, and the probability that the first is right. */
    find(question: string, limit: number) {
      const words = tokens(cutTyped(question, LONGEST));
      const { terms, candidates } = score(words.filter(({ word }, at) => word !== words[at - 1]?.word));
      const ranked = candidates
        .map((one) => ({ ...one, score: scoreOf(one.signals, rank) }))
        .sort((a, b) => b.score - a.score || a.doc - b.doc);
      const hits = ranked.slice(0, limit).map(({ doc, score }) => ({ id: docs[doc]?.id ?? '', score }));
      const sure = probability(confidence, Object.values(rankingFeatures(ranked, terms)));
      return { hits, confidence: ranked.length === 0 ? 0 : sure };
    },
  };
}

type Tokens = (text: string) => Token[];

function indexable({ title, text, aliases }: CollectionDoc, spoken: boolean, tokens: Tokens): Indexable {
  const asked = new Set(aliases);
  const texts: Indexable['texts'][number][] = [...asked].map((one) => ({ field: 'question', tokens: tokens(one) }));
  if (title) texts.push({ field: spoken ? 'question' : 'title', tokens: tokens(title) });
  if (!asked.has(text)) texts.push({ field: 'text', tokens: tokens(text) });
  return title ? { texts, group: title } : { texts };
}
