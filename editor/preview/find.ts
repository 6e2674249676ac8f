import type { Fact, FactBase, FactId } from '../../src/core/fact.ts';
import { nearest } from '../../src/facts/nearest.ts';
import { completionsOf, createSuggest } from '../../src/retrieval/suggest.ts';

/** `fact`: the one that was meant. Otherwise the ids that may have been meant, the nearest first; perhaps none. */
export type Found =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'none'; readonly near: readonly FactId[] };

const SUGGESTED = 5;

/** The fact that somebody means: by its id, by what stands after its pack, or by a part of its id that no other has.
    Letters of any case. */
export function findFact(typed: string, facts: FactBase): Found {
  const id = typed.trim().toLowerCase();
  const all = [...facts.facts.values()];
  const bare = (fact: Fact): string => fact.id.slice(fact.pack.length + 1);
  const exact = all.find((fact) => fact.id === id) ?? only(all.filter((fact) => bare(fact) === id));
  if (exact) return { kind: 'fact', fact: exact };
  const starting = id === '' ? [] : all.filter((fact) => fact.id.startsWith(id) || bare(fact).startsWith(id));
  const holding = id === '' ? [] : all.filter((fact) => fact.id.includes(id));
  const completed = only(starting) ?? only(holding);
  if (completed) return { kind: 'fact', fact: completed };
  return { kind: 'none', near: nearTo(id, all, [...starting, ...holding], facts) };
}

function only<Thing>(things: readonly Thing[]): Thing | undefined {
  return things.length === 1 ? things[0] : undefined;
}

function nearTo(
  id: string,
  all: readonly Fact[],
  parts: readonly Fact[],
  facts: FactBase,
): readonly FactId[] {
  if (id === '') return [];
  const ids = new Map<string, FactId>(
    all.flatMap((fact) => [
      [fact.id, fact.id],
      [fact.id.slice(fact.pack.length + 1), fact.id],
    ]),
  );
  const typed = [nearest(id, ids.keys()) ?? '', ...parts.map((fact) => fact.id)];
  const meant = [...typed, ...createSuggest(completionsOf(facts))(id, 'ids', SUGGESTED)];
  return [...new Set(meant.flatMap((one) => ids.get(one) ?? []))].slice(0, SUGGESTED);
}
