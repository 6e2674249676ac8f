import { join } from 'node:path';
import { expect, it } from 'vitest';
import { feedbackIn, formatFeedback } from '../../editor/feedback.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { factId } from '../../src/facts/schema/values.ts';
import { openStore } from '../../src/store/index.ts';
import { newFolder } from '../folders.ts';

it('gives what was counted, most often first', async () => {
  const url = `file:${join(newFolder(), 'receipts.db')}`;
  const [letter, contract] = [factId.parse('norvane.letter'), factId.parse('norvane.contract')];
  const store = openStore(url, DEFAULT_SETTINGS);
  for (let i = 0; i < 12; i++) await store.countFeedback(letter, 'other-question');
  for (const reason of ['wrong', 'outdated'] as const) await store.countFeedback(contract, reason);
  await store.close();

  const counted = await feedbackIn(url);
  expect(counted).toEqual([
    { fact: letter, reason: 'other-question', count: 12 },
    { fact: contract, reason: 'outdated', count: 1 },
    { fact: contract, reason: 'wrong', count: 1 },
  ]);
  expect(formatFeedback(counted).split('\n')).toEqual([
    'norvane.letter    other-question  12',
    'norvane.contract        outdated   1',
    'norvane.contract           wrong   1',
  ]);
});

it('says so when there is none, and where none can be read', async () => {
  const counted = await feedbackIn(`file:${join(newFolder(), 'receipts.db')}`);
  expect(formatFeedback(counted)).toMatch(/^Nobody has said/);
  await expect(feedbackIn('memory:')).rejects.toMatchObject({ code: 'bad_config' });
});
