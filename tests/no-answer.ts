import type { Answer } from '../src/core/answer.ts';

/** An answer that says nothing, where all that counts is that there is one. */
export const NO_ANSWER: Answer = {
  outcome: 'answered',
  heading: '',
  body: [],
  citations: [],
  closing: '',
  actions: [],
  facts: [],
  offered: [],
  audience: 'asker',
  language: 'en',
};
