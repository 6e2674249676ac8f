import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import type { EntityId, FactId, PackId } from '../../src/core/fact.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { BadData } from '../../src/facts/problems.ts';
import {
  dataFolder,
  entity,
  everyPhrase,
  fact,
  language,
  otherFact,
  pack,
  problemsOf,
  source,
} from './data-folder.ts';

const SECOND_PACK = {
  'packs/bolt/pack.yaml': pack({ id: 'bolt', title: 'Bolt', company: 'bolt' }),
  'packs/bolt/entities.yaml': [
    entity({ id: 'bolt', name: 'Bolt Inc', aliases: [], definedBy: 'bolt.founded' }),
  ],
  'packs/bolt/sources.yaml': [source({ id: 'post-bolt' })],
  'packs/bolt/facts/history.yaml': [
    fact({
      id: 'bolt.founded',
      about: ['bolt'],
      cites: [{ source: 'post-bolt' }],
      questions: ['When was Bolt founded?'],
    }),
  ],
};

function thrown(dir: string): unknown {
  try {
    loadFacts(dir);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('loadFacts', () => {
  it('joins packs into one base', () => {
    const { base, warnings } = loadFacts(dataFolder(SECOND_PACK));
    expect([...base.facts.keys()]).toEqual(['acme.founded-1949', 'bolt.founded']);
    expect([...base.facts.values()][0]).toMatchObject({
      pack: 'acme',
      topic: 'history',
      status: 'stands',
      weight: 1,
    });
    expect([...base.facts.values()][0]?.wordings.get('en')).toEqual({
      claim: 'The Toledo Post reports that Acme was founded in Toledo in 1949.',
      questions: ['When was Acme founded?', 'How old is Acme?', 'acme founding year'],
    });
    expect([...base.packs.values()][0]?.topics[0]?.titles.get('en')).toBe('History');
    expect(warnings).toEqual([]);
  });

  it('freezes the base to its last part', () => {
    const { base } = loadFacts(dataFolder());
    const [one] = base.facts.values();
    expect(() => Reflect.get(base.facts, 'set').call(base.facts, 'a', one)).toThrow(/frozen/);
    expect(() => Reflect.get(base.facts, 'clear').call(base.facts)).toThrow(/frozen/);
    expect(Object.isFrozen(one?.cites[0])).toBe(true);
    expect(Object.isFrozen(one?.wordings.get('en')?.questions)).toBe(true);
  });

  it('throws bad_data with everything that is wrong, by file, line and column', () => {
    const dir = dataFolder({
      'packs/acme/facts/history.yaml': [
        '# yaml-language-server: $schema=../../../schema/facts.schema.json',
        '- id: acme.founded-1949',
        '  kind: report',
        '  about: [acme, amce]',
        '  claim: The Toledo Post reports that Acme was founded in 1949.',
        '  questions:',
        '    - When was Acme founded?',
        '  cites:',
        '    - source: post-acne',
        '  asOf: 2024-12-31',
        '  reviewBy: 2028-12-31',
        '- id: acme.broken',
        '  kind: report',
        '  about: [acme]',
        '  claim: The Toledo Post reports <@U1>.',
        '  questions: [a, b, c]',
        '  cites: [{ source: post-acme }]',
        '  asOf: 2024-02-30',
      ].join('\n'),
    });
    const error = thrown(dir);
    expect(error).toBeInstanceOf(BotError);
    if (!(error instanceof BadData)) throw error;
    expect(error.code).toBe('bad_data');
    const file = `${dir}/packs/acme/facts/history.yaml`;
    expect(error.problems.map(({ where, message, tip }) => [where, message, tip])).toEqual([
      [`${file}:4:17`, 'no entity is called amce', 'Did you mean acme?'],
      [`${file}:9:15`, 'no source is called post-acne', 'Did you mean post-acme?'],
      [`${file}:12:3`, 'reviewBy must be a day: write it as 2026-11-22', undefined],
      [`${file}:15:3`, 'claim holds markup or a mention (<…): write plain words', undefined],
      [`${file}:18:3`, 'asOf is no day of the calendar: write it as 2026-11-22', undefined],
    ]);
    expect(error.message).toContain(`${file}:4:17  error: no entity is called amce`);
  });

  it('does not blame what names an entry that is itself refused', () => {
    const facts = [fact({ disagreesWith: ['acme.makes-anvils'] }), otherFact({ claim: undefined })];
    expect(problemsOf({ 'packs/acme/facts/history.yaml': facts })).toEqual([
      expect.stringContaining('claim is missing'),
    ]);
  });

  it('never serves a pack whose folder begins with _, and checks it like the rest', () => {
    const template = Object.fromEntries(
      Object.entries(SECOND_PACK).map(([name, content]) => [
        name.replace('packs/bolt', 'packs/_bolt'),
        content,
      ]),
    );
    const { base, written } = loadFacts(dataFolder(template));
    expect([...base.packs.keys()]).toEqual(['acme']);
    expect([...base.entities.keys()]).toEqual(['acme']);
    expect([...written.base.packs.keys()]).toEqual(['bolt', 'acme']);
    const broken = { ...template, 'packs/_bolt/sources.yaml': [] };
    expect(problemsOf(broken)).toContainEqual(expect.stringContaining('no source is called post-bolt'));
    expect(problemsOf({ ...template, 'packs/acme/facts/history.yaml': [fact({ about: ['bolt'] })] })).toEqual(
      [expect.stringContaining('no entity is called bolt')],
    );
  });

  it('makes a disagreement mutual', () => {
    const { base } = loadFacts(
      dataFolder({
        'packs/acme/facts/history.yaml': [fact({ disagreesWith: ['acme.makes-anvils'] }), otherFact()],
      }),
    );
    expect([...base.facts.values()].map(({ disagreesWith }) => disagreesWith)).toEqual([
      ['acme.makes-anvils'],
      ['acme.founded-1949'],
    ]);
  });

  it('joins an entity of several packs, with all its aliases, and takes the word of its own pack for what it is', () => {
    const { base } = loadFacts(
      dataFolder({
        ...SECOND_PACK,
        'packs/acme/entities.yaml': [
          entity(),
          entity({ id: 'bolt', name: 'Bolt Inc', aliases: ['Bolt'], definedBy: 'acme.founded-1949' }),
        ],
      }),
    );
    const bolt = [...base.entities.values()].find(({ id }) => id === 'bolt');
    expect(bolt).toMatchObject({ aliases: ['Bolt'], definedBy: 'bolt.founded' });
  });

  it('takes wordings of the pack’s other languages', () => {
    const { base, written } = loadFacts(
      dataFolder({
        'languages/es.yaml': language('es', everyPhrase()),
        'packs/acme/pack.yaml': pack({ languages: ['en', 'es'] }),
        'packs/acme/facts/history.es.yaml': [
          {
            id: 'acme.founded-1949',
            of: 'abcdefgh',
            claim: 'Según el Post, se fundó en 1949.',
            questions: ['¿Cuándo?'],
          },
        ],
      }),
    );
    expect([...base.facts.values()][0]?.wordings.get('es')?.questions).toEqual(['¿Cuándo?']);
    expect(written.translations.map(({ fact: id, language: tag, of }) => [id, tag, of])).toEqual([
      ['acme.founded-1949', 'es', 'abcdefgh'],
    ]);
  });

  it('says that there is no data where there is none', () => {
    expect(thrown('/nowhere')).toMatchObject({
      code: 'bad_data',
      message: expect.stringContaining('no pack'),
    });
  });

  it('has ids that can be looked up', () => {
    const { base, written } = loadFacts(dataFolder());
    const [factId] = base.facts.keys();
    expect(written.where('fact', factId ?? '', ['cites', 0])).toMatch(/history\.yaml:1:\d+$/);
    const types: [FactId[], EntityId[], PackId[]] = [
      [...base.facts.keys()],
      [...base.entities.keys()],
      [...base.packs.keys()],
    ];
    expect(types.flat()).toHaveLength(3);
  });
});

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
