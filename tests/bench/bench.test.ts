import { describe, expect, it } from 'vitest';
import { measureAcks } from './ack.ts';
import { percentile, table } from './figures.ts';
import { measureQuestions } from './question.ts';
import { measureStart } from './start.ts';

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
