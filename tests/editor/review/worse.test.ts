import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Given } from '../../../editor/evaluation/measure.ts';
import { type Ground, tellWorse, type Wanted, worth } from '../../../editor/review/worse.ts';
import type { FactId } from '../../../src/core/fact.ts';
import { base, fact } from '../../base.ts';

const { id: own } = fact('norvane.hml-described');
const { id: rival } = fact('norvane.hml-started-2017');
const { id: foreign } = fact('brasko.ohi-trucks');

const wanted: Wanted = {
  question: 'What is the Harbour Manifest Ledger?',
  language: 'en',
  expects: [own],
  where: 'own.yaml:1:1',
  from: 'indexed',
  isNew: false,
};

const ground: Ground = {
  facts: base,
  changed: new Set([rival, foreign]),
  isTwice: (question) => question === 'twice',
  because: (_, id) => ({ wording: `a wording of ${id}`, where: 'rival.yaml:2:2' }),
  shared: () => ['harbour', 'ledger'],
};

const answered = (...facts: FactId[]): Given => ({ outcome: 'answered', facts });
const offered = (...facts: FactId[]): Given => ({ outcome: 'choose', facts });
const RIGHT = answered(own);

const tell = (before: Given | undefined, after: Given, changes: Partial<Wanted> = {}, on = ground) =>
  tellWorse({ wanted: { ...wanted, ...changes }, before, after }, on);

describe('worth', () => {
  it('puts a right answer first, a right offer next, and a wrong answer under no answer', () => {
    const order = [RIGHT, offered(own, rival), offered(rival, own), offered(rival), answered(rival)];
    expect(order.map((given) => worth(given, [own]))).toEqual([4, 3, 2, 1, 0]);
    expect(worth(offered(rival), [])).toBe(4);
    expect(worth(answered(rival), [])).toBe(0);
  });
});

describe('tellWorse', () => {
  it('is silent about what is as good or better', () => {
    const given = fc.record({
      outcome: fc.constantFrom<Given['outcome']>('answered', 'choose', 'unknown'),
      facts: fc.uniqueArray(fc.constantFrom(own, rival), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(given, given, (before, after) => {
        const isWorse = worth(after, [own]) < worth(before, [own]);
        expect(tell(before, after) !== undefined).toBe(isWorse);
      }),
    );
  });

  it('makes an error of a wrong answer in place of a right one, at the wording that took it', () => {
    const problem = tell(RIGHT, answered(rival));
    expect(problem).toMatchObject({ level: 'error', where: 'rival.yaml:2:2' });
    expect(problem?.message).toBe(`"${wanted.question}" of ${own} is now answered with ${rival}`);
    expect(problem?.tip).toContain(
      `Make the wording "a wording of ${rival}" of ${rival} narrower: it shares "harbour", "ledger"`,
    );
  });

  it('makes an error of another company’s fact, even in place of a wrong one', () => {
    expect(tell(answered(rival), answered(foreign))).toMatchObject({ level: 'error' });
    expect(tell(answered(rival), answered(foreign))?.message).toContain('about another company');
    expect(tell(answered(foreign), answered(foreign))).toBeUndefined();
  });

  it.each([
    [offered(own, rival), `is now offered, and not answered: ${rival} is as near`],
    [offered(rival, own), `is now offered behind ${rival}`],
    [offered(rival), `is now not answered: ${rival} is as near`],
    [{ outcome: 'unknown', facts: [] } as const, 'is now not answered'],
  ])('warns of what is offered, or refused, in place of a right answer', (after, end) => {
    const problem = tell(RIGHT, after);
    expect(problem?.level).toBe('warning');
    expect(problem?.message).toBe(`"${wanted.question}" of ${own} ${end}`);
  });

  it('names the changed fact among those offered, and says so when none of them changed', () => {
    expect(tell(RIGHT, offered(own, fact('norvane.says-proud').id, rival))?.message).toContain(`: ${rival}`);
    const still = tell(RIGHT, answered(rival), {}, { ...ground, changed: new Set() });
    // Whoever adds a company can mend neither of two facts of another.
    expect(still).toMatchObject({ level: 'warning', where: 'own.yaml:1:1' });
    const ownChanged = { ...ground, changed: new Set([own]) };
    expect(tell(RIGHT, answered(rival), {}, ownChanged)).toMatchObject({ level: 'error' });
    const stranger = { ...ground, changed: new Set<FactId>() };
    expect(tell(RIGHT, answered(foreign), {}, stranger)).toMatchObject({ level: 'error' });
    expect(still?.tip).toContain(`${rival} did not change`);
  });

  it('takes an answer to what nothing answers for an error', () => {
    const problem = tell({ outcome: 'unknown', facts: [] }, answered(rival), {
      expects: [],
      from: 'evaluation',
    });
    expect(problem).toMatchObject({ level: 'error' });
    expect(problem?.message).toContain('which nothing here answers');
  });

  it('warns of a new wording that finds another fact, and not of one that two facts share', () => {
    expect(tell(undefined, answered(rival), { isNew: true })).toMatchObject({ level: 'warning' });
    expect(tell(undefined, answered(foreign), { isNew: true })).toMatchObject({ level: 'error' });
    const merelyOffered = tell(undefined, offered(own, rival), { isNew: true });
    expect(merelyOffered).toMatchObject({ level: 'warning' });
    expect(merelyOffered?.tip).toContain('npm run facts -- new entity');
    expect(tell(undefined, answered(rival), { isNew: true, question: 'twice' })).toBeUndefined();
  });
});
