import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import papa from 'papaparse';
import { expect, it } from 'vitest';
import { addImport, importInto } from '../../../editor/table/import.ts';
import { readCsv, readJson } from '../../../editor/table/read.ts';
import { entryText } from '../../../editor/write/entries.ts';
import { openWorkspace } from '../../../editor/write/proposal.ts';
import { loadFacts } from '../../../src/facts/load.ts';
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
  short: 'Sells anvils, by the Toledo Post',
  questions: 'Does Acme sell anvils? | acme anvils | What can I buy from Acme?',
  asOf: '2024-12-31',
  reviewBy: '2028-12-31',
  'cite.source': 'post-anvils',
  'cite.locator': 'paragraph 3',
  'source.title': 'Anvils',
  'source.publisher': 'The Toledo Post',
  'source.kind': 'press',
  'source.url': 'https://post.example.org/anvils',
  'source.accessed': '2026-11-22',
  'source.read': 'whole',
  'source.language': 'en',
};
const OTHER: Cells = {
  id: 'acme.other',
  questions: 'd? | e? | f?',
  'cite.source': 'post-other',
  'source.url': 'https://post.example.org/other',
};
const NAMES = [...Object.keys(EXAMPLE), 'amount.usd', 'amount.nature', 'cite.quote'];
/** A table: each row is the example, with some cells changed. */
const table = (...rows: readonly Cells[]) =>
  papa.unparse([NAMES, ...rows.map((row) => NAMES.map((name) => ({ ...EXAMPLE, ...row })[name] ?? ''))]);
const ONLY = (cells: Cells): Cells => ({ ...Object.fromEntries(NAMES.map((name) => [name, ''])), ...cells });

async function imported(csv: string) {
  const { entries, problems } = importInto(await readCsv(csv, 'f.csv'), 'acme', workspace());
  return {
    taken: entries.map(({ kind, value }) => `${kind} ${value['id']}`),
    values: entries.map(({ value }) => value),
    refused: problems.map(({ where, message, tip }) => `${where}: ${message}. ${tip}`),
  };
}

it('a table gives a fact and its source, and takes further rows of an id as further documents', async () => {
  const more = ONLY({ id: 'acme.sells-anvils', 'cite.source': 'post-acme', 'cite.locator': 'p. 9' });
  const { taken, values, refused } = await imported(table({}, more));
  expect([taken, refused]).toEqual([['sources post-anvils', 'facts acme.sells-anvils'], []]);
  expect(values[1]?.['cites']).toEqual([
    { source: 'post-anvils', locator: 'paragraph 3' },
    { source: 'post-acme', locator: 'p. 9' },
  ]);
});

it.each<[Cells, string]>([
  [{ claim: 'x'.repeat(401) }, 'claim has 401 characters: at most 400'],
  [{ claim: 'Acme sells anvils.' }, 'acme.other does not name who says so'],
  [{ topic: 'histroy' }, 'acme has no topic "histroy". Did you mean history?'],
  [{ asOf: '31/12/2024' }, 'asOf is no day of the calendar. Write it as 2026-11-22.'],
  [{ 'amount.usd': '5 million', 'amount.nature': 'paid' }, 'amount.usd must be a number'],
  [{ 'cite.quote': 'x'.repeat(201) }, 'cites[0].quote has 201 characters: at most 200'],
  [{ 'source.url': 'http://e.org' }, 'url does not begin with https://'],
  [{ about: 'nobody' }, 'no entity is called nobody'],
  [{ id: 'acme.founded-1949' }, 'acme.founded-1949 is in the base already'],
  [{ id: '' }, 'id is missing'],
  [
    { questions: 'When was Acme founded? | b? | c?' },
    '"When was Acme founded?" is already a question of acme.founded-1949',
  ],
])('a table says of a bad cell in which row it is and what is wrong: %j', async (change, problem) => {
  const { refused } = await imported(table({}, { ...OTHER, ...change }));
  expect(refused).toEqual([expect.stringMatching(/^row 3: /)]);
  expect(refused[0]).toContain(problem);
});

it('a table names the row of a further document, and counts empty rows', async () => {
  const [names = [], row = []] = papa.parse<string[]>(table({})).data;
  const further = ONLY({ id: 'acme.sells-anvils', 'cite.source': 'nowhere', 'cite.locator': 'p. 9' });
  const empty = names.map(() => '');
  const csv = papa.unparse([names, empty, row, names.map((name) => further[name] ?? '')], { delimiter: ';' });
  expect((await imported(csv)).refused).toEqual([expect.stringContaining('row 4: no source is called nowhere')]);
  const worded = papa.unparse([
    [...names, 'wordings.es.claim', 'wordings.es.questions'],
    [...row, 'El Post.', 'a | b'],
  ]);
  expect((await imported(worded)).refused).toEqual([expect.stringContaining('row 2: acme has no language "es"')]);
  const strange = papa.unparse([names, row]).replace('topic', 'topic,claims').replace('history', 'history,x');
  expect((await imported(strange)).refused).toEqual([expect.stringMatching(/^row 2: .*claims.*Did you mean claim/)]);
});

it.each([
  ['topic\n', /no column id/],
  ['', /no column id/],
  [`${NAMES.join()}\n"acme.a,history\n`, /row 2: .*uote/],
  [`${NAMES.join()}\n${NAMES.join()},more\n`, /row 2: Too many fields/],
  [`${NAMES.join()},__proto__.x\n`, /a column "__proto__\.x"/],
])('a table is refused where it is none', (csv, message) => expect(readCsv(csv, 'f.csv')).rejects.toThrow(message));

const own = { topic: 'history', ...fact({ id: 'acme.b', claim: 'The Post says so.', questions: ['x?', 'y?', 'z?'] }) };
const taken = (...facts: object[]) =>
  importInto(readJson(JSON.stringify(facts), 'f.json', 'acme'), 'acme', workspace());

it('JSON may be a list of facts as in their files; those of other packs and those that are there stay out', () => {
  const { entries, problems } = taken({ ...own, pack: 'bolt' }, own, { topic: 'history', ...fact() });
  expect(problems).toEqual([]);
  expect(entries.map(({ value }) => value['id'])).toEqual(['acme.b']);
  const changed = taken({ topic: 'history', ...fact({ claim: 'The Post says otherwise.' }) });
  expect(changed.problems).toMatchObject([
    { message: 'acme.founded-1949 is in the base already', where: 'facts[0].id' },
  ]);
});

it('JSON names the place of what is wrong', () => {
  const { problems } = taken({ ...own, pack: 'bolt' }, { ...own, kind: 'x' });
  expect(problems.map(({ where }) => where)).toEqual(['facts[1].kind']);
  for (const text of ['{', '5', '{"facts": 5}', '[5]'])
    expect(() => readJson(text, 'f.json', 'acme')).toThrow(/f\.json/);
});

const run = (dir: string, ...args: string[]) => runTool(addImport, ['import', ...args], dir);

it('the command writes all or nothing, and nothing with --dry-run', async () => {
  const dir = dataFolder(FILES);
  const file = join(dir, 'f.csv');
  const facts = () => loadFacts(dir).base.facts.size;
  writeFileSync(file, `\ufeff${table({}, { id: 'acme.bad', claim: 'No witness.', questions: 'd? | e? | f?' })}`);
  const bad = await run(dir, file, '--pack', 'acme');
  expect([bad.failed, facts()]).toEqual([true, 1]);
  expect(bad.out).toMatch(/^row 3 {2}error: .*\n[\s\S]*Nothing was written/);
  writeFileSync(file, `\ufeff${table({})}`);
  expect((await run(dir, file, '--pack', 'acme', '--dry-run')).out).toContain(
    'Can be taken into acme:\n  sources: post-anvils\n',
  );
  expect(facts()).toBe(1);
  expect((await run(dir, file, '--pack', 'acme')).out).toContain('facts: acme.sells-anvils\nWritten:');
  expect(facts()).toBe(2);
  writeFileSync(file, Buffer.from('Gr\u00fc\u00dfe', 'latin1'));
  await expect(run(dir, file, '--pack', 'acme')).rejects.toThrow('is no UTF-8 text');
  await expect(run(dir, file, '--pack', 'acne')).rejects.toMatchObject({ hint: 'Did you mean acme?' });
});
