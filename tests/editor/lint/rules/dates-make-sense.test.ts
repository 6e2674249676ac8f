import { describe, expect, it } from 'vitest';
import { datesMakeSense } from '../../../../editor/lint/rules/dates-make-sense.ts';
import { fact, messagesOf, pack, source } from '../../../facts/data-folder.ts';

const ofFact = (fields: Record<string, unknown>) =>
  messagesOf(datesMakeSense, { 'packs/acme/facts/history.yaml': [fact(fields)] });
const ofSource = (fields: Record<string, unknown>) =>
  messagesOf(datesMakeSense, { 'packs/acme/sources.yaml': [source(fields)] });
const listed = (fields: Record<string, unknown>) => ({
  'packs/acme/listings.yaml': [
    {
      id: 'acme.l',
      company: 'acme',
      by: 'acme',
      grounds: { en: 'a' },
      cites: [{ source: 'post-acme' }],
      asOf: '2026-01-01',
      ...fields,
    },
  ],
});

describe('dates-make-sense', () => {
  it.each([
    {},
    { period: { from: 2018, to: '2018-03' } },
    { period: { from: '2024-07', to: 2024 } },
    { period: { from: '2024-12-31' }, asOf: '2024-12-31' },
    { asOf: '2026-11-22' },
    { reply: { noneFound: '2026-11-22' } },
  ])('lets a fact with %j pass', (fields) => expect(ofFact(fields)).toEqual([]));

  it.each([
    [{ period: { from: 2019, to: '2018-12' } }, 'the period ends (2018-12) before it begins (2019)'],
    [{ period: { from: 2025 } }, 'asOf 2024-12-31 is before the period begins (2025)'],
    [{ asOf: '2026-11-23' }, 'asOf 2026-11-23 is still to come'],
    [{ reviewBy: '2024-12-31' }, 'reviewBy 2024-12-31 is not after asOf 2024-12-31'],
    [
      { corrections: [{ on: '2027-01-01', was: 'a', why: 'b' }] },
      'a correction of 2027-01-01 is still to come',
    ],
    [{ reply: { noneFound: '2026-11-23' } }, 'noneFound 2026-11-23 is still to come'],
  ])('finds what is wrong with a fact of %j', (fields, message) => expect(ofFact(fields)).toEqual([message]));

  it('lets a source pass that was read in the year of its publication', () => {
    expect(ofSource({ published: 2026, accessed: '2026-03-01', validAsOf: '2026-03-01' })).toEqual([]);
  });

  it.each([
    [{ accessed: '2026-11-23' }, 'accessed 2026-11-23 is still to come'],
    [{ published: '2026-04', accessed: '2026-03-31' }, 'published 2026-04 is after accessed 2026-03-31'],
    [{ validAsOf: '2026-11-23' }, 'validAsOf 2026-11-23 is after accessed 2026-11-22'],
  ])('finds what is wrong with a source of %j', (fields, message) =>
    expect(ofSource(fields)).toEqual([message]),
  );

  it('looks at listings and packs', () => {
    expect(messagesOf(datesMakeSense, listed({ since: 2026 }))).toEqual([]);
    expect(messagesOf(datesMakeSense, listed({ since: '2026-02' }))).toEqual([
      'since 2026-02 is after asOf 2026-01-01',
    ]);
    expect(messagesOf(datesMakeSense, listed({ asOf: '2027-01-01' }))).toEqual([
      'asOf 2027-01-01 is still to come',
    ]);
    expect(messagesOf(datesMakeSense, { 'packs/acme/pack.yaml': pack({ readTo: '2027-01-01' }) })).toEqual([
      'readTo 2027-01-01 is still to come',
    ]);
  });
});
