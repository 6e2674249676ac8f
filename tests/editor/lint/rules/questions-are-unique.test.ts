import { expect, it } from 'vitest';
import { questionsAreUnique } from '../../../../editor/lint/rules/questions-are-unique.ts';
import { fact, messagesOf, otherFact } from '../../../facts/data-folder.ts';

const questions = (...facts: unknown[]) =>
  messagesOf(questionsAreUnique, { 'packs/acme/facts/history.yaml': facts });

it('lets three different questions a fact pass', () => expect(questions(fact(), otherFact())).toEqual([]));

it('wants three', () => {
  expect(questions(fact({ questions: ['When?', 'How old?'] }))).toEqual([
    'acme.founded-1949 has 2 questions in en',
  ]);
});

it('finds a question twice in a fact, however it is spelt', () => {
  expect(
    questions(fact({ questions: ['When was Acmé founded?', 'when was acme founded', 'How old?', 'c'] })),
  ).toEqual(['"when was acme founded" is already a question of this fact']);
});

it('finds a question that two facts share', () => {
  expect(questions(fact(), otherFact({ questions: ['HOW OLD is Acme', 'What?', 'Which?'] }))).toEqual([
    '"HOW OLD is Acme" is already a question of acme.founded-1949',
  ]);
});
