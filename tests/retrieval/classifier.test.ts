import { describe, expect, it } from 'vitest';
import { type Classifier, createClassifier, teach } from '../../src/retrieval/classifier.ts';
import type { TextIndex } from '../../src/retrieval/text-index.ts';
import { indexOf, soughtIn } from './small-index.ts';

/** Two intents that share the word `crane`; what tells them apart stands in several wordings of each. */
const LOST = [
  'lost crane',
  'crane lost overboard',
  'missing crane',
  'we miss a crane',
  'lost our crane',
  'crane gone',
];
const HIRE = [
  'hire crane',
  'crane hire price',
  'rent a crane',
  'we rent crane',
  'hire our crane',
  'price for crane',
];
const TWO = indexOf([{ question: LOST }, { question: HIRE }]);

function taughtOn(index: TextIndex): Classifier {
  const learnt = teach(index);
  if (!learnt) throw new Error('nothing was taught');
  return createClassifier(index, learnt);
}

/** The share of belief in each document. */
function beliefs(index: TextIndex, question: string): readonly number[] {
  return Array.from(taughtOn(index).judge(soughtIn(index, question)), (log) => Math.exp(log));
}

describe('a classifier', () => {
  it('tells two intents apart by what their wordings share', () => {
    for (const question of ['lost crane', 'is the crane lost overboard now', 'they lost it']) {
      const [lost = 0, hire = 1] = beliefs(TWO, question);
      expect(lost, question).toBeGreaterThan(2 * hire);
    }
    for (const question of ['hire crane', 'what price to hire one', 'rent']) {
      const [lost = 1, hire = 0] = beliefs(TWO, question);
      expect(hire, question).toBeGreaterThan(2 * lost);
    }
  });

  it('makes little of a word that all intents share, and nothing of one that it does not know', () => {
    const sway = (question: string) => Math.abs((beliefs(TWO, question)[0] ?? Number.NaN) - 0.5);
    for (const telling of ['lost', 'hire']) expect(sway('crane')).toBeLessThan(sway(telling));
    expect(beliefs(TWO, 'zebra')[0]).toBeCloseTo(0.5, 6);
    expect(beliefs(TWO, '')).toHaveLength(2);
  });

  it('believes in all documents together as much as in one', () => {
    const three = indexOf([
      { question: LOST },
      { question: HIRE },
      { question: LOST.map(() => 'toll of ships') },
    ]);
    for (const question of ['lost crane', 'price', 'toll', 'zebra']) {
      expect(beliefs(three, question).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }
  });

  it('learns which words follow each other', () => {
    const tails = ['', ' now', ' today', ' please', ' again', ' here'];
    const ways = indexOf([
      { question: tails.map((tail) => `north south${tail}`) },
      { question: tails.map((tail) => `south north${tail}`) },
    ]);
    const [down = 0, up = 1] = beliefs(ways, 'north south');
    expect(down).toBeGreaterThan(2 * up);
    const [other = 1, same = 0] = beliefs(ways, 'south north');
    expect(same).toBeGreaterThan(2 * other);
  });

  it('understands a misspelt word', () => {
    const [lost = 1, hire = 0] = beliefs(TWO, 'pricee');
    expect(hire).toBeGreaterThan(2 * lost);
  });

  it('is not taught with fewer than six wordings a document', () => {
    expect(teach(indexOf([{ question: LOST }, { question: HIRE.slice(1) }]))).toBeUndefined();
    expect(teach(indexOf([{ text: LOST }]))).toBeUndefined();
    expect(teach(indexOf([]))).toBeUndefined();
    expect(teach(TWO)).toBeDefined();
  });

  it('learns the same from the same', () => {
    expect(beliefs(TWO, 'lost crane price')).toEqual(beliefs(TWO, 'lost crane price'));
    const taught = taughtOn(TWO);
    const first = taught.judge(soughtIn(TWO, 'hire'));
    taught.judge(soughtIn(TWO, 'lost'));
    expect(taught.judge(soughtIn(TWO, 'hire'))).toEqual(first);
  });
});
