import { expect, it } from 'vitest';
import { type Sense, Vocabulary, VocabularyBuilder } from '../../src/retrieval/vocabulary.ts';
import { tokensOf } from './small-index.ts';

function vocabularyOf(text: string): Vocabulary {
  const builder = new VocabularyBuilder();
  for (const token of tokensOf(text)) builder.add(token);
  return new Vocabulary(builder.data());
}

const common = (): number => 1;

/** The stems that a word may mean, by name. */
function meant(vocabulary: Vocabulary, word: string): readonly (string | undefined)[] {
  return vocabulary.near(word, common).map(({ stem }) => vocabulary.stems[stem]);
}

function best(vocabulary: Vocabulary, word: string): Sense | undefined {
  return vocabulary.near(word, common)[0];
}

it('numbers are given to words and stems in the order in which they come, once each', () => {
  const builder = new VocabularyBuilder();
  const numbers = tokensOf('ship ports port ship').map((token) => builder.add(token));
  const vocabulary = new Vocabulary(builder.data());
  expect(numbers).toEqual([0, 1, 2, 0]);
  expect(vocabulary.words).toEqual(['ship', 'ports', 'port']);
  expect(vocabulary.stems).toEqual(['ship', 'port']);
  expect([...vocabulary.stemOf]).toEqual([0, 1, 1]);
  expect(vocabulary.stem('port', false)).toBe(1);
  expect(vocabulary.stem('toll', false)).toBeUndefined();
});

it('numbers part a small word from another word of the same stem', () => {
  const builder = new VocabularyBuilder();
  const will = { word: 'will', stem: 'will' };
  expect(builder.add({ ...will, small: true })).toBe(0);
  expect(builder.add({ ...will, small: false })).toBe(1);
  const vocabulary = new Vocabulary(builder.data());
  expect(vocabulary.stem('will', true)).toBe(0);
  expect(vocabulary.stem('will', false)).toBe(1);
  expect([0, 1].map((stem) => vocabulary.isSmall(stem))).toEqual([true, false]);
});

it('numbers are given to trigrams, with the ends of a word; a small word keeps none', () => {
  const vocabulary = vocabularyOf('cat cats the');
  // ^ca cat at$ of the first, ats ts$ more of the second, ^th the he$ of the small one.
  expect(vocabulary.trigramIdf).toHaveLength(8);
  expect([0, 1, 2].map((word) => vocabulary.trigramsOfWord(word))).toEqual([[0, 1, 2], [0, 1, 3, 4], []]);
  expect(vocabulary.trigramsIn('cat')).toEqual([0, 1, 2]);
  // Of ^bc bca cat at$ two are known; of `zzz` none.
  expect(vocabulary.trigramsIn('bcat')).toEqual([1, 2]);
  expect(vocabulary.trigramsIn('zzz')).toEqual([]);
});

const vocabulary = vocabularyOf('harbour inspection lighter money crane');

it.each([
  ['hrabour', 'harbour', 'two letters swapped'],
  ['harbor', 'harbour', 'one is missing'],
  ['harbbour', 'harbour', 'one too many'],
  ['harbiur', 'harbour', 'a wrong one'],
  ['mnoey', 'money', 'swapped in five letters'],
  ['crame', 'crane', 'wrong in five letters'],
])('a misspelt word: %s means %s: %s', (typed, word) => {
  expect(vocabulary.stems[best(vocabulary, typed)?.stem ?? -1]).toBe(word);
  expect(meant(vocabulary, typed)).toEqual([word]);
});

it('a misspelt word is worth the letters that are right', () => {
  // One edit in seven letters; one of eight, the longer counts.
  expect(best(vocabulary, 'harbiur')?.share).toBeCloseTo(6 / 7, 12);
  expect(best(vocabulary, 'harbbour')?.share).toBeCloseTo(7 / 8, 12);
});

it('a misspelt word may hold two edits from eight letters on, three from nine, the third for less', () => {
  // Ten letters: `inspection`.
  expect(best(vocabulary, 'inspektiom')?.share).toBeCloseTo(0.8, 12);
  expect(best(vocabulary, 'imspektiom')?.share).toBeCloseTo(0.7 * 0.75, 12);
  // Eight letters hold two, and no third: too few trigrams are left to be a relative.
  const eight = vocabularyOf('lanterns quarters');
  expect(best(eight, 'lamterms')?.share).toBeCloseTo(6 / 8, 12);
  expect(best(eight, 'lamtermz')).toBeUndefined();
  // Two edits in seven letters are worth less than in eight.
  expect(best(vocabulary, 'harbiir')?.share).toBeCloseTo((5 / 7) * 0.75, 12);
});

it('a misspelt word counts less when its first letter is wrong', () =>
  expect(best(vocabulary, 'garbour')?.share).toBeCloseTo((6 / 7) * 0.85, 12));

it('a misspelt word is nothing when nothing is like it', () => {
  expect(meant(vocabulary, 'quixotic')).toEqual([]);
  expect(meant(new Vocabulary(new VocabularyBuilder().data()), 'harbour')).toEqual([]);
});

it('a misspelt word is not looked for in figures, below three letters, or beyond 32', () => {
  const figures = vocabularyOf('2019 l3tter ab abcdefghijklmnopqrstuvwxyzabcdefg');
  for (const typed of ['2018', 'l3ttar', 'ac', 'a', '', 'abcdefghijklmnopqrstuvwxyzabcdefx'])
    expect(meant(figures, typed)).toEqual([]);
  // A known word of two letters is never meant either.
  expect(meant(figures, 'abb')).toEqual([]);
});

it('a misspelt word is a relative when it shares half of its trigrams, however long it is', () => {
  const long = vocabularyOf('lighterage');
  // ^li lig igh ght hte ter are shared of 7 and 10: Dice 12/17, at 0.7.
  expect(best(long, 'lighter')?.share).toBeCloseTo((12 / 17) * 0.7, 12);
});

it('senses stand in the order of their share, then of their frequency, then of their numbers', () => {
  const vocabulary = vocabularyOf('marker market marked marble');
  const counts = new Map([
    ['market', 9],
    ['marker', 2],
    ['marked', 2],
  ]);
  const senses = vocabulary.near('markel', (stem) => counts.get(vocabulary.stems[stem] ?? '') ?? 0);
  expect(senses.map(({ stem }) => vocabulary.stems[stem])).toEqual(['market', 'marker', 'marked', 'marble']);
});

it('senses are at most six, each stem once', () => {
  const rhymes = vocabularyOf('barge large marge targe sarge parge farge');
  const senses = rhymes.near('zarge', common);
  expect(senses).toHaveLength(6);
  const forms = vocabularyOf('letter letters');
  expect(meant(forms, 'lettter')).toEqual(['letter']);
});
