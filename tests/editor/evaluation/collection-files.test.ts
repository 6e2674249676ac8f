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
      warnings: [],
    });
  });

  it('reads other questions where they are named', () => {
    write('docs.jsonl', DOCS);
    const queries = write('others.jsonl', ['{"id":"9","q":"lamps","relevant":["oil"]}']);
    const tune = write('tune.jsonl', QUERIES);
    const collection = readCollection({ dir: folder, queries, tune });
    expect(collection.questions.map(({ id }) => id)).toEqual(['9']);
    expect(collection.tune.map(({ id }) => id)).toEqual(['1', '2']);
    expect(collection.warnings).toEqual([]);
  });

  it('takes null for what is left out, and minds neither empty lines, a mark at the start nor Windows', () => {
    write('docs.jsonl', [`\ufeff{"id":"tea","title":null,"text":"Tea","aliases":null}`, '', ''], '\r\n');
    write('queries.jsonl', ['', ...QUERIES], '\r\n');
    const { docs, questions } = readCollection({ dir: folder });
    expect(docs).toEqual([{ id: 'tea', text: 'Tea', aliases: [] }]);
    expect(questions).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{"id":', 'is no JSON'],
    ['no object', '["tea"]', 'must be a JSON object'],
    ['no id', '{"text":"Tea"}', 'id must be a text'],
    ['an empty id', '{"id":"","text":"Tea"}', 'id must not be empty'],
    ['no text', '{"id":"x"}', 'text must be a text'],
    ['a title of another kind', '{"id":"x","text":"","title":5}', 'title must be a text'],
    ['one alias', '{"id":"x","text":"","aliases":"tea"}', 'aliases must be a list of texts'],
    ['an alias of another kind', '{"id":"x","text":"","aliases":["a",5]}', 'aliases.1 must be a text'],
    ['an id twice', DOCS[0] ?? '', 'id "tea" stands on line 1 already'],
  ])('refuses a document with %s, with its line', (_, line, message) => {
    expect(() => read([...DOCS, '', line], QUERIES)).toThrow(
      expect.objectContaining({
        code: 'bad_data',
        message: `${join(folder, 'docs.jsonl')}:4: ${message}`,
        hint: expect.stringMatching(/document/),
      }),
    );
  });

  it.each([
    ['no question', '{"id":"1","relevant":[]}', 'q must be a text'],
    ['no relevant', '{"id":"1","q":"tea"}', 'relevant must be a list of ids'],
    ['relevant as a text', '{"id":"1","q":"tea","relevant":"tea"}', 'relevant must be a list of ids'],
    ['all of it', '{"id":1,"q":2}', 'id must be a text; q must be a text; relevant must be a list'],
  ])('refuses a question with %s, with its line', (_, line, message) => {
    for (const tune of [undefined, [line]]) {
      const file = join(folder, tune ? 'tune.jsonl' : 'queries.jsonl');
      expect(() => read(DOCS, tune ? QUERIES : [line], tune)).toThrow(`${file}:1: ${message}`);
    }
  });

  it('shows ten problems, and counts the others', () => {
    const bad = Array.from({ length: 13 }, () => '{');
    expect(() => read(bad, QUERIES)).toThrow(/^(?:\S*docs\.jsonl:\d+: is no JSON\n){10}… and 3 more$/);
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

  it('warns of relevant documents that are not there, and refuses when none is', () => {
    const stray = '{"id":"7","q":"gone","relevant":["gone"]}';
    const { warnings } = read(DOCS, [...QUERIES, stray]);
    expect(warnings).toEqual([
      `${join(folder, 'queries.jsonl')}: 1 questions have no relevant document in docs.jsonl; "7" wants "gone".`,
    ]);
    expect(() => read(DOCS, [stray])).toThrow('no question has a relevant document');
    expect(() => read(DOCS, QUERIES, [stray])).toThrow(join(folder, 'tune.jsonl'));
    expect(read(DOCS, ['{"id":"2","q":"who","relevant":[]}']).warnings).toEqual([]);
  });

  it('warns of an id that is given twice', () => {
    expect(read(DOCS, [...QUERIES, QUERIES[1] ?? '']).warnings).toEqual([
      `${join(folder, 'queries.jsonl')}: 1 questions have the id of an earlier one; all count.`,
    ]);
  });

  it('warns when what is measured is tuned on: the same file, or the same question in another', () => {
    write('docs.jsonl', DOCS);
    const queries = write('queries.jsonl', QUERIES);
    const same = readCollection({ dir: folder, tune: join(folder, '.', 'queries.jsonl') });
    expect(same.warnings).toEqual([expect.stringMatching(/is measured and tuned on/)]);
    const other = [
      '{"id":"1","q":"when is tea","relevant":["tea"]}',
      '{"id":"2","q":"another","relevant":[]}',
    ];
    const shared = readCollection({ dir: folder, queries, tune: write('tune.jsonl', other) });
    expect(shared.warnings).toEqual([
      expect.stringMatching(/^1 questions of .*queries\.jsonl are in .*tune/),
    ]);
  });
});
