import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCollection } from '../../../editor/evaluation/collection-files.ts';

const DOCS = ['{"id":"tea","text":"Tea is poured at four."}', '{"id":"oil","text":"Lamps burn whale oil."}'];
const QUERIES = ['{"id":"1","q":"when is tea","relevant":["tea"]}', '{"id":"2","q":"who","relevant":[]}'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'collection-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, lines: readonly string[], end = '\n'): string {
  const file = join(folder, name);
  writeFileSync(file, lines.join(end));
  return file;
}

function read(docs: readonly string[], queries: readonly string[], tune?: readonly string[]) {
  write('docs.jsonl', docs);
  write('queries.jsonl', queries);
  return readCollection({ dir: folder, ...(tune && { tune: write('tune.jsonl', tune) }) });
}

describe('readCollection', () => {
  it('reads documents and questions, and leaves other keys alone', () => {
    const docs = [
      '{"id":"tea","title":"Tea","text":"Poured.","aliases":["when is tea"],"year":1851}',
      DOCS[1] ?? '',
    ];
    const collection = read(docs, ['{"id":"1","q":"tea?","relevant":["tea"],"split":"dev"}']);
    expect(collection).toEqual({
      docs: [
        { id: 'tea', title: 'Tea', text: 'Poured.', aliases: ['when is tea'] },
        { id: 'oil', text: 'Lamps burn whale oil.', aliases: [] },
      ],
      questions: [{ id: '1', q: 'tea?', relevant: ['tea'] }],
      tune: [],
    });
  });

  it('reads other questions where they are named', () => {
    write('docs.jsonl', DOCS);
    const queries = write('others.jsonl', ['{"id":"9","q":"lamps","relevant":["oil"]}']);
    const tune = write('tune.jsonl', QUERIES);
    const collection = readCollection({ dir: folder, queries, tune });
    expect(collection.questions.map(({ id }) => id)).toEqual(['9']);
    expect(collection.tune.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('takes null for what is left out, and minds neither empty lines, a mark at the start nor Windows', () => {
    write('docs.jsonl', [`\ufeff{"id":"tea","title":null,"text":"Tea","aliases":null}`, '', ''], '\r\n');
    write('queries.jsonl', ['', ...QUERIES], '\r\n');
    const { docs, questions } = readCollection({ dir: folder });
    expect(docs).toEqual([{ id: 'tea', text: 'Tea', aliases: [] }]);
    expect(questions).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{"id":', ''],
    ['no object', '["tea"]', ''],
    ['no id', '{"text":"Tea"}', 'id'],
    ['an empty id', '{"id":"","text":"Tea"}', 'id'],
    ['no text', '{"id":"x"}', 'text'],
    ['a title of another kind', '{"id":"x","text":"","title":5}', 'title'],
    ['one alias', '{"id":"x","text":"","aliases":"tea"}', 'aliases'],
    ['an alias of another kind', '{"id":"x","text":"","aliases":["a",5]}', 'aliases[1]'],
  ])('refuses a document with %s, with its line and what is wrong', (_, line, where) => {
    expect(() => read([...DOCS, '', line], QUERIES)).toThrow(
      expect.objectContaining({
        code: 'bad_data',
        message: expect.stringContaining(where),
        hint: expect.stringMatching(/document/),
      }),
    );
    expect(() => read([...DOCS, '', line], QUERIES)).toThrow(`${join(folder, 'docs.jsonl')}:4: `);
  });

  it('refuses two documents of one id', () => {
    expect(() => read([...DOCS, DOCS[0] ?? ''], QUERIES)).toThrow('an id is used twice');
  });

  it.each([
    ['no question', '{"id":"1","relevant":[]}'],
    ['no relevant', '{"id":"1","q":"tea"}'],
    ['relevant as a text', '{"id":"1","q":"tea","relevant":"tea"}'],
  ])('refuses a question with %s, with its line', (_, line) => {
    for (const tune of [undefined, [line]]) {
      const file = join(folder, tune ? 'tune.jsonl' : 'queries.jsonl');
      expect(() => read(DOCS, tune ? QUERIES : [line], tune)).toThrow(`${file}:1: `);
    }
  });

  it('shows ten problems, and counts the others', () => {
    const bad = Array.from({ length: 13 }, () => '{');
    expect(() => read(bad, QUERIES)).toThrow(/docs\.jsonl:10: [\s\S]*… and 3 more$/);
    expect(() => read(bad, QUERIES)).not.toThrow(/docs\.jsonl:11: /);
  });

  it('refuses a file that is not there, and one that holds nothing, saying what to write', () => {
    for (const dir of [join(folder, 'none'), write('file', ['x'])]) {
      expect(() => readCollection({ dir })).toThrow(
        expect.objectContaining({
          code: 'bad_data',
          message: `${join(dir, 'docs.jsonl')} can not be read`,
          hint: expect.stringContaining('{"id"'),
        }),
      );
    }
    expect(() => read(DOCS, ['', ' '])).toThrow(`${join(folder, 'queries.jsonl')}:1: holds nothing`);
  });

  it('refuses questions of which none has a document that is there', () => {
    const stray = '{"id":"7","q":"gone","relevant":["gone"]}';
    expect(read(DOCS, [...QUERIES, stray]).questions).toHaveLength(3);
    expect(() => read(DOCS, [stray])).toThrow('no question has a relevant document');
    expect(() => read(DOCS, QUERIES, [stray])).toThrow(join(folder, 'tune.jsonl'));
    expect(read(DOCS, ['{"id":"2","q":"who","relevant":[]}']).questions).toHaveLength(1);
  });
});
