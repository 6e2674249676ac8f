import { expect, it } from 'vitest';
import { reviewsAreDue } from '../../../../editor/lint/rules/reviews-are-due.ts';
import { fact, findingsOf } from '../../../facts/data-folder.ts';

const due = (fields: Record<string, unknown>) =>
  findingsOf(reviewsAreDue, { 'packs/acme/facts/history.yaml': [fact(fields)] });

it('lets the day itself pass', () => expect(due({ reviewBy: '2026-11-22' })).toEqual([]));

it('warns the day after', () => {
  expect(due({ reviewBy: '2026-11-21' })).toMatchObject([
    { level: 'warning', message: 'acme.founded-1949 was to be looked at by 2026-11-21' },
  ]);
});

it('leaves a withdrawn fact alone', () =>
  expect(due({ reviewBy: '2026-11-21', status: 'withdrawn' })).toEqual([]));
