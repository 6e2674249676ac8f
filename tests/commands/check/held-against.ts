import { verdictsOn } from '../../../src/commands/check/verdicts.ts';
import type { Fact, FactBase } from '../../../src/core/fact.ts';
import type { Context } from '../../../src/core/ports.ts';
import { changesOf } from './changes.ts';

/** What the check says of every English claim of the base and of every way to make a detail of it wrong, in the context
    that is made for its fact: `supported` are claims as they stand, `wrong` are changed ones that it took for true. */
export function heldAgainst(
  base: FactBase,
  contextFor: (fact: Fact) => Context,
): { readonly claims: number; readonly supported: number; readonly wrong: readonly string[] } {
  let claims = 0;
  let supported = 0;
  const wrong: string[] = [];
  for (const fact of base.facts.values()) {
    if (fact.status === 'withdrawn') continue;
    const context = contextFor(fact);
    const holds = (text: string): boolean => verdictsOn([text], context)[0]?.kind === 'supported';
    const claim = fact.wordings.get('en')?.claim ?? '';
    claims += 1;
    if (!holds(claim)) continue;
    supported += 1;
    wrong.push(...changesOf(claim).flatMap(({ text }) => (holds(text) ? [text] : [])));
  }
  return { claims, supported, wrong };
}
