import { expect, it } from 'vitest';
import {
  factsAbout,
  factsOfPack,
  holdsFigure,
  holdsMoney,
  isAboutOne,
  isCompany,
  isCovered,
  namedIn,
} from '../../src/core/subjects.ts';
import { base, changed, entity, understood } from '../base.ts';

it('subjects are what a question names and the base holds, in order', () => {
  const named = namedIn(understood('did the ctb ask norvane or nvidia'), base);
  expect(named.map(({ id }) => id)).toEqual(['ctb', 'norvane']);
  expect(namedIn(understood('who signed it'), base)).toEqual([]);
});

it('subjects are companies when facts tell of their deeds: brands and contractors too, agencies not', () => {
  expect(['norvane', 'tallybird'].map((id) => isCompany(entity(id)))).toEqual([true, true]);
  expect(['ctb', 'hml'].map((id) => isCompany(entity(id)))).toEqual([false, false]);
});

it('subjects are met by a fact about them or about what they own, and by no other', () => {
  const about = (...ids: readonly string[]) => ids.map((id) => entity(id).id);
  expect(isAboutOne(about('ctb', 'norvane'), [entity('norvane')], base)).toBe(true);
  expect(isAboutOne(about('tallybird'), [entity('norvane')], base), 'a brand is its owner’s').toBe(true);
  expect(isAboutOne(about('norvane'), [entity('tallybird')], base), 'and no owner its brand').toBe(false);
  expect(isAboutOne(about('brasko'), [entity('norvane')], base)).toBe(false);
  expect(isAboutOne(about('brasko'), [entity('norvane'), entity('brasko')], base)).toBe(true);
  expect(isAboutOne(about('brasko'), [], base), 'nobody is named').toBe(true);
});

it('subjects are covered when a pack is about them or their owner', () => {
  const covered = ['norvane', 'tallybird', 'pellworm'].map((id) => isCovered(entity(id), base));
  expect(covered).toEqual([true, true, false]);
});

it('subjects are looked up without what was withdrawn: by pack, and by what is named, the subject first', () => {
  const shown = [...base.facts.values()].filter(({ status }) => status !== 'withdrawn');
  expect(shown.length).toBeLessThan(base.facts.size);
  for (const id of base.packs.keys()) expect(factsOfPack(id, base)).toEqual(shown.filter(({ pack }) => pack === id));
  for (const id of base.entities.keys()) {
    const found = factsAbout(id, base);
    expect(new Set(found)).toEqual(new Set(shown.filter(({ about }) => about.includes(id))));
    const subjects = found.map(({ about }) => about[0] === id);
    expect(subjects).toEqual(subjects.toSorted((a, b) => Number(b) - Number(a)));
  }
});

const saying = (claim: string) => {
  const { amount: _, ...plain } = changed('norvane.ctb-spent', {
    wordings: new Map([['en', { claim, questions: [] }]]),
  });
  return plain;
};

it.each([
  ['It was signed by 650 people.', true],
  ['In June 2018 two contracts were signed.', false],
  ['On 8 July 2018 he said so.', false],
  ['On 8 July 2018 he said so to 20 people.', true],
  ['Lo dijo el 8 de julio de 2018.', false],
  ['Se lo dijo a 20 personas el 8 de julio de 2018.', true],
  ['It spent $2.5 million.', true],
])('a figure in “%s”: %s', (claim, wanted) => expect(holdsFigure(saying(claim))).toBe(wanted));

it.each([
  ['It spent $2.5 million.', true],
  ['It cost ten dollars.', true],
  ['It was signed by 650 people.', false],
])('a sum of money in “%s”: %s', (claim, wanted) => expect(holdsMoney(saying(claim))).toBe(wanted));

it('a sum of money is there when the fact gives an amount, however it is worded', () =>
  expect(holdsMoney(changed('norvane.ctb-spent', {}))).toBe(true));
