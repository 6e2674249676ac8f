import type { EntityId, Fact, FactBase } from '../../src/core/fact.ts';
import { lazy } from '../../src/core/lazy.ts';
import { indexBase, openRetriever } from '../../src/retrieval/retriever.ts';
import { base, english, fact, spanish } from '../base.ts';

/** What a fact of a small base says; the rest is as in the fact of the tests' base whose id it takes. */
export interface Row {
  readonly claim: string;
  readonly questions: readonly string[];
  readonly about?: readonly [EntityId, ...EntityId[]];
  readonly period?: Fact['period'];
}

/** Facts of the tests' base with other words, and no other facts: their ids, pack and entities are real. */
export function smallBase(rows: Readonly<Record<string, Row>>): FactBase {
  const facts = Object.entries(rows).map(([id, { claim, questions, about, period }]): Fact => {
    const { period: _, ...real } = fact(id);
    return {
      ...real,
      wordings: new Map([['en', { claim, questions }]]),
      about: about ?? real.about,
      disagreesWith: [],
      ...(period && { period }),
    };
  });
  return { ...base, facts: new Map(facts.map((one) => [one.id, one])) };
}

export const retrieverOf = (facts: FactBase) =>
  openRetriever(
    facts,
    [english, spanish],
    lazy(() => indexBase(facts, [english, spanish])),
  );
