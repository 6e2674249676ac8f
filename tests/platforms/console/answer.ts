import type { Answer } from '../../../src/core/answer.ts';

/** A short answer with two buttons: one that asks on, one that leads to a page. */
export const answer: Answer = {
  outcome: 'answered',
  heading: 'What is the UIP?',
  body: [{ lines: [[{ kind: 'text', text: 'A portal, AFSC says.' }]], facts: [], rank: 0 }],
  citations: [],
  closing: 'As of 2026-11-22',
  actions: [
    { label: 'Timeline', call: { command: 'boycott', text: 'salesforce timeline' } },
    { label: 'Something wrong?', url: 'https://report.example/' },
  ],
  facts: [],
  offered: [],
  audience: 'asker',
  language: 'en',
};
