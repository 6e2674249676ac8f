import { expect, it } from 'vitest';
import { contextOf } from '../base.ts';
import { realKnowledge } from '../real-knowledge.ts';
import { heldAgainst } from './check/held-against.ts';

it('the claims of the base are supported as they stand, and never by any fact with a detail changed', async () => {
  const { facts, retriever, languages } = await realKnowledge();
  const context = contextOf(languages[0], { facts, retriever });
  const { claims, supported, wrong } = heldAgainst(facts, () => context);
  expect(wrong).toEqual([]);
  expect(supported / claims).toBeGreaterThanOrEqual(0.9);
});
