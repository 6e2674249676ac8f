import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityText, factText, packText, sourceText, topicText } from '../../../editor/write/entry-text.ts';
import { insertEntries, insertKey, insertTopic } from '../../../editor/write/insert.ts';
import { findTree } from '../../../src/facts/tree.ts';
import { readYaml } from '../../../src/facts/yaml.ts';

const value = (text: string): unknown => {
  const read = readYaml(text);
  if (!read.ok) throw new Error(`no YAML: ${text}\n${JSON.stringify(read.faults)}`);
  return read.value;
};

/** What plain text may hold: words with every sign that means something in YAML. */
const words = fc
  .array(
    fc.constantFrom(
      'a',
      'Acme',
      '$5',
      '2018',
      '- x',
      'a: b',
      '# c',
      '"q"',
      "it's",
      '[x]',
      '{y}',
      '*z',
      '&k',
      '!t',
      '%',
      '@p',
      '?',
      '|',
      '>',
      'true',
      'null',
      '~',
      ':',
      ',',
      '“so”',
      'é',
      '1e3',
      '---',
      '...',
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => parts.join(' '));

describe('an entry as text', () => {
  it('says what it was made from, whatever its texts hold', () => {
    fc.assert(
      fc.property(
        words,
        words,
        fc.array(words, { minLength: 1, maxLength: 4 }),
        (claim, locator, questions) => {
          const fact = {
            id: 'acme.a',
            kind: 'report' as const,
            about: ['acme'],
            claim,
            caveat: locator,
            questions,
            cites: [{ source: 's', locator, quote: claim }],
            reply: { noneFound: '2026-11-22' },
            corrections: [{ on: '2026-01-02', was: claim, why: locator }],
            asOf: '2024-12-31',
            reviewBy: '2028-12-31',
          };
          expect(value(factText(fact))).toEqual([fact]);
          expect(value(entityText({ id: 'a', kind: 'company', name: claim, aliases: questions }))).toEqual([
            { id: 'a', kind: 'company', name: claim, aliases: questions },
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves out what equals its default, and writes dates bare', () => {
    const text = factText({
      id: 'acme.a',
      kind: 'report',
      status: 'stands',
      weight: 1,
      about: ['acme', 'post'],
      claim: 'The Post says so.',
      questions: ['a?'],
      cites: [{ source: 's' }],
      period: { from: '2018', to: '2018-06' },
      amount: { usd: 5_000_000, nature: 'ceiling' },
      disagreesWith: [],
      corrections: [],
      asOf: '2024-12-31',
      reviewBy: '2028-12-31',
    });
    expect(text).toBe(
      [
        '- id: acme.a',
        '  kind: report',
        '  about: [acme, post]',
        '  claim: The Post says so.',
        '  questions:',
        '    - a?',
        '  cites:',
        '    - source: s',
        '  period: { from: 2018, to: 2018-06 }',
        '  amount: { usd: 5000000, nature: ceiling }',
        '  asOf: 2024-12-31',
        '  reviewBy: 2028-12-31',
        '',
      ].join('\n'),
    );
  });
});

const entry = (id: string) => ({ id, text: `- id: ${id}\n  n: 1\n` });
const FILE = [
  '# schema',
  '# about it',
  '- id: a.b # why',
  '  n: 1',
  '',
  '# above c',
  '- id: a.d',
  '  n: 1',
  '',
].join('\n');

describe('insertEntries', () => {
  it.each([
    ['a.a', 2],
    ['a.c', 5],
    ['a.e', 8],
  ])('puts %s where the alphabet wants it, and touches nothing else', (id, line) => {
    const lines = FILE.split('\n');
    const expected = [...lines.slice(0, line), `- id: ${id}`, '  n: 1', ...lines.slice(line)].join('\n');
    expect(insertEntries(FILE, [entry(id)], 'f', true)).toBe(expected);
  });

  it('adds to the end of a file that has no order', () => {
    expect(insertEntries(FILE, [entry('a.a')], 'f', false)).toBe(`${FILE}- id: a.a\n  n: 1\n`);
  });

  it.each(['', '# only a comment\n', '[]\n', '# about\n[]\n'])('fills an empty file %j', (text) => {
    expect(value(insertEntries(text, [entry('a.a')], 'f', true))).toEqual([{ id: 'a.a', n: 1 }]);
  });

  it('keeps the line ends of the file', () => {
    expect(insertEntries('- id: a.b\r\n  n: 1\r\n', [entry('a.c')], 'f', true)).toBe(
      '- id: a.b\r\n  n: 1\r\n- id: a.c\r\n  n: 1\r\n',
    );
  });

  it.each(['[{"id": "a.b"}]', 'a: 1\n', '- id: a.b\n   n: 1\n  m: 2\n'])(
    'refuses what is not written so: %j',
    (text) => {
      expect(() => insertEntries(text, [entry('a.a')], 'facts/x.yaml', true)).toThrow(
        /facts\/x\.yaml is not written/,
      );
    },
  );

  it('could have written every file of the real base, one entry at a time', () => {
    for (const { facts } of findTree(fileURLToPath(new URL('../../../data', import.meta.url))).packs) {
      for (const { file } of facts) {
        const text = readFileSync(file, 'utf8');
        const added = insertEntries(text, [entry('a.a'), entry('zz.z')], file, true);
        expect(added.length).toBe(text.length + entry('a.a').text.length + entry('zz.z').text.length);
      }
    }
  });
});

describe('insertTopic', () => {
  const pack = packText({
    id: 'acme',
    title: 'Acme',
    scope: 'All of it.',
    company: 'acme',
    languages: ['en'],
    readTo: '2026-11-22',
    licence: 'CC-BY-4.0',
    maintainers: ['Editors'],
    topics: [{ id: 'history', titles: { en: 'History' } }],
    retired: ['acme.x'],
  });
  const topic = topicText({ id: 'money', titles: { en: 'Money, and more' } });

  it('adds to the end of the list, also where other keys follow', () => {
    const read = value(insertTopic(pack, topic, 'pack.yaml'));
    expect(read).toMatchObject({
      topics: [{ id: 'history' }, { id: 'money', titles: { en: 'Money, and more' } }],
      retired: ['acme.x'],
    });
  });

  it('refuses a file without such a list', () => {
    expect(() => insertTopic('id: acme\n', topic, 'pack.yaml')).toThrow(/no list of topics/);
    expect(() => insertTopic('topics: [{ id: a }]\n', topic, 'pack.yaml')).toThrow(/no list of topics/);
  });
});

it('writes a source that reads back', () => {
  const source = {
    id: 's',
    title: 'A: b',
    publisher: 'P, Q',
    kind: 'press' as const,
    url: 'https://e.org/a?b=c#d',
    originatesFrom: ['t'],
    published: '2024',
    accessed: '2026-11-22',
    read: 'whole' as const,
    language: 'en',
  };
  expect(value(sourceText(source))).toEqual([{ ...source, published: 2024 }]);
});

it('puts a key into one entry, and touches nothing else', () => {
  const text =
    '# schema\r\n- id: a # the first\r\n  aliases:\r\n    - one\r\n\r\n# of b\r\n- id: b\r\n  name: >-\r\n    Bolt\r\n';
  const after = insertKey(text, 'a', 'definedBy', 'acme.a', 'entities.yaml');
  expect(after).toBe(text.replace('    - one\r\n', '    - one\r\n  definedBy: acme.a\r\n'));
  expect(insertKey(text, 'b', 'definedBy', 'acme.b', 'entities.yaml')).toBe(`${text}  definedBy: acme.b\r\n`);
  expect(() => insertKey('[{ id: a }]\n', 'a', 'definedBy', 'acme.a', 'entities.yaml')).toThrow(
    /can be put into/,
  );
  expect(() => insertKey(text, 'a', 'id', 'acme.a', 'entities.yaml')).toThrow(/can be put into/);
});
