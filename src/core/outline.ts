import type { EntityId, Fact, FactId, Facts, Outline, PackId } from './fact.ts';

const made = new WeakMap<Facts, Outline>();

/** Made once for facts that are frozen. */
export function outlineOf(facts: Facts): Outline {
  const known = made.get(facts) ?? makeOutline(facts.values());
  if (Object.isFrozen(facts)) made.set(facts, known);
  return known;
}

/** The facts that are about something, of those that were not withdrawn; those first whose subject it is, then by id. */
export function factsAbout(id: EntityId, facts: Facts): readonly Fact[] {
  return read(outlineOf(facts).naming.get(id), facts);
}

/** The facts of a pack that were not withdrawn, in no order that matters. */
export function factsOfPack(id: PackId, facts: Facts): readonly Fact[] {
  return read(outlineOf(facts).packs.get(id), facts);
}

function read(ids: readonly FactId[] | undefined, facts: Facts): readonly Fact[] {
  return (ids ?? []).flatMap((id) => facts.get(id) ?? []);
}

function makeOutline(facts: Iterable<Fact>): Outline {
  const packs = new Map<PackId, FactId[]>();
  const naming = new Map<EntityId, { readonly id: FactId; readonly isSubject: boolean }[]>();
  for (const { id, pack, status, about } of facts) {
    if (status === 'withdrawn') continue;
    const own = packs.get(pack) ?? [];
    own.push(id);
    packs.set(pack, own);
    for (const entity of new Set(about)) {
      const known = naming.get(entity) ?? [];
      known.push({ id, isSubject: about[0] === entity });
      naming.set(entity, known);
    }
  }
  const inOrder = (all: readonly { readonly id: FactId; readonly isSubject: boolean }[]) =>
    [...all]
      .sort((a, b) => Number(b.isSubject) - Number(a.isSubject) || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  return { packs, naming: new Map([...naming].map(([entity, all]) => [entity, inOrder(all)])) };
}
