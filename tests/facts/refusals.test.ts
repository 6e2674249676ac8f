import { describe, expect, it } from 'vitest';
import { entity, everyPhrase, fact, language, pack, problemsOf, SECOND_PACK, source } from './data-folder.ts';

const HISTORY = 'packs/acme/facts/history.yaml';
const ENTITIES = 'packs/acme/entities.yaml';
const SOURCES = 'packs/acme/sources.yaml';
const PACK = 'packs/acme/pack.yaml';
const { url: _, ...nowhere } = source();

describe('what loading refuses', () => {
  it.each([
    [
      'an id that is taken',
      { [HISTORY]: [fact(), fact()] },
      /the fact id acme\.founded-1949 is taken: .*history\.yaml:1:2 → Choose another id/,
    ],
    [
      'an id of another pack',
      { [HISTORY]: [fact(), fact({ id: 'bolt.x', questions: ['q'] })] },
      /bolt\.x stands in the pack acme → Begin its id with acme\./,
    ],
    [
      'a reply that is not there',
      { [HISTORY]: [fact({ reply: { facts: ['acme.none'] } })] },
      /no fact is called acme\.none → Declare it in a file/,
    ],
    [
      'a reply to itself',
      { [HISTORY]: [fact({ reply: { facts: ['acme.founded-1949'] } })] },
      /replies to itself/,
    ],
    [
      'a fact that disagrees with itself',
      { [HISTORY]: [fact({ disagreesWith: ['acme.founded-1949'] })] },
      /disagrees with itself/,
    ],
    [
      'a definition that is not there',
      { [ENTITIES]: [entity({ definedBy: 'acme.none' })] },
      /no fact is called acme\.none/,
    ],
    ['an owner that is not there', { [ENTITIES]: [entity({ ownedBy: 'none' })] }, /no entity is called none/],
    [
      'an alias of two',
      { [ENTITIES]: [entity(), entity({ id: 'acme-rail', name: 'Acme Rail', aliases: ['ÁCME'] })] },
      /"ÁCME" already means acme/,
    ],
    [
      'an alias that folds to nothing',
      { [ENTITIES]: [entity({ aliases: ['!?'] })] },
      /has no letters or digits/,
    ],
    ['an entity twice in one pack', { [ENTITIES]: [entity(), entity()] }, /the entity id acme is taken/],
    ['a source twice', { [SOURCES]: [source(), source()] }, /the source id post-acme is taken/],
    ['a via that is not there', { [SOURCES]: [source({ via: 'none' })] }, /no source is called none/],
    [
      'a via that leads nowhere',
      { [SOURCES]: [source(), { ...nowhere, id: 'a', via: 'b' }, { ...nowhere, id: 'b', via: 'a' }] },
      /a has no address, and following via leads to none/,
    ],
    [
      'an origin that is not there',
      { [SOURCES]: [source({ originatesFrom: ['none'] })] },
      /no source is called none/,
    ],
    [
      'a fact that nobody can check',
      {
        [SOURCES]: [source(), { ...nowhere, id: 'a', via: 'a' }],
        [HISTORY]: [fact({ cites: [{ source: 'a' }] })],
      },
      /cites nothing that somebody can open/,
    ],
    [
      'a fact that rests on unlinked sources alone',
      {
        [SOURCES]: [source(), { ...nowhere, id: 'a', unlinked: 'not https' }],
        [HISTORY]: [fact({ cites: [{ source: 'a' }] })],
      },
      /cites nothing that somebody can open/,
    ],
    [
      'a topic without a file',
      {
        [PACK]: pack({
          topics: [
            { id: 'history', titles: { en: 'H' } },
            { id: 'money', titles: { en: 'M' } },
          ],
        }),
      },
      /the topic money has no file → Write facts\/money\.yaml/,
    ],
    ['a file without a topic', { 'packs/acme/facts/money.yaml': [] }, /the topic money is not in pack\.yaml/],
    [
      'a topic twice',
      {
        [PACK]: pack({
          topics: [
            { id: 'history', titles: { en: 'H' } },
            { id: 'history', titles: { en: 'M' } },
          ],
        }),
      },
      /this topic stands here twice/,
    ],
    [
      'a topic without a title',
      { [PACK]: pack({ topics: [{ id: 'history', titles: { es: 'H' } }] }) },
      /the topic history has no title in en/,
    ],
    [
      'a pack in a folder of another name',
      { [PACK]: pack({ id: 'bolt' }) },
      /id is bolt, but the folder is called acme/,
    ],
    ['a company that is not there', { [PACK]: pack({ company: 'none' }) }, /no entity is called none/],
    [
      'a language that the bot does not speak',
      { [PACK]: pack({ languages: ['en', 'fr'] }) },
      /the bot does not speak fr/,
    ],
    ['a pack without sources.yaml', { [SOURCES]: undefined }, /sources\.yaml:1:1 is missing/],
    [
      'a file that nobody reads',
      { 'packs/acme/source.yaml': [] },
      /source\.yaml:1:1 is no file that anybody reads/,
    ],
    ['a file that is no list', { [SOURCES]: 'id: a' }, /must hold a list/],
    ['a file that is not UTF-8', { [SOURCES]: new Uint8Array([0x2d, 0x20, 0xff]) }, /is not UTF-8 text/],
    ['a file that is too large', { [SOURCES]: `# ${'x'.repeat(1_000_000)}` }, /is larger than 1 MB/],
    ['a YAML bomb', { [SOURCES]: '['.repeat(3000) }, /sources\.yaml:1:33 more than 32 brackets/],
    [
      'a wording in a language the pack lacks',
      { 'packs/acme/facts/history.es.yaml': [] },
      /es is none of the pack's other languages/,
    ],
    [
      'a listing of nobody',
      {
        'packs/acme/listings.yaml': [
          {
            id: 'acme.l',
            company: 'none',
            by: 'acme',
            grounds: { en: 'a' },
            cites: [{ source: 'post-acme' }],
            asOf: '2026-01-01',
          },
        ],
      },
      /no entity is called none/,
    ],
    [
      'a listing without English grounds',
      {
        'packs/acme/listings.yaml': [
          {
            id: 'acme.l',
            company: 'acme',
            by: 'acme',
            grounds: { es: 'a' },
            cites: [{ source: 'post-acme' }],
            asOf: '2026-01-01',
          },
        ],
      },
      /the grounds are not worded in en/,
    ],
    [
      'a disagreement of nothing',
      { 'packs/acme/disagreements.yaml': [{ place: 1, about: 'a', shown: ['caveat'] }] },
      /names neither facts nor sources/,
    ],
    [
      'a disagreement about a fact that is not there',
      {
        'packs/acme/disagreements.yaml': [{ place: 1, about: 'a', facts: ['acme.none'], shown: ['caveat'] }],
      },
      /no fact is called acme\.none/,
    ],
  ])('%s', (_name, files, message) => {
    expect(problemsOf(files)).toContainEqual(expect.stringMatching(message));
  });

  it('an entity that two packs describe in two ways', () => {
    const files = {
      ...SECOND_PACK,
      'packs/acme/entities.yaml': [
        entity(),
        entity({ id: 'bolt', kind: 'brand', name: 'Bolt', aliases: [] }),
      ],
    };
    expect(problemsOf(files)).toEqual([
      expect.stringMatching(/bolt has another kind at .*: brand → Write kind: brand here/),
      expect.stringMatching(/bolt has another name at .*: Bolt → Write name: Bolt here/),
    ]);
  });

  it('a wording of a fact of another topic, and a second wording', () => {
    const made = {
      id: 'acme.founded-1949',
      of: 'abcdefgh',
      claim: 'Según el Post, en 1949.',
      questions: ['¿Cuándo?'],
    };
    const files = {
      'languages/es.yaml': language('es', everyPhrase()),
      [PACK]: pack({
        languages: ['en', 'es'],
        topics: [
          { id: 'history', titles: { en: 'H' } },
          { id: 'money', titles: { en: 'M' } },
        ],
      }),
      'packs/acme/facts/money.yaml': [],
      'packs/acme/facts/history.es.yaml': [made, made, { ...made, id: 'acme.none' }],
      'packs/acme/facts/money.es.yaml': [made],
    };
    expect(problemsOf(files)).toEqual([
      expect.stringContaining('acme.founded-1949 is worded twice in es'),
      expect.stringContaining('no fact is called acme.none'),
      expect.stringContaining('acme.founded-1949 is not in money.yaml'),
    ]);
  });
});
