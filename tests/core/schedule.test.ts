import { expect, it } from 'vitest';
import { nextFact } from '../../src/core/schedule.ts';
import { base, baseWith, changed, entity, fact, TODAY } from '../base.ts';

const norvane = entity('norvane').id;

it('nextFact goes through all that a company’s facts say, each once, the weightiest first, and then starts anew', () => {
  const shown = new Map<ReturnType<typeof fact>['id'], Date>();
  const order: string[] = [];
  for (let day = 1; day <= 60; day++) {
    const { id } = nextFact(norvane, base, shown, TODAY) ?? fact('there is always one');
    order.push(id);
    shown.set(id, new Date(day * 86_400_000));
  }
  const once = [...new Set(order)];
  expect(order.slice(0, once.length + 1)).toEqual([...once, order[0]]);
  const weights = once.map((id) => fact(id).weight);
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  for (const { about, status, disagreesWith } of once.map((id) => fact(id)))
    expect([about[0], status, disagreesWith.length]).toEqual(['norvane', 'stands', 0]);
});

it('nextFact leaves out what was withdrawn, is contested or past its review, and another company’s', () => {
  const first = nextFact(norvane, base, new Map(), TODAY);
  for (const change of [
    { status: 'withdrawn' },
    { status: 'contested' },
    { disagreesWith: [fact('norvane.hml-described').id] },
    { reviewBy: '2026-03-09' },
    { about: [entity('brasko').id] },
    { kind: 'metadata' },
  ] as const) {
    const facts = baseWith(changed(first?.id ?? '', change));
    expect(nextFact(norvane, facts, new Map(), TODAY)?.id).not.toBe(first?.id);
  }
  expect(nextFact(entity('ctb').id, baseWith(), new Map(), TODAY)).toBeUndefined();
});
