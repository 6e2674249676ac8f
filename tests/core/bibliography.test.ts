import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { bibtex, cslJson } from '../../src/core/bibliography.ts';
import { SOURCE_KINDS, type Source } from '../../src/core/fact.ts';
import { base, source } from '../base.ts';

const all = [...base.sources.values()];

const date = z.strictObject({ 'date-parts': z.tuple([z.array(z.int()).min(1).max(3)]) });
/** What CSL 1.0.2 has for an item, as far as we use it. */
const cslItem = z.strictObject({
  id: z.string(),
  type: z.enum([
    'report',
    'article-newspaper',
    'document',
    'dataset',
    'personal_communication',
    'entry-encyclopedia',
    'webpage',
  ]),
  title: z.string(),
  publisher: z.string(),
  author: z.tuple([z.strictObject({ literal: z.string() })]).optional(),
  issued: date.optional(),
  accessed: date,
  URL: z.url().optional(),
  language: z.string(),
});
const items = (text: string) => z.array(cslItem).parse(JSON.parse(text));

interface Entry {
  readonly id: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads entries as BibTeX does: a brace counts even behind a backslash. Throws when one is not closed. */
function readBibtex(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = text.indexOf('@'); at >= 0 && at < text.length; ) {
    const head = /^@misc\{([^,\s]+),\s*/.exec(text.slice(at));
    if (!head) throw new Error(`no entry at ${text.slice(at, at + 40)}`);
    at += head[0].length;
    const fields = new Map<string, string>();
    for (;;) {
      const field = /^([a-z]+) = \{/.exec(text.slice(at));
      if (!field) throw new Error(`no field at ${text.slice(at, at + 40)}`);
      at += field[0].length;
      const start = at;
      for (let depth = 1; depth > 0; at++) {
        if (at >= text.length) throw new Error('a brace is not closed');
        if (text[at] === '{') depth++;
        if (text[at] === '}') depth--;
      }
      fields.set(field[1] ?? '', text.slice(start, at - 1));
      const end = /^(,\s*|\s*\}\s*)/.exec(text.slice(at));
      if (!end) throw new Error(`no end at ${text.slice(at, at + 40)}`);
      at += end[0].length;
      if (end[0].includes('}')) break;
    }
    entries.push({ id: head[1] ?? '', fields });
  }
  return entries;
}

const nasty = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc
    .array(fc.constantFrom('{', '}', '\\', '%', '&', '$', '#', '_', '~', '^', '"', ',', '@', '\\}', 'é'), {
      maxLength: 20,
    })
    .map((parts) => parts.join('')),
);
const anySource: fc.Arbitrary<Source> = fc
  .record({ title: nasty, publisher: nasty, author: nasty, kind: fc.constantFrom(...SOURCE_KINDS) })
  .map((parts) => ({ ...source('post-letter-2019'), ...parts }));

it('CSL-JSON holds every document, as exactly dated as it is known', () => {
  const parsed = items(cslJson(all));
  expect(parsed.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const [post] = items(cslJson([source('post-letter-2019')]));
  expect(post).toEqual({
    id: 'post-letter-2019',
    type: 'article-newspaper',
    title: 'Letter stirs Norvane',
    publisher: 'Tidewater Post',
    author: [{ literal: 'Jo Lindqvist' }],
    issued: { 'date-parts': [[2019, 5, 21]] },
    accessed: { 'date-parts': [[2026, 3, 1]] },
    URL: 'https://post.example.org/norvane-letter',
    language: 'en',
  });
  expect(items(cslJson([source('ohi-ledger-page')]))[0]?.issued).toEqual({ 'date-parts': [[2022, 4]] });
  expect(items(cslJson([source('ohi-order-book')]))[0]).not.toHaveProperty('URL');
  expect(items(cslJson([source('watch-list')]))[0]).not.toHaveProperty('issued');
});

it('CSL-JSON is valid for any text, and gives it back unchanged', () => {
  fc.assert(
    fc.property(anySource, (one) => {
      expect(items(cslJson([one]))[0]).toMatchObject({ title: one.title, publisher: one.publisher });
    }),
  );
});

it('BibTeX holds every document with its address and its date', () => {
  const entries = readBibtex(bibtex(all));
  expect(entries.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const [post] = readBibtex(bibtex([source('post-letter-2019')]));
  expect(Object.fromEntries(post?.fields ?? [])).toEqual({
    title: '{Letter stirs Norvane}',
    author: '{Jo Lindqvist}',
    howpublished: 'Tidewater Post',
    year: '2019',
    month: '5',
    url: 'https://post.example.org/norvane-letter',
    note: 'Accessed 2026-03-01',
  });
});

it('BibTeX closes every brace that it opens, whatever a title holds', () => {
  fc.assert(
    fc.property(anySource, (one) => {
      expect(readBibtex(bibtex([one, source('watch-list')]))).toHaveLength(2);
    }),
    { numRuns: 500 },
  );
});
