import { expect, it } from 'vitest';
import { citationOf, collectCitations, countOrigins } from '../../src/core/citations.ts';
import type { Source } from '../../src/core/fact.ts';
import { base, english, source, spanish } from '../base.ts';

const ids = (...names: readonly string[]) => names.map((name) => source(name).id);
const cited = (one: Source, locators: readonly string[] = [], facts = base) =>
  citationOf(one, 1, locators, { facts, language: english });

function withSource(changes: Source) {
  return { ...base, sources: new Map([...base.sources, [changes.id, changes]]) };
}

it.each([
  [['wire-letter-2019', 'post-letter-2019'], 1, 'a report beside the article that repeats it'],
  [['post-letter-2019', 'gazette-letter-2019'], 1, 'an article and one that repeats it'],
  [['gazette-letter-2019', 'wire-letter-2019'], 1, 'a report repeated over two steps'],
  [['wire-letter-2019', 'post-letter-2019', 'watch-norvane'], 2, 'and somebody else beside them'],
  [['watch-norvane', 'watch-list'], 2, 'two documents of one publisher'],
  [['post-letter-2019'], 1, 'one'],
  [[], 0, 'none'],
])('countOrigins: %j come down to %i: %s', (names, origins) => expect(countOrigins(ids(...names), base)).toBe(origins));

it('countOrigins takes two that repeat the same reports for one origin, in whatever order they name them', () => {
  const [one, other] = ids('watch-norvane', 'watch-list');
  const reports = ids('wire-letter-2019', 'ohi-ledger-page');
  if (!one || !other) throw new Error('both are in the base');
  const sources = new Map([
    ...base.sources,
    [one, { ...source('watch-norvane'), originatesFrom: reports }],
    [other, { ...source('watch-list'), originatesFrom: reports.toReversed() }],
  ]);
  expect(countOrigins([one, other], { ...base, sources })).toBe(1);
});

it('countOrigins ends where two documents say that they repeat each other', () => {
  const circle = withSource({ ...source('wire-letter-2019'), originatesFrom: ids('post-letter-2019') });
  const all = ids('wire-letter-2019', 'post-letter-2019', 'gazette-letter-2019');
  expect(countOrigins(all, circle)).toBeLessThanOrEqual(3);
});

it('collectCitations numbers documents from 1 in the order in which they are first named, each once, with its places', () => {
  const citations = collectCitations({ facts: base, language: english });
  const [post, wire] = ids('post-letter-2019', 'wire-letter-2019');
  if (!post || !wire) throw new Error('both are in the base');
  expect(citations.number({ source: wire })).toBe(1);
  expect(citations.number({ source: post, locator: 'paragraph 2' })).toBe(2);
  expect(citations.number({ source: wire })).toBe(1);
  expect(citations.number({ source: post, locator: 'paragraph 9' })).toBe(2);
  const all = citations.all().map(({ number, source: id }) => `${number} ${id}`);
  expect(all).toEqual(['1 wire-letter-2019', '2 post-letter-2019']);
  expect(citations.all()[1]?.details.slice(0, 2)).toEqual(['paragraph 2', 'paragraph 9']);
});

it('collectCitations tells documents of one label apart', () => {
  const [one, two, three] = ['letter-2022', 'post-letter-2019', 'radio-interview'].map((id) => ({
    ...source(id),
    ...{ publisher: 'Post', published: '2019' as const, url: 'https://post.example.org/', copy: undefined },
  }));
  if (!one || !two || !three) throw new Error('three are named');
  const sources = new Map([one, two, three].map(({ copy: _, ...rest }) => [rest.id, rest]));
  const citations = collectCitations({ facts: { ...base, sources }, language: english });
  for (const { id } of [one, two, three]) citations.number({ source: id });
  expect(citations.all().map(({ label }) => label)).toEqual(['Post 2019', 'Post 2019 b', 'Post 2019 c']);
});

it('collectCitations throws for a document that is not there: nothing may point at nothing', () => {
  const citations = collectCitations({ facts: { ...base, sources: new Map() }, language: english });
  expect(() => citations.number({ source: source('wire-letter-2019').id })).toThrow('wire-letter-2019');
});

const { say } = english;

it('citationOf says what sort of witness it is, who wrote it, when, and whom it repeats', () => {
  expect(cited(source('post-letter-2019'))).toEqual({
    number: 1,
    source: 'post-letter-2019',
    kind: 'press',
    publisher: 'Tidewater Post',
    title: 'Letter stirs Norvane',
    label: 'Tidewater Post 2019',
    details: [
      say('kind-press'),
      'Jo Lindqvist',
      say('published', { date: '21 May 2019' }),
      say('repeats', { publisher: 'Meridian Wire' }),
    ],
    essentials: [say('kind-press'), say('published', { date: '21 May 2019' })],
    url: 'https://post.example.org/norvane-letter',
  });
});

it('citationOf says the interest of a witness, what its present tense is valid for, and its archived copy', () => {
  const { details, archivedUrl } = cited(source('watch-norvane'));
  const interest = 'Dockside Watch campaigns against the companies that it profiles';
  expect(details).toContain(say('interest', { interest }));
  expect(details).toContain(say('valid-as-of', { date: '12 July 2023' }));
  expect(details).not.toContain(say('undated'));
  expect(archivedUrl).toBe('https://archive.example.org/watch-norvane');
});

it.each([
  ['watch-list', 'undated'],
  ['gazette-letter-2019', 'copy-mirror'],
  ['ohi-ledger-page', 'read-opening'],
] as const)('citationOf says of %s “%s”', (id, key) => expect(cited(source(id)).details).toContain(say(key)));

it('citationOf leads through whoever cites it to a document without an address, over as many steps as it takes', () => {
  const { url, via, details } = cited(source('ohi-order-book'));
  expect(url).toBeUndefined();
  expect(via).toEqual({
    publisher: 'Tidewater Post',
    title: 'Letter stirs Norvane',
    url: 'https://post.example.org/norvane-letter',
  });
  expect(details).toContain(say('read-citation'));
  expect(details).not.toContain(say('no-address'));
  const { url: _, ...addressless } = source('post-letter-2019');
  const twoSteps = withSource({ ...addressless, via: source('wire-letter-2019').id });
  expect(cited(source('ohi-order-book'), [], twoSteps).via?.publisher).toBe('Meridian Wire');
  const circle = withSource({ ...addressless, via: source('ohi-order-book').id });
  expect(cited(source('ohi-order-book'), [], circle).details).toContain(say('no-address'));
});

it('citationOf says why a document that was seen has no link', () => {
  const { url, via, details } = cited(source('radio-interview'));
  expect([url, via]).toEqual([undefined, undefined]);
  expect(details).toContain(say('unlinked', { why: 'its only address is not https' }));
});

it('citationOf names places in the document only while they are few', () => {
  expect(cited(source('watch-norvane'), ['p. 1', 'p. 2']).details.slice(0, 2)).toEqual(['p. 1', 'p. 2']);
  expect(cited(source('watch-norvane'), ['p. 1', 'p. 2', 'p. 3']).details.join()).not.toContain('p. 1');
});

it.each([
  ['ohi-ledger-page', 'OHI 2022'],
  ['watch-norvane', 'Dockside Watch 2023'],
  ['watch-list', 'Dockside Watch'],
  ['gazette-letter-2019', 'Harbour Gazette 2019, mirror'],
  ['ohi-order-book', 'OHI 2021, via Tidewater Post'],
  ['radio-interview', 'Radio Lagoon 2020, no link'],
])('citationOf calls %s "%s" in a sentence', (id, label) => expect(cited(source(id)).label).toBe(label));

it('citationOf says it in the language of the answer', () => {
  const { details } = citationOf(source('post-letter-2019'), 1, [], { facts: base, language: spanish });
  expect(details).toContain(spanish.say('published', { date: '21 de mayo de 2019' }));
  expect(details).toContain(spanish.say('kind-press'));
  const { label } = citationOf(source('radio-interview'), 1, [], { facts: base, language: spanish });
  expect(label).toBe(`Radio Lagoon 2020, ${spanish.say('label-no-address')}`);
});
