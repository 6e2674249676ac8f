import { expect, it } from 'vitest';
import { aliasesAreUnique } from '../../../../editor/lint/rules/aliases-are-unique.ts';
import { entity, messagesOf, pack } from '../../../facts/data-folder.ts';

const entities = (...list: unknown[]) => messagesOf(aliasesAreUnique, { 'packs/acme/entities.yaml': list });
const topics = (...list: { id: string; titles: object; aliases?: string[] }[]) =>
  messagesOf(aliasesAreUnique, {
    'packs/acme/pack.yaml': pack({ topics: list }),
    ...Object.fromEntries(list.slice(1).map(({ id }) => [`packs/acme/facts/${id}.yaml`, []])),
  });

it('lets different names pass', () => {
  expect(entities(entity({ aliases: ['Acme', 'Acme Co'] }))).toEqual([]);
  expect(
    topics(
      { id: 'history', titles: { en: 'History' }, aliases: ['past'] },
      { id: 'money', titles: { en: 'Money' } },
    ),
  ).toEqual([]);
});

it('finds an alias that is the name, or another alias, in other letters', () => {
  expect(entities(entity({ aliases: ['ACME corporation', 'Acme', 'acmé!'] }))).toEqual([
    'acme already answers to "ACME corporation"',
    'acme already answers to "acmé!"',
  ]);
});

it('finds a word that means two topics', () => {
  expect(
    topics(
      { id: 'history', titles: { en: 'History' }, aliases: ['past'] },
      { id: 'money', titles: { en: 'Money' }, aliases: ['Past'] },
    ),
  ).toEqual(['"past" already means the topic history']);
});
