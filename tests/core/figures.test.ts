import { expect, it } from 'vitest';
import { holdsFigure, holdsMoney } from '../../src/core/figures.ts';
import { changed } from '../base.ts';

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
