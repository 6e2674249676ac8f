import { expect, it } from 'vitest';
import { evaluationIsHeldOut } from '../../../../editor/lint/rules/evaluation-is-held-out.ts';
import { findingsOf } from '../../../facts/data-folder.ts';

const asked = (question: string) => [
  { question, language: 'en', expects: ['acme.founded-1949'], split: 'tune' },
];
const EQUAL = 'when WAS acme founded';

it('lets a question pass that only resembles an indexed one', () => {
  expect(
    findingsOf(evaluationIsHeldOut, { 'packs/acme/evaluation.yaml': asked('when did acme start') }),
  ).toEqual([]);
});

it.each([
  ['packs/acme/evaluation.yaml', asked(EQUAL)],
  ['evaluation/out-of-scope.yaml', [{ question: EQUAL, language: 'en', split: 'tune' }]],
  [
    'evaluation/near-traps.yaml',
    [{ question: EQUAL, language: 'en', near: ['acme.founded-1949'], differs: 'verb', split: 'tune' }],
  ],
])('finds an indexed question in %s', (file, content) => {
  expect(findingsOf(evaluationIsHeldOut, { [file]: content })).toMatchObject([
    {
      message: `"${EQUAL}" is an indexed question of acme.founded-1949`,
      where: expect.stringContaining(`${file}:1:`),
    },
  ]);
});
