import { expect, it } from 'vitest';
import { amountsAreNatured } from '../../../../editor/lint/rules/amounts-are-natured.ts';
import { fact, messagesOf } from '../../../facts/data-folder.ts';

const claims = (fields: Record<string, unknown>) =>
  messagesOf(amountsAreNatured, { 'packs/acme/facts/history.yaml': [fact(fields)] });

it('lets a claim pass without dollars, or with an amount', () => {
  expect(claims({})).toEqual([]);
  expect(claims({ claim: 'The Post says $3 million.', amount: { usd: 3_000_000, nature: 'paid' } })).toEqual(
    [],
  );
});

it('finds dollars of which nobody says what they are', () => {
  expect(claims({ claim: 'The Post says $3 million.' })).toEqual([
    'acme.founded-1949 names dollars and has no amount',
  ]);
});
