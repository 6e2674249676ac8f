import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { bibtex, cslJson } from '../../src/core/bibliography.ts';
import { SOURCE_KINDS, type Source } from '../../src/core/fact.ts';
import { base, source } from '../base.ts';

const all = [...base.sources.values()];

/** The types that CSL 1.0.2 has, as far as we use them. */
const TYPES = 'report article-newspaper document dataset personal_communication entry-encyclopedia webpage'.split(' ');
const items = (text: string) => z.array(z.record(z.string(), z.json())).parse(JSON.parse(text));

/** How deep in braces each entry begins and the last one ends, as BibTeX counts them: even behind a backslash. */
function depthsOf(text: string): readonly number[] {
  const depthAt = (end: number) =>
    [...text.slice(0, end)].reduce((depth, one) => depth + (one === '{' ? 1 : one === '}' ? -1 : 0), 0);
  return [...[...text.matchAll(/^@misc\{/gmu)].map(({ index }) => depthAt(index)), depthAt(text.length)];
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
  expect(items(cslJson([source('ohi-ledger-page')]))[0]?.['issued']).toEqual({ 'date-parts': [[2022, 4]] });
  expect(items(cslJson([source('ohi-order-book')]))[0]).not.toHaveProperty('URL');
  expect(items(cslJson([source('watch-list')]))[0]).not.toHaveProperty('issued');
});

it('CSL-JSON is valid for any text, gives it back unchanged, and names a type that there is', () => {
  fc.assert(
    fc.property(anySource, (one) => {
      const [item] = items(cslJson([one]));
      expect(item).toMatchObject({ title: one.title, publisher: one.publisher });
      expect(TYPES).toContain(item?.['type']);
    }),
  );
});

it('BibTeX holds every document with its address and its date', () => {
  const ids = [...bibtex(all).matchAll(/^@misc\{(.+),$/gmu)].map(([, id]) => id);
  expect(ids).toEqual(all.map(({ id }) => id));
  expect(bibtex([source('post-letter-2019')])).toBe(`@misc{post-letter-2019,
  title = {{Letter stirs Norvane}},
  author = {{Jo Lindqvist}},
  howpublished = {Tidewater Post},
  year = {2019},
  month = {5},
  url = {https://post.example.org/norvane-letter},
  note = {Accessed 2026-03-01}
}`);
});

it('BibTeX closes every brace that it opens, whatever a title holds', () => {
  fc.assert(
    fc.property(anySource, (one) => void expect(depthsOf(bibtex([one, source('watch-list')]))).toEqual([0, 0, 0])),
    { numRuns: 500 },
  );
});
