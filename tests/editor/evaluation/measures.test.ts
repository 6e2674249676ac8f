import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auroc, measure, type Outcome, percentile } from '../../../editor/evaluation/measures.ts';

function outcome(ranked: string, relevant: string, changes: Partial<Outcome> = {}): Outcome {
  const [one, other] = [ranked, relevant].map((text) => text.split(' ').filter(Boolean));
  return { ranked: one ?? [], relevant: other ?? [], confidence: 0.5, answered: true, ...changes };
}
const refused = { answered: false } as const;

it('the order: hits down to their place, and the first relevant one of ten, of questions with an answer', () => {
  const all = [outcome('a', 'a b'), outcome('x a b', 'a b'), outcome('x y z a', 'a'), outcome('', 'a')];
  const far = [outcome('b c d e f g h i j a', 'a'), outcome('b c d e f g h i j k a', 'a')];
  const measured = measure([...all, ...far, outcome('a', '')]);
  expect(measured).toMatchObject({ questions: 7, hit1: 1 / 6, hit3: 2 / 6 });
  expect(measured.mrr10).toBeCloseTo((1 + 1 / 2 + 1 / 4 + 1 / 10) / 6);
});

it('answers and refusals: right when the first is relevant, or when nothing is and it was refused', () => {
  const answered = [outcome('a b', 'a'), outcome('b a', 'a'), outcome('c', 'a c'), outcome('a', '')];
  const silent = [outcome('a', 'a', refused), outcome('a', '', refused), outcome('', '', refused)];
  const shares = { answerPrecision: 2 / 4, refused: 2 / 3, answered: 4 / 7 };
  expect(measure([...answered, ...silent])).toMatchObject(shares);
});

it('are 0 for nothing, and null where no pair can be compared', () => {
  const { auroc: none, ...numbers } = measure([]);
  expect(none).toBeNull();
  expect(new Set(Object.values(numbers))).toEqual(new Set([0]));
});

it('auroc is the share of pairs in the right order, a tie counting one half', () => {
  const answerable = [0.9, 0.5].map((confidence) => outcome('a', 'a', { confidence }));
  const toRefuse = [0.5, 0.1].map((confidence) => outcome('a', '', { confidence }));
  expect(auroc([...answerable, ...toRefuse])).toBe(3.5 / 4);
  expect([auroc(answerable), auroc(toRefuse)]).toEqual([null, null]);
});

it('stay in their bounds, whatever came', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
  const confidence = fc.constantFrom(0, 0.2, 0.5, 0.9, 1);
  const one = fc.record({ ranked: ids, relevant: ids, confidence, answered: fc.boolean() });
  const property = fc.property(fc.array(one, { maxLength: 30 }), (all) => {
    const { questions: _, auroc, ...shares } = measure(all);
    expect(shares.hit1).toBeLessThanOrEqual(Math.min(shares.hit3, shares.mrr10));
    for (const share of [auroc ?? 0, ...Object.values(shares)])
      expect(Math.abs(share - 0.5)).toBeLessThanOrEqual(0.5 + 1e-12);
  });
  fc.assert(property, { numRuns: 50, seed: 1 });
});

it('percentile takes the nearest rank', () => {
  const shares = [0.01, 0.5, 0.51, 0.99, 1];
  expect(shares.map((share) => percentile([4, 1, 3, 2], share))).toEqual([1, 2, 3, 4, 4]);
  expect(percentile([], 0.5)).toBe(0);
});
