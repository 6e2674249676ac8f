import { expect, it } from 'vitest';
import { confidenceFeatures, heldFeatures, rankingFeatures } from '../../src/retrieval/confidence.ts';
import { createCorpus } from '../../src/retrieval/corpus.ts';
import { scoreFacts } from '../../src/retrieval/fact-candidates.ts';
import fitted from '../../src/retrieval/fitted.json' with { type: 'json' };
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import type { QueryTerm } from '../../src/retrieval/query-terms.ts';
import { FITTED, rank } from '../../src/retrieval/rank.ts';
import { type Candidate, SIGNALS } from '../../src/retrieval/score-candidates.ts';
import { base, english, fact, spanish, understood } from '../base.ts';

const zeros = Object.fromEntries(SIGNALS.map((name) => [name, 0])) as Candidate['signals'];
const rankedOf = (...scores: readonly number[]) => scores.map((score) => ({ score, signals: zeros }));
const term = (changes: Partial<QueryTerm>): QueryTerm => ({
  word: 'toll',
  small: false,
  known: true,
  senses: [],
  docIdf: 1,
  unitIdf: 1,
  ...changes,
});

const named = (ranked: Parameters<typeof rankingFeatures>[0], terms: readonly QueryTerm[] = []) =>
  rankingFeatures(ranked, terms);

it('features of a ranking say how the first is placed among the others; of none there are none', () => {
  expect(named([])).toEqual({});
  const found = named(rankedOf(5, 3, 1));
  expect(Object.values(found).every(Number.isFinite)).toBe(true);
  expect(found).toMatchObject({ score: 5, margin: 2, lead: 2 });
  expect(found['share']).toBeCloseTo(-Math.log(1 + Math.exp(-2) + Math.exp(-4)), 12);
  expect(named(rankedOf(...new Array<number>(10).fill(2)))).toMatchObject({ margin: 0, lead: 0 });
  // Without a second it is far ahead.
  expect(named(rankedOf(2))).toMatchObject({ margin: 3, lead: 0 });
});

it('features of a ranking say what speaks for the first, and nothing of the others', () => {
  const first = { score: 2, signals: { ...zeros, coverage: 0.9, titleAlike: 0.2 } };
  const other = { score: 1, signals: { ...zeros, coverage: 1, trigrams: 1 } };
  expect(named([first, other])).toMatchObject({ coverage: 0.9, title: 0.2, trigrams: 0 });
});

it('features of a ranking say of the question how rare its words are and how much of that is known; small words count nothing', () => {
  const terms = [
    term({ docIdf: 3 }),
    term({ docIdf: 1, known: false }),
    term({ docIdf: 5, small: true, known: false }),
  ];
  const found = named(rankedOf(1), terms);
  expect(found['known']).toBe(0.75);
  expect(found['length']).toBeCloseTo(Math.log(3), 12);
  expect(found['rarity']).toBeCloseTo(Math.log(5), 12);
  expect(named(rankedOf(1))).toMatchObject({ known: 0, length: 0, rarity: 0 });
});

const corpus = createCorpus(base, [english, spanish], createLexicon(base, [english, spanish]));
const score = (text: string) => rank(understood(text), corpus, base)[0]?.score ?? 0;

it('the confidence in the first fact is reckoned from numbers in the order of their weights, and from none where nothing was found', () => {
  const query = understood('who signed the norvane letter of 2019');
  const found = scoreFacts(query, corpus, base, FITTED.rank);
  expect(Object.keys(confidenceFeatures(query, found))).toEqual(fitted.confidenceNames);
  expect(Object.keys(heldFeatures(query, found, base))).toEqual(fitted.heldNames);
  const nothing = { ...found, candidates: [] };
  expect([confidenceFeatures(query, nothing), heldFeatures(query, nothing, base)]).toEqual([{}, {}]);
  expect(FITTED.confidence.weights).toHaveLength(fitted.confidenceNames.length);
  expect(FITTED.held.weights).toHaveLength(fitted.heldNames.length);
});

it('the confidence in the first fact falls with each word that nothing explains', () => {
  const whole = score('who signed the letter of norvane employees in 2019');
  expect(score('who burned the letter of norvane employees in 2019')).toBeLessThan(whole);
  expect(score('who burned and ate the letter of norvane employees in 2019')).toBeLessThan(whole);
});

it('the confidence in the first fact is near certain for each fact’s own questions, word for word', () => {
  for (const { wordings } of corpus.facts) {
    for (const text of wordings.get('en')?.questions ?? []) expect([text, score(text) >= 0.9]).toEqual([text, true]);
  }
});

it('the confidence in the first fact says of the first what spoke for it and against', () => {
  const [first, second] = rank(understood('norvane letter signers'), corpus, base);
  expect(first?.fact.id).toMatch(fact('norvane.letter-2019-signers').pack);
  expect(first?.speaks.length).toBeGreaterThan(3);
  for (const { name, value } of first?.speaks ?? []) {
    expect(fitted.confidenceNames).toContain(name);
    expect(value).not.toBe(0);
  }
  expect(second?.speaks).toEqual([]);
});
