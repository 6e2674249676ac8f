import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import type { FactId } from '../../src/core/fact.ts';
import type { Question } from '../../src/core/question.ts';
import { createLog } from '../../src/ops/log.ts';
import { createReport } from '../../src/ops/report.ts';

const isFactId = (id: string): id is FactId => id.includes('.');

const question: Question = {
  command: 'ask',
  text: 'what is the UIP?',
  id: 'Ev024BE91L',
  workspace: 'slack:T024BE7LD',
  asker: { id: 'U012AB3CD', mayConfigure: true },
  askedAt: new Date(),
};
const answer: Answer = {
  outcome: 'answered',
  heading: 'What is the UIP?',
  body: [],
  citations: [],
  closing: '',
  actions: [],
  facts: ['salesforce.uip'].filter(isFactId),
  offered: ['salesforce.cbp'].filter(isFactId),
  score: 0.876,
  audience: 'asker',
  language: 'en',
};

function reported(error?: unknown): string {
  const written: string[] = [];
  const log = createLog('debug', { write: (text) => written.push(text) });
  createReport(log)({ question, answer, ms: 12, ...(error !== undefined && { error }) });
  expect(written).toHaveLength(1);
  return written.join('');
}

describe('createReport', () => {
  it('says how it went', () => {
    expect(JSON.parse(reported())).toMatchObject({
      event: 'question answered',
      platform: 'slack',
      outcome: 'answered',
      facts: ['salesforce.uip'],
      offered: ['salesforce.cbp'],
      score: 0.88,
      language: 'en',
      ms: 12,
    });
  });

  it('says which class of error it was', () => {
    expect(JSON.parse(reported(new RangeError('what is the UIP?')))).toMatchObject({
      level: 'error',
      event: 'question failed',
      error: 'RangeError',
    });
  });

  it('names neither the question, nor who asked, nor where', () => {
    for (const written of [reported(), reported(new Error('what is the UIP?'))]) {
      expect(written).not.toMatch(/UIP|U012AB3CD|T024BE7LD|Ev024BE91L/);
    }
  });
});
