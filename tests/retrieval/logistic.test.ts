import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contributions, type Logistic, probability, standard } from '../../src/retrieval/logistic.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const four = (min: number, max: number) => fc.array(number(min, max), { minLength: 4, maxLength: 4 });
const someLogistic: fc.Arbitrary<Logistic> = fc.record({
  means: four(-5, 5),
  spreads: four(0.1, 5),
  weights: four(-1, 1),
  bias: number(-2, 2),
});

it('a probability is what the log-odds say', () => {
  const logistic: Logistic = { means: [2, 0], spreads: [4, 1], weights: [1, -3], bias: 0.5 };
  // .5 + 1 · (6 - 2) / 4 - 3 · 0.5 = 0.
  expect(probability(logistic, [6, 0.5])).toBe(0.5);
  // .5 + 1 - 0 = 1.5.
  expect(probability(logistic, [6, 0])).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 12);
  expect(probability({ means: [], spreads: [], weights: [], bias: 0 }, [])).toBe(0.5);
});

it('a probability is made of its contributions and the bias', () => {
  fc.assert(
    fc.property(someLogistic, four(-20, 20), (logistic, features) => {
      const found = probability(logistic, features);
      const sum = contributions(logistic, features).reduce((all, one) => all + one, logistic.bias);
      expect(Math.log(found / (1 - found))).toBeCloseTo(sum, 6);
    }),
  );
});

it('a number far beyond what was seen says no more than one four spreads away', () => {
  expect(standard(9, 1, 2)).toBe(4);
  expect(standard(1e300, 1, 2)).toBe(4);
  expect(standard(Number.NEGATIVE_INFINITY, 1, 2)).toBe(-4);
  expect(standard(2, 1, 2)).toBe(0.5);
  const logistic: Logistic = { means: [1], spreads: [2], weights: [1], bias: 0 };
  expect(probability(logistic, [1e300])).toBe(probability(logistic, [9]));
});
