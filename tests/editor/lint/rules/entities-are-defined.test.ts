import { expect, it } from 'vitest';
import { entitiesAreDefined } from '../../../../editor/lint/rules/entities-are-defined.ts';
import { entity, messagesOf } from '../../../facts/data-folder.ts';

const { definedBy: _, ...undefinedOne } = entity();
const entities = (...list: unknown[]) => messagesOf(entitiesAreDefined, { 'packs/acme/entities.yaml': list });

it('lets an entity pass that a fact about it defines', () => expect(entities(entity())).toEqual([]));

it('finds an entity that no fact defines', () =>
  expect(entities(undefinedOne)).toEqual(['no fact says what or who acme is']));

it('lets brands pass that have an owner, and publications', () => {
  const brand = { id: 'anvilo', kind: 'brand', name: 'Anvilo', ownedBy: 'acme' };
  expect(entities(entity(), brand, { id: 'post', kind: 'publication', name: 'The Post' })).toEqual([]);
  expect(entities(entity(), { ...brand, ownedBy: undefined })).toEqual([
    'no fact says what or who anvilo is',
  ]);
});

it('finds a definition that is about something else', () => {
  expect(entities(entity(), entity({ id: 'bolt', name: 'Bolt', aliases: [] }))).toEqual([
    'acme.founded-1949 is not about bolt, which it is to define',
  ]);
});
