import { expect, it } from 'vitest';
import { allegationsAreAnswered } from '../../../../editor/lint/rules/allegations-are-answered.ts';
import { entity, fact, messagesOf, otherFact } from '../../../facts/data-folder.ts';

const facts = (...list: unknown[]) =>
  messagesOf(allegationsAreAnswered, { 'packs/acme/facts/history.yaml': [fact(), ...list] });

it('lets light facts, definitions, the company’s own words and what is no company’s pass', () => {
  expect(facts(otherFact())).toEqual([]);
  expect(facts(otherFact({ weight: 3, kind: 'company-statement' }))).toEqual([]);
  expect(
    messagesOf(allegationsAreAnswered, { 'packs/acme/facts/history.yaml': [fact({ weight: 3 })] }),
  ).toEqual([]);
  const agency = entity({ kind: 'agency' });
  expect(
    messagesOf(allegationsAreAnswered, {
      'packs/acme/facts/history.yaml': [fact(), otherFact({ weight: 3 })],
      'packs/acme/entities.yaml': [agency],
    }),
  ).toEqual([]);
});

it.each([{ reply: { noneFound: '2026-11-22' } }, { reply: { facts: ['acme.founded-1949'] } }])(
  'lets %j pass',
  (reply) => expect(facts(otherFact({ weight: 2, ...reply }))).toEqual([]),
);

it.each(['finding', 'report', 'letter'])('finds a heavy %s that nobody answered', (kind) => {
  expect(facts(otherFact({ weight: 2, kind }))).toEqual([
    'acme.makes-anvils says something about acme without its reply',
  ]);
});
