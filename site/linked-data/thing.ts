import type { Entity, EntityKind, FactBase } from '../../src/core/fact.ts';
import type { Address, JsonObject } from './work.ts';

/** A system may be a database or a wall of cameras, a publication a paper or a web site: Thing where nothing narrower is sure. */
const THING_TYPE: Readonly<Record<EntityKind, string>> = {
  company: 'Organization',
  brand: 'Brand',
  agency: 'GovernmentOrganization',
  contractor: 'Organization',
  system: 'Thing',
  product: 'Product',
  person: 'Person',
  organisation: 'Organization',
  publication: 'CreativeWork',
};

/** Somebody or something that facts are about, as a schema.org Thing. */
export function thingNode(entity: Entity, facts: FactBase, address: Address): JsonObject {
  const owner = entity.ownedBy === undefined ? undefined : facts.entities.get(entity.ownedBy);
  return {
    '@type': THING_TYPE[entity.kind],
    '@id': address('entity', entity.id),
    name: entity.name,
    ...(owner !== undefined &&
      entity.kind === 'company' && { parentOrganization: { '@id': address('entity', owner.id) } }),
    ...(owner !== undefined &&
      entity.kind === 'product' && { manufacturer: { '@id': address('entity', owner.id) } }),
  };
}
