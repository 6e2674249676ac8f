import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { claimOf } from '../../../editor/review/changes.ts';
import { addCorrections, coverageOf, renderCorrections } from '../../../editor/review/reports.ts';
import { base, baseWith, changed, fact, TODAY } from '../../base.ts';
import { DATA, realKnowledge } from '../../real-knowledge.ts';
import { runTool } from '../facts/run-tool.ts';

it('is fresh: npm run facts -- corrections writes it', async () => {
  const file = join(dirname(DATA), 'CORRECTIONS.md');
  const kept = readFileSync(file, 'utf8');
  expect(kept).toBe(renderCorrections((await realKnowledge()).facts));
  const { out } = await runTool(addCorrections, ['corrections'], DATA);
  expect([out, readFileSync(file, 'utf8')]).toEqual(['CORRECTIONS.md is written.\n', kept]);
});

it('lists each correction by day, newest first, with what came of the one before', () => {
  const one = changed('norvane.says-proud', {
    corrections: [
      { on: '2026-03-02', was: 'The second wording.', why: 'The page says so.' },
      { on: '2026-02-01', was: 'The first *wording*.', why: 'A figure was wrong.' },
    ],
  });
  const text = renderCorrections(baseWith(one));
  const days = [...text.matchAll(/^## (.+)$/gm)].map(([, day]) => day);
  expect(days).toEqual(['2 March 2026', '1 February 2026', '30 June 2025', '2 February 2025']);
  expect(text).toContain(`  - was: The second wording.\n  - now: ${claimOf(one)}\n  - why: The page says so.`);
  expect(text).toContain('  - was: The first \\*wording\\*.\n  - now: The second wording.\n');
  expect(text).toMatch(/`norvane\.letter-withdrawn`\n.*\n {2}- now: withdrawn/);
  expect(text).toMatch(/`norvane\.old-slogan`\n.*\n {2}- now: replaced by a newer fact/);
});

it('says so plainly when there is none, and always how to report one', () => {
  const none = new Map([...base.facts].map(([id, one]) => [id, { ...one, corrections: [] }] as const));
  const text = renderCorrections({ ...base, facts: none });
  expect(text).toContain('None so far');
  expect(text).toContain('*A fact is wrong*');
  expect(text).not.toContain(fact('norvane.letter-withdrawn').id);
});

const one = fact('norvane.hml-started-2017');

/** The cells of a topic's row, by the names of the head. */
function row(topic: string, facts = base): Readonly<Record<string, string | undefined>> {
  const [head = [], ...rows] = coverageOf(facts, TODAY);
  const cells = rows.find(([name]) => name === `${one.pack} ${topic}`) ?? [];
  return Object.fromEntries(head.map((name, at) => [name, cells[at]]));
}

it('counts facts that stand, by topic, and those that are due', () => {
  const standing = [...base.facts.values()].filter(({ status }) => status === 'stands' || status === 'contested');
  const rows = coverageOf(base, TODAY).slice(1);
  expect(rows.reduce((sum, cells) => sum + Number(cells[1]), 0)).toBe(standing.length);
  const { facts, due } = row(one.topic);
  const withdrawn = row(one.topic, baseWith(changed(one.id, { status: 'withdrawn' })));
  expect(withdrawn['facts']).toBe(String(Number(facts) - 1));
  expect(one.reviewBy < TODAY).toBe(true);
  const later = row(one.topic, baseWith(changed(one.id, { reviewBy: TODAY })));
  expect(later['due']).toBe(String(Number(due) - 1));
});

it('takes two copies of one report for one origin', () => {
  const { origins, sources } = row(fact('norvane.letter-2019-signers').topic);
  expect(Number(origins)).toBeLessThan(Number(sources));
});
