import { expect, it } from 'vitest';
import { queryTerms, SMALL, weightOf } from '../../src/retrieval/query-terms.ts';
import { idf } from '../../src/retrieval/text-index.ts';
import { indexOf, termsIn, tokensOf } from './small-index.ts';

const index = indexOf([
  { question: ['what is the toll', 'toll of ships'], text: ['the harbour'] },
  { text: ['harbours of the south'] },
]);
const numberOf = (stem: string): number => index.vocabulary.stem(stem, false) ?? -1;

it('a query term that some text holds stands for its stem, as rare as that is', () => {
  const [harbour] = termsIn(index, 'harbour');
  expect(harbour).toMatchObject({ word: 'harbour', small: false, known: true });
  expect(harbour?.senses).toEqual([{ stem: numberOf('harbour'), share: 1 }]);
  // In both documents, and in two of four texts.
  expect(harbour?.docIdf).toBeCloseTo(idf(2, 2), 6);
  expect(harbour?.unitIdf).toBeCloseTo(idf(2, 4), 6);
});

it('a query term that no text holds is what it may have been meant to be, and is not known', () => {
  const [typed] = termsIn(index, 'harbuor');
  expect(typed).toMatchObject({ known: false, small: false });
  expect(typed?.senses).toEqual([{ stem: numberOf('harbour'), share: 1 - 1 / 7 }]);
  expect(typed?.docIdf).toBeCloseTo(idf(2, 2), 6);
});

it('a query term that nothing is like is as rare as a word can be', () => {
  const [zebra] = termsIn(index, 'zebra');
  expect(zebra).toEqual({
    word: 'zebra',
    small: false,
    known: false,
    senses: [],
    docIdf: idf(0, 2),
    unitIdf: idf(0, 4),
  });
});

it('a query term that was meant for a small one is small, and nothing else', () => {
  const fields = indexOf([{ text: ['what wheat'] }]);
  expect(fields.vocabulary.near('whatt', () => 1)).toHaveLength(2);
  const [whatt] = termsIn(fields, 'whatt');
  expect(whatt).toMatchObject({ small: true, known: false });
  expect(whatt?.senses.map(({ stem }) => fields.vocabulary.stems[stem])).toEqual(['what']);
});

it('a query term that is small is never mended', () => {
  const [unknown] = queryTerms([{ word: 'thhe', stem: 'thhe', small: true }], index);
  expect(unknown).toMatchObject({ small: true, known: false, senses: [] });
});

it('a query term stands for further stems too, for what they are worth; they make it known', () => {
  const also = [
    { stem: 'toll', share: 0.6 },
    { stem: 'nowhere', share: 0.9 },
  ];
  const [fee] = queryTerms([{ word: 'fee', stem: 'fee', small: false, also }], index);
  expect(fee).toMatchObject({ known: true, senses: [{ stem: numberOf('toll'), share: 0.6 }] });
  const [ship] = queryTerms([{ word: 'ship', stem: 'ship', small: false, also }], index);
  expect(ship?.senses).toEqual([
    { stem: numberOf('ship'), share: 1 },
    { stem: numberOf('toll'), share: 0.6 },
  ]);
  // As rare as the commonest of them: `ship` stands in one text of four, `toll` in two.
  expect(ship?.unitIdf).toBeCloseTo(idf(2, 4), 6);
});

it('a query term is one of the first thirty', () => {
  const words = tokensOf(`${'toll '.repeat(30)}harbour`);
  const terms = queryTerms(words, index);
  expect(terms.map(({ word }) => word)).toEqual(new Array<string>(30).fill('toll'));
});

it('the weight of a term is little for a small word', () => {
  const [the, toll] = termsIn(index, 'the toll');
  expect(the && weightOf(the, 2)).toBe(2 * SMALL);
  expect(toll && weightOf(toll, 2)).toBe(2);
});
