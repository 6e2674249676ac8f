import { expect, it } from 'vitest';
import { correctionsAreComplete } from '../../../../editor/lint/rules/corrections-are-complete.ts';
import { fact, messagesOf, otherFact } from '../../../facts/data-folder.ts';

const WAS = 'The Toledo Post reports that Acme was founded in 1948.';
const { claim: CLAIM } = fact();
const WHY = 'The Post says 1949.';

function messages(fields: Readonly<Record<string, unknown>>): string[] {
  return messagesOf(correctionsAreComplete, {
    'packs/acme/facts/history.yaml': [fact(fields), otherFact()],
  });
}

it('is content with what was, and why', () => {
  const corrections = [
    { on: '2026-11-02', was: WAS, why: WHY },
    { on: '2026-11-01', was: WAS, why: WHY },
  ];
  expect(messages({ corrections })).toEqual([]);
  expect(messages({})).toEqual([]);
});

it.each([
  [
    { corrections: [{ on: '2026-11-02', was: CLAIM, why: WHY }] },
    'acme.founded-1949 was corrected to what it was',
  ],
  [
    { corrections: [{ on: '2026-11-02', was: WAS, why: 'typo' }] },
    'a correction of acme.founded-1949 does not say why in a sentence',
  ],
  [
    { status: 'superseded', corrections: [{ on: '2026-11-02', was: WAS, why: WHY }] },
    'acme.founded-1949 is superseded, and its reason names no newer fact',
  ],
  [
    {
      status: 'superseded',
      corrections: [{ on: '2026-11-02', was: WAS, why: 'Replaced by acme.founded-1949.' }],
    },
    'acme.founded-1949 is superseded, and its reason names no newer fact',
  ],
])('refuses %j', (fields, message) => expect(messages(fields)).toEqual([message]));

it('lets a withdrawn fact keep its claim, and a superseded one name what replaces it', () => {
  const was = CLAIM;
  expect(messages({ status: 'withdrawn', corrections: [{ on: '2026-11-02', was, why: WHY }] })).toEqual([]);
  const why = 'Replaced by acme.makes-anvils.';
  expect(messages({ status: 'superseded', corrections: [{ on: '2026-11-02', was, why }] })).toEqual([]);
});
