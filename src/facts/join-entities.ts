import type { Entity, EntityId } from '../core/fact.ts';
import { fold } from '../core/text.ts';
import type { RawPack } from './read.ts';
import type { Register } from './register.ts';

/** Entities of all packs: those of one id are one, when they agree. No two answer to one name. */
export function joinEntities(packs: readonly RawPack[], register: Register): ReadonlyMap<EntityId, Entity> {
  const entities = new Map<EntityId, Entity>();
  for (const { pack, entities: entries } of packs) {
    const here = new Set<EntityId>();
    for (const entry of entries) {
      const again = entry.value;
      const known = here.has(again.id) ? undefined : entities.get(again.id);
      if (known) {
        refuseDifferences(entry, known, register);
        entities.set(again.id, merge(known, again, pack.value.company === again.id));
      } else if (register.add('entity', again.id, entry)) entities.set(again.id, again);
      here.add(again.id);
    }
  }
  refuseSharedNames(packs, register);
  return entities;
}

/** Each pack may say what it is by a fact of its own; where packs differ, the one whose company it is knows best. */
function merge(known: Entity, again: Entity, owns: boolean): Entity {
  const aliases = [...new Set([...known.aliases, ...again.aliases])];
  return { ...again, ...known, ...(owns && again.definedBy && { definedBy: again.definedBy }), aliases };
}

function refuseDifferences(entry: RawPack['entities'][number], known: Entity, register: Register): void {
  const { id } = known;
  for (const key of ['kind', 'name', 'ownedBy'] as const) {
    const [one, other] = [known[key], entry.value[key]];
    if (other === undefined || one === undefined || one === other) continue;
    const message = `${id} has another ${key} at ${register.where('entity', id, [key])}: ${one}`;
    register.error(entry.where([key]), message, `Write ${key}: ${one} here, or give one of them another id.`);
  }
}

/** Folded name → whose it is. What folds to one text is one text to whoever types it. */
function refuseSharedNames(packs: readonly RawPack[], register: Register): void {
  const owners = new Map<string, { id: EntityId; where: string }>();
  for (const entry of packs.flatMap(({ entities }) => entities)) {
    const { id, name, aliases } = entry.value;
    const names = [
      { text: name, path: ['name'] },
      ...aliases.map((text, index) => ({ text, path: ['aliases', index] })),
    ];
    for (const { text, path } of names) {
      const folded = fold(text);
      const where = entry.where(path);
      const owner = owners.get(folded);
      if (folded === '') register.error(where, `"${text}" has no letters or digits`, 'Write a name that can be typed.');
      else if (!owner) owners.set(folded, { id, where });
      else if (owner.id !== id) {
        const message = `"${text}" already means ${owner.id} (${owner.where})`;
        register.error(where, message, 'Keep it with one of them; give the other a longer name.');
      }
    }
  }
}
