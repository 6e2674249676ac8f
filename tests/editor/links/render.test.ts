import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressesOf, quotationsOf } from '../../../editor/links/addresses.ts';
import type { AddressOutcome, LinkReport } from '../../../editor/links/outcome.ts';
import { renderJson, renderMarkdown, renderText } from '../../../editor/links/render.ts';
import { sectionsOf } from '../../../editor/links/report.ts';
import type { Verdict } from '../../../editor/links/verdict.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { dataFolder, fact, source } from '../../facts/data-folder.ts';
import { anyText } from '../../platforms/hostile-text.ts';

const dir = () =>
  dataFolder({
    'packs/acme/sources.yaml': ['a', 'b', 'c', 'd', 'e', 'f'].map((id) =>
      source({ id, url: `https://${id}.example.com/x` }),
    ),
    'packs/acme/facts/history.yaml': [
      fact({ cites: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ source: id, quote: 'We will not' })) }),
    ],
  });

function reportOf(why: string, base = loadFacts(dir()).base): LinkReport {
  const sources = [...base.sources.values()];
  const where = (_: string, id: string) => `sources.yaml: ${id}`;
  const quotations = quotationsOf(base, sources, where);
  const verdicts: readonly Verdict[] = [
    { kind: 'fine' },
    { kind: 'failing', why, network: false },
    { kind: 'failing', why, network: true },
    { kind: 'moved', to: 'https://d.example.com/new', write: true },
    { kind: 'asks', why },
    { kind: 'look', why },
  ];
  const failed = [{ on: '2026-11-22', why }] as const;
  return {
    today: '2026-11-26',
    addresses: addressesOf(sources, quotations, where).flatMap((address, index): AddressOutcome[] => {
      const verdict = verdicts[index];
      return verdict
        ? [{ address, verdict, failed: verdict.kind === 'failing' ? failed : [], dead: index === 1 }]
        : [];
    }),
    quotes: quotations.slice(0, 1).map((quotation) => ({
      quotation,
      result: {
        kind: 'differs',
        theirs: why,
        atOurs: 'We will',
        atTheirs: why,
        at: 'https://a.example.com/x',
      },
    })),
  };
}

it('puts the worst first, says what to type, and only counts what is fine', () => {
  const text = renderText(sectionsOf(reportOf('answers 404')));
  expect([...text.matchAll(/^(\S.*): \d+$/gm)].map(([, title]) => title)).toEqual([
    'Dead',
    'Wrong quotations',
    'Failing',
    'Moved for good',
    'Look at it',
    'Refuses robots, or asks for a login',
  ]);
  expect(text).toContain('→ url: https://d.example.com/new');
  expect(text).toContain('try 1 of 3: answers 404');
  expect(text).toMatch(
    /6 addresses: 1 fine, 1 dead, 1 failing, 1 moved, 1 to look at, 1 closed to robots\. 1 quotation: 0 as quoted, 1 worded differently\.$/,
  );
});

it('says in Markdown that there is nothing to do', () => {
  const empty = { today: '2026-11-26', addresses: [], quotes: [] } as const;
  expect(renderMarkdown(sectionsOf(empty), '2026-11-26')).toContain('Nothing to do.');
});

it('fits into an issue', () => {
  const [one] = reportOf('x'.repeat(400)).addresses.slice(-1);
  const addresses = Array.from({ length: 400 }, () => one).filter((address) => address !== undefined);
  const markdown = renderMarkdown(sectionsOf({ today: '2026-11-26', addresses, quotes: [] }), '2026-11-26');
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toMatch(/There is more than fits here/);
});

it('lets nothing out of a page: no escape sequences, and in Markdown all of it in code', () => {
  const { base } = loadFacts(dir());
  fc.assert(
    fc.property(anyText(400), (why) => {
      const report = reportOf(why, base);
      const sections = sectionsOf(report);
      expect(renderText(sections)).not.toMatch(/[^\P{Cc}\n]/u);
      const outside = renderMarkdown(sections, '2026-11-26')
        .replace(/`[^`\n]*`/g, '')
        .replace(/<https:\/\/[a-f]\.example\.com\/x>/g, '');
      expect(outside).not.toMatch(/[@<`]|\]\(|https?:/);
      expect(() => JSON.parse(renderJson(report))).not.toThrow();
    }),
    { numRuns: 40 },
  );
});
