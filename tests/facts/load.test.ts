import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { loadFacts, readFacts } from '../../src/facts/load.ts';
import { BadData, ProblemCollector } from '../../src/facts/problems.ts';
import {
  dataFolder,
  entity,
  everyPhrase,
  fact,
  language,
  otherFact,
  pack,
  problemsOf,
  SECOND_PACK,
} from './data-folder.ts';
import { filesInShort, fixtureTable, madeFiles } from './made-files.ts';

function thrown(dir: string): unknown {
  try {
    loadFacts(dir);
  } catch (error) {
    return error;
  }
  return undefined;
}

it('loadFacts joins packs into one base', () => {
  const collector = new ProblemCollector();
  const { base } = readFacts(dataFolder(SECOND_PACK), collector);
  expect([...base.facts.keys()]).toEqual(['acme.founded-1949', 'bolt.founded']);
  expect([...base.facts.values()][0]).toMatchObject({
    pack: 'acme',
    topic: 'history',
    status: 'stands',
    weight: 1,
  });
  expect([...base.facts.values()][0]?.wordings.get('en')).toEqual({
    claim: 'The Toledo Post reports that Acme was founded in Toledo in 1949.',
    short: 'Founded in Toledo in 1949, by the Toledo Post',
    questions: ['When was Acme founded?', 'How old is Acme?', 'acme founding year'],
  });
  expect([...base.packs.values()][0]?.topics[0]?.titles.get('en')).toBe('History');
  expect(collector.problems).toEqual([]);
});

it('loadFacts freezes the base to its last part', () => {
  const { base } = loadFacts(dataFolder());
  const [one] = base.facts.values();
  expect(() => Reflect.get(base.facts, 'set').call(base.facts, 'a', one)).toThrow(/frozen/);
  expect(() => Reflect.get(base.facts, 'clear').call(base.facts)).toThrow(/frozen/);
  expect(Object.isFrozen(one?.cites[0])).toBe(true);
  expect(Object.isFrozen(one?.wordings.get('en')?.questions)).toBe(true);
});

it('loadFacts throws bad_data with everything that is wrong, by file, line and column', () => {
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
    [`${file}:12:3`, 'reviewBy must be a day', 'Write it as 2026-11-22.'],
    [`${file}:15:3`, 'claim holds markup or a mention (<…)', 'Write plain words.'],
    [`${file}:18:3`, 'asOf is no day of the calendar', 'Write it as 2026-11-22.'],
  ]);
  expect(error.message).toContain(`${file}:4:17  error: no entity is called amce`);
});

it('loadFacts does not blame what names an entry that is itself refused', () => {
  const facts = [fact({ disagreesWith: ['acme.makes-anvils'] }), otherFact({ claim: undefined })];
  expect(problemsOf({ 'packs/acme/facts/history.yaml': facts })).toEqual([expect.stringContaining('claim is missing')]);
});

it('loadFacts never serves a pack whose folder begins with _, and checks it like the rest', () => {
  const template = Object.fromEntries(
    Object.entries(SECOND_PACK).map(([name, content]) => [name.replace('packs/bolt', 'packs/_bolt'), content]),
  );
  const { base, written } = loadFacts(dataFolder(template));
  expect([...base.packs.keys()]).toEqual(['acme']);
  expect([...base.entities.keys()]).toEqual(['acme']);
  expect([...written.base.packs.keys()]).toEqual(['bolt', 'acme']);
  const broken = { ...template, 'packs/_bolt/sources.yaml': [] };
  expect(problemsOf(broken)).toContainEqual(expect.stringContaining('no source is called post-bolt'));
  expect(problemsOf({ ...template, 'packs/acme/facts/history.yaml': [fact({ about: ['bolt'] })] })).toEqual([
    expect.stringContaining('no entity is called bolt'),
  ]);
});

it('loadFacts makes a disagreement mutual', () => {
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

it('loadFacts joins an entity of several packs, with all its aliases, and takes the word of its own pack for what it is', () => {
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

it('loadFacts takes wordings of the pack’s other languages', () => {
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

it('loadFacts says that there is no data where there is none', () => {
  expect(thrown('/nowhere')).toMatchObject({
    code: 'bad_data',
    message: expect.stringContaining('no pack'),
  });
});

it('loadFacts knows where each thing is written', () =>
  expect(loadFacts(dataFolder()).written.where('fact', 'acme.founded-1949', ['cites', 0])).toMatch(
    /history\.yaml:1:\d+$/,
  ));

const said = z.union([z.string(), z.array(z.string())]);
const CASES = fixtureTable('refusals', z.array(filesInShort.extend({ says: said })));
const SOURCES = 'packs/acme/sources.yaml';

describe('what loading refuses', () => {
  it.each(CASES.map(({ says, ...short }) => ({ says: [says].flat(), short })))('$says', ({ says, short }) => {
    const found = problemsOf(madeFiles(short));
    for (const one of says) expect(found).toContainEqual(expect.stringMatching(new RegExp(one, 'u')));
  });

  it.each<[RegExp, string | Uint8Array]>([
    [/is not UTF-8 text/, new Uint8Array([0x2d, 0x20, 0xff])],
    [/is larger than 1 MB/, `# ${'x'.repeat(1_000_000)}`],
    [/sources\.yaml:1:33 more than 32 brackets/, '['.repeat(3000)],
  ])('a file that says %s', (message, text) =>
    expect(problemsOf({ [SOURCES]: text })).toContainEqual(expect.stringMatching(message)),
  );

  it('an entity that two packs describe in two ways', () => {
    const bolt = { id: 'bolt', kind: 'brand', name: 'Bolt', aliases: [] };
    expect(problemsOf({ ...SECOND_PACK, 'packs/acme/entities.yaml': [entity(), entity(bolt)] })).toEqual([
      expect.stringMatching(/bolt has another kind at .*: brand → Write kind: brand here/),
      expect.stringMatching(/bolt has another name at .*: Bolt → Write name: Bolt here/),
    ]);
  });
});
