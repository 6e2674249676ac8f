import type { Language } from '../../src/core/language.ts';
import { cutTyped, fold } from '../../src/core/text.ts';
import { beliefsOf } from '../../src/retrieval/confidence.ts';
import { FITTED, type Shape } from '../../src/retrieval/fitted.ts';
import { probability } from '../../src/retrieval/logistic.ts';
import { rankBy } from '../../src/retrieval/ranking.ts';
import { createSearch, type Searched } from '../../src/retrieval/search.ts';
import { createStemming } from '../../src/retrieval/stemming.ts';
import { type Field, indexTexts } from '../../src/retrieval/text-index.ts';
import type { Token } from '../../src/retrieval/vocabulary.ts';

/** A document of any collection. */
export interface CollectionDoc {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  /** Ways in which people ask for it. */
  readonly aliases: readonly string[];
}

export interface Hit {
  readonly id: string;
  /** Comparable between the hits of one question. */
  readonly score: number;
}

export interface Found {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** 0 to 1: the probability that the first hit is right, by the shipped weights. */
  readonly confidence: number;
  /** What it was reckoned from, in the order of `BELIEFS`. */
  readonly features: readonly number[];
  /** What the documents bring along, which decides the weights. */
  readonly shape: Shape;
}

/** The engine over documents that are no facts: the same index, signals and ranking, without companies, agencies and years. */
export interface Engine {
  /** At most `SHORTLIST` hits. Never throws; a text without words finds nothing. */
  find(question: string, limit: number): Found;
}

/** An engine of which one also sees the candidates before they are weighed, as fitting needs them. */
export interface OpenEngine extends Engine {
  search(question: string): Searched;
}

/** Words that titles have on average, from which they are no names but ways to ask: `How do I delete my account?` */
const SPOKEN = 5;
/** Characters of a question that are looked at. */
const LONGEST = 1000;
/** Ways to ask that a document has on average, from which a collection counts as worded. */
const WORDED = 3;
/** And from which as headed. */
const HEADED = 0.5;

export function createEngine(docs: readonly CollectionDoc[], language: Language): OpenEngine {
  // What is stemmed while the collection is indexed is remembered, and not what people type.
  let indexing = true;
  const stem = createStemming(() => indexing);
  const tokens = (text: string): Token[] =>
    fold(text)
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => ({ word, stem: stem(word, language), small: language.small.has(word) }));
  const index = indexTexts(indexables(docs, tokens));
  indexing = false;
  const { search } = createSearch(index);
  const shape: Shape =
    index.meanQuestions >= WORDED ? 'worded' : index.meanQuestions >= HEADED ? 'headed' : 'plain';
  const { rank, belief } = FITTED[shape];
  const searchFor = (question: string): Searched =>
    search(tokens(cutTyped(question, LONGEST)).filter(({ word }, at, all) => word !== all[at - 1]?.word));
  return {
    search: searchFor,
    find(question, limit) {
      const { terms, candidates } = searchFor(question);
      const ranked = rankBy(candidates, rank);
      const features = beliefsOf(ranked, terms);
      return {
        hits: ranked.slice(0, limit).map(({ doc, score }) => ({ id: docs[doc]?.id ?? '', score })),
        confidence: ranked.length === 0 ? 0 : probability(belief, features),
        features,
        shape,
      };
    },
  };
}

function* indexables(
  docs: readonly CollectionDoc[],
  tokens: (text: string) => Token[],
): Generator<Parameters<typeof indexTexts>[0] extends Iterable<infer One> ? One : never> {
  const lengths = docs.flatMap(({ title }) => (title ? [tokens(title).length] : []));
  const spoken = lengths.reduce((sum, length) => sum + length, 0) >= SPOKEN * Math.max(1, lengths.length);
  for (const { title, text, aliases } of docs) {
    const asked = [...new Set(aliases)];
    const texts: { readonly field: Field; readonly tokens: readonly Token[] }[] = asked.map((alias) => ({
      field: 'question',
      tokens: tokens(alias),
    }));
    if (title) texts.push({ field: spoken ? 'question' : 'title', tokens: tokens(title) });
    if (!asked.includes(text)) texts.push({ field: 'text', tokens: tokens(text) });
    yield title ? { texts, group: title } : { texts };
  }
}
