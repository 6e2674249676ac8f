import { expect, it } from 'vitest';
import { base, entity, fact, knowledge, understood } from '../base.ts';
import { retrieverOf } from './small-base.ts';

const { retriever } = knowledge;

const all = [...base.facts.values()].map((one) => ({ one, near: retriever.neighbours(one.id, 10) }));

it('neighbours are never about another company, never the fact itself, never withdrawn', () => {
  for (const { one, near } of all) {
    expect(near).not.toContain(one.id);
    for (const id of near) {
      const other = fact(id);
      expect(other.status).not.toBe('withdrawn');
      expect(other.pack).toBe(one.pack);
      const [mine, theirs] = [one, other].map(({ about }) => base.entities.get(about[0]));
      if (mine?.kind === 'company' && theirs?.kind === 'company') expect(theirs.id).toBe(mine.id);
    }
  }
});

it('neighbours are near: the letter of another year for a letter', () => {
  expect(retriever.neighbours(fact('norvane.letter-2019-signers').id, 3)).toContain('norvane.letter-2022-signers');
});

it('neighbours keep to the limit, each once, and are the same again', () => {
  for (const { one, near } of all) {
    expect(new Set(near).size).toBe(near.length);
    expect(retriever.neighbours(one.id, 2)).toEqual(near.slice(0, 2));
    expect(retriever.neighbours(one.id, 10)).toEqual(near);
  }
});

it('neighbours of a fact that is not there are none', () => {
  const empty = retrieverOf({ ...base, facts: new Map() });
  expect(empty.neighbours(fact('norvane.ctb-spent').id, 5)).toEqual([]);
});

it('search keeps to the limit, with the same list whenever it is asked', () => {
  const query = understood('norvane letter');
  const five = retriever.search(query, 5);
  expect(five).toHaveLength(5);
  expect(retriever.search(query, 2)).toEqual(five.slice(0, 2));
  expect(retrieverOf(base).search(query, 5)).toEqual(five);
});

it('search works on a base without facts', () => {
  const empty = retrieverOf({ ...base, facts: new Map() });
  expect(empty.search(understood('norvane letter'), 5)).toEqual([]);
  expect(empty.suggest('', 'questions', 5)).toEqual([]);
  expect(empty.lexicon.named('norvane')).toBe(entity('norvane').id);
});
