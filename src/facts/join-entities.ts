import type { Entity, EntityId } from '../core/fact.ts';
import { fold } from '../core/text.ts';
import type { Entry, RawPack } from './read.ts';
import type { Register } from './register.ts';
import type { EntityEntry } from './schema/pack.ts';

/** Entities of all packs: those of one id are one, when they agree. No two answer to one name. */
export function joinEntities(packs: readonly RawPack[], register: Register): ReadonlyMap<EntityId, Entity> {
  const entities = new Map<EntityId, Entity>();
  const first = new Map<EntityId, Entry<EntityEntry>>();
  for (const pack of packs) {
    const here = new Set<EntityId>();
    for (const entry of pack.entities) {
      const { id } = entry.value;
      const known = entities.get(id);
      const earlier = first.get(id);
      if (!known || !earlier || here.has(id)) {
        if (!register.add('entity', id, entry)) continue;
        first.set(id, entry);
        entities.set(id, entry.value);
      } else {
        refuseDifferences(entry, known, earlier, register);
        entities.set(id, merge(known, entry.value, pack.pack.value.company === id));
      }
      here.add(id);
    }
  }
  refuseSharedNames(packs, register);
  return entities;
}

/** Each pack may say what it is by a fact of its own; where packs differ, the one whose company it is knows best. */
function merge(known: Entity, again: EntityEntry, owns: boolean): Entity {
  const ownedBy = known.ownedBy ?? again.ownedBy;
  const definedBy = owns ? (again.definedBy ?? known.definedBy) : (known.definedBy ?? again.definedBy);
  return {
    id: known.id,
    kind: known.kind,
    name: known.name,
    aliases: [...new Set([...known.aliases, ...again.aliases])],
    ...(ownedBy === undefined ? {} : { ownedBy }),
    ...(definedBy === undefined ? {} : { definedBy }),
  };
}

function refuseDifferences(
  entry: Entry<EntityEntry>,
  known: Entity,
  earlier: Entry<EntityEntry>,
  register: Register,
): void {
  for (const key of ['kind', 'name', 'ownedBy'] as const) {
    const [one, other] = [known[key], entry.value[key]];
    if (other === undefined || one === undefined || one === other) continue;
    const message = `${entry.value.id} has another ${key} at ${earlier.where([key])}: ${one}`;
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
