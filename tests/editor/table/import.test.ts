import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { COLUMNS, columnsMarkdown, columnsText } from '../../../editor/table/columns.ts';
import { decodeText } from '../../../editor/table/decode.ts';
import { addImport } from '../../../editor/table/import.ts';
import { importInto } from '../../../editor/table/import-into.ts';
import { MOST_ROWS } from '../../../editor/table/incoming.ts';
import { readTable } from '../../../editor/table/read.ts';
import { readJson } from '../../../editor/table/read-json.ts';
import { openWorkspace } from '../../../editor/write/workspace.ts';
import { dataFolder, entity, fact, source, TODAY } from '../../facts/data-folder.ts';
import { runTool } from '../facts/run-tool.ts';

const YAML = { 'packs/acme/facts/history.yaml': [fact()], 'packs/acme/entities.yaml': [entity()] };
const workspace = () => openWorkspace(dataFolder(YAML), TODAY);

const EXAMPLE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(COLUMNS.map(({ name, example }) => [name, example])),
  id: 'acme.sells-anvils',
  about: 'acme',
  claim: 'The Toledo Post reports that Acme sells anvils.',
  questions: 'Does Acme sell anvils? | acme anvils | What can I buy from Acme?',
  period_from: '',
  source: 'post-anvils',
};

/** Rows of a table: the example, with some cells changed. */
function table(...rows: readonly Readonly<Record<string, string>>[]): string[][] {
  const names = COLUMNS.map(({ name }) => name);
  return [names, ...rows.map((row) => names.map((name) => ({ ...EXAMPLE, ...row })[name] ?? ''))];
}

function imported(rows: readonly (readonly string[])[]) {
  const { proposal, refused, notes } = importInto(readTable(rows, 'f.csv'), 'acme', workspace());
  return {
    facts: (proposal.facts ?? []).map(({ value }) => value.id),
    sources: (proposal.sources ?? []).map(({ value }) => value.id),
    refused: refused.map(({ where, message }) => `${where}: ${message}`),
    tips: refused.map(({ tip = 'nothing' }) => tip),
    notes,
  };
}

describe('a table', () => {
  it('gives a fact and its source', () => {
    expect(imported(table({}))).toEqual({
      facts: ['acme.sells-anvils'],
      sources: ['post-anvils'],
      refused: [],
      tips: [],
      notes: [],
    });
  });

  it('takes further rows of an id as further documents', () => {
    const more = {
      ...Object.fromEntries(Object.keys(EXAMPLE).map((name) => [name, ''])),
      id: 'acme.sells-anvils',
      source: 'post-acme',
      locator: 'p. 9',
    };
    const { proposal } = importInto(readTable(table({}, more), 'f.csv'), 'acme', workspace());
    expect(proposal.facts?.[0]?.value.cites).toEqual([
      { source: 'post-anvils', locator: 'paragraph 3' },
      { source: 'post-acme', locator: 'p. 9' },
    ]);
  });

  it.each([
    [{ claim: 'x'.repeat(401) }, 'row 2, column claim: claim has 401 characters: at most 400'],
    [
      { claim: 'Acme sells anvils.' },
      'row 2, column claim: acme.sells-anvils does not name who says so [claims-are-plain]',
    ],
    [{ claim: '=cmd|/c calc' }, 'row 2, column claim: holds a formula of a spreadsheet'],
    [{ topic: 'histroy' }, 'row 2, column topic: acme has no topic histroy'],
    [
      { kind: 'rumour' },
      'row 2, column kind: kind must be one of finding, report, record, company-statement, letter, opinion, metadata',
    ],
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
    [
      { source_url: 'http://e.org' },
      'row 2, column source_url: url does not begin with https://',
      'Leave url out and say in via who cites it.',
    ],
    [{ about: 'nobody' }, 'row 2, column about: no entity is called nobody'],
    [{ id: 'acme.founded-1949' }, 'row 2, column id: acme.founded-1949 is in the base already'],
    [
      { questions: 'When was Acme founded? | b? | c?' },
      'row 2, column questions: "When was Acme founded?" is already a question of acme.founded-1949 [questions-are-unique]',
    ],
    [{ id: '' }, 'row 2, column id: is empty beside the words of a fact'],
  ])('says of a bad cell where it is and what is wrong: %j', (change, problem, tip?: string) => {
    const { facts, refused, tips } = imported(table(change));
    expect(facts).toEqual([]);
    expect(refused).toContain(problem);
    if (tip !== undefined) expect(tips[refused.indexOf(problem)]).toBe(tip);
  });

  it('takes the good rows, and leaves out a source that only a bad one rests on', () => {
    const bad = {
      id: 'acme.bad',
      claim: 'No witness here.',
      source: 'post-other',
      questions: 'd? | e? | f?',
    };
    const { facts, sources, refused, notes } = imported(table({}, bad));
    expect(facts).toEqual(['acme.sells-anvils']);
    expect(sources).toEqual(['post-anvils']);
    expect(refused).toHaveLength(1);
    expect(notes).toEqual(['Left out, since no fact that is taken rests on them: the sources post-other.']);
  });

  it('says which row tells otherwise', () => {
    expect(imported(table({}, { claim: 'The Toledo Post says something else.' })).refused).toEqual([
      'row 3, column claim: says otherwise than row 2, which tells the same fact',
    ]);
  });

  it('skips empty rows and counts them, ignores unknown columns and says so', () => {
    const [names = [], row = []] = table({ kind: 'rumour' });
    const { refused, notes } = imported([
      [...names, 'Colour', 'claims'],
      names.map(() => ''),
      [...row, 'red', ''],
    ]);
    expect(refused[0]).toMatch(/^row 3, column kind/);
    expect(notes).toEqual([
      expect.stringContaining('"Colour") is left out'),
      expect.stringContaining('Did you mean claim?'),
      expect.stringContaining('Left out'),
    ]);
  });

  it.each([
    [[['id', 'topic']], /no column kind, about, claim/],
    [[[...COLUMNS.map(({ name }) => name), 'Claim']], /two columns called claim \(G and/],
    [[[]], /no column/],
  ])('refuses a header that is none', (rows, message) => {
    expect(() => readTable(rows, 'f.csv')).toThrow(message);
  });

  it('explains every column', () => {
    for (const { name } of COLUMNS) expect(columnsText()).toContain(name);
  });

  it('reads thousands of bad rows, and refuses each once', () => {
    const [names = [], row = []] = table({ topic: 'none' });
    const many = Array.from({ length: 2_000 }, (_, index) => [`acme.f${index}`, ...row.slice(1)]);
    expect(imported([names, ...many]).refused).toHaveLength(2_000);
  });
});

describe('bytes', () => {
  const text = 'id;Grüße – “so”\r\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    [
      'Windows-1252',
      Buffer.from([...text].map((one) => ({ '–': 0x96, '“': 0x93, '”': 0x94 })[one] ?? one.charCodeAt(0))),
    ],
  ])('of %s are read', (name, bytes) => {
    const read = decodeText(bytes, 'f.csv');
    expect(read.text).toBe(text);
    expect(read.note !== undefined).toBe(name === 'Windows-1252');
  });

  it.each([
    [Buffer.from('PK\u0003\u0004'), /workbook or a zip/],
    [Buffer.from('a\0b'), /zero bytes/],
  ])('of what is no text are refused', (bytes, message) => {
    expect(() => decodeText(bytes, 'f.csv')).toThrow(message);
  });

  it('with semicolons and quotation marks give the same rows', () => {
    const rows = table({ claim: 'The Toledo Post says: "anvils; and more".' });
    expect(
      papa.parse<string[]>(papa.unparse(rows, { delimiter: ';' }), { delimitersToGuess: [',', ';', '\t'] })
        .data,
    ).toEqual(rows);
  });
});

describe('JSON', () => {
  it('may be a list of facts as in their files', () => {
    const own = {
      topic: 'history',
      ...fact({
        id: 'acme.b',
        claim: 'The Toledo Post says that Acme is old.',
        questions: ['x?', 'y?', 'z?'],
      }),
    };
    const { proposal, refused } = importInto(
      readJson(JSON.stringify([own]), 'f.json', 'acme'),
      'acme',
      workspace(),
    );
    expect(refused).toEqual([]);
    expect(proposal.facts?.map(({ value }) => value.id)).toEqual(['acme.b']);
  });

  it('names the place of what is wrong', () => {
    const { refused } = importInto(
      readJson(
        JSON.stringify([{ topic: 'history', ...fact({ id: 'acme.b', kind: 'x' }) }, 5]),
        'f.json',
        'acme',
      ),
      'acme',
      workspace(),
    );
    expect(refused.map(({ where }) => where)).toEqual(['facts[1]', 'facts[0].kind']);
  });

  it.each(['{', '5', '{"facts": 5}'])('is refused where it is none: %s', (text) => {
    expect(() => readJson(text, 'f.json', 'acme')).toThrow(/f\.json/);
  });
});

it('is explained in data/README.md column by column', () => {
  const readme = fileURLToPath(new URL('../../../data/README.md', import.meta.url));
  expect(readFileSync(readme, 'utf8')).toContain(`${columnsMarkdown()}\n<!-- end of columns -->`);
});

it('takes as many rows as it says and not one more, blank lines at the end not counted', async () => {
  const dir = dataFolder(YAML);
  const file = join(dir, 'facts.csv');
  const header = papa.unparse([COLUMNS.map(({ name }) => name)]);
  const rows = (count: number): string => `${header}\n${'x,y\n'.repeat(count)}\n\n`;
  const args = ['import', file, '--pack', 'acme', '--dry-run'];
  writeFileSync(file, rows(MOST_ROWS + 1));
  await expect(runTool(addImport, args, dir)).rejects.toThrow('has more than 10,000 rows');
  writeFileSync(file, rows(MOST_ROWS));
  expect((await runTool(addImport, args, dir)).out).toContain('Nothing was written');
  writeFileSync(file, JSON.stringify(Array.from({ length: MOST_ROWS + 1 }, () => ({}))));
  await expect(runTool(addImport, args, dir)).rejects.toThrow('has more than 10,000 rows');
});

it('says that a topic would be too large before it writes any of it', async () => {
  const dir = dataFolder({
    'packs/acme/sources.yaml': stringify([source(), source({ id: 'post-anvils' })]),
    'packs/acme/facts/history.yaml': `# ${'x'.repeat(1024 * 1024 - 200)}\n[]\n`,
  });
  const file = join(dir, 'facts.csv');
  writeFileSync(file, papa.unparse(table({})));
  await expect(runTool(addImport, ['import', file, '--pack', 'acme'], dir)).rejects.toThrow(
    'larger than 1 MB',
  );
});
