import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import papa from 'papaparse';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { cellOf, FORMULA, readCell } from '../../../editor/table/cells.ts';
import { csvOf } from '../../../editor/table/export.ts';
import { importInto } from '../../../editor/table/import.ts';
import { readCsv, readJson } from '../../../editor/table/read.ts';
import { entryText } from '../../../editor/write/entries.ts';
import { openWorkspace, writeEntries } from '../../../editor/write/proposal.ts';
import { factsJson, portionOf } from '../../../site/machine-files.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { copyBase, newFolder } from '../../folders.ts';

const DATA = fileURLToPath(new URL('../../../data', import.meta.url));
const { base } = loadFacts(DATA);
const all = new Set(base.packs.keys());

it('export, then import says every fact and source of the base as it was, as a table and as JSON', async () => {
  const json = factsJson(base, all, '2026-12-31');
  const inJson = [...all].flatMap((pack) => readJson(json, 'f.json', pack).facts.map(({ value }) => value));
  const byId = new Map(inJson.map((fact) => [fact['id'], fact]));
  const { facts, others } = await readCsv(await csvOf(portionOf(base, all)), 'f.csv');
  expect([facts.length, inJson.length]).toEqual([base.facts.size, base.facts.size]);
  const worded = z.record(z.string(), z.record(z.string(), z.unknown()));
  for (const { wordings = {}, ...fact } of facts.map(({ value }) => value)) {
    const { wordings: own, ...other } = byId.get(fact['id']) ?? {};
    const [[, first = {}] = [], ...further] = Object.entries(worded.parse(own));
    expect(entryText('facts', fact)).toBe(entryText('facts', { ...other, ...first }));
    expect(wordings).toEqual(Object.fromEntries(further));
  }
  const textOf = (source: object): string => entryText('sources', { ...source });
  expect(others.map(({ value }) => textOf(value)).sort()).toEqual([...base.sources.values()].map(textOf).sort());
});

it.each(['csv', 'json'])(
  'export, then import puts the facts back into their files as they were: %s',
  async (format) => {
    const dir = newFolder();
    copyBase(dir);
    const { base: before } = loadFacts(dir);
    const [pack] = [...before.packs.keys()].filter((id) => id === 'norvane');
    if (!pack) throw new Error('the base of the tests has it');
    const folder = join(dir, 'packs', pack);
    for (const name of readdirSync(join(folder, 'facts'))) writeFileSync(join(folder, 'facts', name), '');
    writeFileSync(join(folder, 'sources.yaml'), '');
    const workspace = openWorkspace(dir, '2026-12-31');
    const incoming =
      format === 'csv'
        ? await readCsv(await csvOf(portionOf(before, new Set([pack]))), 'f.csv')
        : readJson(factsJson(before, new Set([pack]), '2026-12-31'), 'f.json', pack);
    const { entries, problems } = importInto(incoming, pack, workspace);
    // The invented facts keep to no rule of style.
    expect(problems.filter(({ rule }) => !rule)).toEqual([]);
    writeEntries(pack, entries, workspace);
    const after = loadFacts(dir).base;
    expect([after.facts.size, after.sources.size]).toEqual([before.facts.size, before.sources.size]);
    for (const [id, fact] of before.facts) expect(after.facts.get(id)).toEqual(fact);
    for (const [id, source] of before.sources) expect(after.sources.get(id)).toEqual(source);
  },
);

it('writes no cell that a spreadsheet would run', async () => {
  const { facts, sources } = portionOf(base, all);
  const hostile = sources.map((one) => ({ ...one, title: '=1+1' }));
  expect(await csvOf({ facts, sources: hostile })).toContain("'=1+1");
});

const nasty = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom("'", '=', '+', '-', '@', '＝', 'a', '|', '"', ','), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
const tidy = (raw: string) => raw.normalize('NFC').replace(/\s+/gu, ' ').trim();

it('cells begin no formula, are read back as they were, and hold lists of any texts', () => {
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 4 }), (raw) => {
      const items = raw.map(tidy).filter((one) => one !== '');
      const { data } = papa.parse<string[]>(papa.unparse([[...items, cellOf(items)]], { escapeFormulae: FORMULA }), {
        delimiter: ',',
      });
      const cells = data[0] ?? [];
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
      expect(cells.slice(0, items.length).map((cell) => readCell('claim', cell))).toEqual(items);
      expect(readCell('questions', cells[items.length] ?? '') ?? []).toEqual(items);
    }),
    { numRuns: 300 },
  );
});
