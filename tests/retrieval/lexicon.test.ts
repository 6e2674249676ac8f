import { expect, it } from 'vitest';
import { spellings, textsOf } from '../../src/retrieval/fact-texts.ts';
import { createStemming } from '../../src/retrieval/lexicon.ts';
import { base, english, entity, fact, knowledge, spanish } from '../base.ts';

const { lexicon } = knowledge.retriever;

it('names are known by name, alias, initials in brackets, and id; no two entities share one', () => {
  for (const [words, id] of [
    ['norvane', 'norvane'],
    ['norvane inc', 'norvane'],
    ['office of harbour inspection', 'ohi'],
    ['harbour inspection', 'ohi'],
    ['ohi', 'ohi'],
    ['harbour manifest ledger hml', 'hml'],
    ['tally bird', 'tallybird'],
  ] as const) {
    expect(lexicon.named(words)).toBe(id);
  }
  const all = [...base.entities.values()].flatMap((one) => spellings(one).map((name) => [name, one.id] as const));
  expect(all.filter(([name, id]) => lexicon.named(name) !== id)).toEqual([]);
});

it('names are not parts of names, and not what is near to one', () => {
  for (const words of ['harbour', 'inspection', 'inc', 'norvan', '']) expect(lexicon.named(words)).toBeUndefined();
});

it('names are as long as the longest', () => {
  const longest = Math.max(
    ...[...base.entities.values()].flatMap((one) => spellings(one).map((name) => name.split(' ').length)),
  );
  expect(lexicon.longestName).toBe(longest);
});

it('spellings leave out an article and what stands in brackets, and hold what stands in them', () => {
  expect(spellings({ ...entity('ohi'), name: 'The Harbour Office (HO)', aliases: ['Harbour Folk'] })).toEqual([
    'the harbour office ho',
    'the harbour office',
    'harbour office',
    'ho',
    'harbour folk',
    'ohi',
  ]);
});

it('strangers are the companies that the languages list, unless the base holds one of that name', () => {
  expect(lexicon.isStranger('nvidia')).toBe(true);
  expect(lexicon.isStranger('general motors')).toBe(true);
  for (const name of ['norvane', 'brasko', 'harbour', '']) expect(lexicon.isStranger(name)).toBe(false);
  const held = [...english.strangers].filter((name) => lexicon.named(name) !== undefined);
  expect(held).toEqual([]);
});

it('words are known when a fact, a name or the glossary holds them or another form of them', () => {
  for (const word of ['letter', 'letters', 'signing', 'norvane', 'lagoon'])
    expect(lexicon.knows(word, english)).toBe(true);
  for (const word of ['zorblatt', 'qqqqqq']) expect(lexicon.knows(word, english)).toBe(false);
  for (const word of english.glossary.keys()) expect(lexicon.knows(word, english)).toBe(true);
});

it('words are ordinary when everybody knows them; where no dictionary tells, that is not known', () => {
  expect(lexicon.isOrdinary('zorblatt', english)).toBe(false);
  expect(lexicon.isOrdinary('garden', english)).toBe(true);
  expect(lexicon.isOrdinary('the', english)).toBe(true);
  expect(lexicon.isOrdinary('siempre', spanish)).toBe(true);
  expect(lexicon.isOrdinary('xilófono', spanish)).toBeUndefined();
});

it('words that are misspelt are mended to what the base knows before what is only ordinary', () => {
  expect(lexicon.mend('lettar', english, false)).toBe('letter');
  expect(lexicon.mend('norvame', english, false)).toBe('norvane');
  expect(lexicon.mend('gardem', english, false)).toBe('garden');
  expect(lexicon.mend('qzxwvk', english, false)).toBeUndefined();
});

it('words with a capital are mended to a name or not at all', () => {
  expect(lexicon.mend('norvame', english, true)).toBe('norvane');
  expect(lexicon.mend('lettar', english, true)).toBeUndefined();
});

it('stems join the forms of a word in its own language, and leave short words and figures alone', () => {
  const stem = createStemming((word) => word === 'signing');
  expect(stem('signing', english)).toBe(stem('signed', english));
  expect(stem('firmaron', spanish)).toBe(stem('firmar', spanish));
  expect(stem('148.5', english)).toBe('148.5');
  expect(stem('as', english)).toBe('as');
  expect(stem('signing', english)).toBe(stem('signing', english));
});

it('stems throw for a language that has no stemmer', () =>
  expect(() => createStemming(() => false)('word', { ...english, stemmer: 'klingon' })).toThrow());

it('textsOf holds all that a fact is found by: wordings, caveats, names, topic, who says so, quotations', () => {
  const texts = textsOf(fact('norvane.letter-2019-signers'), base);
  expect(new Set(texts.map(({ field }) => field))).toEqual(new Set(['question', 'text', 'caveat', 'title', 'aside']));
  expect(new Set(texts.map(({ tag }) => tag))).toEqual(new Set(['en', 'es']));
  expect(texts.map(({ text }) => text).join('\n')).toContain('Jo Lindqvist');
  expect(textsOf(fact('norvane.letter-wording'), base).flatMap(({ text }) => text.split('\n'))).toContain(
    'We ask you to let the licences run out and to tell us so in writing.',
  );
});
