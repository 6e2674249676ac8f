import { queryObjects } from 'node:v8';
import fc from 'fast-check';
import Fuse from 'fuse.js';
import { expect, it } from 'vitest';
import { editDistance } from '../../src/core/spelling.ts';
import { createWordMatcher } from '../../src/retrieval/word-matcher.ts';

const WORDS = 'norvane brasko letter signed employees inspection ohi ctb hml ship price quillmesh'.split(' ');
const matcher = createWordMatcher(new Map(WORDS.map((word) => [word, 1])));

/** Every text of one slip: a letter left out, put in, exchanged, or swapped with its neighbour. */
function misspelt(word: string): readonly string[] {
  const letters = [...'etaq'];
  return [...word].flatMap((_, at) => [
    word.slice(0, at) + word.slice(at + 1),
    ...letters.flatMap((letter) => [
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + letter + word.slice(at + 1),
    ]),
    word.slice(0, at) + word.slice(at + 1, at + 2) + word.charAt(at) + word.slice(at + 2),
  ]);
}

it('a word matcher finds the word that a slip was meant to be, for words of five letters and more', () => {
  const long = WORDS.filter((word) => word.length >= 6);
  const typed = long.flatMap((word) => misspelt(word).map((wrong) => ({ word, wrong })));
  const mended = typed.filter(({ word, wrong }) => wrong === word || matcher.nearest(wrong) === word);
  expect(mended.length / typed.length).toBeGreaterThan(0.9);
  const elsewhere = typed.filter(({ word, wrong }) => ![word, undefined].includes(matcher.nearest(wrong)));
  expect(elsewhere).toEqual([]);
});

it('a word matcher of three or four letters only puts right two that have changed places', () => {
  expect(matcher.nearest('shpi')).toBe('ship');
  expect(matcher.nearest('oih')).toBe('ohi');
  for (const other of ['shop', 'chip', 'hipp', 'ohii', 'hmll', 'ohl', 'iho', 'ct', 'hm', 'o', ''])
    expect(matcher.nearest(other)).toBeUndefined();
});

it('a word matcher leaves a word that is one edit too far away', () => {
  expect(matcher.nearest('lattar')).toBeUndefined();
  expect(matcher.nearest('pracy')).toBeUndefined();
  expect(matcher.nearest('employxxs')).toBe('employees');
  expect(matcher.nearest('emplaxxes')).toBeUndefined();
});

it('a word matcher gives a word that is within reach, or none, whatever is typed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 30 }), fc.stringMatching(/^[a-z]{4,12}$/)), (typed) => {
      const found = matcher.nearest(typed);
      if (found === undefined) return;
      expect(WORDS).toContain(found);
      expect(typed.length).toBeGreaterThanOrEqual(3);
      expect(editDistance(typed, found, 2)).toBeLessThanOrEqual(typed.length >= 8 ? 2 : 1);
    }),
    { numRuns: 300 },
  );
});

it('a word matcher does not mend figures, ids or what is longer than any word', () => {
  for (const typed of ['l3tter', 'norvane2', 'a'.repeat(25), 'norvane-x'])
    expect(matcher.nearest(typed)).toBeUndefined();
});

it('a word matcher prefers the commoner of two words that are as near, and says the same again', () => {
  const two = createWordMatcher(
    new Map([
      ['harbours', 1],
      ['harbour', 1],
      ['labours', 1],
      ['marked', 1],
      ['market', 9],
    ]),
  );
  expect(two.nearest('markek')).toBe('market');
  expect(two.nearest('markek')).toBe('market');
});

it('a word matcher finds what a misspelt beginning begins, the likeliest first, at most three', () => {
  const many = createWordMatcher(
    new Map([
      ['harbour', 3],
      ['harbours', 9],
      ['harbinger', 1],
      ['harbourmaster', 5],
      ['market', 1],
    ]),
  );
  expect(many.begunBy('hrabou')).toEqual(['harbours', 'harbourmaster', 'harbour']);
  for (const none of ['har', '', 'quixot']) expect(many.begunBy(none)).toEqual([]);
});

it('keeps nothing that could hold a word that was typed', () => {
  const matcher = createWordMatcher(
    new Map([
      ['employees', 3],
      ['letter', 2],
    ]),
  );
  expect(matcher.nearest('emplyees')).toBe('employees');
  expect(matcher.nearest('zorblattq')).toBeUndefined();
  // Fuse holds on to what it searched for last: after a collection of garbage none may be left.
  expect(queryObjects(Fuse, { format: 'count' })).toBe(0);
});
