import { expect, it } from 'vitest';
import { urlsAreArchived } from '../../../../editor/lint/rules/urls-are-archived.ts';
import { findingsOf, source } from '../../../facts/data-folder.ts';

const sources = (...list: unknown[]) => findingsOf(urlsAreArchived, { 'packs/acme/sources.yaml': list });

it('lets an archived source pass, and one without an address', () => {
  const archived = source({ archivedUrl: 'https://web.archive.org/web/2024/https://post.example.org/acme' });
  const { url: _, ...nowhere } = source({ id: 'paper', via: 'post-acme' });
  expect(sources(archived, nowhere)).toEqual([]);
});

it('warns of a page that nobody kept', () => {
  expect(sources(source())).toMatchObject([
    { level: 'warning', message: 'post-acme has no archived copy', about: 'post-acme' },
  ]);
});
