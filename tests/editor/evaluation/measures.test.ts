import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auroc,
  hitAt,
  mcc,
  measure,
  type Outcome,
  percentile,
  reciprocalRank,
} from '../../../editor/evaluation/measures.ts';

function outcome(ranked: string, relevant: string, changes: Partial<Outcome> = {}): Outcome {
  return {
    ranked: ranked.split(' ').filter(Boolean),
    relevant: relevant.split(' ').filter(Boolean),
    confidence: 0.5,
    answered: true,
    ...changes,
  };
}

const refuse = { answered: false } as const;
const TEN = 'j i h g f e d c b a';

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 });
const outcomes = fc.array(
  fc
    .record({
      ranked: ids,
      relevant: ids,
      confidence: fc.constantFrom(0, 0.2, 0.5, 0.9, 1),
      answered: fc.boolean(),
    })
    .map((one): Outcome => ({ ...one, answered: one.answered && one.ranked.length > 0 })),
  { maxLength: 30 },
);

describe('ranking', () => {
  it('counts a hit only down to its place', () => {
    const third = outcome('x y a', 'a b');
    expect([1, 2, 3].map((k) => hitAt(third, k))).toEqual([0, 0, 1]);
    expect(hitAt(outcome('', 'a'), 3)).toBe(0);
  });

  it('takes the first relevant one of ten for the reciprocal rank', () => {
    expect(reciprocalRank(outcome('x a b', 'a b'))).toBe(1 / 2);
    expect(reciprocalRank(outcome(TEN, 'a'))).toBe(1 / 10);
    expect(reciprocalRank(outcome(`k ${TEN}`, 'a'))).toBe(0);
  });

  it('stays between 0 and 1, and no measure is above one that asks for less', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const { hit1, hit3, mrr10 } = measure(all);
        expect(hit1).toBeLessThanOrEqual(hit3);
        expect(hit1).toBeLessThanOrEqual(mrr10);
        for (const value of [hit1, hit3, mrr10]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('auroc', () => {
  it('is the share of pairs in the right order, a tie counting one half', () => {
    const answerable = [0.9, 0.5].map((confidence) => outcome('a', 'a', { confidence }));
    const toRefuse = [0.5, 0.1].map((confidence) => outcome('a', '', { confidence }));
    expect(auroc([...answerable, ...toRefuse])).toBe(3.5 / 4);
    expect(auroc(answerable)).toBeNull();
    expect(auroc(toRefuse)).toBeNull();
  });

  it('equals what counting every pair gives', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const yes = all.filter(({ relevant }) => relevant.length > 0);
        const no = all.filter(({ relevant }) => relevant.length === 0);
        const pairs = yes.flatMap((one) =>
          no.map((other) => (Math.sign(one.confidence - other.confidence) + 1) / 2),
        );
        const got = auroc(all);
        if (pairs.length === 0) expect(got).toBeNull();
        else expect(got).toBeCloseTo(pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length);
      }),
    );
  });
});

describe('answers and refusals', () => {
  const all = [
    outcome('a b', 'a'),
    outcome('b a', 'a'),
    outcome('c', 'a c'),
    outcome('a', 'a', refuse),
    outcome('a', ''),
    outcome('a', '', refuse),
    outcome('', '', refuse),
  ];

  it('are right when the first document is relevant, or when nothing is and it was refused', () => {
    expect(measure(all)).toMatchObject({
      accuracy: 4 / 7,
      answerPrecision: 2 / 4,
      refused: 2 / 3,
      answered: 4 / 7,
    });
  });

  it('are shares of nothing, 0, where there are none', () => {
    expect(measure([])).toEqual({
      hit1: 0,
      hit3: 0,
      mrr10: 0,
      auroc: null,
      accuracy: 0,
      mcc: 0,
      answerPrecision: 0,
      refused: 0,
      answered: 0,
    });
  });
});

describe('mcc', () => {
  const of = (pairs: string): readonly Outcome[] =>
    pairs.split(' ').map((pair) => {
      const [truth = '', guess = ''] = pair.split('>');
      return outcome(guess === '-' ? 'a' : guess, truth === '-' ? '' : truth, { answered: guess !== '-' });
    });

  it('is 1 when all is right, 0 when one class is always predicted', () => {
    expect(mcc(of('a>a b>b ->-'))).toBeCloseTo(1);
    expect(mcc(of('a>a b>a ->a'))).toBe(0);
    expect(mcc(of('a>a a>a'))).toBe(0);
  });

  it('takes refusal for one more class', () => {
    // c·s − Σ p·t = 3·6 − (1·2 + 2·1 + 1·1 + 2·2) = 9; (36 − 10)·(36 − 10) under the root.
    expect(mcc(of('a>a b>b c>- ->- ->c a>b'))).toBeCloseTo(9 / 26);
    expect(mcc(of('a>a a>- ->a a>a'))).toBeCloseTo(-1 / 3);
  });

  it('forgives any of the relevant documents, and takes the first for true when none was given', () => {
    expect(mcc([outcome('b', 'a b'), outcome('a', 'a')])).toBeCloseTo(1);
    const wrong = [outcome('c', 'a b'), outcome('b', 'b'), outcome('c', 'c')];
    expect(mcc(wrong)).toBeCloseTo(mcc(of('a>c b>b c>c')));
  });

  it('is the correlation of the two tables of classes, as Gorodkin defines it', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const labels = ['a', 'b', 'c', 'd', null];
        const guesses = all.map(({ answered, ranked }) => (answered ? (ranked[0] ?? null) : null));
        const truths = all.map(({ relevant }, at) => {
          const guess = guesses[at] ?? null;
          return guess !== null && relevant.includes(guess) ? guess : (relevant[0] ?? null);
        });
        const column = (list: readonly (string | null)[], label: string | null): readonly number[] => {
          const share = list.filter((one) => one === label).length / list.length;
          return list.map((one) => Number(one === label) - share);
        };
        const covariance = (one: readonly (string | null)[], other: readonly (string | null)[]): number =>
          labels
            .flatMap((label) => {
              const right = column(other, label);
              return column(one, label).map((value, at) => value * (right[at] ?? 0));
            })
            .reduce((sum, value) => sum + value, 0);
        const spread = Math.sqrt(covariance(guesses, guesses) * covariance(truths, truths));
        expect(mcc(all)).toBeCloseTo(spread < 1e-9 ? 0 : covariance(guesses, truths) / spread);
      }),
    );
  });
});

describe('percentile', () => {
  it('takes the nearest rank', () => {
    expect([0.01, 0.5, 0.51, 0.99, 1].map((share) => percentile([4, 1, 3, 2], share))).toEqual([
      1, 2, 3, 4, 4,
    ]);
    expect(percentile([], 0.5)).toBe(0);
  });
});
