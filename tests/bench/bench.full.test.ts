import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inTurn, table } from '../../bench/figures.ts';
import { measureQuestions } from '../../bench/question.ts';
import { measureRetrieval, PEERS } from '../../bench/retrieval.ts';
import { measureStart } from '../../bench/start.ts';
import { newFolder } from '../folders.ts';

it('the benchmark times starts: Node alone is the cheapest, and an answer comes out', async () => {
  const parts = await measureStart({ warmUps: 0, runs: 1 });
  const [bare, , source, , , built] = parts[0]?.rows ?? [];
  for (const row of [source, built]) {
    expect(row?.['cpu']).toBeGreaterThan(Number(bare?.['cpu']));
    expect(row?.['first byte']).toBeGreaterThan(0);
  }
  expect(parts[1]?.rows[0]?.['asked']).toBeGreaterThan(0);
});

it('the benchmark times questions and very long texts, all answered', async () => {
  const [part] = await measureQuestions(1, 6);
  expect(part?.rows).toHaveLength(2);
  for (const row of part?.rows ?? []) expect(Number(row['max'])).toBeGreaterThanOrEqual(Number(row['p50']));
});

it('the benchmark compares every search engine on the same questions, and writes what it found', async () => {
  const reportTo = newFolder();
  await measureRetrieval({ questions: 10, reportTo });
  const text = readFileSync(join(reportTo, 'retrieval.md'), 'utf8');
  const cells = (name: string) =>
    [...text.matchAll(new RegExp(`^\\| ${name} .*$`, 'gm'))].map(([row]) => row.split('|'));
  for (const { name } of PEERS) {
    const [hits, quality] = cells(name);
    // Ten questions: an engine that finds nothing has 0, the weakest of these about 0.3.
    expect(Number(quality?.[2])).toBeGreaterThan(0.2);
    expect(hits?.[2]).toContain(quality?.[2]?.trim());
  }
  expect(text).not.toMatch(/NaN|undefined|Infinity/);
});

it('runs in turn, with another one first each round, and leaves warm-ups out', async () => {
  const order: string[] = [];
  const one = (name: string) => (round: number) => order.push(`${name}${round}`);
  const given = await inTurn({ a: one('a'), b: one('b') }, { warmUps: 1, runs: 2 });
  expect(order.join(' ')).toBe('b-1 a-1 a0 b0 b1 a1');
  expect([...given.values()].map((all) => all.length)).toEqual([2, 2]);
});

it('writes figures in columns', () => {
  const rows = [
    { what: 'a', p50: 1.5 },
    { what: 'long', p50: 20, max: 3 },
  ];
  expect(table(rows).split('\n')[3]).toBe('| long |  20 |   3 |');
});
