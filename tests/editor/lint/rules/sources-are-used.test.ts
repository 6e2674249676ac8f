import { expect, it } from 'vitest';
import { sourcesAreUsed } from '../../../../editor/lint/rules/sources-are-used.ts';
import { messagesOf, source } from '../../../facts/data-folder.ts';

const sources = (...list: unknown[]) => messagesOf(sourcesAreUsed, { 'packs/acme/sources.yaml': list });

it('lets a source pass that is cited, or that one which is cited rests on', () => {
  expect(sources(source())).toEqual([]);
  expect(sources(source({ originatesFrom: ['wire'] }), source({ id: 'wire' }))).toEqual([]);
  expect(
    sources(
      source({ via: 'blog' }),
      source({ id: 'blog', originatesFrom: ['wire'] }),
      source({ id: 'wire' }),
    ),
  ).toEqual([]);
});

it('finds a source that nothing rests on, and one that only such a source names', () => {
  expect(sources(source(), source({ id: 'blog', via: 'wire' }), source({ id: 'wire' }))).toEqual([
    'no fact or listing rests on blog',
    'no fact or listing rests on wire',
  ]);
});
