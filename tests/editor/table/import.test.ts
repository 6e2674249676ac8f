import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { COLUMNS, columnsMarkdown } from '../../../editor/table/columns.ts';
import { addImport, importInto } from '../../../editor/table/import.ts';
import { readCsv, readJson } from '../../../editor/table/incoming.ts';
import { entryText } from '../../../editor/write/entry-text.ts';
import { openWorkspace } from '../../../editor/write/proposal.ts';
import { dataFolder, fact, source, TODAY } from '../../facts/data-folder.ts';
import { runTool } from '../facts/run-tool.ts';

const FILES = {
  'packs/acme/sources.yaml': entryText('sources', source()),
  'packs/acme/facts/history.yaml': entryText('facts', fact()),
};
const workspace = () => openWorkspace(dataFolder(FILES), TODAY);

type Cells = Readonly<Record<string, string>>;

const EXAMPLE: Cells = {
  id: 'acme.sells-anvils',
  topic: 'history',
  kind: 'report',
  about: 'acme',
  claim: 'The Toledo Post reports that Acme sells anvils.',
  questions: 'Does Acme sell anvils? | acme anvils | What can I buy from Acme?',
  as_of: '2024-12-31',
  review_by: '2028-12-31',
  source: 'post-anvils',
  locator: 'paragraph 3',
  source_title: 'Anvils',
  source_publisher: 'The Toledo Post',
  source_kind: 'press',
  source_url: 'https://post.example.org/anvils',
  source_accessed: '2026-11-22',
  source_read: 'whole',
  source_language: 'en',
};
const NAMES = COLUMNS.map(({ name }) => name);
/** A table: each row is the example, with some cells changed. */
const table = (...rows: readonly Cells[]) =>
  papa.unparse([NAMES, ...rows.map((row) => NAMES.map((name) => ({ ...EXAMPLE, ...row })[name] ?? ''))]);
const ONLY = (cells: Cells): Cells => ({ ...Object.fromEntries(NAMES.map((name) => [name, ''])), ...cells });

async function imported(csv: string) {
  const { proposal, refused, notes } = importInto(await readCsv(csv, 'f.csv'), 'acme', workspace());
  return {
    taken: proposal.entries.map(({ kind, value }) => `${kind} ${value['id']}`),
    values: proposal.entries.map(({ value }) => value),
    refused: refused.map(({ where, message }) => `${where}: ${message}`),
    tips: refused.map(({ tip }) => tip),
    notes,
  };
}

describe('a table', () => {
  it('gives a fact and its source, and takes further rows of an id as further documents', async () => {
    const more = ONLY({ id: 'acme.sells-anvils', source: 'post-acme', locator: 'p. 9' });
    const { taken, values, refused, notes } = await imported(table({}, more));
    expect({ taken, refused, notes }).toEqual({
      taken: ['sources post-anvils', 'facts acme.sells-anvils'],
      refused: [],
      notes: [],
    });
    expect(values[1]?.['cites']).toEqual([
      { source: 'post-anvils', locator: 'paragraph 3' },
      { source: 'post-acme', locator: 'p. 9' },
    ]);
  });

  it.each<[Cells, string, string?]>([
    [{ claim: 'x'.repeat(401) }, 'row 2, column claim: claim has 401 characters: at most 400'],
    [
      { claim: 'Acme sells anvils.' },
      'row 2, column claim: acme.sells-anvils does not name who says so [claims-are-plain]',
    ],
    [{ topic: 'histroy' }, 'row 2, column topic: acme has no topic "histroy"', 'Did you mean history?'],
    [
      { as_of: '31/12/2024' },
      'row 2, column as_of: asOf is no day of the calendar',
      'Write it as 2026-11-22.',
    ],
    [
      { amount_usd: '5 million', amount_nature: 'paid' },
      'row 2, column amount_usd: amount.usd must be a number',
    ],
    [{ quote: 'x'.repeat(201) }, 'row 2, column quote: cites[0].quote has 201 characters: at most 200'],
    [{ source_url: 'http://e.org' }, 'row 2, column source_url: url does not begin with https://'],
    [{ about: 'nobody' }, 'row 2, column about: no entity is called nobody'],
    [{ id: 'acme.founded-1949' }, 'row 2, column id: acme.founded-1949 is in the base already'],
    [{ id: '' }, 'row 2, column id: id is missing'],
    [
      { questions: 'When was Acme founded? | b? | c?' },
      'row 2, column questions: "When was Acme founded?" is already a question of acme.founded-1949 [questions-are-unique]',
    ],
  ])('says of a bad cell where it is and what is wrong: %j', async (change, problem, tip) => {
    const { refused, tips } = await imported(table(change));
    expect(refused).toContain(problem);
    if (tip !== undefined) expect(tips[refused.indexOf(problem)]).toBe(tip);
  });

  it('names the bad row alone, and says which row tells otherwise', async () => {
    const bad = {
      id: 'acme.bad',
      claim: 'No witness here.',
      source: 'post-other',
      source_url: 'https://post.example.org/other',
      questions: 'd? | e? | f?',
    };
    const one = await imported(table({}, bad));
    expect(one.refused).toEqual([expect.stringMatching(/^row 3, column claim: acme\.bad does not name/)]);
    const other = await imported(table({}, { claim: 'The Toledo Post says something else.' }));
    expect(other.notes).toEqual([
      'row 3, column claim differs from row 2, which tells the same fact and counts.',
    ]);
  });

  it('refuses a language that the pack does not have, counts empty rows, and says which columns it leaves out', async () => {
    const csv = (rows: string[][]) => papa.unparse(rows, { delimiter: ';' });
    const [names = [], row = []] = papa.parse<string[]>(table({})).data;
    const es = await imported(
      csv([[...names, 'claim:es', 'questions:es'], names.map(() => ''), [...row, 'El Post.', 'a | b']]),
    );
    expect(es.refused[0]).toBe('row 3, column claim:es: acme has no language "es"');
    const strange = await imported(
      csv([
        [...names, 'Colour', 'claims'],
        [...row, 'red', '', 'too much'],
      ]),
    );
    expect(strange.notes).toEqual([
      expect.stringContaining('"colour" is left out'),
      expect.stringContaining('Did you mean claim?'),
    ]);
    expect(strange.refused).toEqual(['row 2: has more cells than the header']);
  });

  it.each([
    ['id,topic\n', /no column kind, about, claim/],
    ['', /no column/],
    [`${NAMES.join()}\n"acme.a,history\n`, /quotation mark is not closed/],
  ])('is refused where it is none', async (csv, message) => {
    await expect(readCsv(csv, 'f.csv')).rejects.toThrow(message);
  });

  it('of thousands of bad rows refuses each once', async () => {
    const [names = [], row = []] = papa.parse<string[]>(table({ topic: 'none' })).data;
    const many = Array.from({ length: 2_000 }, (_, index) => [`acme.f${index}`, ...row.slice(1)]);
    expect((await imported(papa.unparse([names, ...many]))).refused).toHaveLength(2_000);
  });
});

describe('JSON', () => {
  const own = {
    topic: 'history',
    ...fact({ id: 'acme.b', claim: 'The Post says so.', questions: ['x?', 'y?', 'z?'] }),
  };
  const taken = (...facts: object[]) =>
    importInto(readJson(JSON.stringify(facts), 'f.json', 'acme'), 'acme', workspace());

  it('may be a list of facts as in their files; those of other packs and those that are there stay out', () => {
    const { proposal, refused, notes } = taken({ ...own, pack: 'bolt' }, own, {
      topic: 'history',
      ...fact(),
    });
    expect(refused).toEqual([]);
    expect(proposal.entries.map(({ value }) => value['id'])).toEqual(['acme.b']);
    expect(notes).toEqual([expect.stringMatching(/^1 facts of other packs/)]);
    const changed = taken({ topic: 'history', ...fact({ claim: 'The Post says otherwise.' }) });
    expect(changed.refused).toMatchObject([
      { message: 'acme.founded-1949 is in the base already', where: 'facts[0].id' },
    ]);
  });

  it('names the place of what is wrong', () => {
    expect(taken({ ...own, pack: 'bolt' }, { ...own, kind: 'x' }).refused.map(({ where }) => where)).toEqual([
      'facts[1].kind',
    ]);
    for (const text of ['{', '5', '{"facts": 5}', '[5]'])
      expect(() => readJson(text, 'f.json', 'acme')).toThrow(/f\.json/);
  });
});

describe('the command', () => {
  const run = (dir: string, ...args: string[]) => runTool(addImport, ['import', ...args], dir);

  it('writes all or nothing, and nothing with --dry-run', async () => {
    const dir = dataFolder(FILES);
    const file = join(dir, 'f.csv');
    const facts = () => openWorkspace(dir, TODAY).served.facts.size;
    writeFileSync(
      file,
      `\ufeff${table({}, { id: 'acme.bad', claim: 'No witness.', questions: 'd? | e? | f?' })}`,
    );
    const bad = await run(dir, file, '--pack', 'acme');
    expect([bad.failed, facts()]).toEqual([true, 1]);
    expect(bad.out).toMatch(/^row 3, column claim: .*\n[\s\S]*Nothing was written/);
    writeFileSync(file, `\ufeff${table({})}`);
    expect((await run(dir, file, '--pack', 'acme', '--dry-run')).out).toContain('(--dry-run)');
    expect(facts()).toBe(1);
    expect((await run(dir, file, '--pack', 'acme')).out).toContain('Taken into acme: 1 fact, 1 source.');
    expect(facts()).toBe(2);
    writeFileSync(file, Buffer.from('Gr\u00fc\u00dfe', 'latin1'));
    await expect(run(dir, file, '--pack', 'acme')).rejects.toThrow('is no UTF-8 text');
    await expect(run(dir, file, '--pack', 'acne')).rejects.toMatchObject({ hint: 'Did you mean acme?' });
    await expect(run(dir, file)).rejects.toThrow('No pack is named');
  });

  it('writes a template that can be read, and explains every column', async () => {
    const dir = dataFolder(FILES);
    const file = join(dir, 't.csv');
    await run(dir, '--template', file);
    const { facts, others } = await readCsv(readFileSync(file, 'utf8'), file);
    expect([facts.length, others.length, existsSync(file)]).toEqual([1, 1, true]);
    expect((await run(dir, '--columns')).out.trim()).toBe(columnsMarkdown());
  });
});
