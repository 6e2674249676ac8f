import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { measureAcks } from '../../bench/ack.ts';
import { percentile, table } from '../../bench/figures.ts';
import { measureQuestions } from '../../bench/question.ts';
import { measureRetrieval, writeReport } from '../../bench/retrieval/index.ts';
import { miniSearchTuned } from '../../bench/retrieval/peers/minisearch.ts';
import { ours } from '../../bench/retrieval/peers/ours.ts';
import { measureServe } from '../../bench/serve.ts';
import { measureStart } from '../../bench/start.ts';
import { measureSuggestions } from '../../bench/suggest.ts';

describe('the benchmark', () => {
  it('times a start: an answer comes before the exit, and later than Node alone', async () => {
    const { rows } = await measureStart({ warmUps: 0, runs: 1 });
    expect(rows.map(({ what }) => what)).toEqual([
      'node -e 0: exit',
      'node --import tsx -e 0: exit',
      'imports of main.ts: exit',
      'npm start: first byte of the answer',
      'npm start: exit',
    ]);
    const [bare, , , answer, exit] = rows.map(({ median }) => Number(median));
    expect(answer).toBeGreaterThan(Number(bare));
    expect(exit).toBeGreaterThanOrEqual(Number(answer));
  });

  it('measures starts of a built bot beside the SDKs alone, and what its base takes in memory', async () => {
    const dataDir = fileURLToPath(new URL('../../data', import.meta.url));
    const { rows } = await measureServe({ dataDir, facts: [3], warmUps: 0, runs: 1 });
    const [sdks, start, refusal, memory] = rows;
    expect(rows.map(({ what }) => what)).toEqual([
      'the SDKs alone',
      'start, 3 facts',
      'first refusal, 3 facts',
      'memory, 3 facts',
    ]);
    for (const row of [start, refusal]) {
      for (const kind of ['cpu', 'wall']) {
        expect(row?.[kind]).toBeGreaterThan(0);
        expect(row?.[`+${kind}`]).toBe(Number(row?.[kind]) - Number(sdks?.[kind]));
      }
    }
    expect(Number(memory?.['read MB'])).toBeGreaterThan(Number(memory?.['opened MB']));
  });

  it('times questions and hostile texts, all answered', async () => {
    const { rows } = await measureQuestions({ rounds: 1, atMost: 6 });
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ what: 'questions of the evaluation', answers: 6 });
    for (const row of rows) {
      expect(row['p50']).toBeGreaterThan(0);
      expect(Number(row['max'])).toBeGreaterThanOrEqual(Number(row['p99']));
    }
  });

  it('times acknowledgements of both sides, and waits for every answer', async () => {
    const { rows } = await measureAcks({ connections: 3, warmUp: 3, blocks: 2, requests: 6 });
    expect(rows).toMatchObject([
      { what: 'bare Bolt', acks: 12 },
      { what: 'Receipts', acks: 12 },
      { what: 'ratio' },
    ]);
    for (const { p50, p99 } of rows) {
      expect(p50).toBeGreaterThan(0);
      expect(p99).toBeGreaterThan(0);
    }
  });

  it('times keystrokes of every kind, which are answered where there is something to answer', async () => {
    const { rows } = await measureSuggestions({ wordings: [6_000], typed: 20 });
    expect(rows).toHaveLength(8);
    for (const { what, keys, ...row } of rows) {
      expect(keys).toBe(20);
      expect(row['p99']).toBeGreaterThan(0);
      if (/nothing$/.test(String(what))) continue;
      expect(row['answered %']).toBeGreaterThan(10);
    }
    expect(rows[0]).toMatchObject({ what: expect.stringMatching(/^\d{4,} wordings/), 'answered %': 100 });
  });

  it('compares search engines on the same questions, and draws what it found', async () => {
    const peers = [ours, miniSearchTuned];
    const found = await measureRetrieval(peers, {
      questions: 30,
      documents: [100],
      budget: { build: 20, questions: 2 },
      turns: { peers, documents: 100, asked: 9 },
    });
    const names = ['Receipts', 'MiniSearch tuned'];
    expect(found.qualities.map(({ engine, corpus }) => [corpus, engine])).toEqual(
      names.map((name) => ['own base', name]),
    );
    for (const { clean, misspelt } of found.qualities) {
      expect(clean.answerable + clean.toRefuse).toBe(30);
      expect(clean.hit1).toBeGreaterThan(0.3);
      expect(misspelt.hit3).toBeGreaterThanOrEqual(misspelt.hit1);
    }
    for (const { docs, speed } of found.timings) {
      expect(docs).toBe(100);
      // The words of a question are those of one document: an engine that works finds most of them.
      expect(speed).toMatchObject({ found: expect.closeTo(1, 0), heap: expect.any(Number) });
    }
    expect(found.turns.rows.map(({ questions, count }) => [questions, count])).toEqual([
      ['all', 9],
      ['spelt right', 6],
      ['misspelt', 3],
    ]);

    const folder = mkdtempSync(join(tmpdir(), 'retrieval-'));
    writeReport(found, ours.name, folder);
    const [text = '', picture = ''] = ['retrieval.md', 'retrieval.svg'].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    for (const name of names) {
      expect(text).toContain(`| ${name} |`);
      expect(picture).toContain(`>${name}</text>`);
    }
    expect(text).not.toMatch(/NaN|undefined/);
    expect(picture).toMatch(/^<svg [^>]+role="img".+<title id="title">.+<desc id="desc">.+<\/svg>\n$/s);
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('figures', () => {
  it('are nearest ranks', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0, 0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow('nothing was measured');
  });

  it('stand in columns', () => {
    expect(
      table([
        { what: 'a', p50: 1.5 },
        { what: 'long', p50: 20, max: 3 },
      ]),
    ).toBe(['what  p50  max', 'a     1.5', 'long   20    3'].join('\n'));
  });
});
