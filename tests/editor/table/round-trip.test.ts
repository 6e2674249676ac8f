import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import papa from 'papaparse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { guardCell, listCell, readCell, readList } from '../../../editor/table/cells.ts';
import { importInto } from '../../../editor/table/import-into.ts';
import { readTable } from '../../../editor/table/read.ts';
import { readJson } from '../../../editor/table/read-json.ts';
import { tableOf } from '../../../editor/table/write.ts';
import { planChanges, writeChanges } from '../../../editor/write/changes.ts';
import { openWorkspace } from '../../../editor/write/workspace.ts';
import { factsJson, portionOf } from '../../../site/fact-record.ts';
import { loadFacts } from '../../../src/facts/load.ts';

const DATA = fileURLToPath(new URL('../../../data', import.meta.url));
const { base } = loadFacts(DATA);

/** A copy of the real data in which a pack has no facts any more, and no sources where they are to come back too. */
function emptied(pack: string, sources: boolean): string {
  const dir = mkdtempSync(join(tmpdir(), 'round-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  cpSync(DATA, dir, { recursive: true });
  const facts = join(dir, 'packs', pack, 'facts');
  for (const name of readdirSync(facts)) writeFileSync(join(facts, name), '');
  if (sources) writeFileSync(join(dir, 'packs', pack, 'sources.yaml'), '');
  return dir;
}

describe('export, then import', () => {
  // The largest pack has everything: translations, corrections, quotes, sources that cite and repeat each other.
  it.each([
    ['csv', 'salesforce'],
    ['json', 'flock'],
  ])('gives the facts back as they were: %s', (format, pack) => {
    const only = new Set([...base.packs.keys()].filter((id) => id === pack));
    const dir = emptied(pack, true);
    const workspace = openWorkspace(dir, '2026-11-26');
    const csv = papa.unparse(tableOf(portionOf(base, only)).map((row) => [...row]));
    const incoming =
      format === 'csv'
        ? readTable(papa.parse<string[]>(csv).data, 'f.csv')
        : readJson(factsJson(base, only, '2026-11-26'), 'f.json', pack);
    const { proposal, refused } = importInto(incoming, pack, workspace);
    expect(refused).toEqual([]);
    writeChanges(planChanges(proposal, dir));
    const after = loadFacts(dir).base;
    for (const [id, fact] of base.facts) expect(after.facts.get(id)).toEqual(fact);
    expect(after.facts.size).toBe(base.facts.size);
    for (const [id, source] of base.sources) expect(after.sources.get(id)).toEqual(source);
  });
});

describe('cells', () => {
  const nasty = fc.oneof(
    fc.string(),
    fc
      .array(fc.constantFrom("'", '=', '+', '-', '@', '＝', 'a', '|', '"', ','), { maxLength: 6 })
      .map((parts) => parts.join('')),
  );

  it('begin no formula, and are read back as they were', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const text = raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
        expect(guardCell(text)).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
        expect(readCell(guardCell(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('hold lists of any texts', () => {
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 4 }), (raw) => {
        const items = raw
          .map((one) => one.normalize('NFC').replace(/\s+/gu, ' ').trim())
          .filter((one) => one !== '');
        expect(readList(guardCell(listCell(items)))).toEqual(items);
      }),
      { numRuns: 500 },
    );
  });
});
