import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CheckedAddress, LinkReport } from '../../../editor/links/check.ts';
import { citedIn } from '../../../editor/links/cited.ts';
import { formatReport, isBad } from '../../../editor/links/report.ts';
import type { Verdict } from '../../../editor/links/verdict.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';
import { anyText } from '../../platforms/hostile-text.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const dir = () =>
  dataFolder({
    'packs/acme/sources.yaml': IDS.map((id) => source({ id, url: `https://${id}.example.com/x` })),
    'packs/acme/facts/history.yaml': [
      fact({ cites: IDS.map((id) => ({ source: id, quote: 'We will not' })) }),
    ],
  });

function reportOf(why: string, base = loadFacts(dir()).base): LinkReport {
  const { addresses, quotations } = citedIn(base, (_, id) => `sources.yaml: ${id}`);
  const verdicts: readonly Verdict[] = [
    { kind: 'fine' },
    { kind: 'failing', why },
    { kind: 'failing', why },
    { kind: 'moved', to: 'https://d.example.com/new', write: true },
    { kind: 'asks', why },
    { kind: 'look', why },
  ];
  return {
    addresses: addresses.flatMap((address, index): CheckedAddress[] => {
      const verdict = verdicts[index];
      const failed = verdict?.kind === 'failing' ? [{ on: '2026-11-22', why }] : [];
      return verdict ? [{ address, verdict, failed, dead: index === 1 }] : [];
    }),
    quotes: quotations.slice(0, 1).map((quotation) => ({
      quotation,
      result: { kind: 'differs', theirs: why, at: 'https://a.example.com/x' },
    })),
  };
}

it('puts the worst first, says what to type, and only counts what is fine', () => {
  const text = formatReport(reportOf('We will never'));
  expect([...text.matchAll(/^## (.*) \(1\)$/gm)].map(([, title]) => title)).toEqual([
    'Dead',
    'Wrong quotations',
    'Failing',
    'Moved for good',
    'Look at it',
    'Refuses robots, or asks for a login',
  ]);
  expect(text).toContain('- write `url: https://d.example.com/new`');
  expect(text).toContain('- write `quote: "We will never"`');
  expect(text).toContain('- `try 1 of 3: We will never`');
  expect(text).toMatch(/6 addresses, 1 fine; 1 quotation, 0 as quoted, 0 not checked\.$/);
});

it('is bad for a dead address and for wrong words; words that are not there only in a document', () => {
  const { addresses, quotes } = reportOf('x');
  expect(isBad({ addresses, quotes: [] })).toBe(true);
  const living = addresses.filter(({ dead }) => !dead);
  expect(isBad({ addresses: living, quotes: [] })).toBe(false);
  expect(isBad({ addresses: living, quotes })).toBe(true);
  const absent = quotes.map((one) => ({ ...one, result: { kind: 'absent', at: 'x' } as const }));
  expect(isBad({ addresses: living, quotes: absent })).toBe(false);
  expect(isBad({ quotes: absent })).toBe(true);
});

it('lets nothing out of a page: no escape sequences, and all of it in code', () => {
  const { base } = loadFacts(dir());
  fc.assert(
    fc.property(anyText(400), (why) => {
      const text = formatReport(reportOf(why, base));
      expect(text).not.toMatch(/[^\P{Cc}\n]/u);
      const outside = text.replace(/`[^`\n]*`/g, '').replace(/<https:\/\/[a-f]\.example\.com\/x>/g, '');
      expect(outside).not.toMatch(/[@<`]|\]\(|https?:/);
    }),
    { numRuns: 40 },
  );
});
