import { expect, it } from 'vitest';
import { quotesAreShort } from '../../../../editor/lint/rules/quotes-are-short.ts';
import { entity, fact, messagesOf } from '../../../facts/data-folder.ts';

const quoting = (count: number, length: number) =>
  messagesOf(quotesAreShort, {
    'packs/acme/entities.yaml': [entity({ definedBy: 'acme.f0' })],
    'packs/acme/facts/history.yaml': Array.from({ length: count }, (_, index) =>
      fact({ id: `acme.f${index}`, cites: [{ source: 'post-acme', quote: 'x'.repeat(length) }] }),
    ),
  });

it('lets ten long quotes of one source pass', () => expect(quoting(10, 200)).toEqual([]));

it('finds, once, the quote with which a source is quoted too much', () => {
  expect(quoting(13, 200)).toEqual(['with this, facts quote more than 2000 characters of post-acme']);
});
